"""A reason, and nothing it is the reason of."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Repair, Severity
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.missing._nothing import gives_nothing

TOLD = "NA, or the figure and no reason"  # also what the form says, beside the figure


@rule(
    "MIS-006",
    Severity.ERROR,
    "{where}: the cell is empty, though “{reason}” is chosen beside it.",
    fix="Type " + TOLD + ".",
    asked_when=(Ask.REASON,),
)
def reason_without_na(entry: Entry) -> Iterator[Spot]:
    """A reason for NA is chosen, and the figure’s cell is empty."""
    reason = entry.get(Ask.REASON)
    if reason is None or reason.empty:
        return
    actual = entry.entered.get(Ask.ACTUAL)
    if actual is None or not (actual.empty or gives_nothing(actual)):
        return
    repair = Repair("", "NA", "the chosen reason says that there is no figure") if actual.empty else None
    yield spot(actual, expected="NA", repair=repair, reason=reason.text)
