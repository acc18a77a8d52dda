"""NA for a critical indicator."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Sign
from pmr_xl.model.past import Past
from pmr_xl.model.reason import NaReason, reason_of
from pmr_xl.rules.engine.declaration import Spot, rule, spot

SAYS_NOT_WHEN = (
    NaReason.NOT_COLLECTED,
    NaReason.SYSTEM_FAULT,
)  # the others say what comes next, or are asked (MIS-002)

TOLD = "nothing is said beside the reason"  # also what the form says, beside the figure


@rule(
    "MIS-009",
    Severity.QUERY,
    "{where} is NA, the indicator is critical, and " + TOLD + ".",
    fix="Say in {explanation} why there is no figure and when there will be one.",
    yields_to=("MIS-001", "STR-007"),
    indicators=lambda basis: basis.indicator.critical,
    asked_when=(Ask.REASON,),
)
def critical_na(entry: Entry, context: EditionContext, past: Past) -> Iterator[Spot]:
    """A critical indicator was not collected or lost to a fault, and its explanation is empty."""
    sign, said, reason = entry.get(Ask.ACTUAL), entry.get(Ask.EXPLANATION), entry.get(Ask.REASON)
    if sign is None or sign.figure is not Sign.NOT_AVAILABLE or not entry.indicator.critical:
        return
    if said is None or not said.empty or reason is None or reason_of(reason.text) not in SAYS_NOT_WHEN:
        return
    # A part of the year without a figure means little where the year had one: it comes once a year.
    if not context.whole_year and isinstance(past.actual(entry.line.id, context.full_year), Decimal):
        return
    yield spot(sign, expected="a figure, or a word about it", explanation=f"{said.heading} ({said.where.address})")
