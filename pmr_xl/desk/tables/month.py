"""A month across agencies, from what is accepted and what is published: one workbook, and the same as text and data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.distinct_outputs import of_a_part
from pmr_xl.desk.tables.manifest import write_manifest
from pmr_xl.desk.tables.pressed import Pressed, TablesAsked, book, csv_of, defined_in, document, text
from pmr_xl.desk.tables.provenance import provenance_of
from pmr_xl.desk.writing import csv_text, make_folder, write_text
from pmr_xl.forms.report_tables.footnotes import footnotes, with_own_notes
from pmr_xl.mmr import PrintedChapter
from pmr_xl.mmr import assemble as press
from pmr_xl.mmr.overview import at_a_glance, has_figures, month_overview
from pmr_xl.model.fault import Fault
from pmr_xl.model.reason import NaReason

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.forms.report_tables.provenance_page import ProvenanceRow

_NO_REASONS: Mapping[str, NaReason] = {}
_BEFORE = ("Agency", "Agency name", "Id", "Indicator", "Critical", "Equity", "Unit")
_YES = {True: "Yes", False: "No"}


def write_month(desk: Desk, asked: TablesAsked, reasons: Mapping[str, NaReason] = _NO_REASONS) -> list[Path]:
    """Write a month across these agencies: those of which the record has a figure of it.

    Args:
        reasons: indicator id → why the accepted submission gives no figure.

    Returns:
        The workbook, then what else is asked for; ``manifest.json`` stands beside them.

    Raises:
        Fault: the record has no figure of that month, or a file cannot be written.
    """
    chapters, edition, into = asked.chapters, asked.edition, asked.into
    past = desk.published_before(chapters, edition, own=True)
    pressed = [press(chapter, past, edition, desk.settings) for chapter in chapters if chapter.asked_in(edition).lines]
    there = [one for one in pressed if has_figures(one)]
    if not there:
        raise Fault(
            f"The record has no figure of {edition.submitted_period.words} of these agencies.",
            "“pmr accept” takes submissions in, “pmr record import-months” a table of months.",
        )
    asked.progress(0, len(there), edition.title)
    overview = month_overview(there, edition)
    notes = with_own_notes(footnotes(overview, (), reasons), edition.report, overview)
    part = of_a_part(desk.library_of(edition), [one.agency for one in chapters], edition)
    stem = f"PMR_{edition.report.code}_{edition.when}{part}_overview"
    one = Pressed(stem, overview, notes, (), partial(_sources, desk, there))
    make_folder(into)
    written = [book(one, asked.profile, into, at_a_glance(overview))]
    written += [document(one, into)] if ".docx" in asked.suffixes else []
    written += [text(one, into)] if ".txt" in asked.suffixes else []
    if ".csv" in asked.suffixes:
        mark = desk.settings.csv_byte_order_mark
        written += [
            _wide(overview, into / f"{stem}.csv", mark=mark),
            *csv_of(
                there,
                f"PMR_{edition.report.code}_{edition.when}{part}",
                into,
                mark=mark,
                known=defined_in(desk, there, edition),
            ),
        ]
    write_manifest(desk, chapters, edition, asked.profile, written, into, asked.lacking)
    asked.progress(len(there), len(there), "")
    return written


def _sources(desk: Desk, chapters: Sequence[PrintedChapter]) -> tuple[ProvenanceRow, ...]:
    return tuple(row for chapter in chapters for row in provenance_of(desk, chapter))


def _wide(overview: PrintedChapter, path: Path, *, mark: bool) -> Path:
    """One row an indicator under the headings of the page: numbers only where figures stand, words where words do."""
    heads = [head.full for head in overview.tables[0].heads]
    write_text(path, csv_text([(*_BEFORE, *heads), *_rows(overview)], mark=mark))
    return path


def _rows(overview: PrintedChapter) -> Iterator[tuple[object, ...]]:
    from pmr_xl.forms.posting.open_data import value_of

    for table, row in overview.rows():
        indicator = None if row.line is None else row.line.indicator
        unit = "" if indicator is None else "seconds" if indicator.unit.is_duration else indicator.unit.words
        words = (table.section, table.section_text, row.id, row.name, _YES[row.critical], _YES[row.equity], unit)
        figures = (
            value_of(cell) if head.numeric else cell.display for head, cell in zip(table.heads, row.cells, strict=True)
        )
        yield (*words, *figures)
