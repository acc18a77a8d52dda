"""Assemble the report's tables from the record: a workbook a chapter, and the same figures in Word, as text, as CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path

from pmr_xl.desk.blank import file_name
from pmr_xl.desk.desk import Desk, Progress, silent
from pmr_xl.desk.distinct_outputs import of_a_part
from pmr_xl.desk.released.changes import announced_changes
from pmr_xl.desk.released.handing_out import hand_out
from pmr_xl.desk.released.kept_release import kept_release
from pmr_xl.desk.tables.completeness import InTheWay
from pmr_xl.desk.tables.manifest import planned_in, write_manifest
from pmr_xl.desk.tables.month import write_month
from pmr_xl.desk.tables.narrative import narrative_of
from pmr_xl.desk.tables.pressed import Pressed, TablesAsked, book, csv_of, defined_in, document, text
from pmr_xl.desk.tables.provenance import provenance_of
from pmr_xl.desk.writing import make_folder
from pmr_xl.forms.report_tables.footnotes import footnotes, with_own_notes
from pmr_xl.mmr import PrintedChapter
from pmr_xl.mmr import assemble as press
from pmr_xl.mmr.noteworthy import Noteworthy, noteworthy, told_once
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.past import Past
from pmr_xl.model.reason import NaReason, reason_of
from pmr_xl.model.schema.chapter import Chapter

SUFFIX = "_tables"


def assemble(
    desk: Desk,
    agencies: Sequence[str],
    edition: Edition,
    into: Path,
    progress: Progress = silent,
    *,
    profile: str = "working",
    with_word: bool = False,
    with_text: bool = False,
    with_csv: bool = False,
    lacking: Sequence[InTheWay] = (),
) -> list[Path]:
    """Write the tables of chapters as the edition prints them, and last a manifest of what they were made of.

    Args:
        profile: ``working`` (filters, frozen headings) or ``published`` (one tagged table a sheet, accessible).
        with_word: also a Word document a chapter.
        with_text: also tab-delimited text a chapter, for a layout program.
        with_csv: also every figure as CSV, in the open data's shape and in a clean one, with a data dictionary.
        lacking: what stands in the way of the tables (:func:`completeness`), for the manifest.

    A month is one workbook across agencies.

    Of a released edition the released files are handed out as they were; what was not kept is made of what was frozen.

    Returns:
        The workbooks, then the Word documents, the texts and the CSV files; ``manifest.json`` stands beside them.

    Raises:
        Fault: a month has no figure in the record, an agency is unknown or a file cannot be written. Each file appears
            only when whole.
    """
    with (
        nullcontext() if desk.office.built_in else desk.record.one_state()
    ):  # all chapters and the manifest are of one state
        library = desk.library_of(edition)
        chapters = [library.chapter(agency) for agency in agencies]
        _refuse_strangers(chapters, edition)
        suffixes = [
            suffix for suffix, asked in ((".docx", with_word), (".txt", with_text), (".csv", with_csv)) if asked
        ]
        asked = TablesAsked(chapters, edition, into, progress, profile, suffixes, lacking)
        if edition.monthly:
            reasons = {name: why for one in chapters for name, why in reasons_of(desk, one, edition).items()}
            return write_month(desk, asked, reasons)
        if (release := kept_release(desk, edition)) is not None:
            stems = [_stem(desk, chapter, edition) for chapter in chapters]
            if kept := hand_out(release, stems, [".xlsx", *suffixes], profile, into):
                return kept
            release.must_be_as_made()
            still = type(desk)(release.office)
            return _written(still, asked._replace(chapters=chapters_of(still, chapters), lacking=()))
        return _written(desk, asked)


def _refuse_strangers(chapters: Sequence[Chapter], edition: Edition) -> None:
    if edition.report.selective:
        for one in chapters:
            if not one.asked_in(edition).lines:
                told = f"{one.agency} has no indicator in {edition.report.title}."
                raise Fault(told, "Leave it out; --all names those that have some.")


def chapters_of(desk: Desk, chapters: Sequence[Chapter]) -> list[Chapter]:
    """The same chapters as another office, such as a released edition's, has them."""
    return [desk.library.chapter(chapter.agency) for chapter in chapters]


