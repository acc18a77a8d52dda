"""Where the findings sheet of today has its columns, for tests that type into it or read it with another library."""

from __future__ import annotations

from typing import Any

from pmr_xl.forms.review_copy.answers import HEADINGS
from pmr_xl.model.book.places import column_letters

SHEET, FIRST = "PMR findings", 7


def letter(heading: str) -> str:
    """The letters of a column."""
    return column_letters(number(heading))


def number(heading: str) -> int:
    """The place of a column, from 1."""
    return HEADINGS.index(heading) + 1


def rows_of(page: Any, rule: str, indicator: str = "") -> list[int]:
    """The rows of a rule's findings on an openpyxl sheet; of one indicator alone, by id or name."""
    found = (row for row in page.iter_rows(min_row=FIRST, max_col=len(HEADINGS)) if cell(row, "Rule") == rule)
    return [row[0].row for row in found if indicator in ("", cell(row, "Indicator id"), cell(row, "Indicator"))]


def cell(row: Any, heading: str) -> Any:
    """What stands in a row of such a sheet."""
    return row[number(heading) - 1].value
