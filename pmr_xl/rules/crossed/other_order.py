"""A column of figures in another order than its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.history import FAR, Columns, as_stored, near

ENOUGH_ROWS = 10
CLOSE = 0.15  # from last year's of the row whose figure it would be
MOST = 0.5  # of the figures are far from their own, and fit the other order


@rule(
    "XPR-007",
    Severity.ERROR,
    "{where}: the figures of this column stand {how}, and not in the order of their rows: {far} of {rows} are more "
    "than half away from last year’s.",
    fix="Undo the sorting, or put every figure beside its id again. What else there is to say of them is said then.",
    yields_to=("XPR-001", "XPR-002"),
    covers=("UNT", "OUT", "RNG", "TYP", "FMT", "MIS", "NAR", "TGT", "ARI", "AGG", "XIN", "XPR-004"),
)
def other_order(submission: Submission, columns: Columns) -> Iterator[Spot]:
    """Half the figures or more do not fit their own rows, and stand by size, or as names or ids would be sorted."""
    now, then = columns.now, columns.then
    least = len(now) - now.count(None) - then.count(None) - then.count(0)  # rows that have both figures
    if len(columns.far) + now.count(0) < MOST * least:
        return  # as in every published report
    both = [(figure, own) for figure, own in zip(now, then, strict=True) if figure is not None and own]
    if len(both) < ENOUGH_ROWS:
        return
    far = sum(not near(figure, own, FAR) for figure, own in both)
    if far < MOST * len(both):
        return
    if how := _order(submission, as_stored(submission, columns)):
        where = CellRef(submission.sheet, submission.heading_row, submission.columns[Ask.ACTUAL])
        keys = (Ask.ACTUAL, Ask.REASON, Ask.EXPLANATION)
        about = [said for entry in submission.entries for key in keys if (said := entry.get(key)) is not None]
        yield spot(where, found="another order", about=[where, *about], how=how, far=far, rows=len(both))


def _order(submission: Submission, stored: Columns) -> str:
    """In which order the figures stand, in words; empty where in none that is known."""
    now, then = stored.now, stored.then
    numbers = [figure for figure in now if figure is not None]
    if len(set(numbers)) >= ENOUGH_ROWS / 2 and numbers in (sorted(numbers), sorted(numbers, reverse=True)):
        return "by their size"
    places, lines = range(len(now)), [entry.line for entry in submission.entries]
    orders: dict[str, Sequence[int]] = {
        "as if their names were sorted": sorted(places, key=lambda one: lines[one].indicator.name.casefold()),
        "as if their marks and names were sorted": sorted(places, key=lambda one: lines[one].marked_label.casefold()),
        "as if their ids were sorted": sorted(places, key=lambda one: lines[one].id),
        "upside down": places[::-1],
    }
    for how, order in orders.items():
        fits = [near(now[at], then[one], CLOSE) for at, one in enumerate(order) if now[at] is not None and then[one]]
        if len(fits) >= ENOUGH_ROWS and sum(fits) >= MOST * len(fits):
            return how
    return ""
