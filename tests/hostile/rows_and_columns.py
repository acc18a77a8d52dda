"""What people do to headings, rows and columns."""

from __future__ import annotations

import re
from dataclasses import replace

from filled_form import Hostile, laid, moved
from packages import SUBMISSION, Parts, edited, put, put_cell, typed

from pmr_xl.forms.paper.pages import Page, Put
from pmr_xl.forms.submission_form.plan import FIRST_ROW, HEADING_ROW

HEADINGS, ROWS = "Headings and columns", "Rows"
LAST_ROW, ACTUAL, STATUS = 18, 10, 11
ZERO_WIDTH, NBSP = "\u200b", "\u00a0"


def _column_in(at: int, heading: str | None, *, values: bool = True):
    def change(page: Page) -> Page:
        page = moved(page, lambda row, column: (row, column + (column >= at and row >= HEADING_ROW)))
        if heading is not None:
            page.put(HEADING_ROW, at, heading)
        for row in range(FIRST_ROW, LAST_ROW + 1) if values else ():
            page.put(row, at, float(row))
        return page

    return laid(change)


def _row_in(at: int):
    return laid(lambda page: moved(page, lambda row, column: (row + (row >= at), column)))


def _row_out(at: int):
    return laid(lambda page: moved(page, lambda row, column: None if row == at else (row - (row > at), column)))


def _sorted(page: Page) -> Page:
    """Sorted by name, as the filter button does it: values move, rows stay."""
    names = sorted(range(FIRST_ROW, LAST_ROW + 1), key=lambda row: str(page.cells[row, 3].content).casefold())
    place = {row: new for new, row in enumerate(names, start=FIRST_ROW)}
    return moved(page, lambda row, column: (place.get(row, row), column))


def _figures_down(page: Page) -> Page:
    """The figures of the lower half copied, and pasted as values one row below where they stood."""
    cells = dict(page.cells)
    for row in range(11, LAST_ROW - 1):
        content, _ = page.cells[row, ACTUAL]
        cells[row + 1, ACTUAL] = Put(content, page.cells[row + 1, ACTUAL].style)
    return replace(page, cells=cells)


def _half_down(page: Page) -> Page:
    """The lower half of the sheet cut, and pasted as values one row below: formulas become what they showed."""
    page = moved(page, lambda row, column: (row + (row >= 11), column))
    for (row, column), (_, style) in list(page.cells.items()):
        if row > 11 and column in (STATUS, STATUS + 1):
            page.cells[row, column] = Put("✓ Complete" if column == STATUS else "A hint.", style)
    return page


def _total(page: Page) -> Page:
    cells = dict(page.cells)
    cells[LAST_ROW + 2, 1], cells[LAST_ROW + 2, ACTUAL] = Put("Total"), Put(5.0)
    return replace(page, cells=cells)


def _merged_ids(parts: Parts) -> None:
    put_cell(parts, "A6", "")
    _merge(parts, "A5:A6")


def _merged_figures(parts: Parts) -> None:
    put_cell(parts, "J6", "")
    _merge(parts, "J5:J6")


def _merge(parts: Parts, area: str) -> None:
    merge = rf'\1<mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>'
    put(parts, SUBMISSION, r"(<sheetProtection[^>]*/>)", merge)


def _hide_row(parts: Parts) -> None:
    put(parts, SUBMISSION, r'<row r="5"', '<row r="5" hidden="1"')


def _filter_out_row(parts: Parts) -> None:
    _hide_row(parts)
    criterion = r'\1><filterColumn colId="2"><filters><filter val="number"/></filters></filterColumn></autoFilter>'
    put(parts, _table(parts), r"(<autoFilter [^>]*)/>", criterion)


def _table(parts: Parts) -> str:
    """The part of the table of the Submission sheet."""
    return next(name for name, data in parts.items() if b"PMR_Submission_table" in data and "/tables/" in name)


def _hide_column(parts: Parts) -> None:
    put(parts, SUBMISSION, r'<col min="10" max="10"', '<col min="10" max="10" hidden="1"')


def _phantom(parts: Parts) -> None:
    style = re.search(rb'<c r="J3" s="(\d+)"', parts[SUBMISSION])[1].decode()
    rows = "".join([f'<row r="{row}"><c r="J{row}" s="{style}"/></row>' for row in range(LAST_ROW + 1, 1_048_577)])
    parts[SUBMISSION] = parts[SUBMISSION].replace(b"</sheetData>", rows.encode("ascii") + b"</sheetData>")


def _heading(done: str, address: str, heading: str, rule: str, lost: str = "") -> Hostile:
    says = (f"error {rule} Submission!{address}",)
    return Hostile(HEADINGS, done, typed({address: heading}), says, lost=frozenset({lost}))


def _column_gone(done: str, letter: str, lost: str) -> Hostile:
    at = ord(letter) - ord("A") + 1
    made = laid(lambda page: moved(page, lambda row, column: None if column == at else (row, column - (column > at))))
    return Hostile(HEADINGS, done, made, ("error STR-011 Submission",), lost=frozenset({lost}))


