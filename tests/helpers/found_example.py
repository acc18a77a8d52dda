"""A finding as tests lay it, a findings sheet as it is read back."""

from __future__ import annotations

from pmr_xl.forms.paper.pages import Formula, Link, Rich
from pmr_xl.forms.review_copy.answers import HEADINGS, Answer
from pmr_xl.forms.review_copy.findings_sheet import HEADING_ROW
from pmr_xl.model.book.cell import Cell, Cells
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Book, Sheet
from pmr_xl.model.finding import Finding, Severity


def finding(row: int = 7, severity: Severity = Severity.QUERY, **more) -> Finding:
    said = {
        "rule": "OUT-001",
        "message": "Lots cleaned: up 41% on last year.",
        "remedy": "Correct it, or say why.",
        "indicator_id": "dsny-lots-cleaned",
        "indicator": "Lots cleaned citywide",
        "found": "14,300",
        "expected": "8,700 to 10,900",
    } | more
    return Finding(
        severity=severity, where=CellRef("Submission", row, 10), **({"value": said["found"].replace(",", "")} | said)
    )


def column(page, heading: str) -> list[object]:
    at = HEADINGS.index(heading) + 1
    return [put.content for (row, c), put in sorted(page.cells.items()) if c == at and row > HEADING_ROW]


WHY = "A depot opened in May with 12 more crews."


def given(state, explanation, place="Submission!J7") -> Answer:
    """A row of a findings sheet about the value of :func:`finding`."""
    return Answer(place, state, explanation, found="14,300", value="14300")


def as_book(page, changes=None) -> Book:
    """The page as it would be read back, with ``changes`` by (heading, row in the table)."""
    cells = Cells()
    for (row, at), put in page.cells.items():
        content = put.content
        text = content.text if isinstance(content, Link | Rich) else content
        value = text.result if isinstance(text, Formula) else text
        if value not in (None, ""):
            cells[row, at] = Cell(row, at, float(value) if isinstance(value, int) else value)
    for (heading, number), value in (changes or {}).items():
        place = (HEADING_ROW + number, HEADINGS.index(heading) + 1)
        cells[place] = Cell(*place, value)
    return Book("back.xlsx", (Sheet("Anything"), Sheet(page.name, cells)))
