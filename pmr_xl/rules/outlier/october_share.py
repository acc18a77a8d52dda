"""Four months that are an unusual share of a year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.fiscal import OCTOBER_IN_FISCAL_YEAR, Period, Span
from pmr_xl.model.measure import Figure
from pmr_xl.model.past import Past
from pmr_xl.model.schema.indicator import Aggregation
from pmr_xl.rules.engine.declaration import Spot, rule, spot

TIMES = 2  # half or twice the usual share


@rule(
    "OUT-004",
    Severity.INFO,
    "{where} is {found}; {told}, where four months are usually {usual} of a year.",
    fix="Look whether the figure covers the whole period, and no more.",
    yields_to=("TYP", "UNT", "RNG", "MIS", "XPR", "OUT"),
    beta=True,
    indicators=lambda basis: basis.indicator.october_share is not None,
    ordinary=True,
)
def october_share(entry: Entry, context: EditionContext, past: Past) -> Iterator[Spot]:
    """July to October make less than half, or more than twice, their usual share of a year."""
    asked, usual = context.submitted, entry.indicator.october_share
    if usual is None or entry.indicator.aggregation is not Aggregation.SUM:
        return
    october = Period(asked.year, Span.TO_DATE, OCTOBER_IN_FISCAL_YEAR)
    if asked != october and asked.span is not Span.YEAR:
        return
    if (actual := entry.entered.get(Ask.ACTUAL)) is None:
        return
    part: Figure | None = actual.figure
    year = past.actual(entry.line.id, context.full_year)
    if asked != october:
        part, year = past.actual(entry.line.id, october), part
    if not isinstance(part, Decimal) or not isinstance(year, Decimal) or year <= 0:
        return
    share = part / year
    if not usual / TIMES <= share <= usual * TIMES:
        show = entry.indicator.measure.show
        four = f"July to October were {show(part)}, {share:.0%} of it"
        told = four if asked != october else f"that is {share:.0%} of {context.full_year.label}’s {show(year)}"
        expected = show(part / usual) if asked != october else show(usual * year)
        yield spot(actual, expected=f"about {expected}", told=told, usual=f"{usual:.0%}")
