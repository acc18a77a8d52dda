"""What was answered on a file: on its own findings sheet, and on its review copies wherever they lie.

Validating, reviewing and accepting ask here, so that an answer counts for all of them or for none.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.desk import Desk
from pmr_xl.forms.review_copy.answer_reader import read_states
from pmr_xl.forms.review_copy.answers import NO_ANSWERS, Answers, join_answers
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.fault import Fault, Unreadable

REVIEW_SUFFIX = "_review"


def review_path(path: Path, into: Path | None) -> Path:
    """Where the review copy of a file goes: beside it, or into the folder asked for."""
    return (into or path.parent) / f"{path.stem}{REVIEW_SUFFIX}{path.suffix}"


def answers_on(desk: Desk, book: Book, path: Path, into: Path | None, tell: Callable[[str], object]) -> Answers:
    """Answers to a file, the last word first: its own findings sheet (a review copy sent back), its review copies.

    Those lie in ``into``, beside the file, or in the office's outbox or inbox; where there is none yet, the version
    before is asked. Of several copies what was saved last counts.

    Args:
        tell: is told, in a sentence, what on those sheets could not be understood.

    Raises:
        Fault: a review copy that is there cannot be read.
    """
    copies = _copies(desk, path, into) or _copies_before(desk, path, into)
    given: Answers = NO_ANSWERS
    for copy in copies:
        given = join_answers(given, _of_copy(copy, tell))
    return join_answers(given, read_states(book, tell)) if given else read_states(book, tell)


def _copies(desk: Desk, path: Path, into: Path | None) -> list[Path]:
    """Review copies of a file, the one saved last at the end; a file is no copy of itself."""
    office = [] if desk.office.built_in else [desk.office.outbox, desk.office.inbox]
    places = dict.fromkeys(review_path(path, folder).absolute() for folder in (into, None, *office))
    there = {place.resolve(): place for place in places if _is_there(place) and place != path.absolute()}
    return sorted(there.values(), key=lambda one: one.stat().st_mtime_ns)


def _is_there(place: Path) -> bool:
    try:
        return place.is_file()
    except OSError:
        return False  # a name that is too long for the system: no copy can be called so


def _copies_before(desk: Desk, path: Path, into: Path | None) -> list[Path]:
    from pmr_xl.desk.received.versions import version_before

    try:
        return _copies(desk, version_before(desk.office, path), into)
    except Fault:
        return []


def _of_copy(review: Path, tell: Callable[[str], object]) -> Answers:
    """Answers in a review copy. All its sheets are read only where somebody renamed the findings sheet.

    That of a clean file has no table, and says so.
    """
    from pmr_xl.forms.review_copy.findings_sheet import NAME, says_clean

    strange: list[str] = []
    try:
        ours = read_book(review, wanted=lambda name: name.startswith(NAME))
        found = read_states(ours, strange.append)
        if not found and not says_clean(ours):
            found = read_states(read_book(review), strange.append)
    except Unreadable as illness:
        raise Fault(
            f"The review copy that is there already, {review}, cannot be read: {illness.message}",
            "Move it elsewhere; the answers on its findings sheet cannot be carried over.",
        ) from None
    for sentence in dict.fromkeys(strange):
        tell(f"{review.name}: {sentence}")
    return found
