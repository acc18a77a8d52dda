"""The command that moves forms into a form of today's schema."""

from __future__ import annotations

from pathlib import Path

import click

from pmr_xl.cli import options
from pmr_xl.cli.words.faults import each
from pmr_xl.cli.words.say import say


@click.command()
@options.files
@click.option("--into", type=options.FILE, help="Folder for the new versions (else beside each form).")
@click.option("--dry-run", is_flag=True, help="Only say what would go over, and what would not.")
@click.option("--undo", "take_back", is_flag=True, help="FILE is a migrated form nobody worked on: take it away again.")
@click.option(
    "--onto", type=options.FILE, metavar="FORM", help="The form of the agency that this one's was merged into."
)
@click.pass_context
def migrate(
    ctx: click.Context, files: tuple[Path, ...], into: Path | None, onto: Path | None, *, dry_run: bool, take_back: bool
) -> None:
    """Move filled forms into forms of today's schema, each as its next version.

    Figures, reasons, explanations, restatements and certification go over; what is new is To do; what fell away is
    listed with its text. The file itself is never changed.
    """
    from pmr_xl.desk.migrating.migrate import Migrated, OfToday, migrate_onto, undo
    from pmr_xl.desk.migrating.migrate import migrate as move

    if onto is not None and (take_back or len(files) > 1):
        raise click.UsageError("--onto puts one form into another; --undo and further files go without it.")
    desk = options.desk_of(ctx)

    def one(path: Path) -> int:
        if take_back:
            say(f"{path.name} is gone again; {undo(desk, path)} is as it was.")
            return 0
        if onto is not None:
            return _show(migrate_onto(desk, path, onto, into, dry_run=dry_run))
        try:
            return _show(move(desk, path, into, dry_run=dry_run))
        except OfToday as told:
            say(f"{told.message} {told.remedy}")
            return 0

    def _show(told: Migrated) -> int:
        moved = told.moved
        say(f"{'' if dry_run else '✓ '}{told.source.name} → {told.target}")
        say(
            f"  {moved.figures} figures, {moved.words} reasons and explanations, {moved.restated} restatements and "
            f"{moved.certified} of the certification's 3 entries go over."
        )
        if moved.new:
            say(f"  To do, because it is new: {'; '.join(f'{name} ({known_as})' for known_as, name in moved.new)}.")
        for gone in moved.fallen:
            say(f"▲ {gone.name} ({gone.indicator}), {gone.column}: “{gone.text}” {gone.why}.", err=True)
        if told.left:
            say(f"▲ Sheets of the agency's own stay behind: {', '.join(told.left)}.", err=True)
        return 0

    ctx.exit(each(files, one))


COMMANDS = (migrate,)
