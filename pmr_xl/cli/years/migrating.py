"""The command that moves forms into a form of today's schema."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pmr_xl.cli import options
from pmr_xl.cli.words.faults import for_each_file
from pmr_xl.cli.words.say import say

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.desk.migrating.drafting import Drafted
    from pmr_xl.desk.migrating.migrate import Migrated


@click.command()
@options.files
@click.option("--into", type=options.FILE, help="Folder for the new versions (else beside each form).")
@click.option("--dry-run", is_flag=True, help="Only say what would go over, and what would not.")
@click.option("--undo", "take_back", is_flag=True, help="FILE is a migrated form nobody worked on: take it away again.")
@click.option(
    "--onto", type=options.FILE, metavar="FORM", help="The form of the agency that this one's was merged into."
)
@click.option(
    "--report", metavar="NAME", help="Make the form of the whole year (mmr), with drafts of a PMMR form's words."
)
@click.option(
    "--take",
    type=click.Choice(["ticked", "all"]),
    help="Put drafts of the sheet Drafts into their cells, in a new version.",
)
@click.option(
    "--due", metavar="DAY", callback=options.day_named, help="With --report: day on which that form comes back."
)
@click.pass_context
def migrate(
    ctx: click.Context,
    files: tuple[Path, ...],
    into: Path | None,
    onto: Path | None,
    report: str | None,
    due: date | None,
    take: str | None,
    *,
    dry_run: bool,
    take_back: bool,
) -> None:
    """Move filled forms into forms of today's schema, each as its next version.

    Figures, reasons, explanations, restatements and certification go over; what is new is To do; what fell away is
    listed with its text. The file itself is never changed. With --report mmr explanations and restatements of a PMMR
    form are offered in the MMR form of that year, as drafts that count as no answer; --take puts those into their cells
    that bear a tick there, or all.
    """
    if sum((onto is not None, report is not None, take_back, take is not None)) > 1 or (onto and len(files) > 1):
        raise click.UsageError("--onto, --report, --take and --undo are four things; --onto takes one form.")
    desk = options.desk_of(ctx)

    def one(path: Path) -> int:
        if take_back:
            from pmr_xl.desk.migrating.migrate import undo

            say(f"{path.name} is gone again; {undo(desk, path)} is as it was.")
            return 0
        if report is not None:
            from pmr_xl.desk.migrating.drafting import draft

            return _drafted(draft(desk, path, report, into, due, dry_run=dry_run))
        if take is not None:
            return _taken(desk, path, into, everything=take == "all", dry_run=dry_run)
        return _moved(desk, path, onto, into, dry_run=dry_run)

    ctx.exit(for_each_file(files, one))


def _moved(desk: Desk, path: Path, onto: Path | None, into: Path | None, *, dry_run: bool) -> int:
    from pmr_xl.desk.migrating.migrate import OfToday, migrate_onto
    from pmr_xl.desk.migrating.migrate import migrate as move

    try:
        if onto is not None:
            return _show(migrate_onto(desk, path, onto, into, dry_run=dry_run), dry_run=dry_run)
        return _show(move(desk, path, into, dry_run=dry_run), dry_run=dry_run)
    except OfToday as told:
        say(f"{told.message} {told.remedy}")
        return 0


def _show(told: Migrated, *, dry_run: bool) -> int:
    from pmr_xl.words.migrating import stayed_behind, went_over

    say(f"{'' if dry_run else '✓ '}{told.source.name} → {told.target}")
    for line in went_over(told):
        say(f"  {line}")
    for line in stayed_behind(told):
        say(f"▲ {line}", err=True)
    return 0


def _drafted(told: Drafted) -> int:
    say(f"✓ {told.source.name} → {told.target}")
    say(
        f"  Drafts of {told.explanations} explanations and {told.restatements} restatements stand on its sheet Drafts; "
        "none counts before it is taken over (tick it there, then --take ticked). Figures are asked for anew."
    )
    return 0


def _taken(desk: Desk, path: Path, into: Path | None, *, everything: bool, dry_run: bool) -> int:
    from pmr_xl.cli.codes import Leaves
    from pmr_xl.desk.migrating.taking_over import take_over
    from pmr_xl.words.migrating import drafts_taken

    done = take_over(desk, path, into, everything=everything, dry_run=dry_run)
    say(f"{'' if dry_run or done.target is None else '✓ '}{path.name} → {done.target or 'nothing was written'}")
    say(f"  {drafts_taken(done.told)}")
    for line in done.told.left:
        say(f"▲ Left as it is: {line}", err=True)
    return Leaves.LEFT_OUT if done.told.left or done.target is None else Leaves.CLEAN


COMMANDS = (migrate,)
