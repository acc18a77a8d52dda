"""The board: every agency of an edition and where its submission stands. Nobody ticks a box: all of it is computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from pmr_xl.desk.board.latest import Candidate, SkippedFile, latest, one_by_one
from pmr_xl.desk.board.portfolios import is_theirs, names_of, not_theirs, portfolios
from pmr_xl.desk.state import SubmissionStanding, SubmissionState, not_received
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.value_class import value_class

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.commitments.commitment import Commitment
    from pmr_xl.model.office_settings import Portfolio
    from pmr_xl.record import Accepted, StepTaken


@value_class
class BoardRow:
    """One agency of one edition.

    Attributes:
        name: as the report prints it.
        standing: of its latest version.
        accepted: the version that is accepted; 0 where none is.
        decided: how many figures have a decision in force.
        commitments: how many of its commitments are open; ``overdue``: of how many of them the day has passed.
        last: what somebody decided last.
        parts: how many parts of its form are received; ``files``: how many files are of its latest version.
        gone: that version is accepted, and the file as it was sent is not there any more.
    """

    name: str
    standing: SubmissionStanding
    accepted: int = 0
    decided: int = 0
    last: StepTaken | None = None
    portfolio: Portfolio | None = None
    parts: int = 0
    files: int = 0
    gone: bool = False
    commitments: int = 0
    overdue: int = 0

    @property
    def agency(self) -> str:
        """Its code."""
        return self.standing.agency


@value_class
class Board:
    """An edition's agencies, the most pressing first.

    Attributes:
        skipped: files that stand for no agency, and what could not be read.
        nobodys: agencies that are in no portfolio; none where the office has no portfolios.
        overdue: how many commitments of these agencies are overdue.
    """

    edition: Edition
    rows: tuple[BoardRow, ...]
    skipped: tuple[SkippedFile, ...] = ()
    nobodys: tuple[str, ...] = ()
    overdue: int = 0

    @property
    def states(self) -> Mapping[SubmissionState, int]:
        """How many agencies are in each state; only states that occur, the most pressing first."""
        counted = Counter(row.standing.state for row in self.rows)
        return {state: counted[state] for state in SubmissionState if counted[state]}

    @property
    def late(self) -> int:
        """How many are late: sent late, or not sent and overdue."""
        return sum(row.standing.days_late > 0 for row in self.rows)

    @property
    def loads(self) -> Mapping[str, tuple[BoardRow, ...]]:
        """The rows of each analyst, by name; those of nobody under an empty one, last."""
        found: dict[str, list[BoardRow]] = {}
        for row in self.rows:
            found.setdefault("" if row.portfolio is None else row.portfolio.analyst, []).append(row)
        return {name: tuple(found[name]) for name in sorted(found, key=lambda one: (not one, one.casefold()))}


def board(desk: Desk, edition: Edition, *, mine: str = "", there: Sequence[Candidate] | None = None) -> Board:
    """Where every agency of an edition stands.

    Args:
        mine: only the agencies whose analyst or backup this is, by name or account.
        there: the inbox's files, where they are checked already.

    Raises:
        Fault: the built-in office, which has no inbox; the portfolios contradict each other; nothing is ``mine``.
    """
    with desk.record.one_state():
        found = [one.let_go() for one in one_by_one(desk)] if there is None else there
        promised = [one.now for one in desk.record.commitments() if not one.now.status.done]
        rows = tuple(_rows(desk, edition, [one for one in found if one.checked], promised))
        skipped = tuple(one.skipped for one in found if one.skipped is not None)
        nobodys = tuple(row.agency for row in rows if row.portfolio is None) if desk.settings.portfolios else ()
    if mine:
        names = names_of(desk, mine)
        rows = tuple(row for row in rows if is_theirs(row.portfolio, names))
        if not rows:
            raise not_theirs(mine)
        promised = [one for one in promised if any(one.concerns(row.agency) for row in rows)]
    late = sum(bool(one.days_overdue(desk.today)) for one in promised)
    return Board(edition, tuple(sorted(rows, key=_order)), skipped, nobodys, late)


def _order(row: BoardRow) -> tuple[object, ...]:
    return row.standing.state.rank, -row.standing.days_late, -row.overdue, row.agency


def _rows(
    desk: Desk, edition: Edition, found: Iterable[Candidate], promised: Sequence[Commitment]
) -> Iterator[BoardRow]:
    library, theirs = desk.library_of(edition), portfolios(desk)
    ours = [one for one in found if one.standing.edition == edition]
    steps = {step.agency: step for step in desk.record.steps_taken(edition)}  # the last of each
    chosen = {agency: latest(desk, edition, agency, ours) for agency in library.agencies_of(edition)}
    there = [one.standing for one in chosen.values() if one is not None]
    missing = {one.agency: one for one in not_received(desk, edition, there)}
    for code in library.agencies_of(edition):
        one, taken = chosen[code], desk.record.accepted_submissions(edition, code)
        files = [each for each in ours if each.standing.agency == code]
        standing = missing[code] if one is None else _as_late_as_first(one.standing, files, taken)
        theirs_to_do = [each for each in promised if each.concerns(code)]
        yield BoardRow(
            library.agency(code).name,
            standing,
            taken[-1].version if taken else 0,
            len(desk.record.decisions(edition, code)),
            steps.get(code),
            theirs.get(code),
            sum(bool(each.standing.part) for each in files),
            sum(each.standing.version == standing.version and not each.standing.part for each in files),
            one is not None and one.gone,
            len(theirs_to_do),
            sum(bool(each.days_overdue(desk.today)) for each in theirs_to_do),
        )


def _as_late_as_first(
    standing: SubmissionStanding, files: Sequence[Candidate], taken: Sequence[Accepted]
) -> SubmissionStanding:
    """With the lateness of the agency's first version: one that is sent again for a correction is not late by that."""
    days = [standing.days_late, *(each.standing.days_late for each in files if not each.standing.part)]
    if standing.due is not None:  # what is accepted was there on the day it was
        days += [max(0, (date.fromisoformat(each.at[:10]) - standing.due).days) for each in taken]
    return replace(standing, days_late=min(days))
