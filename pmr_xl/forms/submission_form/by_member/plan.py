"""What stands where on the sheet Breakdowns, and which rows it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pmr_xl.model.breakdowns.breakdown import Breakdown, Member
from pmr_xl.model.entry import Column
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.line import Line

BREAKDOWNS = "Breakdowns"
HEADING_ROW, FIRST_ROW = 5, 6


class Cols:
    """Keys of the columns."""

    ID = "id"
    INDICATOR = "indicator"
    BREAKDOWN = "breakdown"
    CODE = "code"
    MEMBER = "member"
    PERIOD = "period"
    LAST = "last"
    FIGURE = "figure"
    STATUS = "status"
    EXPLANATION = "explanation"


class MemberRow(NamedTuple):
    """One row that is asked for."""

    line: Line
    breakdown: str
    of: Breakdown
    member: Member


def columns(edition: Edition) -> tuple[Column, ...]:
    """The columns, in order."""
    return (
        Column(Cols.ID, "Indicator id"),
        Column(Cols.INDICATOR, "Indicator"),
        Column(Cols.BREAKDOWN, "By"),
        Column(Cols.CODE, "Code"),
        Column(Cols.MEMBER, "Place or group"),
        Column(Cols.PERIOD, "Period"),
        Column(Cols.LAST, f"Published {edition.last_year.label}"),
        Column(Cols.FIGURE, "Figure", open=True),
        Column(Cols.STATUS, "Status"),
        Column(Cols.EXPLANATION, "Explanation", open=True),
    )


def broken_down(chapter: Chapter, edition: Edition) -> list[Line]:
    """The indicators that a form of that edition asks for by place or group."""
    return [line for line in chapter.asked_in(edition).lines if line.indicator.breakdowns]


def rows(chapter: Chapter, edition: Edition, lists: Mapping[str, Breakdown]) -> Iterator[MemberRow]:
    """The rows that a form asks for: every member of every list of every indicator that is broken down."""
    for line in broken_down(chapter, edition):
        for name in line.indicator.breakdowns:
            for member in lists[name].members:
                yield MemberRow(line, name, lists[name], member)
