"""Figures by place and group that the page carries: those that may be published, small counts cut.

A page may be handed to anybody; what would be hidden in a publication stays in the office.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pmr_xl.analysis.places.cutting import cut_for_publication
from pmr_xl.desk.desk import Desk
from pmr_xl.model.breakdowns.figures import MemberFact, PastByMember
from pmr_xl.model.fiscal import Period, Span
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.record import Source

_Key = tuple[str, str, str, Period]  # indicator, list, member, period


def members_outside(desk: Desk, chapter: Chapter) -> list[tuple[Source, list[MemberFact]]]:
    """What tables state by place or group of an agency's indicators, of it the figures in force that may go out."""
    broken_down = [
        line.indicator for line in (*chapter.every_line, *chapter.retired_lines) if line.indicator.breakdowns
    ]
    if not broken_down:
        return []
    ids = [one.id for one in broken_down]
    known = desk.record.past_by_member([*ids, *(one.weighted_by for one in broken_down if one.weighted_by)])
    by_id = {one.id: one for one in broken_down}
    kept = {key for one in broken_down for key in _kept(one, by_id, known, desk.settings.small_count)}
    return [
        (source, left)
        for source, facts in desk.record.published_by_member(ids)
        if (left := [one for one in facts if one[:4] in kept and known.figure(*one[:4]) == one.figure])
    ]


def _kept(indicator: Indicator, by_id: Mapping[str, Indicator], known: PastByMember, threshold: int) -> Iterable[_Key]:
    """Of counts of people only full years: months and years to date, subtracted, would give away what is hidden."""
    for name in indicator.breakdowns:
        members = known.of(indicator.id, name)
        every = sorted({period for series in members.values() for period in series})
        years = [one for one in every if one.span is Span.YEAR]
        weights = known.of(indicator.weighted_by or "", name)
        counted = None if indicator.counts_whole_things else by_id.get(indicator.weighted_by or "")
        out = cut_for_publication(indicator, members, every, weights=weights, threshold=threshold, counted=counted)
        if out.cut:
            out = cut_for_publication(indicator, members, years, weights=weights, threshold=threshold, counted=counted)
        yield from (
            (indicator.id, name, member, period)
            for member, period in out.figures
            if period not in out.whole_hidden  # the citywide figure stands in the page
        )
