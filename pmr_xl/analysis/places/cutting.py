"""Figures by place or group as they may be published: small counts are cut, with what would give them away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from pmr_xl.analysis.places.running import hide_running
from pmr_xl.analysis.places.summed import known_years, withheld_years
from pmr_xl.analysis.places.suppression import THRESHOLD, WHOLE, Cell, Hidden, hidden_with_their_weights, hide
from pmr_xl.model.breakdowns.figures import Series
from pmr_xl.model.fiscal import Period, Span
from pmr_xl.model.measure import Figure
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.schema.indicator import Aggregation, Indicator

Members = Mapping[str, Series]
_NOTHING: Mapping[str, Series] = {}


@value_class
class PublishedBreakdown:
    """One indicator by one list, as it may go out.

    Attributes:
        figures: by member and period; a figure that is hidden is not there.
        hidden: what is hidden, by member and period.
        whole_hidden: periods whose citywide figure must not stand beside them.
        blocks_hidden: blocks (boroughs of districts) whose sum must not stand beside them, by period.
        cut: whether small counts were looked for: the figures are counts, or rates of known counts.
    """

    figures: Mapping[tuple[str, Period], Figure]
    hidden: frozenset[tuple[str, Period]] = frozenset()
    whole_hidden: frozenset[Period] = frozenset()
    blocks_hidden: frozenset[tuple[str, Period]] = frozenset()
    cut: bool = False


def cut_for_publication(
    indicator: Indicator,
    members: Members,
    periods: Sequence[Period],
    *,
    weights: Members = _NOTHING,
    threshold: int = THRESHOLD,
    blocks: Mapping[str, str] | None = None,
    also: Iterable[tuple[str, Period]] = (),
    counted: Indicator | None = None,
) -> PublishedBreakdown:
    """What may be published of an indicator by place or group.

    Counts are cut unless the schema says that small ones may be shown (``small_counts_shown``). A rate is cut where the
    count that it is of (``weighted_by``) is hidden; a rate of no known count is not.

    Args:
        members: its figures, by member and period.
        periods: those that are published: years, or months of a year.
        weights: the figures of the indicator that it is weighted by.
        threshold: a count from 1 to below it is small.
        blocks: members whose sums are published too (the boroughs of districts), by member.
        counted: the indicator that a rate is weighted by, which says how its months become a year.
        also: figures that are hidden for a reason of their own: sums that districts or months withhold.
    """
    figures = {
        (member, period): series[period] for member, series in members.items() for period in periods if period in series
    }
    if indicator.small_counts_shown:
        return PublishedBreakdown(figures)
    by_code = {period.code: period for period in periods}
    told = members if indicator.counts_whole_things else weights
    counts = _counts(told, periods)
    if not counts:
        return PublishedBreakdown(figures)
    own = {(member, period.code) for member, period in also}
    added = (counted or indicator).aggregation
    found = _found(counts, added, periods, blocks=blocks, threshold=threshold, also=own)
    if all(period.span is Span.YEAR for period in periods):
        found = _years(told, added, periods, counts, blocks=blocks or {}, threshold=threshold, also=own)
    cells = found.cells if indicator.counts_whole_things else _of_rate(figures, counts, found)
    hidden = frozenset((member, by_code[code]) for member, code in cells if (member, by_code[code]) in figures)
    kept = {key: figure for key, figure in figures.items() if key not in hidden}
    whole = frozenset(by_code[column] for row, column in found.sums if row == WHOLE)
    sums = frozenset((row, by_code[column]) for row, column in found.sums if row != WHOLE)
    return PublishedBreakdown(kept, hidden, whole, sums, cut=True)


def _found(
    counts: Mapping[Cell, int],
    added: Aggregation,
    periods: Sequence[Period],
    *,
    blocks: Mapping[str, str] | None,
    threshold: int,
    also: Iterable[Cell] = (),
) -> Hidden:
    """What is hidden of these periods, each by itself or, where months run on from July, by those before it."""
    months = [period for period in periods if period.span is Span.MONTH]
    if added is not Aggregation.CUMULATIVE or not months:
        return hide(counts, blocks=blocks, threshold=threshold, also=also)
    found, own = Hidden(frozenset(), frozenset(), frozenset()), set(also)
    for year in dict.fromkeys(period.year for period in months):
        columns = [period.code for period in months if period.year == year]
        of_year = {cell: count for cell, count in counts.items() if cell[1] in columns}
        mine = {cell for cell in own if cell[1] in columns}
        one = hide_running(of_year, columns, blocks=blocks, threshold=threshold, also=mine)
        found = Hidden(*(first | second for first, second in zip(found, one, strict=True)))
    return found


def _years(
    members: Members,
    added: Aggregation,
    years: Sequence[Period],
    counts: Mapping[Cell, int],
    *,
    blocks: Mapping[str, str],
    threshold: int,
    also: Iterable[Cell],
) -> Hidden:
    """What is hidden of full years: that of their months, which went out before them, is not to be worked out."""
    left, own, sums = dict(counts), set(also), set[Cell]()
    for year in years:
        months = [Period(year.year, Span.MONTH, month) for month in range(1, 13)]
        by_month = _counts(members, months)
        if not by_month or added not in (Aggregation.SUM, Aggregation.CUMULATIVE):
            continue
        found = _found(by_month, added, months, blocks=blocks, threshold=threshold)
        if added is Aggregation.CUMULATIVE:  # the year is June's running count
            found = Hidden(*(frozenset(cell for cell in one if cell[1] == months[-1].code) for one in found))
            by_month = {cell: count for cell, count in by_month.items() if cell[1] == months[-1].code}
            own |= {(row, year.code) for row, _ in found.cells}
        else:
            rows = withheld_years(by_month, found, blocks=blocks, threshold=threshold)
            own |= {(row, year.code) for row in rows}
        sums |= {(row, year.code) for row, _ in found.sums}
        for row, whole in known_years(by_month, found).items():
            if left.get((row, year.code)) == whole and (row, year.code) not in own:
                del left[row, year.code]
    found = hide(left, blocks=blocks, threshold=threshold, also=own)
    return found._replace(sums=found.sums | sums)


def _counts(members: Members, periods: Sequence[Period]) -> dict[Cell, int]:
    """The whole numbers of some series, by member and the period's code."""
    return {
        (member, period.code): int(figure)
        for member, series in members.items()
        for period in periods
        if isinstance(figure := series.get(period), Decimal) and figure == figure.to_integral_value() and figure >= 0
    }


def _of_rate(
    figures: Mapping[tuple[str, Period], Figure], counts: Mapping[Cell, int], found: Hidden
) -> frozenset[Cell]:
    return hidden_with_their_weights(((member, period.code) for member, period in figures), counts, found)
