"""Commitments that follow from decisions: Return and Hold make one, which closes only on a figure or a stated reason.

Each is a step within the same change of the record by which the decision is stored, so that neither is there alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from pmr_xl.model.commitments.commitment import Commitment, CommitmentKind, CommitmentStatus, Followed, free_codes
from pmr_xl.model.decision import HOLD, RETURN, current_word
from pmr_xl.model.fact import FactKind
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.line import Line
from pmr_xl.record.entries import figure_of

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.record import Acceptance, Accepted, Decision, Withdrawn

_MAKE = (RETURN, HOLD)
_WANTED = {RETURN: "Correct the figure, or say what happened.", HOLD: "Clear up what it is held for."}
DECIDED = "decision"  # how the origin of such a commitment begins


def by_decisions(
    desk: Desk, chapter: Chapter, taken: list[Commitment]
) -> Callable[[Sequence[Followed], Sequence[Decision]], list[Commitment]]:
    """What decisions on an agency's figures make of its commitments, to be stored with them; ``taken``: is filled."""

    def steps(known: Sequence[Followed], decisions: Sequence[Decision]) -> list[Commitment]:
        codes = free_codes(known)
        taken[:] = [step for one in decisions for step in _step(one, chapter.by_id, known, codes, desk.today)]
        return taken

    return steps


def _step(
    one: Decision, lines: Mapping[str, Line], known: Sequence[Followed], codes: Iterator[str], today: date
) -> Iterator[Commitment]:
    there = next((each for each in known if _sticks(each, one.agency, one.edition.code, one.indicator)), None)
    word, who, at = current_word(one.decision), one.who, one.at
    if word in _MAKE:
        what = one.note or _WANTED[word]
        due = one.edition.due if one.edition.due >= today else None
        if there is None:
            yield Commitment(
                next(codes), what, CommitmentKind.ACTION, one.agency, "", "", one.indicator, due=due,
                edition=one.edition.code, origin=f"{DECIDED} {word}", why=word, who=who, at=at,
            )  # fmt: skip
        elif there.now.status.done or there.now.what != what:
            now = there.now._replace(what=what, status=CommitmentStatus.OPEN, figure="", due=there.now.due or due)
            yield now._replace(why=f"{word} again", who=who, at=at)
    elif there is not None and word and not there.now.status.done:
        line = lines.get(one.indicator)
        figure = "" if line is None or not one.figure else line.indicator.measure.show(figure_of(one.figure))
        why = f"{word}{f': {one.note}' if one.note else ''}"
        yield there.now._replace(status=CommitmentStatus.CLOSED, figure=figure, why=why, who=who, at=at)


def by_acceptance(
    acceptance: Acceptance, taken: list[Commitment]
) -> Callable[[Sequence[Followed], Accepted], list[Commitment]]:
    """What an acceptance makes of commitments that decisions had made: they are closed with the figure accepted.

    Args:
        taken: is filled with the steps.
    """
    figures = {
        fact.indicator: fact.printed
        for fact in acceptance.facts
        if fact.kind is FactKind.ACTUAL and fact.period == acceptance.edition.submitted_period
    }

    def steps(known: Sequence[Followed], new: Accepted) -> list[Commitment]:
        taken[:] = [
            each.now._replace(
                status=CommitmentStatus.CLOSED, figure=figures[each.now.indicator], evidence=_file(new),
                why=f"accepted, version {new.version}", who=new.who, at=new.at,
            )
            for each in known
            if not each.now.status.done
            and each.now.indicator in figures
            and _sticks(each, new.agency, new.edition.code, each.now.indicator)
        ]  # fmt: skip
        return taken

    return steps


def by_withdrawal(known: Sequence[Followed], gone: Withdrawn) -> list[Commitment]:
    """What is open again when an acceptance is taken back: all that it had closed."""
    taken, file = gone.acceptance, _file(gone.acceptance)
    return [
        each.now._replace(
            status=CommitmentStatus.OPEN, figure="", evidence="", who=gone.who, at=gone.at,
            why=f"version {taken.version} is withdrawn: {gone.why}",
        )
        for each in known
        if each.now.status is CommitmentStatus.CLOSED
        and each.now.evidence == file
        and _sticks(each, taken.agency, taken.edition.code, each.now.indicator)
    ]  # fmt: skip


def _file(taken: Accepted) -> str:
    return f"{taken.file}, {taken.sha256[:8]}"


def _sticks(each: Followed, agency: str, edition: str, indicator: str) -> bool:
    """Whether a commitment was made by a decision on that figure."""
    now = each.now
    return now.origin.startswith(DECIDED) and (now.agency, now.edition, now.indicator) == (agency, edition, indicator)
