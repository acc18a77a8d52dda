"""The sheets that every form has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Book

FORM_SHEETS = frozenset(
    {"Welcome", "Instructions", "Submission", "Restatements", "Findings", "Progress", "Commissioner", "Lists", "About"}
    | {"Rates", "Definitions"}
)


def hidden_among(book: Book, filled: Sequence[CellRef]) -> Iterator[tuple[CellRef, str]]:
    """The hidden rows, then columns, in which one of the cells stands."""
    top: dict[str, int] = {}
    for ref in filled:
        top[ref.sheet] = min(top.get(ref.sheet, ref.row), ref.row)
    for ref in filled:
        sheet = book.sheet(ref.sheet)
        if sheet is not None and ref.row in sheet.hidden_rows - sheet.filtered_out:
            yield CellRef(ref.sheet, ref.row, 1), "the row is"
    for ref in filled:
        sheet = book.sheet(ref.sheet)
        if sheet is not None and ref.column in sheet.hidden_columns:
            yield CellRef(ref.sheet, top[ref.sheet], ref.column), "the column is"
