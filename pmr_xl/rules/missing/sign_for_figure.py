"""A target's sign where an actual belongs."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Sign
from pmr_xl.rules.engine.declaration import Spot, rule, spot

TOLD = "a sign for targets; this is an actual"  # also what the form says, beside the figure


@rule(
    "MIS-008",
    Severity.ERROR,
    "{where} holds {found}, which is " + TOLD + ".",
    fix="Type the figure; where there is none, type NA and choose the reason beside it.",
    asked_when=(Ask.ACTUAL, Ask.TO_DATE),
)
def sign_for_figure(entry: Entry) -> Iterator[Spot]:
    """*, ↑ or ↓ where an actual belongs."""
    for key in (Ask.ACTUAL, Ask.TO_DATE):
        sign = entry.get(key)
        if sign is not None and isinstance(sign.figure, Sign) and sign.figure is not Sign.NOT_AVAILABLE:
            yield spot(sign, expected="a figure, or NA with a reason")
