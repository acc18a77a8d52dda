"""What people do to headings, rows, columns and sheets."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from example import CHAPTER, HOUSE, PAST
from filled_form import NAME, OTHER, SIGNED, Hostile, form, laid, moved, paper, saved
from packages import SHEETS, SUBMISSION, Parts, drop, edited, package_of, parts_of, put, put_cell, typed
from stories import WHY_NEW

from pmr_xl.books.writer import packed
from pmr_xl.forms import submission_form
from pmr_xl.forms.paper import Page, Put
from pmr_xl.forms.submission_form.plan import FIRST_ROW, HEADING_ROW
from pmr_xl.model.fiscal import Edition, Period, Report
from pmr_xl.model.measure import Sign
from pmr_xl.model.submission import Ask

HEADINGS, ROWS, SHEETS_AND_NAMES, IDENTITY = "Headings and columns", "Rows", "Sheets and names", "The wrong form"
LAST_ROW, ACTUAL, EXPLANATION, STATUS = 22, 10, 14, 15
ZERO_WIDTH, NBSP = "\u200b", "\u00a0"


def _column_in(at: int, heading: str | None, values: bool = True):
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
    names = sorted(range(FIRST_ROW, LAST_ROW + 1), key=lambda row: str(page.cells[row, 2].content).casefold())
    place = {row: new for new, row in enumerate(names, start=FIRST_ROW)}
    return moved(page, lambda row, column: (place.get(row, row), column))


def _figures_down(page: Page) -> Page:
    """The figures of the lower half copied, and pasted as values one row below where they stood."""
    cells = dict(page.cells)
    for row in range(15, LAST_ROW - 1):
        content, _ = page.cells[row, ACTUAL]
        cells[row + 1, ACTUAL] = Put(content, page.cells[row + 1, ACTUAL].style)
    return replace(page, cells=cells)


def _half_down(page: Page) -> Page:
    """The lower half of the sheet cut, and pasted as values one row below: formulas become what they showed."""
    page = moved(page, lambda row, column: (row + (row >= 15), column))
    for (row, column), (_, style) in list(page.cells.items()):
        if row > 15 and column in (STATUS, STATUS + 1):
            page.cells[row, column] = Put("✓ Complete" if column == STATUS else "A hint.", style)
    return page


def _total(page: Page) -> Page:
    cells = dict(page.cells)
    cells[LAST_ROW + 2, 1], cells[LAST_ROW + 2, ACTUAL] = Put("Total"), Put(5.0)
    return replace(page, cells=cells)


def _merge_ids(parts: Parts) -> None:
    put_cell(parts, "A10", "")
    _merged(parts, "A9:A10")


def _merge(parts: Parts) -> None:
    put_cell(parts, "J10", "")
    _merged(parts, "J9:J10")


def _merged(parts: Parts, area: str) -> None:
    merge = rf'\1<mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>'
    put(parts, SUBMISSION, r"(<sheetProtection[^>]*/>)", merge)


def _hide_row(parts: Parts) -> None:
    put(parts, SUBMISSION, r'<row r="9"', '<row r="9" hidden="1"')


def _hide_column(parts: Parts) -> None:
    put(parts, SUBMISSION, r'<col min="10" max="10"', '<col min="10" max="10" hidden="1"')


def _no_names(parts: Parts) -> None:
    put(parts, "xl/workbook.xml", r"<definedNames>.*</definedNames>", "")


def _no_validations(parts: Parts) -> None:
    put(parts, SUBMISSION, r"<dataValidations.*</dataValidations>", "")


def _unprotect(parts: Parts) -> None:
    put(parts, SUBMISSION, r"<sheetProtection[^>]*/>", "")


def _phantom(parts: Parts) -> None:
    style = re.search(rb'<c r="J7" s="(\d+)"', parts[SUBMISSION])[1].decode()
    rows = "".join(f'<row r="{row}"><c r="J{row}" s="{style}"/></row>' for row in range(LAST_ROW + 1, 1_048_577))
    parts[SUBMISSION] = parts[SUBMISSION].replace(b"</sheetData>", rows.encode("ascii") + b"</sheetData>")


def _renamed(sheet: str, name: str):
    return edited(lambda parts: _rename(parts, sheet, name))


def _rename(parts: Parts, sheet: str, name: str) -> None:
    put(parts, "xl/workbook.xml", f'name="{sheet}"', f'name="{name}"')
    put(parts, "xl/workbook.xml", rf">{sheet}!", f">'{name}'!")


def _without(sheet: str):
    def make(folder: Path) -> Path:
        whole = paper()
        names = {name: to for name, to in whole.names.items() if not to.startswith(f"={sheet}!")}
        pages = [page for page in whole.pages if page.name != sheet]
        return saved(folder, packed(replace(whole, pages=pages, names=names, first=pages[0].name)))

    return make


def _with_scratch(*, visible: bool):
    def make(folder: Path) -> Path:
        scratch = Page("Scratch", visible=visible)
        for row in range(1, 9):
            scratch.put(row, 1, f"note {row}")
            scratch.put(row, 2, row * 1.5)
        return saved(folder, packed(replace(paper(), pages=[*paper().pages, scratch])))

    return make


def _last_years_form(folder: Path) -> Path:
    """Filled as it was: with what was published then, and the targets of that year kept."""
    edition = Edition(Report.MMR, 2025)
    answers = {name: {Ask.ACTUAL: own[Period(2025)], Ask.TARGET: Sign.NONE, Ask.NEXT_TARGET: Sign.NONE} for name, own in PAST.actuals.items()}
    answers["dox-new"] = {Ask.ACTUAL: Sign.NOT_AVAILABLE, Ask.REASON: "New indicator", Ask.TARGET: Sign.NONE, Ask.NEXT_TARGET: Sign.NONE}
    answers["dox-lots-cleaned"][Ask.EXPLANATION] = WHY_NEW  # no figure of the year before is published
    blank = submission_form.lay(CHAPTER, edition, PAST, HOUSE, schema_hash="0123abcd")
    done = submission_form.fill(blank, CHAPTER, edition, answers)
    done = submission_form.certify(done, name="Jo Doe", title="Commissioner", date=SIGNED - 365)
    return saved(folder, packed(done), NAME)


def _neighbours_form(folder: Path) -> Path:
    return saved(folder, packed(paper(OTHER)), NAME)


def _renamed_heading(done: str, address: str, heading: str, says: tuple[str, ...], lost: str) -> Hostile:
    return Hostile(HEADINGS, done, typed({address: heading}), says, lost=frozenset({lost}))


_SLIPPED = {
    ("dox-cost", "actual"): "$4", ("dox-payout", "actual"): "$574", ("dox-capital", "actual"): "$80,115.0",
    ("dox-ratio", "actual"): "2,403:1", ("dox-rate", "actual"): "25.00", ("dox-calls", "actual"): "4.4",
}  # fmt: skip
HOSTILE = (
    Hostile(HEADINGS, "headings in another case", typed({"A6": "ID", "J6": "fy26 ACTUAL", "N6": "EXPLANATION"})),
    Hostile(HEADINGS, "headings with blanks, a no-break space, a line break and a zero-width space", typed({"B6": " Indicator ", "J6": f"FY26{NBSP}actual", "K6": "Reason\nif NA", "L6": f"Target{ZERO_WIDTH} FY26"})),
    _renamed_heading("the heading “FY26 actual” renamed to “Actual”", "J6", "Actual", ("error STR-004 Submission!J6",), "actual"),
    _renamed_heading("the heading “FY26 actual” emptied", "J6", "", ("error STR-004 Submission!J6",), "actual"),
    Hostile(HEADINGS, "the heading “Id” renamed to “Key”: rows are still found by their ids", typed({"A6": "Key"}), ("error STR-011 Submission!A6",)),
    _renamed_heading("the heading “Explanation” renamed to “Comments”", "N6", "Comments", ("error STR-011 Submission!N6",), "explanation"),
    _renamed_heading("the heading “Target FY27” typed over by “Target FY26”", "M6", "Target FY26", ("error STR-011 Submission!M6",), "next_target"),
    Hostile(HEADINGS, "a column inserted, with a heading and figures", _column_in(ACTUAL, "Working"), ("error STR-011 Submission!J6",)),
    Hostile(HEADINGS, "a column inserted, with figures and no heading", _column_in(ACTUAL, None), ("query STR-008 Submission!J7",)),
    Hostile(HEADINGS, "an empty column inserted", _column_in(ACTUAL, None, values=False)),
    Hostile(HEADINGS, "a column hidden", edited(_hide_column), ("query STR-006 Submission!J6",)),
    Hostile(ROWS, "a blank row inserted", _row_in(15), ("error STR-010 Submission!A15",)),
    Hostile(ROWS, "a row deleted", _row_out(15), ("error STR-005 Submission!A15",), lost=frozenset({"dox-days"})),
    Hostile(ROWS, "a row hidden", edited(_hide_row), ("query STR-006 Submission!A9",)),
    Hostile(ROWS, "rows sorted by name", laid(_sorted), ("query STR-014 Submission!A8",)),
    Hostile(ROWS, "merged down over the next row, J9:J10", edited(_merge), ("error STR-007 Submission!J9",), {("dox-complaints-street", "actual"): ""}),
    Hostile(ROWS, "an id overwritten by a word", typed({"A9": "total"}), ("error IDN-006 Submission!A9",), lost=frozenset({"dox-complaints"})),
    Hostile(ROWS, "an id overwritten by another row’s", typed({"A9": "dox-tons"}), ("error IDN-002 Submission!A9",), lost=frozenset({"dox-complaints"})),
    Hostile(ROWS, "an id emptied", typed({"A9": ""}), ("error STR-010 Submission!A9",), lost=frozenset({"dox-complaints"})),
    Hostile(ROWS, "an id in capitals, with a blank behind it", typed({"A9": "DOX-Complaints "}), (), {("dox-complaints", "id"): "DOX-Complaints"}),
    Hostile(ROWS, "half of the figures pasted as values one row down", laid(_figures_down), ("error XPR-002 Submission!J16:J21",), _SLIPPED),
    Hostile(ROWS, "half of the sheet pasted as values one row down", laid(_half_down), ("error STR-010 Submission!A15",)),
    Hostile(ROWS, "a total below the table", laid(_total), ("query STR-008 Submission!A24",)),
    Hostile(ROWS, "ids merged down over the next row, A9:A10", edited(_merge_ids), ("error STR-007 Submission!A9",), lost=frozenset({"dox-complaints-street"})),
    Hostile(ROWS, "phantom used range: formats to row 1,048,576", edited(_phantom), ("info STR-012 Submission",)),
    Hostile(SHEETS_AND_NAMES, "the sheet Submission renamed by one blank", _renamed("Submission", "Submission ")),
    Hostile(SHEETS_AND_NAMES, "the sheet Submission renamed to “FY26 final”: found by its headings", _renamed("Submission", "FY26 final")),
    Hostile(SHEETS_AND_NAMES, "the sheet Submission deleted", _without("Submission"), (f"error STR-002 {NAME}",), lost=frozenset({"*"})),
    Hostile(SHEETS_AND_NAMES, "the sheet Lists deleted", _without("Lists"), (f"query STR-013 {NAME}",)),
    Hostile(SHEETS_AND_NAMES, "the sheet Welcome deleted", _without("Welcome"), (f"query STR-013 {NAME}",)),
    Hostile(SHEETS_AND_NAMES, "the sheet About deleted", _without("About"), (f"error STR-001 {NAME}",), lost=frozenset({"*"})),
    Hostile(SHEETS_AND_NAMES, "the sheet About renamed to “Sheet7”", _renamed("About", "Sheet7")),
    Hostile(SHEETS_AND_NAMES, "a scratch sheet added", _with_scratch(visible=True)),
    Hostile(SHEETS_AND_NAMES, "a hidden scratch sheet added", _with_scratch(visible=False), ("query STR-006 Scratch",)),
    Hostile(SHEETS_AND_NAMES, "defined names stripped", edited(_no_names)),
    Hostile(SHEETS_AND_NAMES, "pasted formats destroyed the drop-downs and input rules", edited(_no_validations)),
    Hostile(SHEETS_AND_NAMES, "protection removed", edited(_unprotect), ("info STR-009 Submission",)),
    Hostile(IDENTITY, "an old version of the form", typed({"B8": "0"}, "About"), ("error IDN-007 About!B8",)),
    Hostile(IDENTITY, "last year’s form under this year’s name", _last_years_form, (f"query IDN-005 {NAME}",), lost=frozenset({"*"})),
    Hostile(IDENTITY, "another agency’s form under this one’s name", _neighbours_form, (f"query IDN-005 {NAME}",)),
    Hostile(IDENTITY, "the form of an agency that is not known", typed({"B9": "XYZ"}, "About"), ("error STR-001 About!B9",), lost=frozenset({"*"})),
)
