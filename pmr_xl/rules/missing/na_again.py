"""NA where there was NA last year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Sign
from pmr_xl.model.past import Past
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "MIS-003",
    Severity.INFO,
    "{where} is NA, as last year{critical}.",
    fix="Say under Explanation when the figure will be available again, or ask to drop the indicator.",
    yields_to=("MIS-009",),
    asked_when=(Ask.ACTUAL,),
)
def na_again(entry: Entry, context: EditionContext, past: Past) -> Iterator[Spot]:
    """NA for the second year running, and no number was published for the last full year."""
    sign = entry.get(Ask.ACTUAL)
    if sign is None or sign.empty or sign.figure is not Sign.NOT_AVAILABLE:
        return
    # Four months without a figure mean little where the year had one: it comes once a year.
    if isinstance(past.actual(entry.line.id, context.full_year), Decimal):
        return
    if past.actual(entry.line.id, context.last_year) is Sign.NOT_AVAILABLE:
        critical = ", and the indicator is critical" if entry.indicator.critical else ""
        yield spot(sign, expected="a figure", critical=critical)
