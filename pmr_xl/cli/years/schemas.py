"""Commands about the life of an indicator: pmr schema rename, retire, move, redefine, add, split, share, places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from pmr_xl.cli import names, options
from pmr_xl.cli.words.life import tell_life
from pmr_xl.cli.words.say import say

if TYPE_CHECKING:
    from pmr_xl.model.fiscal import Period


def _tell_namesakes(others: Sequence[str]) -> None:
    """Tables and lists are read by names: two of one are told apart by nothing but their goal."""
    if others:
        say(f"▲ Of that agency {', '.join(others)} is called so too. Is one of them meant?", err=True)


@click.command()
@click.argument("indicator")
@click.argument("name", required=False)
@click.option("--id", "known_as", default="", metavar="ID", help="Put back the id under which its history stands.")
@click.pass_context
def rename(ctx: click.Context, indicator: str, name: str | None, known_as: str) -> None:
    """Give INDICATOR (its id) another NAME; the id stays, and so does its history."""
    from pmr_xl.desk.life import indicators
    from pmr_xl.desk.records import namesakes

    if bool(name) == bool(known_as):
        raise click.UsageError("Say the new name, or --id with the id that is to be put back.")
    desk = options.desk_of(ctx)
    if not name:
        tell_life(indicators.put_id_back(desk, indicator, known_as))
        return
    owner = desk.library.owner(indicator)
    others = [] if owner is None else namesakes(desk, owner.code, name, indicator)
    tell_life(indicators.rename(desk, indicator, name))
    _tell_namesakes(others)


@click.command()
@click.argument("indicator")
@click.pass_context
def retire(ctx: click.Context, indicator: str) -> None:
    """Retire INDICATOR: nothing asks for it or prints it any more; its history stays."""
    from pmr_xl.desk.life.indicators import retire as take

    tell_life(take(options.desk_of(ctx), indicator))


@click.command()
@click.argument("indicator")
@click.option("--to", required=True, metavar="PLACE", help="Id of the goal or table (pmr schema places AGENCY).")
@click.option("--agency", default="", help="The agency it goes to, where that is another one.")
@click.pass_context
def move(ctx: click.Context, indicator: str, to: str, agency: str) -> None:
    """Move INDICATOR under another goal or table, also of another agency; its id and history stay."""
    from pmr_xl.desk.life.indicators import move as take

    tell_life(take(options.desk_of(ctx), indicator, to, agency))


@click.command()
@click.argument("indicator")
@click.option("--from", "since", required=True, metavar="FY27", help="The first fiscal year that is counted otherwise.")
@click.option("--why", required=True, help="What is counted otherwise; tables and forms print it.")
@click.pass_context
def redefine(ctx: click.Context, indicator: str, since: str, why: str) -> None:
    """Mark a break in the series of INDICATOR: nothing is compared across it."""
    from pmr_xl.desk.life.indicators import redefine as take

    year: Period = names.fiscal_year_named(since)
    tell_life(take(options.desk_of(ctx), indicator, year, why))


@click.command()
@click.argument("agency")
@click.argument("name")
@click.option("--to", required=True, metavar="PLACE", help="Id of the goal or table (pmr schema places AGENCY).")
@click.option("--unit", help="Such as number, percent, dollars, days, minutes:seconds.")
@click.option("--decimals", type=click.IntRange(0, 6), help="Printed decimals.")
@click.option("--direction", "desired_direction", type=click.Choice(["up", "down", "none"]), help="Better is …")
@click.option("--aggregation", help="How months become a year: sum, average, last …")
@click.option("--critical", is_flag=True, default=None, help="A critical indicator.")
@click.option("--equity", is_flag=True, default=None, help="An equity indicator.")
@click.pass_context
def add(ctx: click.Context, /, agency: str, name: str, to: str, **said: Any) -> None:
    """Add an indicator called NAME at the end of a goal or table of AGENCY."""
    from pmr_xl.desk.life.indicators import add as take
    from pmr_xl.desk.records import namesakes

    chosen = {key: value for key, value in said.items() if value is not None}
    desk = options.desk_of(ctx)
    others = namesakes(desk, agency, name)
    tell_life(take(desk, agency, to, name, chosen))
    _tell_namesakes(others)


@click.command()
@click.argument("indicator")
@click.option("--into", "names", multiple=True, required=True, metavar="NAME", help="Name of each; two or more.")
@click.pass_context
def split(ctx: click.Context, indicator: str, names: tuple[str, ...]) -> None:
    """Split INDICATOR into others, which take its place; it is retired."""
    from pmr_xl.desk.life.indicators import split as take

    tell_life(take(options.desk_of(ctx), indicator, names))


@click.command()
@click.argument("indicator")
@click.argument("other")
@click.pass_context
def share(ctx: click.Context, indicator: str, other: str) -> None:
    """Say that INDICATOR and OTHER, of two agencies, are one and the same figure."""
    from pmr_xl.desk.life.indicators import share as take

    tell_life(take(options.desk_of(ctx), indicator, other))


@click.command()
@click.argument("agency")
@click.pass_context
def places(ctx: click.Context, agency: str) -> None:
    """The goals and tables of AGENCY with their ids, and the indicators under each."""
    chapter = options.desk_of(ctx).library.chapter(agency)
    last = ""
    for line in chapter.lines:
        if line.heading != last:
            say(f"{line.table_id or '(no id yet)'}  {line.heading}", bold=True)
            last = line.heading
        say(f"    {line.id}  {line.label}")


COMMANDS = (rename, redefine, retire, move, add, split, share, places)
