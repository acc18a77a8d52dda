"""Neither a figure nor a reason."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Sign
from pmr_xl.model.submission import Ask, Entry
from pmr_xl.rules.rule import Spot, rule, spot
from pmr_xl.rules.subjects import ActualSign, EmptyFigure


@rule(
    "MIS-001",
    Severity.ERROR,
    "{where}: {found} stands here, and no reason beside it.",
    fix="Type the figure; where there is none, type NA and choose the reason beside it.",
    yields_to=("STR-007",),
)
def no_figure(actual: EmptyFigure | ActualSign, entry: Entry) -> Iterator[Spot]:
    """Neither a figure nor NA with its reason."""
    if actual.key != Ask.ACTUAL or not (actual.figure is None or actual.figure is Sign.NOT_AVAILABLE):
        return
    reason = entry.get(Ask.REASON)
    if reason is None or reason.empty:
        yield spot(actual, expected="a figure, or NA with a reason")
