"""What became of a sheet's decisions, in sentences: of each agency by itself, then one agency after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pmr_xl.desk.review.decision_report import AgencyDecisions, DecisionReport
from pmr_xl.desk.review.merge import MergedRow, SheetOrigin
from pmr_xl.desk.review.origin import NewerVersion
from pmr_xl.desk.review.outcome import KEPT, SKIPPED, RowOutcome
from pmr_xl.forms.variance_sheet.decisions.columns import NAME
from pmr_xl.model.decision import ADJUST, WITHDRAW, current_word
from pmr_xl.model.fault import Fault
from pmr_xl.record import Decision
from pmr_xl.words.agreeing import agreed_lines

_INSIST = (
    "To insist, make the sheet anew (“pmr review” with the submission): it shows what was decided since. "
    "Decide there, and hand that one in."
)
_ON_NEWER = (
    "A decision on an older version overrules none on a newer one. Make the sheet of the newer version (“pmr review” "
    "with that file), and decide there."
)
_MOST = 5  # ids named in a sentence


def done_lines(told: DecisionReport) -> list[str]:
    """What was done: withdrawn, replaced, taken in another's name; targets and commitments that follow."""
    kinds: tuple[Callable[[AgencyDecisions], Iterable[str]], ...] = (_withdrawn, _replaced, _signed, _targets, _agreed)
    return [sentence for kind in kinds for one in told.agencies for sentence in kind(one)]


def left_lines(told: DecisionReport) -> list[str]:
    """What was not taken as it stands there, and what else is to be known of the sheet."""
    return [
        *told.strange,
        *map(_fault, told.unread),
        *(f"{agency}: {_fault(fault)}" for agency, fault in told.refused),
        *(_fault(fault) for one in told.agencies for fault in one.impossible),
        *(sentence for one in told.agencies for sentence in _skipped_rows(one)),
        *_once(told, _unknown),
        *_once(told, _newer),
        *_once(told, _without_target),
    ]


def way_out_lines(told: DecisionReport) -> list[str]:
    """How what was skipped can be made to count, and what to do about decisions that the sheet does not know."""
    return [*_once(told, _insist), *_once(told, _since)]


def newer_version(told: NewerVersion) -> str:
    """That a later version than a sheet shows is in the record, with the way out."""
    origin, last = told.origin, told.last
    return (
        f"Version {last.version} of {origin.agency} {origin.edition.title} is accepted ({last.file}, by {last.who}); "
        f"this sheet shows version {origin.version}. Make the sheet of version {last.version} (“pmr review”); decide "
        "there."
    )


def newer_than_file(path: Path, told: NewerVersion) -> str:
    """The same of a file whose sheet was just made."""
    return f"{path.name}: {newer_version(told)}"


def _once(told: DecisionReport, kind: Callable[[AgencyDecisions], str]) -> list[str]:
    """Something that is said of whole sheets, as one line: what is to be said of several agencies alike, once."""
    line = " ".join(dict.fromkeys(filter(None, map(kind, told.agencies))))
    return [line] if line else []


def _fault(fault: Fault) -> str:
    return f"{fault.message} {fault.remedy}"


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


def _withdrawn(told: AgencyDecisions) -> tuple[str, ...]:
    """What was withdrawn, and whose it was."""
    gone = [(one, one.last) for one in told.withdrawals]
    return _gathered((one, f"{_taken(last, told.origin)} is withdrawn.") for one, last in gone if last is not None)


def _replaced(told: AgencyDecisions) -> tuple[str, ...]:
    """What was decided in place of something that the sheet had not seen."""
    new = [(one, one.last) for one in told.rows if one.outcome is RowOutcome.REPLACES]
    return _gathered(
        (one, f"{one.row.decision or 'a note'} replaces {_taken(last, told.origin)}.")
        for one, last in new
        if last is not None
    )


def _signed(told: AgencyDecisions) -> tuple[str, ...]:
    """Rows that were changed under a name that was only left there."""
    return _gathered(
        (one, f"{NAME} still said {one.unsigned}, who decided before; this is taken as decided by {told.me}.")
        for one in told.rows
        if one.unsigned and one.outcome in KEPT
    )


def _targets(told: AgencyDecisions) -> Iterator[str]:
    """Targets that become others by it."""
    for one in told.targets:
        name = told.chapter.by_id[one.indicator].indicator.name
        yield f"{name}: the target {one.period.label} is {one.printed} now, by {one.place}."


def _agreed(told: AgencyDecisions) -> list[str]:
    """Commitments that it makes or closes."""
    return agreed_lines(told.agreed, told.chapter.by_id)


def _skipped_rows(told: AgencyDecisions) -> tuple[str, ...]:
    """What was skipped, and because of what."""
    return _gathered((one, _skipped(one, told.origin)) for one in told.rows if one.outcome in SKIPPED)


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


def _unknown(told: AgencyDecisions) -> str:
    """That nobody here knows the submission."""
    if told.known:
        return ""
    named = told.submission or "The submission of this sheet"
    return f"{named} is not known here: it is neither accepted nor in the inbox."


def _newer(told: AgencyDecisions) -> str:
    """That a later version of the submission is accepted than the sheet shows."""
    return "" if told.newer is None else newer_version(told.newer)


def _without_target(told: AgencyDecisions) -> str:
    """That rows “Adjust target” name no target, with the way out."""
    if not told.without_target:
        return ""
    return (
        f"“{ADJUST}” names no target for {', '.join(told.without_target)}: the target stays as proposed. Type it under "
        "“New target” and hand the sheet in again, or set it: pmr target ID YEAR VALUE --why “…”."
    )


def _insist(told: AgencyDecisions) -> str:
    """How what was skipped can be made to count; empty where nothing was."""
    outcomes = [one.outcome for one in told.rows]
    later = any(
        outcome in (RowOutcome.AS_IT_WAS, RowOutcome.COPY, RowOutcome.LATE, RowOutcome.VOID) for outcome in outcomes
    )
    return " ".join(text for text, due in ((_INSIST, later), (_ON_NEWER, RowOutcome.OLDER in outcomes)) if due)


def _since(told: AgencyDecisions) -> str:
    """Decisions that the sheet does not know; an empty row may mean that one is to be taken back."""
    ids = [one.indicator for one in told.since]
    if not ids:
        return ""
    more = f" and {len(ids) - _MOST} more" if len(ids) > _MOST else ""
    many = f"{len(ids)} decisions that this sheet says nothing of were"
    were, hold = (
        ("One decision that this sheet says nothing of was", "it holds") if len(ids) == 1 else (many, "they hold")
    )
    return (
        f"{were} taken after the sheet was made; {hold}: {', '.join(ids[:_MOST])}{more}. "
        f"To take one back, choose {WITHDRAW} in its row."
    )
