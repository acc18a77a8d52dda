"""Blank forms: one workbook an agency."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pmr_xl.books.writer import write
from pmr_xl.desk.desk import Desk, Progress, silent
from pmr_xl.desk.writing import made
from pmr_xl.forms import submission_form
from pmr_xl.model.fault import Fault, Unreadable
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.submission import Ask


def file_name(slug: str, edition: Edition, version: int = 1) -> str:
    """``PMR_DSNY_MMR_FY26_v1.xlsx``, ``PMR_DSNY_CPR_FY26-M05_v1.xlsx``."""
    return f"PMR_{slug.upper()}_{edition.report.value.upper()}_{edition.when}_v{version}.xlsx"


def blank(desk: Desk, agencies: Sequence[str], edition: Edition, into: Path, progress: Progress = silent) -> list[Path]:
    """Write the blank forms of ``agencies`` into a folder, which is made where there is none.

    Each file appears only when it is whole. Blank forms that are there already are made anew.

    Raises:
        Fault: an agency is unknown, or one of the files is there already and is no blank form: somebody filled it in.
            Nothing is written then.
    """
    chapters = [desk.library.chapter(agency) for agency in agencies]
    past = desk.known(chapters, edition)
    paths = [made(into) / file_name(desk.library.slug(chapter.agency), edition) for chapter in chapters]
    for path in paths:
        if path.exists() and not _is_blank(desk, path):
            raise Fault(
                f"{path} is there already, and is no blank form; nothing was written.",
                "Name another folder with --into, or move the file elsewhere.",
            )
    written = []
    for done, (chapter, path) in enumerate(zip(chapters, paths, strict=True)):
        progress(done, len(chapters), chapter.agency)
        paper = submission_form.lay(
            chapter,
            edition,
            past,
            desk.house,
            schema_hash=desk.library.schema_hash(chapter.agency),
            due=desk.library.due(edition),
        )
        write(paper, path)
        written.append(path)
    progress(len(chapters), len(chapters), "")
    return written


def _is_blank(desk: Desk, path: Path) -> bool:
    """Whether a form of ours stands there in which an agency has entered nothing yet."""
    from pmr_xl.books.reader import read_book
    from pmr_xl.desk.validate import submission_of

    try:
        _, submission = submission_of(desk, read_book(path))
    except Unreadable:
        return False
    if submission is None or submission.restatements or any(not one.empty for one in submission.certification.values()):
        return False
    return all(
        entered is None or entered.empty
        for entry in submission.entries
        for entered in map(entry.get, (Ask.ACTUAL, Ask.REASON, Ask.EXPLANATION))
    )
