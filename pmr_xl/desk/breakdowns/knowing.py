"""What is known of places and groups before a form comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmr_xl.model.fiscal import Edition, Period, Span
from pmr_xl.model.schema.chapter import Chapter

_YEARS, _MONTHS = 10, 13  # looked back; a little more than a year of months

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.breakdowns.entry import MembersKnown


def members_known(desk: Desk, chapter: Chapter, edition: Edition) -> MembersKnown | None:
    """The lists and figures of a chapter's indicators that are broken down; None where the form asks for none.

    The figures are those of the editions before, and what was published of this one.
    """
    ids = [line.id for line in chapter.asked_in(edition).lines if line.indicator.breakdowns]
    if not ids:
        return None
    from pmr_xl.model.breakdowns.entry import MembersKnown

    lists = desk.library_of(edition).breakdowns.of(chapter)
    return MembersKnown(lists, desk.known_by_member(chapter, ids, edition, _looked_at(edition)))


def _looked_at(edition: Edition) -> list[Period]:
    """What a period is looked at beside: a month beside those of a year, and itself and the last in other years."""
    period = edition.submitted_period
    if period.span is Span.YEAR:
        return [period.back(years) for years in range(_YEARS + 1)]
    months = [period.months_back(by) for by in range(_MONTHS + 1)] if period.span is Span.MONTH else [period]
    earlier = [one.back(years) for years in range(1, _YEARS + 1) for one in months[:2]]
    return list(dict.fromkeys((*months, *earlier)))
