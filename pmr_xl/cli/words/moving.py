"""How the command line says that a record was copied, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmr_xl.cli.words.say import say

if TYPE_CHECKING:
    from pmr_xl.desk.moving import CopiedRecord

_SHOWN = 16  # signs of a hash


def show_copied(done: CopiedRecord) -> None:
    """Where it is now, that all is the same, and how the office goes on with it."""
    same = f"{done.lines:,} lines, the same here and there (SHA-256 {done.sha256[:_SHOWN]}…)"
    say(f"✓ The record is copied to {done.place}: {same}.", fg="green")
    if done.address:
        say(f"  To go on with it there, say in settings.yaml:  record: {done.address}")
        say("  and give others the right to it: pmr record grants | psql …. Put the office's own record.sqlite aside.")
    else:
        say("  To go on with it, put it into the office as record.sqlite and take “record:” out of settings.yaml.")
