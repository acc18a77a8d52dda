"""A variance sheet's decisions weighed against the record's: what is new, what is taken back, what comes too late.

A sheet knows how many decisions had been taken when it was made, and what stood in each row then. So it shows what was
changed on it, and what the record has learnt since. A decision that the sheet has not seen is never overruled by an
older sheet, by an older copy of the same sheet, or in somebody else's name; an empty row takes nothing back that did
not stand in it. Who means it nevertheless makes the sheet anew, sees what was decided since, and decides there.

Versions come before that order: a decision on an older version of a submission overrules none on a newer one, even
where its sheet has seen it; and one on a newer version is not held up by what was decided on an older one meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from typing import NamedTuple

from pmr_xl.analysis.grounds import Grounds
from pmr_xl.forms.variance_sheet.row_pages import DECISIONS, WITHDRAW
from pmr_xl.forms.variance_sheet.sheet import DecisionRow as Row
from pmr_xl.forms.variance_sheet.sheet import as_text
from pmr_xl.model.fiscal import Edition
from pmr_xl.record import WITHDRAWN, Decision

NOTHING: Mapping[str, str] = {}


class Made(NamedTuple):
    """A variance sheet as it was made: for which submission, and after how many decisions.

    Attributes:
        submission: SHA-256 of the submission; ``version``: its version.
        seen: how many decisions on the agency's edition the record had then.
    """

    agency: str
    edition: Edition
    submission: str
    version: int = 0
    seen: int = 0


class Fate(Enum):
    """What becomes of a row."""

    NOTHING = "says nothing"  # of a decision; what the record has holds
    STANDS = "stands in the record already"
    TAKEN = "new"
    REPLACES = "new, in place of one the sheet has not seen"
    WITHDRAWS = "takes the decision in force back"
    AS_IT_WAS = "says what stood there when the sheet was made; the record has a later one"
    COPY = "was in the record already, and was decided anew since"
    LATE = "the record has one that the sheet has not seen"
    OLDER = "the record has one on a newer version of the submission"
    VOID = "rests on figures that have become others"
    EMPTIED = "the machine's note is emptied; the decision that it told of is in force"
    NEVER = "takes back what was never decided"


KEPT = (Fate.TAKEN, Fate.REPLACES, Fate.WITHDRAWS)
PASSED_OVER = (Fate.AS_IT_WAS, Fate.COPY, Fate.LATE, Fate.OLDER, Fate.VOID, Fate.EMPTIED, Fate.NEVER)


class Weighed(NamedTuple):
    """One row, what becomes of it, and the last decision that the record has on its indicator.

    Attributes:
        row: as its author means it: without the note that was made for it, and without another's name.
        unseen: that decision was taken after the sheet was made.
        unsigned: who stood in the row when the sheet was made, and is not who changed it; empty where that is not so.
        moved: what it rests on and is another figure now, in words; empty where that is not so.
    """

    row: Row
    fate: Fate
    last: Decision | None
    unseen: bool
    unsigned: str = ""
    moved: str = ""


def weigh(
    rows: Iterable[Row], made: Made, taken: Sequence[Decision], me: str = "", moved: Mapping[str, str] = NOTHING
) -> list[Weighed]:
    """What becomes of each row of a sheet.

    Args:
        taken: every decision on the agency's edition, in the order in which they were taken.
        me: who hands the sheet in; a row that names nobody is decided in this name.
        moved: what rows show and is another figure now, in words, by indicator: what is decided there is void.
    """
    before: dict[str, list[tuple[int, Decision]]] = {}
    for number, one in enumerate(taken, start=1):
        before.setdefault(one.indicator, []).append((number, one))
    found = [_weighed(row, made, before.get(row.indicator_id, []), me) for row in rows]
    return [_void(one, moved.get(one.row.indicator_id, "")) for one in found]


def _void(one: Weighed, moved: str) -> Weighed:
    """The row, void where it is a new decision on figures that are others by now; to take one back is always right."""
    void = moved and one.row.decision and one.fate in (Fate.TAKEN, Fate.REPLACES)
    return one._replace(fate=Fate.VOID, moved=moved) if void else one


def unsaid(weighed: Sequence[Weighed], made: Made, taken: Sequence[Decision]) -> list[Decision]:
    """Decisions in force that were taken since the sheet was made, and that it says nothing of."""
    told = {one.row.indicator_id for one in weighed if one.fate is not Fate.NOTHING}
    last = {one.indicator: (number, one) for number, one in enumerate(taken, start=1)}
    return [one for name, (number, one) in last.items() if number > made.seen and _decided(one) and name not in told]


def kept(one: Weighed, made: Made) -> Decision:
    """The row as the record keeps it: with the day typed on it, else (an empty text) the moment it is stored.

    So it is too where the day is still that of the decision that is changed or taken back.
    """
    row, last = one.row, one.last
    word = WITHDRAWN if one.fate is Fate.WITHDRAWS else row.decision
    at = row.on.isoformat() if row.on else ""
    if last is not None and last.decision != word and last.at.startswith(at):
        at = ""
    return Decision(
        made.agency,
        made.edition,
        row.indicator_id,
        word,
        row.note,
        made.submission,
        row.by,
        at,
        made.version,
        made.seen,
        new_target=row.new_target,
        reference=row.grounds,
    )


def _weighed(row: Row, made: Made, before: Sequence[tuple[int, Decision]], me: str) -> Weighed:
    number, last = before[-1] if before else (0, None)
    unseen = number > made.seen
    unsigned = row.by if row.by and row.by == _left_name(row, made, before) else ""
    meant = _without_made_note(replace(row, by="", on=None) if unsigned else row)
    return Weighed(
        meant, _fate(meant, made, before, me, unseen=unseen), last, unseen, unsigned if unsigned != me else ""
    )


def _left_name(row: Row, made: Made, before: Sequence[tuple[int, Decision]]) -> str:
    """Whose name stood in a row that somebody changed, where the day says that it was only left; else empty.

    A row that a program of today opened again has no name; one of an older program has that of the decision before.
    """
    tells_name = bool(row.made_note) and not row.made_note.partition(",")[0].endswith(DECISIONS)
    if not row.changed or not row.stood or tells_name:
        return ""
    stood = [one for number, one in before if number <= made.seen]
    if not row.made_note:
        stood = [one for one in stood if as_text(*one.said[:2]) == row.stood]
    last = stood[-1] if stood else None
    return last.who if last is not None and (row.on is None or last.at.startswith(row.on.isoformat())) else ""


def _without_made_note(row: Row) -> Row:
    """The row with what somebody wrote behind the note with which it was opened again; that itself is no person's."""
    if not row.made_note or not row.changed or not row.note.startswith(row.made_note):
        return row
    return replace(row, note=row.note.removeprefix(row.made_note).lstrip(" \n.:;,–-"))


