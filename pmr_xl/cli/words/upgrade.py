"""How the command line shows what was brought forward in an office."""

from __future__ import annotations

import click

from pmr_xl.desk.upgrade import Upgrade


def show_upgrade(done: Upgrade, *, dry_run: bool) -> None:
    """Each file with what is new in it, the record's format, and where everything is kept as it was."""
    if done.nothing:
        click.secho("✓ Nothing to do: the office is as this program lays it out.", fg="green")
        return
    for one in done.files:
        click.echo(f"  {one.name}: {one.why}")
    if done.record is not None:
        click.echo(f"  record.sqlite: format {done.record.was} → {done.record.now}")
    if dry_run:
        click.echo("Nothing was changed. Without --dry-run it is done; a copy is made beforehand.")
        return
    kept = [str(done.kept)] if done.kept is not None else []
    kept += [str(done.record.kept)] if done.record is not None else []
    click.secho(f"✓ Brought forward. As it was: {', '.join(kept) or 'nothing was replaced'}.", fg="green")
    if done.record is not None:
        click.echo("  Programs older than this one cannot read the record any more: bring them up to date.")
