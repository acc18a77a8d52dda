"""How the command line tells commitments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from pmr_xl.cli.words.say import say
from pmr_xl.forms.commitments.columns import ASKED
from pmr_xl.model.commitments.commitment import Commitment, CommitmentChange, CommitmentStatus, Followed
from pmr_xl.model.display.plural import plural
from pmr_xl.model.fiscal import day_in_words

if TYPE_CHECKING:
    from pmr_xl.desk.commitments.importing import CommitmentsImported
    from pmr_xl.desk.commitments.list_taking import ListRowLeft
    from pmr_xl.desk.commitments.listing import CommitmentList
    from pmr_xl.desk.commitments.sheets import FieldDiffers, SheetTaken

_HEADINGS = {one.field: one.heading for one in ASKED}
_MOST = 20  # lines of one kind
_COLOURS = {CommitmentStatus.OVERDUE: "red", CommitmentStatus.PARTLY: "yellow", CommitmentStatus.OPEN: None}
FIELDS = {
    "what": "What", "kind": "Kind", "agency": "Agency", "partners": "With", "owner": "Owner",
    "indicator": "Indicator", "reference": "Reference", "parent": "Part of", "due": "Due", "status": "Status",
    "evidence": "Evidence", "figure": "Figure",
}  # fmt: skip


def show_list(told: CommitmentList) -> None:
    """One line a commitment and what is left to know of it below; then what it comes to."""
    for one in told.rows:
        _line(one, told)
    say(f"{_summary(told)}.", bold=True)
    if told.done:
        say(f"  {told.done} more {'is' if told.done == 1 else 'are'} done: --done lists them too.")


def _summary(told: CommitmentList) -> str:
    """``7 commitments: ✕ 2 overdue · ○ 5 open``."""
    counts = " · ".join(f"{status.sign} {count} {status.value}" for status, count in told.counts.items())
    many = f"{len(told.rows)} {plural(len(told.rows), 'commitment')}"
    return f"{many}: {counts}" if counts else "No commitment is open"


def _line(one: Followed, told: CommitmentList) -> None:
    now = one.now
    status, (parts, parts_done) = now.standing(told.today), told.parts.get(one.code, (0, 0))
    say(f"{one.code}  {_whose(now):<10} ", nl=False, bold=True)
    say(f"{status_in_words(now, told.today):<24} ", nl=False, fg=_COLOURS.get(status, "green"))
    say(now.what)
    more = (
        f"due {now.due.isoformat()}" if now.due else "" if parts else "no day is named",
        f"{parts_done} of {parts} parts done" if parts else "",
        f"put off {one.put_off} {plural(one.put_off, 'time')}" if one.put_off else "",
        now.owner,
        told.names.get(now.indicator, now.indicator),
        now.reference,
        f"part of {now.parent}" if now.parent else "",
        f"closed with {now.figure}" if now.figure else "",
        now.evidence,
    )
    say(f"        {' · '.join(filter(None, more))}")


def status_in_words(one: Commitment, today: date) -> str:
    """``✕ 12 days overdue``, ``▲ partly implemented``."""
    late = one.days_overdue(today)
    return f"✕ {late} {plural(late, 'day')} overdue" if late else one.status.icon_and_word


def _whose(one: Commitment) -> str:
    return f"{one.agency} +" if one.partners else one.agency or "(several)"


def sentence_of(one: Commitment, today: date) -> str:
    """``C-0007 (DSNY): Inspect every lot; due September 30, 2026; ○ open``."""
    due = "no day is named" if one.due is None else f"due {day_in_words(one.due)}"
    whose = f" ({one.agency})" if one.agency else ""
    return f"{one.code}{whose}: {one.what.rstrip('.')}; {due}; {status_in_words(one, today)}"


def steps_between(was: Commitment, now: Commitment) -> Iterator[str]:
    """What a step changed, a line each."""
    return map(_changed, Followed((was, now)).changes)


def _changed(each: CommitmentChange) -> str:
    """``Due: 2026-06-30 → 2026-10-30``; of a step that changed nothing its note."""
    if each.field == "why":
        return f"Note: {each.now}"
    return f"{FIELDS[each.field]}: {each.was or '(empty)'} → {each.now or '(empty)'}"


def show_one(one: Followed, names: Mapping[str, str], today: date) -> None:
    """Its fields, then its history."""
    now = one.now
    say(f"{one.code}  {status_in_words(now, today)}", bold=True)
    for field, heading in FIELDS.items():
        text = "" if getattr(now, field) in (None, "") else str(getattr(now, field))
        if text:
            say(f"  {heading:<10} {text}{f'  {names[text]}' if field == 'indicator' and text in names else ''}")
    if one.put_off and one.first_due is not None:
        say(f"  First due  {one.first_due}; put off {one.put_off} {plural(one.put_off, 'time')}")
    say("History", bold=True)
    first = one.steps[0]
    say(f"  {first.at[:10]}  {first.who}: stated{f' ({first.origin})' if first.origin else ''}")
    for each in one.changes:
        why = f" ({each.step.why})" if each.step.why and each.field != "why" else ""
        say(f"  {each.step.at[:10]}  {each.step.who}: {_changed(each)}{why}")


def show_imported(told: CommitmentsImported, today: date) -> None:
    """Which column was read as what, what is new and changed, what was left out and why."""
    if told.dry_run:
        say("This is what would be done; nothing was changed.")
    read = ", ".join(f"{heading} as {field}" for field, heading in told.table.columns.items())
    say(f"{told.table.place}: read {read}.")
    if told.table.unread:
        say(f"  Not read: {', '.join(told.table.unread)} (--column FIELD=HEADING names one).")
    for one in told.changed[:_MOST]:
        say(f"  {sentence_of(one, today)}")
    _more(len(told.changed))
    for each in told.later:
        listed, since = f"the list says {each.listed}", f"the record has {each.recorded or 'none'} since"
        say(f"▲ {each.code}, {each.field}: {listed}, {since}.", err=True)
    for left in told.left_out[:_MOST]:
        say(f"▲ Left out: {told.table.place}, row {left.row}: {_why_left(left)}", err=True)
    _more(len(told.left_out))
    say(f"✓ {len(told.new)} new, {len(told.changed)} changed, {told.same} as they were.", fg="green")


def _why_left(left: ListRowLeft) -> str:
    if left.undated:
        return f"taken without a day. {left.fault.message}"
    return f"{left.fault.message} {left.fault.remedy}"


def _more(count: int) -> None:
    if count > _MOST:
        say(f"  … and {count - _MOST} more")


def show_taken(name: str, told: SheetTaken, today: date) -> None:
    """What a sheet changed, what differs, what was not understood."""
    for one in told.new:
        say(f"  new  {sentence_of(one, today)}")
    for was, now in told.changed:
        say(f"  {sentence_of(now, today)}")
        for line in steps_between(was, now):
            say(f"        {line}")
    wrong = (f"{where}: {fault.message} {fault.remedy}" for where, fault in told.not_taken)
    not_taken = (f"Not taken: {one}" for one in (*told.not_understood, *wrong))
    for sentence in (*told.strange, *map(_differs, told.differ), *not_taken):
        say(f"▲ {sentence}", err=True)
    say(f"✓ {name}: {len(told.new)} new, {len(told.changed)} changed, {told.same} as they were.", fg="green")


def _differs(one: FieldDiffers) -> str:
    """A field that somebody else changed after the sheet was made: the record's counts."""
    by = f"by {one.step.who} on {one.step.at[:10]}, after the sheet was made"
    sheet, record = one.typed or "nothing", one.recorded or "nothing"
    return f"{one.code}, {_HEADINGS[one.field]}: the sheet says {sheet}, the record {record} ({by})."
