"""Commands about what schemas do not say and names suggest: schema guesses, schema confirm."""

from __future__ import annotations

import click

from pmr_xl.cli import options


@click.command("guesses")
@click.argument("agencies", nargs=-1)
@click.pass_context
def guesses(ctx: click.Context, agencies: tuple[str, ...]) -> None:
    """List how months probably become a year, where the schema does not say.

    A guess changes nothing. “pmr schema confirm” makes guesses the aggregation.
    """
    from pmr_xl.desk.imported.guesses import guesses as guessed

    found = guessed(options.desk_of(ctx), agencies)
    for one in found:
        click.echo(f"{one.agency}  {one.how.value:<5} {one.id}  {one.name}")
    click.echo(f"{len(found):,} guesses. “pmr schema confirm AGENCY” takes them over; “--but ID” leaves one out.")


@click.command("confirm")
@click.argument("agencies", nargs=-1, required=True)
@click.option("--only", multiple=True, metavar="ID", help="Confirm the guess of this indicator alone; may be repeated.")
@click.option("--but", multiple=True, metavar="ID", help="Leave this indicator out; may be repeated.")
@click.pass_context
def confirm(ctx: click.Context, agencies: tuple[str, ...], only: tuple[str, ...], but: tuple[str, ...]) -> None:
    """Make guesses of these agencies the aggregation, in their schemas; comments and order stay."""
    from pmr_xl.desk.imported.guesses import confirm as confirmed

    for path, count in confirmed(options.desk_of(ctx), agencies, only, but).items():
        click.echo(f"{path}: {count} confirmed.")
