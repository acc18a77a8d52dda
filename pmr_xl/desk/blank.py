"""Blank forms: one workbook an agency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.analysis.changes import same
from pmr_xl.books.writing.writer import write
from pmr_xl.desk.breakdowns.knowing import members_known
from pmr_xl.desk.desk import Desk, Progress, silent
from pmr_xl.desk.received.days import days_for
from pmr_xl.desk.writing import make_folder
from pmr_xl.forms import submission_form
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.fault import Fault, Unreadable
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.submission import Submission
from pmr_xl.office.definitions.known import meaning_of

if TYPE_CHECKING:
    from pmr_xl.forms.paper.pages import Paper
    from pmr_xl.model.past import Past

_OPEN = (Ask.ACTUAL, Ask.TO_DATE, Ask.REASON, Ask.EXPLANATION, Ask.NEXT_TARGET)  # but for the last all laid empty


def file_name(slug: str, edition: Edition, version: int = 1) -> str:
    """``PMR_DSNY_MMR_FY26_v1.xlsx``, ``PMR_DSNY_CPR_FY26-M05_v1.xlsx``."""
    return f"PMR_{slug.upper()}_{edition.report.code}_{edition.when}_v{version}.xlsx"


def blank(
    desk: Desk,
    agencies: Sequence[str],
    edition: Edition,
    into: Path,
    progress: Progress = silent,
    due: date | None = None,
) -> list[Path]:
    """Write the blank forms of ``agencies`` into a folder, which is made where there is none.

    Each file appears only when it is whole. Blank forms that are there already are made anew.

    Args:
        due: the day on which they come back; the office's ``forms_due`` where None. An agency that was given a day of
            its own gets that.

    Raises:
        Fault: nobody has named a day; an agency is unknown or has nothing to be asked for (:func:`nothing_asked`), or
            one of the files is there already and is no blank form: somebody filled it in. Nothing is written then.
    """
    for fault in nothing_asked(desk, agencies, edition).values():
        raise fault
    library = desk.library_of(edition)
    chapters = [library.chapter(agency) for agency in agencies]
    if not desk.office.built_in:
        from pmr_xl.desk.released.new_ids import refuse_new_ids

        refuse_new_ids(desk, [chapter.agency for chapter in chapters])
    days = days_for(desk, edition, [chapter.agency for chapter in chapters], due)
    past = desk.published_before(chapters, edition)
    paths = [make_folder(into) / file_name(library.slug(chapter.agency), edition) for chapter in chapters]
    for chapter, path in zip(chapters, paths, strict=True):
        if path.exists() and not _is_blank(desk, path, laid_form(desk, chapter, edition, past, days), edition):
            raise Fault(
                f"{path} is there already, and is no blank form; nothing was written.",
                "Name another folder with --into, or move the file elsewhere.",
            )
    desk.keep_schemas(chapter.agency for chapter in chapters)
    written = []
    for done, (chapter, path) in enumerate(zip(chapters, paths, strict=True)):
        progress(done, len(chapters), chapter.agency)
        write(laid_form(desk, chapter, edition, past, days), path)
        written.append(path)
    progress(len(chapters), len(chapters), "")
    return written


def nothing_asked(desk: Desk, agencies: Sequence[str], edition: Edition) -> dict[str, Fault]:
    """The agencies of which this edition asks for nothing, and why no form can be made for them."""
    chapters = [(agency, desk.library_of(edition).chapter(agency)) for agency in agencies]
    return {
        agency: Fault(
            f"{chapter.agency}: none of its {len(chapter.lines)} indicators is asked for in {edition.title}."
            if chapter.lines
            else f"{chapter.agency} has no indicator yet.",
            "“frequency” in its schema says what is asked every month; the yearly reports ask for all. "
            "“pmr schema add” adds an indicator.",
        )
        for agency, chapter in chapters
        if not chapter.asked_in(edition).lines
    }


def laid_form(desk: Desk, chapter: Chapter, edition: Edition, past: Past, days: Mapping[str, date]) -> Paper:
    """The blank form of an agency; ``days``: the day on which each comes back, by code."""
    stamp, due = desk.library_of(edition).schema_hash(chapter.agency), days[chapter.agency]
    library = desk.library_of(edition)
    return submission_form.lay(
        chapter,
        edition,
        past,
        desk.settings,
        schema_hash=stamp,
        due=due,
        meaning=meaning_of(library, chapter, edition),
        by_member=members_known(desk, chapter, edition),
    )


def _is_blank(desk: Desk, path: Path, paper: Paper, edition: Edition) -> bool:
    """Whether a form of ours stands there in which an agency has entered nothing: what it may fill in is as laid."""
    from pmr_xl.books.reading.reader import read_book
    from pmr_xl.desk.received.form import submission_of
    from pmr_xl.forms.paper.paper_book import as_book

    try:
        _, there = submission_of(desk, read_book(path))
    except Unreadable:
        return False
    if there is None or there.edition != edition:
        return False
    if there.restatements or any(not one.empty for one in there.certification.values()):
        return False
    if any(one.entered.text != one.sent for one in there.further):
        return False
    fresh = submission_form.read(as_book(paper, path.name), there.chapter, edition).by_id
    return not _strays(there) and all(_as_laid(entry, fresh.get(entry.line.id)) for entry in there.entries)


def _as_laid(entry: Entry, fresh: Entry | None) -> bool:
    """Whether the cells of a row that are open, or were laid empty, hold nothing but what a fresh form holds there."""
    return fresh is not None and all(
        there is None or there.empty or (there.cell is not None and there.cell.formula is None and same(laid, there))
        for key, laid in fresh.entered.items()
        if key in _OPEN or laid.empty
        for there in [entry.get(key)]
    )


def _strays(submission: Submission) -> bool:
    """Whether anything was filled in on a row that is none of the form's; its target asked for was laid."""
    sheet = submission.book.sheet(submission.sheet)
    cells = {} if sheet is None else sheet.cells.rows
    columns = [submission.columns[key] for key in _OPEN[:-1] if key in submission.columns]
    filled = (cells.get(row.row, {}).get(column) for row in submission.rows if row.line is None for column in columns)
    return any(cell is not None and (cell.formula is not None or cell.value not in (None, "")) for cell in filled)
