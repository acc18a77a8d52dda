"""Neither a figure nor a reason."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Sign
from pmr_xl.model.submission import Ask, Entry
from pmr_xl.rules.rule import Spot, rule, spot


@rule(
    "MIS-001",
    Severity.ERROR,
    "{where}: {found} stands here, and no reason beside it.",
    fix="Type the figure; where there is none, type NA and choose the reason beside it.",
)
def no_figure(entry: Entry) -> Iterator[Spot]:
    """Neither a figure nor NA with its reason."""
    actual = entry.entered.get(Ask.ACTUAL)
    if actual is None or isinstance(actual.figure, Decimal):
        return
    if not actual.empty and actual.figure is not Sign.NOT_AVAILABLE:
        return
    reason = entry.get(Ask.REASON)
    if reason is None or reason.empty:
        yield spot(actual, expected="a figure, or NA with a reason")
