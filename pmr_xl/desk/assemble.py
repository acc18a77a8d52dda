"""Assemble the report's tables from the record: one workbook a chapter, and the same figures as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

from pmr_xl.desk.blank import file_name
from pmr_xl.desk.desk import Desk, Progress, silent
from pmr_xl.desk.manifest import write_manifest
from pmr_xl.desk.writing import made, write_text
from pmr_xl.mmr import PrintedChapter
from pmr_xl.mmr import assemble as press
from pmr_xl.mmr.noteworthy import Noteworthy, noteworthy
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Report
from pmr_xl.model.indicator import Chapter
from pmr_xl.model.past import Past

SUFFIX = "_tables"


def assemble(
    desk: Desk,
    agencies: Sequence[str],
    edition: Edition,
    into: Path,
    progress: Progress = silent,
    *,
    profile: str = "working",
    with_csv: bool = False,
) -> list[Path]:
    """Write the tables of chapters as the edition prints them, and last a manifest of what they were made of.

    Args:
        profile: ``working`` (filters, frozen headings) or ``published`` (plain and accessible).
        with_csv: also every figure as CSV, in the open data's shape and in a clean one, with a data dictionary.

    Returns:
        The workbooks, then the CSV files; ``manifest.json`` stands beside them.

    Raises:
        Fault: the edition prints no tables, an agency is unknown or a file cannot be written. Each file appears only
            when whole.
    """
    if edition.monthly:
        raise Fault(
            f"{edition.title} prints no tables: those are the MMR's and the PMMR's.",
            "Name one of these with --report; “pmr review” shows a month's figures.",
        )
    from pmr_xl.books.writer import write
    from pmr_xl.forms import mmr_tables, noteworthy_page

    chapters = [desk.library.chapter(agency) for agency in agencies]
    past = desk.known(chapters, edition, own=True)
    planned = desk.past(chapters, Edition(Report.MMR, edition.year - 1)) if edition.report is Report.PMMR else Past()
    made(into)
    written, pressed = [], []
    for done, chapter in enumerate(chapters):
        progress(done, len(chapters), chapter.agency)
        changes = noteworthy_of(desk, chapter, edition)
        revised = [(one.indicator, one.period) for one in changes if one.period is not None]
        printed = press(chapter, past, edition, desk.house, planned=planned, revised=revised)
        name = Path(file_name(desk.library.slug(chapter.agency), edition)).stem.rpartition("_")[0]
        target = into / f"{name}{SUFFIX}.xlsx"
        paper = mmr_tables.lay(printed, profile)
        if changes:
            paper.pages.append(noteworthy_page.lay(f"{chapter.name} · {edition.title} · noteworthy changes", changes))
        write(paper, target)
        written.append(target)
        pressed.append(printed)
    if with_csv:
        written += _csv(pressed, edition, into)
    write_manifest(desk, chapters, edition, profile, written, into)
    progress(len(chapters), len(chapters), "")
    return written


def noteworthy_of(desk: Desk, chapter: Chapter, edition: Edition) -> tuple[Noteworthy, ...]:
    """What the edition says of a chapter otherwise than the report before; nothing where no record is kept."""
    if desk.office.built_in:
        return ()
    prefix, record = f"{desk.library.slug(chapter.agency)}-", desk.record
    first, last = edition.before
    return noteworthy(
        chapter,
        record.restated(chapter.by_id, edition),
        before=record.stated_ids(prefix, None, last),
        lately=record.stated_ids(prefix, first, last),
        now=record.stated_ids(prefix, edition, edition),
    )


def _csv(chapters: Sequence[PrintedChapter], edition: Edition, into: Path) -> list[Path]:
    from pmr_xl.forms.open_data import CLEAN, OPEN_DATA, clean_rows, open_data_rows

    name = f"PMR_{edition.report.value.upper()}_{edition.when}"
    tables: dict[str, Iterable[Sequence[object]]] = {
        "open_data": chain([OPEN_DATA], *(open_data_rows(chapter) for chapter in chapters)),
        "clean": chain([tuple(CLEAN)], *(clean_rows(chapter) for chapter in chapters)),
        "dictionary": chain([("column", "meaning")], CLEAN.items()),
    }
    written = []
    for shape, rows in tables.items():
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\r\n").writerows(rows)
        path = into / f"{name}_{shape}.csv"
        write_text(path, text.getvalue())
        written.append(path)
    return written
