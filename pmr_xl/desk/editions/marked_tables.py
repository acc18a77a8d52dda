"""The tables with marks on what differs from those that went out: working workbook, Word document and text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.books.writing.writer import place, write
from pmr_xl.desk.editions.since import ChapterSince
from pmr_xl.desk.tables.assemble import press_chapters
from pmr_xl.desk.writing import make_folder
from pmr_xl.forms.report_tables import text as as_text
from pmr_xl.forms.report_tables.changed_page import lines, with_changes
from pmr_xl.forms.report_tables.tables import lay
from pmr_xl.mmr.marked import mark_cells

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk

_SUFFIX = "_changed"


def write_marked(
    desk: Desk, found: Sequence[ChapterSince], into: Path, *, with_word: bool = False, with_text: bool = False
) -> list[Path]:
    """Write the chapters in which something differs, marked.

    Args:
        into: the folder; made where there is none.

    Raises:
        Fault: a file cannot be written. Each appears only when whole.
    """
    return [
        path
        for one in found
        if one.cells
        for path in _written(desk, one, make_folder(into), with_word=with_word, with_text=with_text)
    ]


def _written(desk: Desk, one: ChapterSince, into: Path, *, with_word: bool, with_text: bool) -> list[Path]:
    library = desk.library_of(one.edition)
    (pressed,) = press_chapters(desk, [library.chapter(one.agency)], one.edition)
    printed = mark_cells(pressed.printed, {(cell.indicator, cell.key) for cell in one.cells})
    title = f"{printed.name} · {one.edition.title} · {one.heading}"
    path = into / f"{pressed.stem}{_SUFFIX}.xlsx"
    write(with_changes(lay(printed, notes=pressed.notes, changes=pressed.changes), title, one.cells), path)
    written = [path]
    if with_word:
        from pmr_xl.books.writing.word import write as write_document
        from pmr_xl.forms.report_tables import word as as_word

        written.append(path.with_suffix(".docx"))
        write_document(as_word.lay(printed, pressed.notes, (one.heading, *lines(one.cells))), written[-1])
    if with_text:
        written.append(path.with_suffix(".txt"))
        told = as_text.text(printed, pressed.notes, (one.heading, *lines(one.cells)))
        place(as_text.encode_text(told), written[-1])
    return written
