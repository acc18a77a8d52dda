"""What the rules say of a table that is imported, and what the record keeps of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.desk import Desk
from pmr_xl.model.breakdowns.table import MemberTable
from pmr_xl.model.finding import Finding
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.published import MonthSeries, Published, PublishedRows
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.line import Line

if TYPE_CHECKING:
    from pmr_xl.imports.breakdowns.reading import MemberFigures
    from pmr_xl.imports.monthly import MonthlyFigures
    from pmr_xl.imports.published import PublishedTable
    from pmr_xl.record.findings import KeptFinding


def judge_table(
    desk: Desk, table: PublishedTable, chapters: Mapping[str, Chapter], *, keep: bool
) -> tuple[Finding, ...]:
    """Judge a published table, and keep what is found in the record.

    Args:
        chapters: by agency, as they are once the table is imported.
        keep: whether the record keeps it; a dry run does not.
    """
    from pmr_xl.imports.facts import edition_of
    from pmr_xl.imports.judged import published_rows

    moved = {code: partial(_moved, chapters, code) for code in chapters}
    groups = list(published_rows(table, chapters, moved))
    return _judged(desk, table.path, edition_of(table.rows[0], table), groups, keep=keep)


def judge_months(desk: Desk, path: Path, told: MonthlyFigures, *, keep: bool) -> tuple[Finding, ...]:
    """Judge a file of monthly figures, and keep what is found in the record."""
    from pmr_xl.imports.judged import month_series

    last = max(told.facts, key=lambda one: (one.year, one.month))
    return _judged(desk, path, last, list(month_series(told.read, path)), keep=keep)


def judge_by_member(desk: Desk, path: Path, told: MemberFigures, *, keep: bool) -> tuple[Finding, ...]:
    """Judge a file of figures by place or group beside what the record has, and keep what is found there."""
    from pmr_xl.imports.breakdowns.judged import member_tables
    from pmr_xl.imports.breakdowns.periods import edition_stating

    ids = list(dict.fromkeys(one.fact.indicator for one in told.read))
    known, citywide = desk.record.past_by_member(ids), desk.record.past(ids)
    last = max({one.fact.period for one in told.read}, key=lambda one: (one.year, one.month, one.span.value))
    tables = list(member_tables(desk.library, told, path, known, citywide))
    return _judged(desk, path, edition_stating(last), tables, keep=keep)


def _judged(
    desk: Desk, path: Path, edition: Edition, groups: Sequence[PublishedRows | MonthSeries | MemberTable], *, keep: bool
) -> tuple[Finding, ...]:
    from pmr_xl.record import Source
    from pmr_xl.record.findings import Looked
    from pmr_xl.rules.engine.judge_published import judge_published

    found = judge_published(groups, desk.settings, date.today())  # noqa: DTZ011 - a waiver ends on the office's own day
    if keep:
        kind = _kind(groups)
        sha256 = Source.of(path, edition).sha256
        looks = []
        for agency in dict.fromkeys(group.agency for group in groups):
            look = Looked(edition.code, kind.value, agency, path.name, sha256)
            looks.append((look, [one for code, one in found if code == agency]))
        desk.record.keep_findings(looks)
    return tuple(one for _, one in found)


def _kind(groups: Sequence[PublishedRows | MonthSeries | MemberTable]) -> Published:
    for group in groups:
        if isinstance(group, PublishedRows):
            return group.kind
        return Published.MONTHS if isinstance(group, MonthSeries) else Published.BY_MEMBER
    return Published.MONTHS


def _moved(chapters: Mapping[str, Chapter], code: str) -> list[Line]:
    """The indicators that other agencies have from this one."""
    return [line for chapter in chapters.values() if chapter.agency != code for line in chapter.moved_here(code)]


def findings_kept(desk: Desk, agencies: Sequence[str], edition: str = "", rule: str = "") -> list[KeptFinding]:
    """What was found in the tables imported last, as the record keeps it.

    Raises:
        Fault: an agency is none.
    """
    codes = [desk.library.agency(one).code for one in agencies]
    return desk.record.kept_findings(codes, edition, rule)
