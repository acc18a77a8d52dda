"""Blank forms: one workbook an agency."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pmr_xl.books.writer import write
from pmr_xl.desk.desk import Desk, Progress, silent
from pmr_xl.forms import submission_form
from pmr_xl.model.fiscal import Edition


def file_name(slug: str, edition: Edition, version: int = 1) -> str:
    """``PMR_DSNY_MMR_FY26_v1.xlsx``."""
    return f"PMR_{slug.upper()}_{edition.report.value.upper()}_FY{edition.year % 100:02d}_v{version}.xlsx"


def blank(desk: Desk, agencies: Sequence[str], edition: Edition, into: Path, progress: Progress = silent) -> list[Path]:
    """Write the blank forms of ``agencies`` into a folder, which is made where there is none.

    Each file appears only when it is whole. Raises Fault for an unknown agency before anything is written.
    """
    chapters = [desk.library.chapter(agency) for agency in agencies]
    past = desk.past(chapters)
    into.mkdir(parents=True, exist_ok=True)
    written = []
    for done, chapter in enumerate(chapters):
        progress(done, len(chapters), chapter.agency)
        path = into / file_name(desk.library.slug(chapter.agency), edition)
        paper = submission_form.lay(
            chapter, edition, past, desk.house, schema_hash=desk.library.schema_hash(chapter.agency)
        )
        write(paper, path)
        written.append(path)
    progress(len(chapters), len(chapters), "")
    return written
