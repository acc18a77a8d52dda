"""One number all down the column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.history import Columns, as_stored

ENOUGH_ROWS = 10
MOST = 0.6  # of the numbers are one and the same
_EVERY = 3  # rows looked at first
BEFORE = 0.3  # of them were one and the same last year, at most


@rule(
    "XPR-008",
    Severity.ERROR,
    "{where}: {count} of {of} figures are the same number, {number}; last year they were others.",
    fix="Type each indicator’s own figure: one seems to have been filled down. What is not available is NA, with its "
    "reason.",
    covers=("UNT", "OUT", "RNG", "TYP", "FMT", "MIS", "NAR", "TGT", "ARI", "AGG", "XIN", "XPR-004"),
)
def filled_down(submission: Submission, columns: Columns) -> Iterator[Spot]:
    """Most figures of the column are one and the same number, not 0: of that MIS-004 speaks."""
    first = columns.now[::_EVERY]
    if (len(first) - len(set(first)) + 1) * _EVERY < len(first):
        return  # there are too many different ones
    number, count = _most(first)
    if len(columns.now) < ENOUGH_ROWS or count * _EVERY < len(first):
        return  # as in most forms
    stored = as_stored(submission, columns)
    number, count = _most(stored.now)
    numbers = sum(figure is not None for figure in stored.now)
    if not number or numbers < ENOUGH_ROWS or count < MOST * numbers or _most(stored.then)[1] > BEFORE * numbers:
        return
    same = [entry for entry, figure in zip(submission.entries, stored.now, strict=True) if figure == number]
    where = CellRef(submission.sheet, submission.heading_row, submission.columns[Ask.ACTUAL])
    keys = (Ask.ACTUAL, Ask.REASON, Ask.EXPLANATION)
    about = [said for entry in same for key in keys if (said := entry.get(key)) is not None]
    shown = format(number, ",.15g")
    yield spot(where, found=shown, about=[where, *about], count=count, of=numbers, number=shown)


def _most(figures: list[float | None]) -> tuple[float, int]:
    """The number that stands there most often, and how often; 0 times where none stands."""
    found = Counter(figure for figure in figures if figure is not None).most_common(1)
    return found[0] if found else (0.0, 0)
