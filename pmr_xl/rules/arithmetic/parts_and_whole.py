"""Parts that must add up to their whole."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.past import NOTHING, Past
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.sound import rounding_margin

ENOUGH_YEARS = 3  # of which every one added exactly


@rule(
    "ARI-002",
    Severity.ERROR,
    "{where} is {found}, but its parts add up to {expected}.",
    fix="Look at the whole and its parts ({parts}); the one that is wrong is to be corrected.",
    yields_to=("TYP", "MIS", "UNT", "RNG"),
    indicators=lambda basis: bool(basis.indicator.parts),
    ordinary=True,
)
def parts_and_whole(entry: Entry, submission: Submission, past: Past) -> Iterator[Spot]:
    """Parts that are all of a whole do not add up to it: within rounding, or exactly where counts always did."""
    whole = entry.indicator
    if not (whole.exhaustive and whole.parts):
        return
    actual = entry.entered.get(Ask.ACTUAL)
    rows = [submission.by_id[part.id] for part in whole.parts if part.id in submission.by_id]
    parts = [row.entered.get(Ask.ACTUAL) for row in rows]
    figures = [part.figure for part in parts if part is not None and isinstance(part.figure, Decimal)]
    if actual is None or not isinstance(actual.figure, Decimal) or len(figures) != len(whole.parts):
        return
    total = sum(figures, Decimal(0))
    if abs(total - actual.figure) > _slack(whole, past):
        about = [actual, *(part for part in parts if part is not None)]
        first, last = about[1].where.address, about[-1].where.address
        yield spot(actual, expected=whole.measure.show(total), about=about, parts=f"{first} to {last}")


def _slack(whole: Indicator, past: Past) -> Decimal:
    """By how much the sum may be off: half a printed unit for each figure; nothing where nobody rounds."""
    if _exact(whole, past):
        return Decimal(0)
    return rounding_margin(one.measure for one in (whole, *whole.parts))


def _exact(whole: Indicator, past: Past) -> bool:
    """Whether things are counted one by one, and the parts added up exactly whenever all of them were published."""
    if not all(one.counts_whole_things for one in (whole, *whole.parts)):
        return False
    parts = [past.actuals.get(part.id, NOTHING) for part in whole.parts]
    known = []
    for period, total in past.actuals.get(whole.id, NOTHING).items():
        figures = [figure for part in parts if isinstance(figure := part.get(period), Decimal)]
        if isinstance(total, Decimal) and len(figures) == len(parts):
            known.append(total == sum(figures))
    return len(known) >= ENOUGH_YEARS and all(known)
