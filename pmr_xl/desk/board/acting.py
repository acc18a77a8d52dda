"""Commitments made of exceptions: what senior staff or a supervisor is shown gets somebody who answers for it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING

from pmr_xl.model.commitments.commitment import Commitment, CommitmentKind, Followed, free_codes
from pmr_xl.model.fault import Fault

if TYPE_CHECKING:
    from pmr_xl.desk.board.exceptions import ExceptionRow
    from pmr_xl.desk.board.latest import SkippedFile
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.fiscal import Edition

_EXCEPTION = "exception"  # how the origin of such a commitment begins


def from_exceptions(
    desk: Desk,
    edition: Edition,
    level: str,
    due: date | None,
    agencies: Collection[str] = (),
    who: str = "",
) -> tuple[list[Commitment], tuple[SkippedFile, ...]]:
    """Add a corrective action for each exception of a level; an indicator that has one open gets no second.

    Returns what was added, and the files of the inbox that stand for no agency.

    Args:
        level: who is to see them, in the office's words.
        agencies: only theirs; none: all.

    Raises:
        Fault: the office has no such level, or an agency is unknown.
    """
    from pmr_xl.desk.board.exceptions import exceptions

    found = exceptions(desk, edition)
    named = {one.casefold(): one for one in found.levels}
    if level.casefold() not in named:
        raise Fault(f"There is no level “{level}”.", f"The office's are {', '.join(found.levels)}.")
    codes = {desk.library.agency(one).code for one in agencies}
    rows = [row for row in found.rows if row.level == named[level.casefold()] and (not codes or row.agency in codes)]

    def weigh(known: Sequence[Followed]) -> list[Commitment]:
        busy = {one.now.indicator for one in known if not one.now.status.done}
        free = free_codes(known)
        left = [row for row in rows if row.row.comparison.line.id not in busy]
        return [_made(row, next(free), edition, due)._replace(who=who) for row in left]

    return desk.record.commit(weigh), tuple(found.skipped)


def _made(row: ExceptionRow, code: str, edition: Edition, due: date | None) -> Commitment:
    one = row.row.comparison
    why = "; ".join(each.sign_and_words.partition(" ")[2].lower() for each in row.concerns)
    again = f", {row.missed} years running" if row.missed > 1 else ""
    aim = "" if one.against is None else f", target {one.indicator.target_measure.show(one.against)}"
    what = f"{one.indicator.name}: {one.indicator.measure.show(one.actual)}{aim} ({why}{again}). Say what is done."
    return Commitment(
        code, what, CommitmentKind.ACTION, row.agency, indicator=one.line.id, due=due, edition=edition.code,
        origin=f"{_EXCEPTION}, {row.level}",
    )  # fmt: skip
