"""Figures by place or group as they may be published: small counts are cut, with what would give them away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pmr_xl.analysis.places.suppression import THRESHOLD, WHOLE, Cell, Hidden, hidden_with_their_weights, hide
from pmr_xl.model.breakdowns.figures import Series
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Figure
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.schema.indicator import Indicator

Members = Mapping[str, Series]
_NOTHING: Mapping[str, Series] = {}


@value_class
class PublishedBreakdown:
    """One indicator by one list, as it may go out.

    Attributes:
        figures: by member and period; a figure that is hidden is not there.
        hidden: what is hidden, by member and period.
        whole_hidden: periods whose citywide figure must not stand beside them.
        cut: whether small counts were looked for: the figures are counts, or rates of known counts.
    """

    figures: Mapping[tuple[str, Period], Figure]
    hidden: frozenset[tuple[str, Period]] = frozenset()
    whole_hidden: frozenset[Period] = frozenset()
    cut: bool = False


def published(
    indicator: Indicator,
    members: Members,
    periods: Sequence[Period],
    *,
    weights: Members = _NOTHING,
    threshold: int = THRESHOLD,
) -> PublishedBreakdown:
    """What may be published of an indicator by place or group.

    Counts are cut unless the schema says that small ones may be shown (``small_counts_shown``). A rate is cut where the
    count that it is of (``weighted_by``) is hidden; a rate of no known count is not.

    Args:
        members: its figures, by member and period.
        periods: those that are published, which do not add up to each other.
        weights: the figures of the indicator that it is weighted by.
        threshold: a count from 1 to below it is small.
    """
    figures = {
        (member, period): series[period] for member, series in members.items() for period in periods if period in series
    }
    if indicator.small_counts_shown:
        return PublishedBreakdown(figures)
    by_code = {period.code: period for period in periods}
    counts = _counts(members if indicator.counts_whole_things else weights, periods)
    if not counts:
        return PublishedBreakdown(figures)
    found = hide(counts, threshold=threshold)
    cells = found.cells if indicator.counts_whole_things else _of_rate(figures, counts, found)
    hidden = frozenset((member, by_code[code]) for member, code in cells if (member, by_code[code]) in figures)
    kept = {key: figure for key, figure in figures.items() if key not in hidden}
    whole = frozenset(by_code[column] for row, column in found.sums if row == WHOLE)
    return PublishedBreakdown(kept, hidden, whole, cut=True)


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
