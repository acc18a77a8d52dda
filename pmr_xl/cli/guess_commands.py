"""Commands about what schemas do not say and names suggest: schema guesses, schema confirm."""

from __future__ import annotations

import click

from pmr_xl.cli import options
from pmr_xl.cli.words.say import say


@click.command("guesses")
@click.argument("agencies", nargs=-1)
@click.option("--write", is_flag=True, help="Write them into the schemas as guesses, as an import does.")
@click.pass_context
def guesses(ctx: click.Context, agencies: tuple[str, ...], write: bool) -> None:
    """List how months probably become a year, and which figures come seldomer than monthly, where no schema says so.

    A guess changes nothing. “pmr schema confirm” makes guesses the aggregation or the frequency.
    """
    from pmr_xl.desk.imported.guesses import guesses as guessed
    from pmr_xl.desk.imported.guesses import write as noted

    desk = options.desk_of(ctx)
    found = guessed(desk, agencies)
    for one in found:
        say(f"{one.agency}  {one.value:<11} {one.id}  {one.name}")
    for path, count in noted(desk, agencies).items() if write else ():
        say(f"{path}: {count} guesses written.")
    say(f"{len(found):,} guesses. “pmr schema confirm AGENCY” takes them over; “--but ID” leaves one out.")


@click.command("confirm")
@click.argument("agencies", nargs=-1, required=True)
@click.option(
    "--only", multiple=True, metavar="ID", help="Confirm what is guessed of this indicator alone; may be repeated."
)
@click.option("--but", multiple=True, metavar="ID", help="Leave this indicator out; may be repeated.")
@click.pass_context
def confirm(ctx: click.Context, agencies: tuple[str, ...], only: tuple[str, ...], but: tuple[str, ...]) -> None:
    """Make guesses of these agencies the aggregation and frequency, in their schemas; comments and order stay."""
    from pmr_xl.desk.imported.guesses import confirm as confirmed

    for path, count in confirmed(options.desk_of(ctx), agencies, only, but).items():
        say(f"{path}: {count} confirmed.")