def _written(desk: Desk, asked: TablesAsked) -> list[Path]:
    chapters, edition, into, suffixes = asked.chapters, asked.edition, asked.into, asked.suffixes
    make_folder(into)
    books, documents, texts, pressed = [], [], [], []
    for done, one in enumerate(press_chapters(desk, chapters, edition)):
        asked.progress(done, len(chapters), one.printed.agency)
        books.append(book(one, asked.profile, into))
        documents += [document(one, into, narrative_of(desk, one.printed))] if ".docx" in suffixes else []
        texts += [text(one, into)] if ".txt" in suffixes else []
        pressed.append(one.printed)
    written = [
        *books,
        *documents,
        *texts,
        *(_csv(desk, pressed, edition, into) if ".csv" in suffixes else ()),
    ]
    write_manifest(desk, chapters, edition, asked.profile, written, into, asked.lacking)
    asked.progress(len(chapters), len(chapters), "")
    return written


def press_chapters(desk: Desk, chapters: Sequence[Chapter], edition: Edition) -> Iterator[Pressed]:
    """The tables of chapters as the edition prints them, from the record as it is now; nothing is written."""
    past = desk.published_before(chapters, edition, own=True)
    before = planned_in(edition)
    planned = Past() if before is None else desk.past(chapters, before, parts=())
    for chapter in chapters:
        changes = noteworthy_of(desk, chapter, edition)
        revised = [(one.indicator, one.period) for one in changes if one.period is not None]
        printed = press(chapter, past, edition, desk.settings, planned=planned, revised=revised)
        notes = footnotes(printed, changes, reasons_of(desk, chapter, edition))
        notes = with_own_notes(notes, edition.report, printed)
        rows = partial(provenance_of, desk, printed)
        yield Pressed(_stem(desk, chapter, edition), printed, notes, changes, rows)


def _stem(desk: Desk, chapter: Chapter, edition: Edition) -> str:
    name = file_name(desk.library_of(edition).slug(chapter.agency), edition)
    return f"{Path(name).stem.rpartition('_')[0]}{SUFFIX}"


def reasons_of(desk: Desk, chapter: Chapter, edition: Edition) -> dict[str, NaReason]:
    """Why the accepted submission gives no figure, by indicator; nothing where no record is kept."""
    if desk.office.built_in:
        return {}
    said = desk.record.explanations(edition, chapter.agency)
    found = {name: reason_of(one.reason) for name, one in said.items()}
    return {name: reason for name, reason in found.items() if reason is not None}


def noteworthy_of(desk: Desk, chapter: Chapter, edition: Edition) -> tuple[Noteworthy, ...]:
    """What the edition says of a chapter otherwise than the report before; nothing where no record is kept."""
    if desk.office.built_in:
        return ()
    chapter = chapter.asked_in(edition)
    restated = [
        one
        for one in desk.record.restated_figures(chapter.by_id, edition, edition.history)
        if one.period in edition.history
    ]
    if (changes := announced_changes(desk, edition)) is not None:
        return told_once(chapter, restated, changes)
    prefix, record = f"{desk.library_of(edition).slug(chapter.agency)}-", desk.record
    first, last = edition.before
    lately = record.stated_ids(prefix, first, last)
    # Where no report before is known, what has no earlier year in the table that was imported is new.
    told = record.stated_ids(prefix, None, last) or set(desk.published_before([chapter], edition).actuals)
    return noteworthy(
        chapter,
        restated,
        before=told,
        lately=lately,
        now=record.stated_ids(prefix, edition, edition),
        names=record.names_before({*lately, *chapter.by_id}, edition),
    )


def _csv(desk: Desk, chapters: Sequence[PrintedChapter], edition: Edition, into: Path) -> list[Path]:
    known = defined_in(desk, chapters, edition)
    part = of_a_part(desk.library_of(edition), [one.agency for one in chapters], edition)
    name = f"PMR_{edition.report.code}_{edition.when}{part}"
    return csv_of(chapters, name, into, mark=desk.settings.csv_byte_order_mark, known=known)
