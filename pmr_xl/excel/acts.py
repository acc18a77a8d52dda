"""What the buttons do, over the desk: a copy aside, the same work as the command line's, the result opened beside."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.books import live
from pmr_xl.excel import journal
from pmr_xl.excel.press import desk, workshop
from pmr_xl.excel.source import Source
from pmr_xl.model.fault import Fault

if TYPE_CHECKING:
    import xlwings as xw

    from pmr_xl.desk.desk import Desk
    from pmr_xl.desk.validate import Validation


def judged(source: Source) -> tuple[Validation, Path]:
    """The submission validated, its review copy put in its place and opened."""
    from pmr_xl.desk.validate import review_path, validate

    with workshop() as folder:
        path, made = source.copy_into(folder), folder / "made"
        made.mkdir()
        target = review_path(path, source.home)
        live.close_saved(source.app, target)
        if target.exists():  # the answers on its findings sheet are carried over
            shutil.copy2(target, made / target.name)
        result = validate(desk(), path, made)
        if result.unreadable is not None:
            raise result.unreadable
        placed = journal.place("Validate submission", [made / target.name], source.home)
    live.open_beside(source.app, placed[0])
    return result, placed[0]


def validate(source: Source) -> str:
    """Judge, mark a copy, open it."""
    from pmr_xl.forms.findings_sheet import summary

    result, placed = judged(source)
    remark = f"\n\n{result.remark}" if result.remark else ""
    return f"{summary(result.findings)}\n\nThe review copy is {placed}.{remark}"


def make(name: str, source: Source, work: Callable[[Desk, Path, Path], list[Path]]) -> list[Path]:
    """Let ``work`` make files of the submission, put them beside it, and open the first."""
    with workshop() as folder:
        path, made = source.copy_into(folder), folder / "made"
        made.mkdir()
        files = work(desk(), path, made)
        for file in files:
            live.close_saved(source.app, source.home / file.name)
        placed = journal.place(name, files, source.home)
    live.open_beside(source.app, placed[0])
    return placed


def review(source: Source) -> str:
    """Make the variance review and open it."""
    from pmr_xl.desk.review import review as write_reviews

    placed = make("Variance review", source, lambda at, path, into: write_reviews(at, [path], into))
    return f"The variance review is {placed[0]}."


def assemble(source: Source) -> str:
    """Set the tables of the agency and report the submission is for, and open them."""
    from pmr_xl.desk.assemble import assemble as write_tables
    from pmr_xl.desk.validate import judge_file

    def work(at: Desk, path: Path, into: Path) -> list[Path]:
        submission = judge_file(at, path).submission
        if submission is None:
            raise Fault(f"{source.name} names no agency and report.", "Open a submission, then press Assemble tables.")
        return list(write_tables(at, [submission.chapter.agency], submission.edition, into))

    placed = make("Assemble tables", source, work)
    return f"The tables are {placed[0]}. They hold what the record and the accepted submissions say."


def undo(app: xw.App) -> str:
    """Take back the last action; what it wrote is closed first, and what stood there before is opened again."""
    noted = journal.actions()
    reopened = [Path(file.path) for file in (noted[-1].written if noted else ()) if file.before]
    for file in noted[-1].written if noted else ():
        live.close_saved(app, Path(file.path))
    done = journal.undo()
    for path in reopened:
        live.open_beside(app, path)
    return f"Undone: {done.name} of {done.at} UTC."
