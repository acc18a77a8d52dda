"""Values that come from another workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.finding import Severity, visible_text
from pmr_xl.rules.engine.declaration import Spot, rule, spot

_LINK = r"\[([^\[\]]+)\][^!\[\]]*!"


@rule(
    "FIL-004",
    Severity.ERROR,
    "{where}: values come from another workbook, {found}; nobody else can follow them there.",
    fix="Copy the linked cells, paste them as values, and remove the links (Data, Edit Links, Break Link).",
)
def external_links(book: Book) -> Iterator[Spot]:
    """A workbook, or a formula in it, that reads from another workbook."""
    if not book.external_links:
        return
    linked = False
    for sheet in book.sheets:
        for cell in sheet.cells.values():
            if cell.formula is not None and (link := re.search(_LINK, str(cell.formula))):
                linked = True
                name = _target(book, link[1])
                yield spot(CellRef(sheet.name, cell.row, cell.column), found=visible_text(name), expected="a value")
    if not linked:
        for target in book.external_links:
            yield spot(book.name, found=visible_text(target), expected="no links")


def _target(book: Book, link: str) -> str:
    """A formula names the workbook by the number of its link."""
    place = int(link) - 1 if link.isdecimal() else -1
    return book.external_links[place] if 0 <= place < len(book.external_links) else link
