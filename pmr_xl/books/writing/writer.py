"""Paper → .xlsx: the one room that knows XlsxWriter. The same paper gives the same bytes."""

from __future__ import annotations

import io
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pmr_xl.atomic_write import put_whole
from pmr_xl.books.writing.writer_pages import write_page
from pmr_xl.forms.paper.pages import Paper, Style
from pmr_xl.model.fault import Fault

# The day is fixed so that two buildings of one paper are one file; Excel wants some day.
CREATED = datetime(2025, 7, 1, tzinfo=UTC)
AUTHOR = "Mayor's Office of Operations"
_FOREIGN = ("=", "+", "-", "@")  # editing such a text would make a formula of it


def write(paper: Paper, path: Path) -> None:
    """Write ``paper`` to ``path``, whole or not at all.

    Raises:
        Fault: the folder is missing, or folder or file cannot be written.
    """
    place(packed(paper), path)


def packed(paper: Paper) -> bytes:
    """The workbook's bytes. Raises ValueError where the paper breaks one of Excel's limits."""
    from xlsxwriter import Workbook  # heavy, and only needed to write

    from pmr_xl.books.writing.quick_sheet import QuickSheet

    stream = io.BytesIO()
    book = Workbook(
        stream,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties(
        {"title": paper.title, "subject": paper.subject, "author": AUTHOR, "company": AUTHOR, "created": CREATED}
    )
    formats = Formats(book)
    sheets = {page.name: book.add_worksheet(page.name, QuickSheet) for page in paper.pages}
    for page in paper.pages:
        write_page(page, sheets[page.name], formats)
    for name, reference in paper.names.items():
        if book.define_name(name, reference) != 0:
            raise ValueError(f"Excel allows no defined name “{name}” for “{reference}”.")
    first = paper.first or next(page.name for page in paper.pages if page.visible)
    sheets[first].activate()
    sheets[first].set_first_sheet()
    book.close()
    return stream.getvalue()


def place(data: bytes, path: Path) -> None:
    """Put a file in its place in one step: written beside it, then moved over it.

    Raises:
        Fault: the folder is missing, or folder or file cannot be written.
    """
    if not path.parent.is_dir():
        raise Fault(f"There is no folder {path.parent}.", "Make it, or name a folder that is there.")
    if path.is_dir():
        raise Fault(f"{path} is a folder, not a file.", "Name a file in it.")
    try:
        put_whole(path, data)
    except OSError as error:
        raise Fault(
            f"{path} cannot be written ({error.strerror or 'the system refuses'}).",
            "Close it where it is open, or name a folder you may write to.",
        ) from error


class Formats:
    """One XlsxWriter format for each look, made when first asked for."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[Style, str], Any] = {}

    def cell(self, style: Style, text: str = "") -> Any:
        """The format of a cell; a text that looks like a formula is kept a text when somebody edits it."""
        kind = "foreign" if text.startswith(_FOREIGN) else ""
        if (style, kind) not in self._made:
            look = _look(style)
            if kind:
                look["quote_prefix"] = True
            self._made[style, kind] = self._book.add_format(look)
        return self._made[style, kind]

    def font(self, style: Style) -> Any:
        """The format of one run of text."""
        if (style, "font") not in self._made:
            self._made[style, "font"] = self._book.add_format(_font(style))
        return self._made[style, "font"]

    def paint(self, style: Style) -> Any:
        """The format of a conditional format: only what one may change."""
        if (style, "paint") not in self._made:
            look = {"bold": style.bold, "italic": style.italic, "font_color": style.colour, "bg_color": style.fill}
            self._made[style, "paint"] = self._book.add_format({k: v for k, v in look.items() if v} | _lines(style))
        return self._made[style, "paint"]


def _font(style: Style) -> dict[str, Any]:
    look = asdict(style)
    font = {"font_name": style.font, "font_size": style.size, "font_color": style.colour}
    return {k: v for k, v in (font | {k: look[k] for k in ("bold", "italic", "underline")}).items() if v}


def _lines(style: Style) -> dict[str, Any]:
    lines: dict[str, Any] = {}
    for side in ("top", "bottom", "left", "right"):
        if colour := getattr(style, side):
            lines |= {side: 2 if side == "top" and style.heavy_top else 1, f"{side}_color": colour}
    return lines


def _look(style: Style) -> dict[str, Any]:
    look = _font(style) | _lines(style)
    look |= {"align": style.align, "valign": style.valign, "text_wrap": style.wrap, "indent": style.indent}
    look |= {"bg_color": style.fill, "num_format": style.number_format if style.number_format != "General" else ""}
    return {key: value for key, value in look.items() if value} | {"locked": style.locked}
