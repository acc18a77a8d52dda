"""What keeps a published workbook from people who use a screen reader: our own look at it, through openpyxl.

The points are those of the public checklist of the UK Government's Analysis Function; docs/accessibility.md lists them
with what each asks here. Each fault is a sentence that begins with the point's name.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import product
from zipfile import ZipFile

from openpyxl import load_workbook

from pmr_xl.forms.paper import theme

POINTS = (
    "one table", "table name", "header row", "no merged cells", "nothing empty", "nothing outside", "nothing hidden",
    "no filters, nothing frozen", "heading style", "starts at A1", "title and language", "contrast", "size of type",
    "wrapped", "links", "contents", "notes", "shorthand", "numbers once", "pictures",
)  # fmt: skip
_SHORTHAND = re.compile(r"\[[a-z]\]")
_MARK = re.compile(r"\[\d+\]")
_WITHOUT_TEXT = re.compile(rb'<xdr:cNvPr(?![^>]*descr="[^"]+)')
_LEAST_TYPE = 10


def faults(path):
    """Every fault, as sentences."""
    book = load_workbook(path)
    found = [f"{point}: {told}" for point, told in _of_the_book(book, path)]
    for sheet in book:
        found += [f"{point}: {sheet.title}: {told}" for point, told in _of_a_sheet(sheet)]
    return found


def _of_the_book(book, path):
    names = Counter(name for sheet in book for name in sheet.tables)
    yield from (("table name", f"{name} is there {count} times") for name, count in names.items() if count > 1)
    if not (book.properties.title and book.properties.language and book.properties.creator):
        yield "title and language", "the document's properties lack one"
    if book.active is not book.worksheets[0]:
        yield "starts at A1", f"the workbook opens on {book.active.title}"
    contents, notes = book.worksheets[0], book.worksheets[-1]
    leads = {link.location.partition("!")[0].strip("'") for link in _links(contents) if link.location}
    yield from (
        ("contents", f"nothing leads to {sheet.title}") for sheet in book.worksheets[1:] if sheet.title not in leads
    )
    explained = {word for word in _column(notes) if word}
    for sheet in book.worksheets[:-1]:
        for text in _texts(sheet):
            yield from (
                ("notes" if mark[1:-1].isdigit() else "shorthand", f"{mark} of {sheet.title} is not explained")
                for mark in (*_SHORTHAND.findall(text), *_MARK.findall(text))
                if mark not in explained
            )
    used = {mark for sheet in book.worksheets[:-1] for text in _texts(sheet) for mark in _MARK.findall(text)}
    yield from (
        ("notes", f"{mark} is explained, and stands nowhere")
        for mark in explained
        if _MARK.fullmatch(mark) and mark not in used
    )
    with ZipFile(path) as parts:
        for name in parts.namelist():
            if name.startswith("xl/drawings/drawing") and re.search(
                rb'<xdr:cNvPr(?![^>]*descr="[^"]+)', parts.read(name)
            ):
                yield "pictures", f"{name} holds one without a text"


def _of_a_sheet(sheet):
    if sheet.sheet_state != "visible":
        yield "nothing hidden", "the sheet is"
    if any(one.hidden for one in (*sheet.row_dimensions.values(), *sheet.column_dimensions.values())):
        yield "nothing hidden", "a row or column is"
    if sheet.merged_cells.ranges:
        yield "no merged cells", str(sheet.merged_cells)
    if sheet.auto_filter.ref or sheet.freeze_panes or any(table.autoFilter for table in sheet.tables.values()):
        yield "no filters, nothing frozen", "there is one"
    if sheet["A1"].style != "Heading 1" or not sheet["A1"].value:
        yield "heading style", f"A1 is of “{sheet['A1'].style}”"
    if any(view.selection and view.selection[0].activeCell not in (None, "A1") for view in sheet.views.sheetView):
        yield "starts at A1", "another cell is selected"
    yield from _of_its_table(sheet)
    yield from _of_its_looks(sheet)
    for link in _links(sheet):
        text = str(sheet[link.ref].value or "")
        if not text or "://" in text or text.casefold() in ("here", "click here", "link"):
            yield "links", f"{link.ref} says {text!r}"


def _of_its_table(sheet):
    if len(sheet.tables) != 1:
        yield "one table", f"{len(sheet.tables)} are tagged"
        return
    (table,) = sheet.tables.values()
    if not re.fullmatch(r"[A-Za-z_]\w{4,}", table.name) or re.fullmatch(r"Table\d*", table.name):
        yield "table name", f"{table.name} says nothing"
    area = sheet[table.ref]
    headings = [cell.value for cell in area[0]]
    if not all(isinstance(text, str) and text.strip() for text in headings) or len(set(headings)) < len(headings):
        yield "header row", f"{headings}"
    for cell in (cell for row in area for cell in row):
        if cell.value is None or not str(cell.value).strip():
            yield "nothing empty", cell.coordinate
    yield from _around(sheet, area)
    for one, other in product(headings, repeat=2):
        if isinstance(one, str) and other in (f"{one} value", f"{one} raw"):
            yield "numbers once", f"{one} is there twice"


def _around(sheet, area):
    inside = {cell.coordinate for row in area for cell in row}
    first = area[0][0].row
    for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
        if cell.coordinate not in inside and (cell.row >= first or cell.column > 1):
            yield "nothing outside", cell.coordinate
    if any(sheet.cell(row, 1).value is None for row in range(1, first)):
        yield "nothing empty", "a row above the table"


def _of_its_looks(sheet):
    for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
        ink, ground = _colour(cell.font.color, "#000000"), "#FFFFFF"
        if cell.fill.fill_type:
            ground = _colour(cell.fill.fgColor, ground)
        if theme.contrast(ink, ground) < 4.5:
            yield "contrast", f"{cell.coordinate} has {ink} on {ground}"
        if cell.font.sz < _LEAST_TYPE or cell.font.vertAlign:
            yield "size of type", f"{cell.coordinate} is {cell.font.sz} {cell.font.vertAlign or ''}"
        if cell.row > 3 and isinstance(cell.value, str) and len(cell.value) > 40 and not cell.alignment.wrap_text:
            yield "wrapped", cell.coordinate


def _colour(colour, otherwise):
    return f"#{colour.rgb[-6:]}" if colour is not None and colour.type == "rgb" else otherwise


def _links(sheet):
    return [cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink]


def _column(sheet):
    return [cell.value for cell in sheet["A"]]


def _texts(sheet):
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
