"""``pmr narrative``: documents to fill in, and filled ones taken in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pmr_xl.cli import names, options
from pmr_xl.cli.codes import Leaves
from pmr_xl.cli.words.faults import for_each_file
from pmr_xl.cli.words.say import say

if TYPE_CHECKING:
    from pmr_xl.desk.narratives.taking_in import NarrativeTaken


@click.group()
def narrative() -> None:
    """What chapters say in words: written in Word, checked against the tables, printed beside them."""


@narrative.command("template")
@options.agencies
@options.all_agencies
@options.report_and_year
@options.into
@click.pass_context
def narrative_template(
    ctx: click.Context,
    /,
    agencies: tuple[str, ...],
    everybody: bool,
    report: str | None,
    year: int | None,
    month: str | None,
    into: Path | None,
) -> None:
    """Write Word documents to fill in, a heading a goal, with its figures beside."""
    from pmr_xl.desk.narratives.taking_in import write_templates

    desk = options.desk_of(ctx)
    edition = names.edition_of(desk, report, year, month)
    named = names.chosen_agencies(desk, agencies, everybody=everybody)
    for path in write_templates(desk, named, edition, options.folder_of(desk, into)):
        say(path)


@narrative.command("take")
@options.sheets
@click.option("--agency", default="", metavar="CODE", help="Whose it is; else its title says so.")
@click.option("--despite", default="", metavar="WHY", help="Take it although a sentence is wrong, and say why.")
@options.report_and_year
@click.pass_context
def narrative_take(
    ctx: click.Context,
    /,
    files: tuple[Path, ...],
    agency: str,
    despite: str,
    report: str | None,
    year: int | None,
    month: str | None,
) -> None:
    """Take filled documents in: their sentences are recomputed first, and “pmr assemble --word” prints them.

    Leaves with 2 where a sentence is wrong and nothing was taken.
    """
    from pmr_xl.desk.narratives.taking_in import take_in

    desk = options.desk_of(ctx)
    edition = names.edition_of(desk, report, year, month)

    def one(path: Path) -> int:
        return _told(path, take_in(desk, path, edition, agency, despite))

    ctx.exit(for_each_file(files, one))


def _told(path: Path, done: NarrativeTaken) -> int:
    for claim in done.claims:
        say(f"✕ {path.name}, {claim.place}: “{claim.said}”: {claim.fault}; {claim.right}", err=True)
    for stray in done.strays:
        say(f"▲ {path.name}, {stray.place}: below no heading, and not printed: {stray.text[:60]}", err=True)
    if done.place is None:
        say(f"✕ {path.name} was not taken. Correct the sentences, or say --despite “WHY”.", err=True)
        return Leaves.ERRORS
    told = f"{done.words:,} words, {done.sentences} sentences recomputed"
    if done.empty:
        told += f"; empty: {', '.join(part.key for part in done.empty)}"
    say(f"✓ {done.agency}: {told}")
    return Leaves.QUERIES if done.strays else Leaves.CLEAN


COMMANDS = (narrative,)
