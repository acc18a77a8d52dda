"""A figure, and a reason why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.rules.engine.declaration import Spot, rule, spot

TOLD = "the reason; or type NA, if the figure is not one"  # also what the form says, beside the figure


@rule(
    "MIS-007",
    Severity.ERROR,
    "{where}: “{reason}” is chosen as the reason for NA, but {figure} stands beside it.",
    fix="Delete " + TOLD + ".",
    yields_to=("TYP", "MIS"),
    asked_when=(Ask.REASON,),
    of_column=(
        "{count} rows have a reason for NA beside a figure",
        "Delete the reasons; or type NA where the figure is not one.",
    ),
)
def reason_with_figure(entry: Entry) -> Iterator[Spot]:
    """A figure is given and a reason why there is none."""
    reason = entry.get(Ask.REASON)
    if reason is None or reason.empty:
        return
    actual = entry.entered.get(Ask.ACTUAL)
    if actual is not None and isinstance(actual.figure, Decimal):
        yield spot(reason, expected="no reason", about=[actual, reason], reason=reason.text, figure=actual.as_printed)
