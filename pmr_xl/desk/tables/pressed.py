"""A chapter ready to be written, and the files that are made of it: workbook, Word document, text, CSV."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from pmr_xl.desk.writing import csv_text, write_text
from pmr_xl.forms.report_tables.footnotes import Footnotes
from pmr_xl.forms.report_tables.provenance_page import ProvenanceRow
from pmr_xl.mmr import PrintedChapter
from pmr_xl.mmr.noteworthy import Noteworthy
from pmr_xl.model.definitions.definition import Definition
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.chapter import Chapter

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk, Progress
    from pmr_xl.desk.tables.completeness import InTheWay
    from pmr_xl.forms.narratives.narrative import Narrative
    from pmr_xl.mmr.overview import AtAGlance


class TablesAsked(NamedTuple):
    """Which tables are to be written, where and how.

    Attributes:
        progress: is told how many agencies are done, of how many, and which is next.
        profile: ``working`` or ``published``; ``suffixes``: what is written beside workbooks (``.docx``, ``.csv``).
        lacking: what stands in the way of the tables, for the manifest.
    """

    chapters: Sequence[Chapter]
    edition: Edition
    into: Path
    progress: Progress
    profile: str
    suffixes: Collection[str]
    lacking: Sequence[InTheWay] = ()


class Pressed(NamedTuple):
    """A chapter ready to be written: its tables, their numbered notes, and what the edition says otherwise than before.

    Attributes:
        stem: what its files' names begin with.
        provenance: where its figures come from, looked up when somebody asks.
    """

    stem: str
    printed: PrintedChapter
    notes: Footnotes
    changes: tuple[Noteworthy, ...]
    provenance: Callable[[], tuple[ProvenanceRow, ...]]


def book(one: Pressed, profile: str, into: Path, agencies: tuple[AtAGlance, ...] = ()) -> Path:
    """Write the workbook; of a month across agencies (``agencies``) how they stand comes first in working papers."""
    from pmr_xl.books.writing.writer import write
    from pmr_xl.forms.report_tables import provenance_page
    from pmr_xl.forms.report_tables import tables as mmr_tables

    paper, edition = mmr_tables.lay(one.printed, profile, one.notes, one.changes), one.printed.edition
    if profile == mmr_tables.WORKING and (rows := one.provenance()):
        title = f"{one.printed.name} · {edition.title} · provenance"
        paper.pages.append(provenance_page.lay(title, rows))
        paper = provenance_page.link_provenance(paper, rows)
    if agencies and profile == mmr_tables.WORKING:
        from pmr_xl.forms.report_tables import glance

        paper.pages.insert(0, glance.lay(one.printed, agencies))
    path = into / f"{one.stem}.xlsx"
    write(paper, path)
    return path


def document(one: Pressed, into: Path, narrative: Narrative | None = None) -> Path:
    """Write the Word document, with what the chapter says in words where that was taken in."""
    from pmr_xl.books.writing.word import write
    from pmr_xl.forms.report_tables import word as mmr_word

    path = into / f"{one.stem}.docx"
    write(mmr_word.lay(one.printed, one.notes, narrative=narrative.parts if narrative else {}), path)
    return path


def text(one: Pressed, into: Path) -> Path:
    """Write the tab-delimited text."""
    from pmr_xl.books.writing.writer import place
    from pmr_xl.forms.report_tables import text as mmr_text

    path = into / f"{one.stem}.txt"
    place(mmr_text.encode_text(mmr_text.text(one.printed, one.notes)), path)
    return path


def defined_in(desk: Desk, chapters: Sequence[PrintedChapter], edition: Edition) -> dict[str, Definition]:
    """What is said of the indicators of printed chapters, by id, as their edition has it."""
    from pmr_xl.office.definitions.known import definitions_of

    library, known = desk.library_of(edition), dict[str, Definition]()
    for one in chapters:
        known |= definitions_of(library, library.chapter(one.agency))
    return known


def csv_of(
    chapters: Sequence[PrintedChapter],
    name: str,
    into: Path,
    *,
    mark: bool,
    known: Mapping[str, Definition],
    ids: Mapping[str, int | None] = MappingProxyType({}),
) -> list[Path]:
    """Write every figure of chapters as CSV, in the open data's shape and in a clean one, with a data dictionary.

    Args:
        ids: in the City's open data, by indicator, where they are other ones than the chapters' schemas say.
    """
    from pmr_xl.forms.posting.open_data import OPEN_DATA, PostingKnown, open_data_rows
    from pmr_xl.forms.posting.tidy import CLEAN, clean_rows

    about = PostingKnown(known, ids=ids)
    tables: dict[str, Iterable[Sequence[object]]] = {
        "open_data": chain([tuple(OPEN_DATA)], *(open_data_rows(one, about) for one in chapters)),
        "clean": chain([tuple(CLEAN)], *(clean_rows(one, ids=ids) for one in chapters)),
        "dictionary": chain([("column", "meaning")], ((name, one.meaning) for name, one in CLEAN.items())),
    }
    written = []
    for shape, rows in tables.items():
        path = into / f"{name}_{shape}.csv"
        write_text(path, csv_text(rows, mark=mark and shape != "open_data"))
        written.append(path)
    return written
