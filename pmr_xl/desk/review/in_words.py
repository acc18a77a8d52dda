"""What became of a sheet's decisions, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pmr_xl.desk.review.merge import MergedRow, SheetOrigin
from pmr_xl.desk.review.outcome import KEPT, SKIPPED, RowOutcome
from pmr_xl.forms.variance_sheet.decisions.columns import NAME
from pmr_xl.model.decision import WITHDRAW, current_word
from pmr_xl.record import Decision

INSIST = (
    "To insist, make the sheet anew (“pmr review” with the submission): it shows what was decided since. "
    "Decide there, and hand that one in."
)
_NEWER = (
    "A decision on an older version overrules none on a newer one. Make the sheet of the newer version (“pmr review” "
    "with that file), and decide there."
)
_MOST = 5  # ids named in a sentence


def _gathered(told: Iterable[tuple[MergedRow, str]]) -> tuple[str, ...]:
    """A sentence for each row, with its place; of more than a few rows of which the same is to be said, one for all."""
    same: dict[str, list[MergedRow]] = {}
    for one, sentence in told:
        same.setdefault(sentence, []).append(one)
    lines = []
    for sentence, rows in same.items():
        if len(rows) <= _MOST:
            lines += [f"{one.row.where}, {one.row.indicator_id}: {sentence}" for one in rows]
            continue
        ids = ", ".join(one.row.indicator_id for one in rows[:_MOST])
        lines.append(f"{len(rows)} rows from {rows[0].row.where} on ({ids} …): {sentence}")
    return tuple(lines)


def _taken(one: Decision, origin: SheetOrigin) -> str:
    """A decision of the record, with its version where the sheet shows another one."""
    on = f" on version {one.version}" if one.version and one.version != origin.version else ""
    return f"{current_word(one.decision) or 'a note'} by {one.who} of {one.at[:10]}{on}"


def taken_back(merged: Iterable[MergedRow], origin: SheetOrigin) -> tuple[str, ...]:
    """What was withdrawn, and whose it was."""
    gone = [(one, one.last) for one in merged if one.outcome is RowOutcome.WITHDRAWS]
    return _gathered((one, f"{_taken(last, origin)} is withdrawn.") for one, last in gone if last is not None)


def replaced_decisions(merged: Iterable[MergedRow], origin: SheetOrigin) -> tuple[str, ...]:
    """What was decided in place of something that the sheet had not seen."""
    new = [(one, one.last) for one in merged if one.outcome is RowOutcome.REPLACES]
    return _gathered(
        (one, f"{one.row.decision or 'a note'} replaces {_taken(last, origin)}.")
        for one, last in new
        if last is not None
    )


def left_signatures(merged: Iterable[MergedRow], me: str) -> tuple[str, ...]:
    """Rows that were changed under a name that was only left there."""
    return _gathered(
        (one, f"{NAME} still said {one.unsigned}, who decided before; this is taken as decided by {me}.")
        for one in merged
        if one.unsigned and one.outcome in KEPT
    )


def skipped_rows(merged: Iterable[MergedRow], origin: SheetOrigin) -> tuple[str, ...]:
    """What was skipped, and because of what."""
    return _gathered((one, _skipped(one, origin)) for one in merged if one.outcome in SKIPPED)


def _skipped(one: MergedRow, origin: SheetOrigin) -> str:
    if one.outcome is RowOutcome.VOID:
        return f"{one.row.decision} is void, because it was made on other figures: {one.moved}."
    if one.last is None or one.outcome is RowOutcome.NEVER:
        return "there is no decision to withdraw."
    taken = _taken(one.last, origin)
    if one.outcome is RowOutcome.ERASED:
        return f"the note is emptied, and {taken} holds. To take it back, choose {WITHDRAW}."
    said = one.row.decision or ("the emptied decision" if not one.row.note else "the note")
    if one.outcome is RowOutcome.OLDER:
        return f"{said} on version {origin.version} is skipped. The record has {taken}, which is newer."
    if one.outcome is RowOutcome.COPY:
        return f"{said} is skipped. The record has {taken}, and had {said} before that: this is an older copy."
    return f"{said} is skipped. The record has {taken}, taken after this sheet was made."


def insist(outcomes: Sequence[RowOutcome]) -> str:
    """How what was skipped can be made to count; empty where nothing was."""
    later = any(
        outcome in (RowOutcome.AS_IT_WAS, RowOutcome.COPY, RowOutcome.LATE, RowOutcome.VOID) for outcome in outcomes
    )
    return " ".join(text for text, due in ((INSIST, later), (_NEWER, RowOutcome.OLDER in outcomes)) if due)


def unsaid_decisions(left: Sequence[Decision]) -> str:
    """Decisions that the sheet does not know; an empty row may mean that one is to be taken back."""
    if not left:
        return ""
    ids = [one.indicator for one in left]
    more = f" and {len(ids) - _MOST} more" if len(ids) > _MOST else ""
    many = f"{len(ids)} decisions that this sheet says nothing of were"
    were, hold = (
        ("One decision that this sheet says nothing of was", "it holds") if len(ids) == 1 else (many, "they hold")
    )
    return (
        f"{were} taken after the sheet was made; {hold}: {', '.join(ids[:_MOST])}{more}. "
        f"To take one back, choose {WITHDRAW} in its row."
    )
