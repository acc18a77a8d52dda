"""How the command line says whether the record is whole, and what a copy brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmr_xl.cli.codes import Leaves
from pmr_xl.cli.words.say import say
from pmr_xl.record.migrations import FORMAT

if TYPE_CHECKING:
    from pmr_xl.desk.safekeeping.restoring import Restored
    from pmr_xl.desk.safekeeping.whole import Checked, LostOriginal
    from pmr_xl.record.file.keeping import Held


def show_check(told: Checked) -> Leaves:
    """What is wrong, or that nothing is; what it holds; of which days copies are kept. Gives the exit code."""
    if told.held is not None:
        say(f"✓ The record is whole: {_amount(told.held)}.", fg="green")
    if told.earlier_format is not None:
        say(
            f"▲ It is of an earlier program's format ({told.earlier_format}; this one's is {FORMAT}): until something "
            "is changed every command reads it whole and brings it forward for itself. “pmr office upgrade” does that "
            "once."
        )
    for ill in told.ills:
        say("✕ ", fg="red", nl=False)
        say(f"The record is damaged: {ill}.")
    for one in told.originals:
        say("✕ ", fg="red", nl=False)
        say(f"Kept as it was sent, {_lost(one)}.")
    for path in told.unknown:
        say(f"▲ {path} is kept as accepted, and the record does not know it.")
    days = ", ".join(day.isoformat() for day in told.copies)
    say(f"  Copies: {days}" if days else "  Copies: none yet; the first is made before the next day's first change.")
    if told.ills:
        say("  → “pmr record restore” brings back the newest copy that is whole; --dry-run says what that means.")
    if told.ills or told.originals:
        return Leaves.ERRORS
    return Leaves.QUERIES if told.unknown else Leaves.CLEAN


def _lost(one: LostOriginal) -> str:
    of = one.submission
    ill = f"cannot be read ({one.unread})" if one.unread else "is not the file that was accepted any more"
    return f"{of.agency} {of.edition} version {of.version}, {of.original}: {ill}"


def show_restored(told: Restored, *, dry_run: bool) -> None:
    """What came back, what it took the place of, and what is to be done again."""
    verb = "would take" if dry_run else "has taken"
    sign = "" if dry_run else "✓ "
    say(f"{sign}{told.copy} {verb} the record's place: {_amount(told.held)}.", fg=None if dry_run else "green")
    if told.before is not None:
        say(f"  The record that was there held {_amount(told.before)}.")
    if told.aside is not None:
        say(f"  It is kept as {told.aside}.")
    if told.again:
        say("  Accepted after the copy was made, to be accepted again (“pmr accept”):")
        for path in told.again:
            say(f"    {path}")
    say("  Tables imported, targets set and decisions made since are to be done again, too.")


def _amount(held: Held) -> str:
    said = zip(held, ("figure", "submission", "decision"), strict=True)
    return ", ".join(f"{count:,} {word}{'' if count == 1 else 's'}" for count, word in said)
