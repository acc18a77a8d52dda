"""A variance sheet's decisions beside the record's: what is new, what is taken back, what comes too late.

A sheet knows how many decisions had been taken when it was made, and what stood in each row then. So it shows what was
changed on it, and what the record has learnt since. A decision that the sheet has not seen is never overruled by an
older sheet, by an older copy of the same sheet, or in somebody else's name; an empty row takes nothing back that did
not stand in it. To insist, one makes the sheet anew, sees what was decided since, and decides there.

Versions come before that order: a decision on an older version of a submission overrules none on a newer one, even
where its sheet has seen it; and one on a newer version is not held up by what was decided on an older one meanwhile.
:mod:`pmr_xl.desk.review.outcome` has all of this as one table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pmr_xl.analysis.grounds import Grounds
from pmr_xl.desk.review.outcome import Last, RowOutcome, SameWords, Says, Situation, Version, outcome_of
from pmr_xl.forms.variance_sheet.decisions.row import DecisionRow
from pmr_xl.model.decision import APPROVE, WITHDRAW, current_word
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.record import WITHDRAWN, Decision

NOTHING: Mapping[str, str] = {}


class SheetOrigin(NamedTuple):
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


class MergedRow(NamedTuple):
    """One row, what becomes of it, and the last decision that the record has on its indicator.

    Attributes:
        row: as its author means it: without another's name.
        unseen: that decision was taken after the sheet was made.
        unsigned: who stood in the row when the sheet was made, and is not who changed it; empty where that is not so.
        moved: what it rests on and is another figure now, in words; empty where that is not so.
    """

    row: DecisionRow
    outcome: RowOutcome
    last: Decision | None
    unseen: bool
    unsigned: str = ""
    moved: str = ""


def merge_decisions(
    rows: Iterable[DecisionRow],
    origin: SheetOrigin,
    taken: Sequence[Decision],
    me: str = "",
    moved: Mapping[str, str] = NOTHING,
) -> list[MergedRow]:
    """What becomes of each row of a sheet.

    Args:
        taken: every decision on the agency's edition, in the order in which they were taken.
        me: who hands the sheet in; a row that names nobody is decided in this name.
        moved: what rows show and is another figure now, in words, by indicator: what is decided there is void.
    """
    before: dict[str, list[tuple[int, Decision]]] = {}
    for number, one in enumerate(taken, start=1):
        before.setdefault(one.indicator, []).append((number, one))
    return [_merged(row, origin, before.get(row.indicator_id, []), me, moved.get(row.indicator_id, "")) for row in rows]


def not_mentioned(merged: Sequence[MergedRow], origin: SheetOrigin, taken: Sequence[Decision]) -> list[Decision]:
    """Decisions in force that were taken since the sheet was made, and that it says nothing of."""
    told = {one.row.indicator_id for one in merged if one.outcome is not RowOutcome.NOTHING}
    last = {one.indicator: (number, one) for number, one in enumerate(taken, start=1)}
    return [
        one
        for name, (number, one) in last.items()
        if number > origin.seen and _kind(one) is Last.IN_FORCE and name not in told
    ]


def as_recorded(one: MergedRow, origin: SheetOrigin) -> Decision:
    """The row as the record keeps it: with the day typed on it, else (an empty text) the moment it is stored.

    So it is too where the day is still that of the decision that is changed or taken back.
    """
    row, last = one.row, one.last
    word = WITHDRAWN if one.outcome is RowOutcome.WITHDRAWS else row.decision
    at = row.on.isoformat() if row.on else ""
    if last is not None and current_word(last.decision) != word and last.at.startswith(at):
        at = ""
    return Decision(
        origin.agency,
        origin.edition,
        row.indicator_id,
        word,
        row.note,
        origin.submission,
        row.by,
        at,
        origin.version,
        origin.seen,
        new_target=row.new_target,
        reference=row.grounds,
        with_rest=row.with_rest,
    )


def _merged(
    row: DecisionRow, origin: SheetOrigin, before: Sequence[tuple[int, Decision]], me: str, moved: str
) -> MergedRow:
    number, last = before[-1] if before else (0, None)
    unsigned = row.by if row.by and row.by == _left_name(row, origin, before) else ""
    meant = replace(row, by="", on=None) if unsigned else row
    outcome = outcome_of(situation_of(meant, origin, before, me, moved=bool(moved)))
    void = moved if outcome is RowOutcome.VOID else ""
    return MergedRow(meant, outcome, last, number > origin.seen, unsigned if unsigned != me else "", void)


def _left_name(row: DecisionRow, origin: SheetOrigin, before: Sequence[tuple[int, Decision]]) -> str:
    """Who stood in a row that was changed, where the day says that the name was only left there; else empty."""
    if not row.changed:
        return ""
    if row.stood.name is not None:
        return row.stood.name if row.on in (None, row.stood.day) else ""
    # Sheets of earlier programs do not keep the name: it is that of the decision which stood there.
    seen = [one for number, one in before if number <= origin.seen]
    if row.earlier is None:
        seen = [one for one in seen if one.content[:2] == (row.stood.decision, row.stood.note)]
    last = seen[-1] if seen else None
    return last.who if last is not None and (row.on is None or last.at.startswith(row.on.isoformat())) else ""


def situation_of(
    row: DecisionRow, origin: SheetOrigin, before: Sequence[tuple[int, Decision]], me: str, *, moved: bool = False
) -> Situation:
    """What the table of outcomes asks about a row, beside everything that the record has on its indicator."""
    number, last = before[-1] if before else (0, None)
    says, kind = _says(row, last), _kind(last)
    if last is None:
        return Situation(says, kind, row.changed, moved=moved)
    word = WITHDRAWN if says in (Says.WITHDRAW, Says.EMPTIED) else row.decision
    said = word, row.in_words, origin.submission
    return Situation(
        says,
        kind,
        row.changed,
        number <= origin.seen,
        _version(origin.version, last.version),
        _words(row, said, last),
        any(number > origin.seen and one.content == said for number, one in before[:-1]),
        (origin.version, origin.seen) < (last.version, last.seen),
        (row.by or me) == last.who,
        moved,
    )


def _says(row: DecisionRow, last: Decision | None) -> Says:
    if row.decision == WITHDRAW:
        # The cell for all rows without a question takes back what was approved there, and nothing else.
        return Says.WITHDRAW if not row.with_rest or _approved_with_rest(last) else Says.NOTHING
    if row.decision:
        return Says.DECISION
    if row.erased:
        return Says.ERASED
    if row.changed and row.stood_decided:
        return Says.EMPTIED
    return Says.NOTE if row.changed and row.note else Says.NOTHING


def _approved_with_rest(last: Decision | None) -> bool:
    return last is not None and last.with_rest and current_word(last.decision) == APPROVE


def _kind(last: Decision | None) -> Last:
    if last is None:
        return Last.NONE
    return {"": Last.NOTE, WITHDRAWN: Last.WITHDRAWN}.get(last.decision, Last.IN_FORCE)


def _version(sheet: int, decided: int) -> Version:
    if not decided:
        return Version.UNKNOWN
    return Version.SAME if decided == sheet else Version.NEWER if decided > sheet else Version.OLDER


def _words(row: DecisionRow, said: tuple[str, str, str], last: Decision) -> SameWords:
    """Both say the same where word and note do, and both rest on the same figures, as far as that is known."""
    if said[:2] != last.content[:2] or not Grounds.parse(row.grounds).same(Grounds.parse(last.reference)):
        return SameWords.OTHER
    return SameWords.SAME_FILE if said == last.content else SameWords.SAME
