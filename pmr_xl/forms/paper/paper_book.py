"""What a reader would find in a workbook made of a paper: readers and rules can be tested without a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pmr_xl.forms.paper.pages import Content, Formula, Link, Page, Paper, Put, Rich, Style
from pmr_xl.model.book.cell import Cell, CellError, Cells, CellValue
from pmr_xl.model.book.places import Range, from_a1
from pmr_xl.model.book.sheet import Book, DataValidation, Note, Sheet, TableArea, Visibility


def with_values(paper: Paper, sheet: str, values: Mapping[str, Content]) -> Paper:
    """A copy of the paper with values typed into cells (``{"J7": 1204}``); each cell keeps its look, None empties it.

    Raises KeyError where there is no such sheet.
    """
    page = paper.page(sheet)
    cells = dict(page.cells)
    for address, content in values.items():
        place = from_a1(address)
        cells[place] = Put(content, cells[place].style if place in cells else Style())
    new = replace(page, cells=cells)
    return replace(paper, pages=[new if each is page else each for each in paper.pages])


def as_book(paper: Paper, name: str, sha256: str = "") -> Book:
    """The paper as a book: formulas with the results they were laid with, nothing recalculated."""
    names = {key: reference.removeprefix("=") for key, reference in paper.names.items()}
    return Book(name, tuple(_sheet(page) for page in paper.pages), sha256, names, producer="pmr_xl")


def _sheet(page: Page) -> Sheet:
    cells = Cells()
    for (row, column), put in page.cells.items():
        formula, value = _stored(put.content)
        if formula is not None or value is not None:
            style = put.style
            cells[row, column] = Cell(row, column, value, formula, style.number_format, style.locked)
    return Sheet(
        page.name,
        cells,
        visibility=Visibility.VISIBLE if page.visible else Visibility.HIDDEN,
        hidden_columns=frozenset(page.hidden_columns | page.folded),
        hidden_rows=frozenset(page.hidden_rows | page.folded_rows),
        validations=tuple(
            DataValidation(str(rule.area), rule.kind, _first_formula(rule.source or rule.value)) for rule in page.rules
        ),
        conditional_formats=len({paint.area for paint in page.paints}),
        tables=(_table(page, *page.table),) if page.table else (),
        notes=tuple(Note(row, column, text) for (row, column), text in page.notes.items()),
        protected=page.protected,
        formatted_to=_last(page),
    )


def _stored(content: Content) -> tuple[str | None, CellValue]:
    """Formula and value as they stand in a file."""
    if isinstance(content, Formula):
        return content.text, None if content.result is None else _value(content.saved_result)
    if isinstance(content, Link | Rich):
        return None, _value(content.text)
    return None, _value(content)


def _value(value: str | float | bool | None) -> CellValue:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return next((error for error in CellError if str(error) == value), value) if value.startswith("#") else value
    # Sixteen digits are what the writer puts into the file.
    return value if isinstance(value, bool) else float(format(value, ".16g"))


def _first_formula(source: tuple[str, ...] | str | float) -> str:
    if isinstance(source, tuple):
        return '"' + ",".join(source) + '"'
    return str(source).removeprefix("=")


def _table(page: Page, name: str, area: Range) -> TableArea:
    headings = (page.cells.get((area.top, column)) for column in range(area.left, area.right + 1))
    return TableArea(name, area, tuple(str(put.content) for put in headings if put))


def _last(page: Page) -> tuple[int, int]:
    return max((row for row, _ in page.cells), default=0), max((column for _, column in page.cells), default=0)