def _row(done: str, make: object, say: str, lost: str = "") -> Hostile:
    return Hostile(ROWS, done, make, (say,), lost=frozenset({lost}))


_BLANKS = {
    "C2": " Indicator ",
    "J2": f"FY26{NBSP}actual",
    "M2": "If NA:\nreason",
    "N2": f"Current{ZERO_WIDTH} target FY26",
}
_SLIPPED = {
    ("dox-cost", "actual"): "$4", ("dox-payout", "actual"): "$574", ("dox-capital", "actual"): "$80,115.0",
    ("dox-ratio", "actual"): "2,403:1", ("dox-rate", "actual"): "25.00", ("dox-calls", "actual"): "4.4",
}  # fmt: skip
HOSTILE = (
    Hostile(HEADINGS, "headings in another case", typed({"A2": "ID", "J2": "fy26 ACTUAL", "P2": "EXPLANATION"})),
    Hostile(HEADINGS, "headings with blanks, a no-break space, a line break, a zero-width space", typed(_BLANKS)),
    _heading("the heading “FY26 actual” renamed to “Actual”", "J2", "Actual", "STR-004", "actual"),
    _heading("the heading “FY26 actual” emptied", "J2", "", "STR-004", "actual"),
    _heading("the heading “Id” emptied: rows are still found by their ids", "A2", "", "STR-011"),
    _heading("the heading “Current target FY26” emptied", "N2", "", "STR-011", "target"),
    _heading("the heading “Proposed target FY27” emptied", "O2", "", "STR-011", "next_target"),
    _heading("the heading “If NA: reason” emptied: no reason is asked for", "M2", "", "STR-011", "reason"),
    _heading("the heading “FY25” emptied", "I2", "", "STR-011", "FY25"),
    _column_gone("the column of a published year deleted", "H", "FY24"),
    _column_gone("the column of the current targets deleted", "N", "target"),
    _heading("the heading “Id” renamed to “Key”: rows are still found by their ids", "A2", "Key", "STR-011"),
    _heading("the heading “Explanation” renamed to “Comments”", "P2", "Comments", "STR-011", "explanation"),
    _heading("the heading “Explanation” emptied", "P2", "", "STR-011", "explanation"),
    _heading(
        "the heading “Proposed target” typed over by “Current target”",
        "O2",
        "Current target FY26",
        "STR-011",
        "next_target",
    ),
    Hostile(
        HEADINGS,
        "a column inserted, with a heading and figures",
        _column_in(ACTUAL, "Working"),
        ("error STR-011 Submission!J2",),
    ),
    Hostile(
        HEADINGS,
        "a column inserted, with figures and no heading",
        _column_in(ACTUAL, None),
        ("query STR-008 Submission!J3",),
    ),
    Hostile(HEADINGS, "an empty column inserted", _column_in(ACTUAL, None, values=False)),
    Hostile(HEADINGS, "a column hidden", edited(_hide_column), ("query STR-006 Submission!J2",)),
    _row("a blank row inserted", _row_in(11), "error STR-010 Submission!A11"),
    _row("a row deleted", _row_out(11), "error STR-005 Submission!A11", "dox-days"),
    _row("a row hidden", edited(_hide_row), "query STR-006 Submission!A5"),
    _row("the form’s own filter left on, hiding a row", edited(_filter_out_row), "info STR-018 Submission"),
    _row("rows sorted by name", laid(_sorted), "query STR-014 Submission!A4"),
    Hostile(
        ROWS,
        "figures merged down over the next row, J5:J6",
        edited(_merged_figures),
        ("error STR-007 Submission!J5",),
        {("dox-complaints-street", "actual"): ""},
    ),
    _row(
        "ids merged down over the next row, A5:A6",
        edited(_merged_ids),
        "error STR-007 Submission!A5",
        "dox-complaints-street",
    ),
    _row("an id overwritten by a word", typed({"A5": "total"}), "error IDN-006 Submission!A5", "dox-complaints"),
    _row(
        "an id overwritten by another row’s", typed({"A5": "dox-tons"}), "error IDN-002 Submission!A5", "dox-complaints"
    ),
    _row("an id emptied", typed({"A5": ""}), "error STR-010 Submission!A5", "dox-complaints"),
    Hostile(
        ROWS,
        "an id in capitals, with a blank behind it",
        typed({"A5": "DOX-Complaints "}),
        (),
        {("dox-complaints", "id"): "DOX-Complaints"},
    ),
    Hostile(
        ROWS,
        "half of the figures pasted as values one row down",
        laid(_figures_down),
        ("error XPR-002 Submission!J12:J17",),
        _SLIPPED,
    ),
    _row("half of the sheet pasted as values one row down", laid(_half_down), "error STR-010 Submission!A11"),
    _row("a total below the table", laid(_total), "query STR-008 Submission!A20"),
    _row("phantom used range: formats to row 1,048,576", edited(_phantom), "info STR-012 Submission"),
)
