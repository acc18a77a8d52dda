"""A trend that is not the one the figures give."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmr_xl.model.finding import Severity, drawn
from pmr_xl.model.sheet import CellRef
from pmr_xl.model.submission import Entry, Submission
from pmr_xl.rules.rule import Spot, rule, spot
from pmr_xl.variance import Comparison

_TREND = re.compile(r"\btrend\b", re.IGNORECASE)


@rule(
    "TRD-001",
    Severity.ERROR,
    "{where} says the five-year trend is {found}; the five figures give {expected}.",
    fix="Delete the trend; it is computed. If {expected} looks wrong, look at the five figures.",
)
def entered_trend(comparison: Comparison, entry: Entry, submission: Submission) -> Iterator[Spot]:
    """A trend was entered in a column of its own, and is not the computed one."""
    for heading, text in submission.strange_headings:
        if _TREND.search(text):
            sheet = submission.book.sheet(submission.sheet)
            cell = None if sheet is None else sheet.at(entry.row, heading.column)
            said = "" if cell is None or cell.value is None else str(cell.value).strip()
            if said and said.casefold() != comparison.trend.value.casefold():
                where = CellRef(submission.sheet, entry.row, heading.column)
                yield spot(where, about=[where, heading], found=f"“{drawn(said)}”", expected=comparison.trend.value)
