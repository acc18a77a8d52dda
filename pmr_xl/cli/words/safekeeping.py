"""How the command line says whether the record is whole, and what a copy brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pmr_xl.cli.codes import Leaves
from pmr_xl.model.display.signs import safely_shown

if TYPE_CHECKING:
    from pmr_xl.desk.safekeeping.restoring import Restored
    from pmr_xl.desk.safekeeping.whole import Checked
    from pmr_xl.record.file.keeping import Held


def show_check(told: Checked) -> Leaves:
    """What is wrong, or that nothing is; what it holds; of which days copies are kept. Gives the exit code."""
    if told.held is not None:
        click.secho(f"✓ The record is whole: {_amount(told.held)}.", fg="green")
    for ill in told.ills:
        click.secho("✕ ", fg="red", nl=False)
        click.echo(safely_shown(f"The record is damaged: {ill}."))
    for one in told.originals:
        click.secho("✕ ", fg="red", nl=False)
        click.echo(safely_shown(f"Kept as it was sent, {one}."))
    for path in told.unknown:
        click.echo(safely_shown(f"▲ {path} is kept as accepted, and the record does not know it."))
    days = ", ".join(day.isoformat() for day in told.copies)
    click.echo(
        f"  Copies: {days}" if days else "  Copies: none yet; the first is made before the next day's first change."
    )
    if told.ills:
        click.echo(
            "  → “pmr record restore” brings back the newest copy that is whole; --dry-run says what that means."
        )
    if told.ills or told.originals:
        return Leaves.ERRORS
    return Leaves.QUERIES if told.unknown else Leaves.CLEAN


def show_restored(told: Restored, *, dry_run: bool) -> None:
    """What came back, what it took the place of, and what is to be done again."""
    verb = "would take" if dry_run else "has taken"
    sign = "" if dry_run else "✓ "
    click.secho(f"{sign}{told.copy} {verb} the record's place: {_amount(told.held)}.", fg=None if dry_run else "green")
    if told.before is not None:
        click.echo(f"  The record that was there held {_amount(told.before)}.")
    if told.aside is not None:
        click.echo(f"  It is kept as {told.aside}.")
    if told.again:
        click.echo("  Accepted after the copy was made, to be accepted again (“pmr accept”):")
        for path in told.again:
            click.echo(safely_shown(f"    {path}"))
    click.echo("  Tables imported, targets set and decisions made since are to be done again, too.")


def _amount(held: Held) -> str:
    said = zip(held, ("figure", "submission", "decision"), strict=True)
    return ", ".join(f"{count:,} {word}{'' if count == 1 else 's'}" for count, word in said)
