"""What the buttons do, over the desk: a copy aside, the same work as the command line's, the result opened beside."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.books import live, live_dialogs
from pmr_xl.desk.log import our_own
from pmr_xl.excel.ribbon import journal
from pmr_xl.excel.ribbon.button import desk, workshop
from pmr_xl.excel.ribbon.source import ButtonSource, sources_in
from pmr_xl.model.fault import Fault

if TYPE_CHECKING:
    import xlwings as xw

    from pmr_xl.desk.desk import Desk
    from pmr_xl.desk.review.origin import NewerVersion
    from pmr_xl.desk.state import SubmissionState
    from pmr_xl.desk.validate import Validation
    from pmr_xl.model.submission import Submission

VALIDATE = "Validate submission"


def validate_to_copy(source: ButtonSource) -> tuple[Validation, Path]:
    """The submission validated, its review copy put in its place and opened."""
    with workshop() as folder:
        result, made = _marked(source, folder)
        if result.unreadable is not None:
            raise result.unreadable
        placed = journal.place(VALIDATE, [made], source.home)
    live.open_beside(source.app, placed[0])
    return result, placed[0]


def _marked(source: ButtonSource, folder: Path) -> tuple[Validation, Path]:
    """The submission validated and its review copy made in ``folder``; the one beside the submission is as it was."""
    from pmr_xl.desk.received.answers import review_path
    from pmr_xl.desk.validate import validate

    path, made = source.copy_into(folder), folder / "made"
    made.mkdir()
    target = review_path(path, source.home)
    live.close_saved(source.app, target)
    if target.exists():  # the answers on its findings sheet are carried over
        shutil.copy2(target, made / target.name)
    return validate(desk(), path, made), made / target.name


def validate(sources: Sequence[ButtonSource]) -> str:
    """Judge, mark a copy, open it; of several submissions the copies are made and none is opened."""
    from pmr_xl.forms.review_copy.findings_sheet import summary
    from pmr_xl.words.remarks import remark_of

    if len(sources) > 1:
        return _validate_each(sources)
    result, placed = validate_to_copy(sources[0])
    said = (summary(result.findings), f"The review copy is {placed}.", remark_of(result))
    return "\n\n".join(filter(None, said))


def validate_folder(app: xw.App) -> str:
    """Validate every submission of a folder that the user chooses; nothing is said where none is chosen."""
    folder = live_dialogs.choose_folder(app, desk().office.inbox)
    return "" if folder is None else _validate_each(sources_in(app, folder))


def _validate_each(sources: Sequence[ButtonSource]) -> str:
    """Validate one after the other; one that cannot be is told, Esc stops between two.

    What is done by then is put in its place, as one action.
    """
    from pmr_xl.desk.state import SubmissionState, submission_standing

    at = desk()
    states, copies, left = Counter[SubmissionState](), [], list(sources)
    refused: list[str] = []
    with workshop() as folder:
        live_dialogs.escape_pressed()  # what was pressed before does not count
        while left and not live_dialogs.escape_pressed():
            source, number = left.pop(0), len(sources) - len(left)
            live_dialogs.status(source.app, f"PMR: {number} of {len(sources)} · {source.name} · Esc stops")
            aside = folder / str(number)
            aside.mkdir()
            try:
                result, made = _marked(source, aside)
                state = submission_standing(at, result).state
            except Fault as fault:
                refused.append(str(fault))
            except Exception:  # noqa: BLE001 - whatever one file does, the others have a right to be done
                refused.append(str(our_own(source.name)))
            else:
                states[state] += 1
                copies += [] if result.unreadable is not None else [(source.home, made)]
        for home in dict.fromkeys(home for home, _ in copies):
            journal.place(VALIDATE, [made for there, made in copies if there == home], home)
    stopped = f"Stopped at Esc. Left: {', '.join(source.name for source in left)}." if left else ""
    return _told(len(sources), states, "\n".join(filter(None, (*refused, stopped))))


def _told(total: int, states: Counter[SubmissionState], rest: str) -> str:
    pressing = sorted(states, key=lambda state: state.rank)
    each = ", ".join(f"{state.value} {states[state]}" for state in pressing)
    done = f"{states.total()} of {total} submissions are validated: {each}. Their review copies are beside them."
    return f"{done if each else 'Nothing is validated.'}\n\n{rest}".strip()


def make(name: str, source: ButtonSource, work: Callable[[Desk, Path, Path], list[Path]]) -> list[Path]:
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


def review(source: ButtonSource) -> str:
    """Make the variance review and open it; what was decided on the one that is there already stands in it."""
    from pmr_xl.desk.review.sheets import SUFFIX
    from pmr_xl.desk.review.sheets import review as write_reviews
    from pmr_xl.words.deciding import newer_than_file

    newer: list[str] = []

    def tell(path: Path, _submission: Submission, found: NewerVersion | None) -> None:
        newer.extend([] if found is None else [newer_than_file(path, found)])

    def work(at: Desk, path: Path, into: Path) -> list[Path]:
        earlier = source.home / f"{path.stem}{SUFFIX}.xlsx"
        live.close_saved(source.app, earlier)
        if earlier.exists():
            shutil.copy2(earlier, into / earlier.name)
        return write_reviews(at, [path], into, tell=tell)

    placed = make("Variance review", source, work)
    return " ".join([f"The variance review is {placed[0]}.", *newer])


def assemble(source: ButtonSource) -> str:
    """Set the tables of the agency and report the submission is for, and open them; their manifest stands beside."""
    from pmr_xl.desk.tables.assemble import assemble as write_tables
    from pmr_xl.desk.tables.manifest import MANIFEST
    from pmr_xl.desk.tables.since_release import changes_since_release
    from pmr_xl.desk.validate import judge_file
    from pmr_xl.words.lacking import not_in_release

    left: list[str] = []

    def work(at: Desk, path: Path, into: Path) -> list[Path]:
        submission = judge_file(at, path).submission
        if submission is None:
            raise Fault(f"{source.name} names no agency and report.", "Open a submission, then press Assemble tables.")
        agency, edition = submission.chapter.agency, submission.edition
        tables = write_tables(at, [agency], edition, into)
        since = [one.told for one in changes_since_release(at, edition) if one.agency == agency]
        left.extend([not_in_release(edition, since)] if since else [])
        # It bears the tables' name: another agency's, or a frozen edition's, may lie in the same folder.
        return [*tables, (into / MANIFEST).rename(into / f"{tables[0].stem}_{MANIFEST}")]

    placed = make("Assemble tables", source, work)
    return (
        f"The tables are {placed[0]}. They hold what the record and the accepted submissions say; "
        f"{placed[-1].name} beside them says what they were made of.{''.join(f' {one}' for one in left)}"
    )


def undo(app: xw.App) -> str:
    """Take back the last action; what it wrote is closed first, and what stood there before is opened again."""
    noted = journal.actions()
    reopened = [Path(file.path) for file in (noted[-1].written if noted else ()) if file.before]
    for file in noted[-1].written if noted else ():
        live.close_saved(app, Path(file.path))
    done = journal.undo(app.books)
    for path in reopened:
        live.open_beside(app, path)
    return f"Undone: {done.name} of {done.at} UTC."
