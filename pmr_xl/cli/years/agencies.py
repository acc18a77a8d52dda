"""Commands about the life of an agency: pmr schema agency new, rename, merge."""

from __future__ import annotations

import click

from pmr_xl.cli import options
from pmr_xl.cli.words.life import tell_life


@click.group()
def agency() -> None:
    """Agencies: new, renamed, merged."""


@agency.command()
@click.argument("code")
@click.argument("name")
@click.option("--slug", default="", help="What its ids begin with (else made of the code).")
@click.option("--after", default="", metavar="AGENCY", help="The agency it follows in print order (else at the end).")
@click.pass_context
def new(ctx: click.Context, code: str, name: str, slug: str, after: str) -> None:
    """Put a new agency on the roll: CODE as it is printed, NAME as it is printed."""
    from pmr_xl.desk.life.agencies import new_agency

    tell_life(new_agency(options.desk_of(ctx), code, name, slug=slug, after=after))


@agency.command()
@click.argument("of", metavar="AGENCY")
@click.argument("name", required=False, default="")
@click.option("--code", default="", help="The new code, where that changes too.")
@click.pass_context
def rename(ctx: click.Context, of: str, name: str, code: str) -> None:
    """Give AGENCY another NAME, another code, or both; ids and history stay."""
    from pmr_xl.desk.life.agencies import rename_agency

    tell_life(rename_agency(options.desk_of(ctx), of, name, code))


@agency.command()
@click.argument("of", metavar="AGENCY")
@click.option("--into", required=True, metavar="AGENCY", help="The agency that reports its indicators from now on.")
@click.option(
    "--resources",
    type=click.Choice(["keep", "end"]),
    default="keep",
    show_default=True,
    help="Whether its resources and units of appropriation go on in that one's tables, with their history.",
)
@click.pass_context
def merge(ctx: click.Context, of: str, into: str, resources: str) -> None:
    """Merge AGENCY into another: its indicators stand at the end of that one's chapter, and so do its resources."""
    from pmr_xl.desk.life.agencies import merge_agency

    tell_life(merge_agency(options.desk_of(ctx), of, into, resources=resources == "keep"))


COMMANDS = (agency,)
