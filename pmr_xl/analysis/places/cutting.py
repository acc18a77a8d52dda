"""Figures by place or group as they may be published: small counts are cut, with what would give them away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

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


def published(
    indicator: Indicator,
    members: Members,
    periods: Sequence[Period],
    *,
    weights: Members = _NOTHING,
    threshold: int = THRESHOLD,
    blocks: Mapping[str, str] | None = None,
    also: Iterable[tuple[str, Period]] = (),
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
    if indicator.aggregation is Aggregation.SUM and all(period.span is Span.YEAR for period in periods):
        own |= {(member, year) for year in by_code for member in _withheld_by_months(told, by_code[year], threshold)}
    months = indicator.aggregation is Aggregation.SUM and any(period.span is Span.MONTH for period in periods)
    found = hide(counts, rows_summed=months, blocks=blocks, threshold=threshold, also=own)
    cells = found.cells if indicator.counts_whole_things else _of_rate(figures, counts, found)
    hidden = frozenset((member, by_code[code]) for member, code in cells if (member, by_code[code]) in figures)
    kept = {key: figure for key, figure in figures.items() if key not in hidden}
    whole = frozenset(by_code[column] for row, column in found.sums if row == WHOLE)
    sums = frozenset((row, by_code[column]) for row, column in found.sums if row != WHOLE != column)
    return PublishedBreakdown(kept, hidden, whole, sums, cut=True)


def _withheld_by_months(members: Members, year: Period, threshold: int) -> set[str]:
    """Members whose year must be hidden, because with it a hidden month of theirs could be worked out."""
    months = [Period(year.year, Span.MONTH, month) for month in range(1, 13)]
    counts = _counts(members, months)
    found = hide(counts, rows_summed=True, threshold=threshold) if counts else None
    return set() if found is None else {row for row, column in found.sums if column == WHOLE}


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
