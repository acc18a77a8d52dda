"""Neither a figure nor a reason."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Sign
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.missing._nothing import formula_of, gives_nothing

TOLD = "choose the reason beside it"  # also what the form says, beside the figure


@rule(
    "MIS-001",
    Severity.ERROR,
    "{where}: {found}, and no reason beside it.",
    fix="Type the figure; where there is none, type NA and " + TOLD + ".",
    yields_to=("STR-007",),
    asked_when=(Ask.ACTUAL,),
)
def no_figure(entry: Entry) -> Iterator[Spot]:
    """Neither a figure nor NA with its reason; a formula that gives nothing is nothing."""
    actual = entry.get(Ask.ACTUAL)
    if actual is None or not (actual.empty or gives_nothing(actual) or actual.figure is Sign.NOT_AVAILABLE):
        return
    reason = entry.get(Ask.REASON)
    if reason is None and not (actual.empty or gives_nothing(actual)):
        return  # the column of the reasons is lost, which is said of its heading: nobody knows whether one stands there
    if reason is None or reason.empty:
        found = formula_of(actual) or ("empty" if actual.empty else None)
        yield spot(actual, found=found, expected="a figure, or NA with a reason")
