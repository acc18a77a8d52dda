"""A sheet laid out as the Submission sheet, beside the one that is read."""

from __future__ import annotations

from collections.abc import Mapping

from pmr_xl.model.book.cell import Cell
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Sheet
from pmr_xl.model.entry import Ask, Entered
from pmr_xl.model.submission import Submission

_FILLED_AT_FIRST = (Ask.TARGET, Ask.NEXT_TARGET)
_FILLED_IN = (Ask.ACTUAL, Ask.TO_DATE, Ask.REASON, *_FILLED_AT_FIRST, Ask.EXPLANATION)
_DEEPEST_HEADING = 60  # rows; as deep as a form's own headings are looked for


def filled_otherwise(sheet: Sheet, submission: Submission) -> list[CellRef]:
    """The cells for the agency to fill in which a copy of the Submission sheet differs from the one that is read.

    None where the sheet is no copy of it, or nobody filled it.
    """
    columns = _columns(sheet, submission)
    if Ask.ID not in columns:
        return []
    rows = [
        (row, entry)
        for row, cells in sorted(sheet.cells.rows.items())
        if (entry := submission.by_id.get(_text(cells.get(columns[Ask.ID]))))
    ]
    keys = [key for key in _FILLED_IN if key in columns]
    if not any(_text(sheet.at(row, columns[key])) for row, _ in rows for key in keys if key not in _FILLED_AT_FIRST):
        return []
    return [
        CellRef(sheet.name, row, columns[key])
        for row, entry in rows
        for key in keys
        if (read := entry.get(key)) is not None and _text(sheet.at(row, columns[key])) != read.text
    ]


def _columns(sheet: Sheet, submission: Submission) -> Mapping[str, int]:
    """Key → column in the first row that has half of the headings of the sheet that is read; else nothing."""
    own = [entered for entry in submission.entries[:1] for entered in entry.entered.values()]
    keys = {entered.heading.casefold(): entered.key for entered in own}
    for row in sorted(row for row in sheet.cells.rows if row <= _DEEPEST_HEADING):
        cells = sheet.cells.rows[row]
        found = {keys.get(_text(cell).casefold(), ""): column for column, cell in cells.items()}
        found.pop("", None)
        if len(found) * 2 >= len(keys) > 0:
            return found
    return {}


def _text(cell: Cell | None) -> str:
    """What a cell shows, as a submission's own cells say it."""
    return "" if cell is None else Entered("", "", CellRef("", cell.row, cell.column), cell).text
