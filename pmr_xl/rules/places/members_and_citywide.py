"""All places together beside the citywide figure."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.model.breakdowns.table import MemberSeries, MemberTable, Panel
from pmr_xl.model.finding import Severity
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import from_float
from pmr_xl.model.schema.indicator import RollUp
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.places._panels import cells

_HALF = 0.5


@rule(
    "PLC-008",
    Severity.QUERY,
    "{where} and what stands beside it: in {period} all {all} of {series} make {found} ({how}); citywide it "
    "is {expected}.",
    fix="Correct the figure that is wrong; where some belong to no place, give them a row of their own.",
)
def members_and_citywide(table: MemberTable) -> Iterator[Spot]:
    """The places do not come to the citywide figure in the way their schema says."""
    for series in table.series:
        for period, panel in series.panels.items():
            whole = series.citywide.get(period)
            if period not in table.fresh or not isinstance(whole, Decimal) or len(panel) < len(table.breakdown.members):
                continue
            made = _made(series, table, period, panel)
            if made is None or abs(made[0] - float(whole)) <= made[1]:
                continue
            about, show = cells(series, period), series.indicator.measure.show
            yield spot(
                about[0], about=about, found=show(from_float(made[0])), expected=show(whole), period=period.words,
                all=table.all_words, series=series.indicator.name, how=made[2],
            )  # fmt: skip


def _made(series: MemberSeries, table: MemberTable, period: Period, panel: Panel) -> tuple[float, float, str] | None:
    """What all members come to, how far printing may be off, and how; None where nothing says how."""
    one = series.indicator
    print_ = _HALF * 10.0**-one.decimals
    if one.roll_up is RollUp.SUM:
        return sum(panel.values()), print_ * (len(panel) + 1), "their sum"
    if one.roll_up is RollUp.MEAN:
        return sum(panel.values()) / len(panel), 2 * print_, "their mean"
    weights = table.by_id.get(one.weighted_by or "")
    by = {} if weights is None else weights.panels.get(period, {})
    total = sum(by.get(member, 0) for member in panel)
    if one.roll_up is not RollUp.WEIGHTED or weights is None or not total:
        return None
    made = sum(figure * by.get(member, 0) for member, figure in panel.items()) / total
    spread = max(panel.values()) - min(panel.values())
    off = _HALF * 10.0**-weights.indicator.decimals * len(panel) / total * spread  # weights are rounded too
    return made, 2 * print_ + off, f"weighted by {weights.indicator.name}"
