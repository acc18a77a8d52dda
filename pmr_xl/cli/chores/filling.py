"""The command about lists: fill."""

from __future__ import annotations

from pathlib import Path

import click

from pmr_xl.cli import options
from pmr_xl.cli.codes import Leaves


@click.command()
@click.argument("form", type=options.FILE)
@click.argument("table", type=options.FILE, metavar="LIST")
@click.option("--to", type=options.FILE, help="Where the filled form goes (else beside the form, …_filled.xlsx).")
@click.option("--sheet", default="", help="The list's sheet, where a workbook has several that could be meant.")
@click.option("--headings-row", "headings_in", type=click.IntRange(1), default=None, help="The row of its headings.")
@click.option("--figure", default="", metavar="HEADING", help="The column of figures, by its heading.")
@click.option("--indicator", default="", metavar="HEADING", help="The column of ids or names, by its heading.")
@click.option("--over", is_flag=True, help="Write over what stands in the form otherwise; formulas stay.")
@click.pass_context
def fill(
    ctx: click.Context,
    form: Path,
    table: Path,
    to: Path | None,
    sheet: str,
    headings_in: int | None,
    figure: str,
    indicator: str,
    *,
    over: bool,
) -> None:
    """Fill a form from a list.

    A copy of the FORM is filled from a LIST (.xlsx or .csv) of ids or names and figures; nothing else in it
    changes. A page beside it says what matched, what did not and why, and what stood otherwise. Leaves with 4
    where something of the list was left out.
    """
    from pmr_xl.desk.chores.filling import fill as fill_form

    done = fill_form(
        options.desk_of(ctx),
        form,
        table,
        to,
        sheet=sheet,
        headings_in=headings_in or 0,
        figure=figure,
        indicator=indicator,
        over=over,
    )
    from pmr_xl.cli.chores.words import show_filled

    show_filled(done)
    ctx.exit(Leaves.LEFT_OUT if any(one.outcome.left_out for one in done.told.cells) else Leaves.CLEAN)


COMMANDS = (fill,)
