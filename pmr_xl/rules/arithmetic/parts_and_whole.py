"""Parts that must add up to their whole."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Ask, Submission
from pmr_xl.rules.rule import Spot, rule, spot
from pmr_xl.rules.sound import rounding
from pmr_xl.rules.subjects import Whole


@rule(
    "ARI-002",
    Severity.ERROR,
    "{where} is {found}, but its parts add up to {expected}.",
    fix="Look at the whole and its parts ({parts}); the one that is wrong is to be mended.",
    yields_to=("TYP", "MIS", "UNT", "RNG"),
)
def parts_and_whole(entry: Whole, submission: Submission) -> Iterator[Spot]:
    """Parts that are all of a whole do not add up to it within rounding."""
    whole = entry.indicator
    actual = entry.entered.get(Ask.ACTUAL)
    rows = [submission.by_id[part.id] for part in whole.parts if part.id in submission.by_id]
    parts = [row.entered.get(Ask.ACTUAL) for row in rows]
    figures = [part.figure for part in parts if part is not None and isinstance(part.figure, Decimal)]
    if actual is None or not isinstance(actual.figure, Decimal) or len(figures) != len(whole.parts):
        return
    total = sum(figures, Decimal(0))
    half = rounding(one.measure for one in (whole, *whole.parts))
    if abs(total - actual.figure) > half:
        about = [actual, *(part for part in parts if part is not None)]
        first, last = about[1].where.address, about[-1].where.address
        yield spot(actual, expected=whole.measure.show(total), about=about, parts=f"{first} to {last}")
