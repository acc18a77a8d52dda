"""The commands about parts: split, gather."""

from __future__ import annotations

from pathlib import Path

import click

from pmr_xl.cli import options
from pmr_xl.cli.codes import Leaves


@click.command()
@click.argument("form", type=options.FILE)
@click.option("--by", required=True, metavar="goal|service|LIST", help="By goal, by service, or by a list's units.")
@click.option("--unit", default="", metavar="HEADING", help="The list's column of units, by its heading.")
@click.option("--sheet", default="", help="The list's sheet, where a workbook has several that could be meant.")
@click.option("--into", type=options.FILE, help="Folder for the parts (else beside the form, …_parts).")
@click.pass_context
def split(ctx: click.Context, form: Path, by: str, unit: str, sheet: str, into: Path | None) -> None:
    """Split a form among program units.

    Each part is a form of its own rows, and is checked by itself. A LIST (.xlsx or .csv) has a column of ids or
    names and one of units; rows it does not name are a part of their own.
    """
    from pmr_xl.cli.chores.words import show_split
    from pmr_xl.desk.chores.splitting import split as split_form

    done = split_form(options.desk_of(ctx), form, by, into, unit, sheet)
    show_split(done)
    ctx.exit(Leaves.LEFT_OUT if done.rows.strange else Leaves.CLEAN)


@click.command()
@options.files
@click.option("--of", "form", type=options.FILE, help="The form they were made from (else found beside them).")
@click.option("--to", type=options.FILE, help="Where the form goes (else beside it, …_gathered.xlsx).")
@click.option(
    "--choose", multiple=True, metavar="CELL=FILE", help="Whose word is taken in a cell; “form” for the form’s own."
)
@click.option("--by", default="", help="Who chooses (else the name you are logged in with).")
@click.pass_context
def gather(
    ctx: click.Context,
    files: tuple[Path, ...],
    form: Path | None,
    to: Path | None,
    choose: tuple[str, ...],
    by: str,
) -> None:
    """Put the parts of a form together again.

    They go into a copy of the form that they were made from. A page beside it lists what was taken, and where
    they differ: choose there (an x under Take) or with --choose, and gather again; what was chosen is kept.
    Leaves with 4 where a part is missing, a choice is open, or something was not taken.
    """
    from pmr_xl.cli.chores.words import show_gathered
    from pmr_xl.desk.chores.gathering import gather_parts

    done = gather_parts(options.desk_of(ctx), files, form, to, choose, by)
    show_gathered(done)
    left = done.told.open or done.told.missing or done.told.strange or done.strange or done.void
    ctx.exit(Leaves.LEFT_OUT if left else Leaves.CLEAN)


COMMANDS = (split, gather)
