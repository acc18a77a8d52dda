"""What agencies propose on the sheet Definitions of their forms: listed, and taken over once somebody said so."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.chores.forms import form_at
from pmr_xl.desk.definitions.changing import DefinitionEdit
from pmr_xl.forms.submission_form.meaning.places import CONFIRMED, DEFINITIONS, YES
from pmr_xl.model.definitions.definition import ConfirmedBy, Definition, DefinitionChange
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.office.definitions.known import definitions_of

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.submission import Submission


class Standing(StrEnum):
    """How a proposed text stands to the office's own."""

    NEW = "new"  # the office says what the form was sent with
    TAKEN = "taken"  # the office says the same already
    CROSSED = "crossed"  # the office has changed its text since the form was made


class ProposedText(NamedTuple):
    """A text that an agency says otherwise than its form was sent with.

    Attributes:
        key: of the text; ``sent``: as the form was made; ``said``: as it came back; ``now``: as the office says it.
        place: the cell, ``Definitions!D7``.
    """

    indicator: str
    key: str
    sent: str
    said: str
    now: str
    place: str

    @property
    def standing(self) -> Standing:
        """How it stands to the office's own text."""
        if self.said == self.now:
            return Standing.TAKEN
        return Standing.NEW if self.now == self.sent else Standing.CROSSED


class Proposed(NamedTuple):
    """What one form proposes and confirms.

    Attributes:
        confirmed: ids of the indicators that the agency says are right.
        strange: ids on the sheet that its schema does not have.
        by: who signed the form; the agency where nobody did.
    """

    file: Path
    agency: str
    texts: tuple[ProposedText, ...]
    confirmed: tuple[str, ...]
    strange: tuple[str, ...]
    by: str


class ProposalLeft(NamedTuple):
    """What is proposed of an indicator and was left.

    Attributes:
        crossed: the key of a text that the office has changed since the form was made; empty where the agency confirms
            a definition that says nothing.
    """

    indicator: str
    crossed: str = ""


class TakenOver(NamedTuple):
    """What was taken over: the texts, ids confirmed, what was left, the files written."""

    texts: tuple[ProposedText, ...]
    confirmed: tuple[str, ...]
    left: tuple[ProposalLeft, ...]
    files: tuple[Path, ...]


def proposed_in(desk: Desk, path: Path) -> Proposed:
    """What a form proposes. Raises Fault where it is no form of this office, or has no sheet Definitions."""
    submission = form_at(desk, path)
    if not any(one.sheet == DEFINITIONS for one in submission.further):
        raise Fault(
            f"{path.name} has no sheet {DEFINITIONS}.",
            "Forms have one where “definitions: true” stands beside their edition in calendar.yaml.",
        )
    known, own = definitions_of(desk.library, submission.chapter), submission.chapter.by_id
    texts = tuple(_texts(submission, known))
    yes = [one for one in submission.further if one.key == CONFIRMED and one.entered.text.casefold() == YES.casefold()]
    strange = dict.fromkeys(one.indicator for one in submission.further if one.indicator not in own)
    signed = submission.certification.get("name")
    return Proposed(
        path,
        submission.chapter.agency,
        texts,
        tuple(one.indicator for one in yes if one.indicator in own),
        tuple(strange),
        signed.text if signed is not None and signed.text else submission.chapter.agency,
    )


def take_over(
    desk: Desk, proposed: Proposed, why: str, only: Collection[str] = (), but: Collection[str] = ()
) -> TakenOver:
    """Take over what a form proposes; the former texts go into the definitions' history.

    A text that the office has changed since the form was made is taken only where its indicator is named. An indicator
    is confirmed where the agency says so and nothing of what it proposes is left.

    Args:
        why: what the history says of it.
        only: ids; all where none is named. ``but``: ids that are left.

    Raises:
        Fault: an id is none that the form proposes or confirms something of; the built-in office.
    """
    spoken = {one.indicator for one in proposed.texts} | {*proposed.confirmed}
    if strangers := sorted({*only, *but} - spoken):
        raise Fault(f"{proposed.file.name} says nothing new of “{strangers[0]}”.", "List it without --only and --but.")
    wanted = {one for one in spoken if one not in but and (not only or one in only)}
    edit, left, taken = DefinitionEdit(desk), dict[str, ProposalLeft](), list[ProposedText]()
    known = edit.definitions_before(proposed.agency)
    for indicator in (one for one in known | dict.fromkeys(sorted(wanted)) if one in wanted):
        texts = [one for one in proposed.texts if one.indicator == indicator and one.standing is not Standing.TAKEN]
        if crossed := [one for one in texts if one.standing is Standing.CROSSED and indicator not in only]:
            left[indicator] = ProposalLeft(indicator, crossed[0].key)
            continue
        if texts:
            change = DefinitionChange(edit.today, f"{proposed.by}, {proposed.agency}; {edit.me}", why, _was(texts))
            edit.say(proposed.agency, indicator, {one.key: one.said for one in texts}, change)
            taken += texts
    confirmed = tuple(one for one in proposed.confirmed if one in wanted and one not in left)
    for indicator in confirmed:
        there = known.get(indicator, Definition(indicator))
        if there.texts or any(one.indicator == indicator for one in taken):
            edit.confirm(proposed.agency, indicator, ConfirmedBy(proposed.by, edit.today))
        else:
            left[indicator] = ProposalLeft(indicator)
    kept = tuple(one for one in confirmed if one not in left)
    return TakenOver(tuple(taken), kept, tuple(left.values()), edit.write())


def _texts(submission: Submission, known: dict[str, Definition]) -> Iterator[ProposedText]:
    for one in submission.further:
        said = one.entered.text
        its_own = one.sheet == DEFINITIONS and one.indicator in submission.chapter.by_id
        if its_own and one.key != CONFIRMED and said != one.sent.strip():
            now = known.get(one.indicator, Definition(one.indicator)).texts.get(one.key, "")
            yield ProposedText(one.indicator, one.key, one.sent, said, now, str(one.entered.where))


def _was(texts: list[ProposedText]) -> dict[str, str]:
    return {one.key: one.now for one in texts}