def _fate(row: Row, made: Made, before: Sequence[tuple[int, Decision]], me: str, *, unseen: bool) -> Fate:
    last = before[-1][1] if before else None
    back = row.decision == WITHDRAW or (row.changed and row.stood_decided and not row.decision)
    word = WITHDRAWN if back else row.decision
    if back and not _decided(last):
        return Fate.NEVER if row.decision == WITHDRAW and (last is None or not last.decision) else Fate.STANDS
    if not word and (not row.changed or not row.note or _decided(last)):
        return Fate.EMPTIED if row.made_note and not row.text and _decided(last) else Fate.NOTHING
    if last is not None and not back and (word, row.told, made.submission) == last.said and _rests_alike(row, last):
        return Fate.STANDS
    if last is not None and (unseen or (last.version > made.version and _decided(last))):
        late = _late(row, word, made, before, me)
        if late is not None:
            return late
    if back:
        return Fate.WITHDRAWS
    return Fate.REPLACES if unseen and _decided(last) else Fate.TAKEN


def _late(row: Row, word: str, made: Made, before: Sequence[tuple[int, Decision]], me: str) -> Fate | None:
    """Why a row does not count beside a decision that its sheet has not seen; None where it counts."""
    last = before[-1][1]
    older = (made.version, made.seen) < (last.version, last.seen)
    if (word, row.told) == last.said[:2] and _rests_alike(row, last):  # of another submission
        return Fate.STANDS if older else None
    if not row.changed:
        return Fate.AS_IT_WAS
    if last.version > made.version:
        return Fate.OLDER
    if 0 < last.version < made.version and word != WITHDRAWN:
        return None
    said = word, row.told, made.submission
    if any(number > made.seen and one.said == said for number, one in before[:-1]):
        return Fate.COPY
    emptied = word == WITHDRAWN and row.decision != WITHDRAW
    return Fate.LATE if older or emptied or (row.by or me) != last.who else None


def _rests_alike(row: Row, last: Decision) -> bool:
    """Whether both rest on the same figures, as far as that is known."""
    return Grounds.parse(row.grounds).same(Grounds.parse(last.reference))


def _decided(last: Decision | None) -> bool:
    """Whether a decision is in force; a note alone is none."""
    return last is not None and last.decision not in ("", WITHDRAWN)
