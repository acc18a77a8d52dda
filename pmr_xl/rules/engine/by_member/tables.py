"""The rules on figures by place or group, asked of a form that has them; other forms do not load this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.breakdowns.entry import NONE_KNOWN, MemberEntry, MembersKnown, MembersSaid
from pmr_xl.model.breakdowns.table import MemberSeries, MemberTable, cell_key
from pmr_xl.model.entry import Entered
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Figure
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.past import Past
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.by_member.asking import hits_by_member
from pmr_xl.rules.engine.calls import Hit, switched_off

if TYPE_CHECKING:
    from collections.abc import Iterable


def hits(submission: Submission, past: Past, settings: OfficeSettings, wanted: frozenset[str] | None) -> list[Hit]:
    """What the rules on places and groups hit in a form.

    Args:
        wanted: codes of the rules to ask; all where None.
    """
    said, known = submission.by_member, past.by_member or NONE_KNOWN
    if said is None:
        return []
    off, told = switched_off(settings), list[Hit]()
    for table in tables(submission, said, known, past):
        found = (hit for hit in hits_by_member(table, settings) if hit.rule.code not in off)
        told += [hit for hit in found if wanted is None or hit.rule.code in wanted]
    return told


def tables(submission: Submission, said: MembersSaid, known: MembersKnown, past: Past) -> Iterable[MemberTable]:
    """What a form says of each list, beside what is known."""
    grouped: dict[str, dict[str, list[MemberEntry]]] = {}
    for one in said.entries:
        if one.line is not None:
            grouped.setdefault(one.breakdown, {}).setdefault(one.line.id, []).append(one)
    period = submission.edition.submitted_period
    for place, (breakdown, by_indicator) in enumerate(grouped.items()):
        if breakdown not in known.lists:
            continue
        series = tuple(
            _series(name, entries, breakdown, known, _citywide(submission, name, past))
            for name, entries in by_indicator.items()
        )
        entries = tuple(one for rows in by_indicator.values() for one in rows)
        # What belongs to no list is told with the first.
        all_said = replace(said, entries=entries, strange=said.strange if place == 0 else ())
        yield MemberTable(submission.chapter.agency, known.lists[breakdown], series, frozenset({period}), all_said)


def _citywide(submission: Submission, name: str, past: Past) -> Mapping[Period, Figure]:
    """The whole's figures: as published, and as this very form says it."""
    entry, period = submission.by_id.get(name), submission.edition.submitted_period
    own = None if entry is None else entry.actual.figure
    return {**past.actuals.get(name, {}), **({} if own is None else {period: own})}


def _series(
    name: str,
    entries: list[MemberEntry],
    breakdown: str,
    known: MembersKnown,
    citywide: Mapping[Period, Figure],
) -> MemberSeries:
    figures = {member: dict(series) for member, series in known.past.of(name, breakdown).items()}
    for one in entries:
        own = figures.setdefault(one.member, {})
        if one.figure.figure is not None:
            own[one.period] = one.figure.figure
        else:
            own.pop(one.period, None)
    line = entries[0].line
    assert line is not None  # noqa: S101 - they are grouped by it
    cells = {(one.member, one.period): one.figure for one in entries}
    return MemberSeries(line, figures, citywide, partial(_entered, line.indicator, cells, figures))


def _entered(
    indicator: Indicator,
    cells: Mapping[tuple[str, Period], Entered],
    figures: Mapping[str, Mapping[Period, Figure]],
    member: str,
    period: Period,
) -> Entered:
    found = cells.get((member, period))
    if found is not None:
        return found
    key, figure = cell_key(indicator.id, member, period), figures.get(member, {}).get(period)
    return Entered(key, period.label, CellRef("the record", 0, 0), None, figure, indicator.measure)
