"""What the findings sheet of an open review copy lists; sheets of every version are known by their headings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmr_xl.forms.headings import known_names
from pmr_xl.forms.review_copy.answers import FIELDS, AnswerState
from pmr_xl.forms.submission_form.search import plain
from pmr_xl.model.book.places import from_a1
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple

if TYPE_CHECKING:
    import xlwings as xw

NAME = "PMR findings"
_TOP, _WIDEST = 12, 40  # where headings stand, at most
_SHOWN = ("Severity", "Rule", "Where", "Found", "How to correct it", "State", "Your answer")


class Listed(NamedTuple):
    """One row of the findings sheet."""

    row: int
    sign: str
    rule: str
    where: str  # Submission!J7 or Submission!J7:J9
    found: str
    says: str
    state: str
    answer: str

    @property
    def sheet(self) -> str:
        """The sheet it is on."""
        return self.where.rpartition("!")[0] or self.where

    @property
    def cell(self) -> str:
        """The first cell; A1 where a whole sheet is meant."""
        return self.where.rpartition("!")[2].partition(":")[0] if "!" in self.where else "A1"

    @property
    def open(self) -> bool:
        """It waits for a correction or an answer."""
        return self.state == AnswerState.OPEN.value

    def stands_in(self, sheet: str, row: int) -> bool:
        """Whether one of its cells is in that row."""
        if "!" not in self.where or self.sheet.casefold() != sheet.casefold():
            return False
        first, _, last = self.where.rpartition("!")[2].partition(":")
        return from_a1(first)[0] <= row <= from_a1(last or first)[0]


class FindingsList(NamedTuple):
    """The sheet, its columns by their headings of today, and its rows."""

    page: xw.Sheet
    columns: Mapping[str, int]
    rows: list[Listed]

    @property
    def still_open(self) -> list[Listed]:
        """The findings that are still open."""
        return [row for row in self.rows if row.open]


def review_of(book: xw.Book) -> xw.Book:
    """The review copy: the book itself, or the open one made from it.

    Raises:
        Fault: neither has a findings sheet.
    """
    if _page(book) is not None:
        return book
    from pmr_xl.desk.received.answers import (
        review_path,  # the rules come with it; in the review copy itself nothing is loaded
    )

    wanted = review_path(Path(book.name), None).name.casefold()
    for other in book.app.books:
        if other.name.casefold() == wanted and _page(other) is not None:
            return other
    raise Fault(f"{book.name} has no findings yet.", "Press Validate submission first.")


def list_findings(review: xw.Book) -> FindingsList:
    """The findings, as the findings sheet has them.

    Raises:
        Fault: the book has none, or its table has lost its headings.
    """
    page = _page(review)
    if page is None:
        raise Fault(f"{review.name} has no findings yet.", "Press Validate submission first.")
    last = max(page.used_range.last_cell.row, 2)
    cells: list[list[Any]] = page.range((1, 1), (last, _WIDEST)).options(ndim=2).value
    known = known_names(FIELDS)
    heads = [{known.get(plain(str(one))): at for at, one in enumerate(row) if one} for row in cells[:_TOP]]
    best = max(range(len(heads)), key=lambda at: len(heads[at]))
    columns = {name: at for name, at in heads[best].items() if name is not None}
    if not set(_SHOWN) <= columns.keys():
        if str(cells[1][0] or "").startswith("✓"):
            return FindingsList(page, {}, [])
        raise Fault(f"The sheet {page.name} has lost headings of its table.", "Press Validate submission again.")
    rows = [
        Listed(row, *(str(line[columns[name]] or "") for name in _SHOWN))
        for row, line in enumerate(cells[best + 1 :], start=best + 2)
        if line[columns["Where"]] and line[columns["Rule"]]
    ]
    return FindingsList(page, {name: at + 1 for name, at in columns.items()}, rows)


def has_findings(book: xw.Book) -> bool:
    """Whether the book is a review copy."""
    return _page(book) is not None


def is_findings_sheet(page: xw.Sheet) -> bool:
    """Whether a sheet is the one of findings, also under the number that a second of its name gets."""
    return bool(page.name.startswith(NAME))


def _page(book: xw.Book) -> xw.Sheet | None:
    return next((page for page in book.sheets if is_findings_sheet(page)), None)
