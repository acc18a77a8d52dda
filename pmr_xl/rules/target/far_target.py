"""A target far from anything reached."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import round_half_away
from pmr_xl.model.numbers.written_out import written_out
from pmr_xl.model.past import Past
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.target._laid import is_recorded

FAR = Decimal(3)

TOLD = "{times} times the current target"  # also what the form says, beside the figure


@rule(
    "TGT-002",
    Severity.QUERY,
    "{where} is {found}, " + TOLD + ", {target}.",
    fix="Look at the scale of the figure; if it is meant so, say why under Explanation.",
    yields_to=("TYP", "UNT"),
    asked_when=(Ask.NEXT_TARGET,),
)
def far_target(entry: Entry, context: EditionContext, past: Past) -> Iterator[Spot]:
    """The proposed target is three times the current one, or a third of it."""
    number, now = entry.get(Ask.NEXT_TARGET), entry.get(Ask.TARGET)
    if number is None or now is None or is_recorded(number.figure, entry, context, past):
        return
    if not isinstance(now.figure, Decimal) or not isinstance(number.figure, Decimal) or not now.figure:
        return
    ratio = number.figure / now.figure
    if ratio >= FAR or 0 < ratio <= 1 / FAR:
        times = round_half_away(ratio, 1 if ratio >= FAR else 2)
        yield spot(number, expected=f"near {now.as_printed}", times=written_out(times, "f"), target=now.as_printed)
