"""How the command line shows what was brought forward in an office."""

from __future__ import annotations

import shlex

from pmr_xl.cli.words.say import say
from pmr_xl.desk.targets import NotSet
from pmr_xl.desk.upgrade import Upgrade


def show_upgrade(done: Upgrade, *, dry_run: bool) -> None:
    """Each file with what is new in it, the record's format, where everything is kept as it was, and what is left."""
    _brought_forward(done, dry_run=dry_run)
    if done.not_set:
        many = f"{len(done.not_set)} decision{'s' if len(done.not_set) > 1 else ''}"
        say(f"▲ {many} “Adjust target” set no target, and none is set here:", fg="yellow")
    for one in done.not_set:
        _not_set(one)


def _not_set(one: NotSet) -> None:
    said, note = one.decision, f": {one.decision.note}" if one.decision.note else ""
    by = f"by {said.who} on {said.at[:10]}"
    say(f"  {one.line.indicator.name}, target {one.year.label}, {said.edition.title}, {by}{note}")
    what = f"{one.line.id} {one.year.code} {shlex.quote(one.named or 'VALUE')} --edition {said.edition.code}"
    say(f'    → To have it count: pmr target {what} --why "decided {by}"')


def _brought_forward(done: Upgrade, *, dry_run: bool) -> None:
    if done.nothing:
        say("✓ Nothing to do: the office is as this program lays it out.", fg="green")
        return
    for one in done.files:
        say(f"  {one.name}: {one.why}")
    if done.record is not None:
        what = "record.sqlite" if done.record.kept is not None else "the record on the server"
        say(f"  {what}: format {done.record.was} → {done.record.now}")
    if dry_run:
        say("Nothing was changed. Without --dry-run it is done; a copy is made beforehand.")
        return
    kept = [str(done.kept)] if done.kept is not None else []
    kept += [str(done.record.kept)] if done.record is not None and done.record.kept is not None else []
    say(f"✓ Brought forward. As it was: {', '.join(kept) or 'nothing was replaced'}.", fg="green")
    if done.record is not None:
        say("  Programs older than this one cannot read the record any more: bring them up to date.")
