"""Zero where there never was one."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.analysis.comparison import Comparison
from pmr_xl.analysis.figures.usual import numbers_of
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import from_float
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.sound import never_near_zero

ENOUGH_YEARS = 3


@rule(
    "MIS-004",
    Severity.QUERY,
    "{where} is 0; in {years} published periods it was never below {expected}. Is it missing rather than nothing?",
    fix="Type the figure; where it is not available, type NA and choose the reason; if it is truly 0, explain it.",
    yields_to=("TYP",),
    of_column=(
        "{count} figures under “{column}” are 0 where they were never near it",
        "Type the figures, or NA with its reason; if all are truly 0, say so on the findings sheet.",
    ),
)
def zero_for_missing(unusual: Comparison, entry: Entry) -> Iterator[Spot]:
    """Zero where history is far from zero."""
    if unusual.actual != 0 or unusual.ordinary:
        return
    numbers, said = numbers_of(unusual.alike), entry.get(Ask.EXPLANATION)
    if len(numbers) < ENOUGH_YEARS or not (said is None or said.empty):
        return
    if never_near_zero(numbers):
        least = unusual.indicator.measure.show(from_float(min(numbers)))
        yield spot(entry.actual, expected=least, years=len(numbers))
