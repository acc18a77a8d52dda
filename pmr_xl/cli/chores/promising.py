"""The command about figures that are promised: promised."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pmr_xl.cli import options
from pmr_xl.cli.codes import Leaves
from pmr_xl.cli.words.say import give, say
from pmr_xl.model.display.plural import plural

if TYPE_CHECKING:
    from pmr_xl.desk.chores.promised import Promises


@click.command("promised")
@click.option("--sheet", type=options.FILE, metavar="FILE.xlsx", help="Write the list as a sheet too.")
@options.csv_option("Write it as CSV; - is standard output.")
@click.pass_context
def list_promised(ctx: click.Context, sheet: Path | None, csv_to: str | None) -> None:
    """List promised figures by their day.

    They are NA, over all agencies, overdue first. Of each agency's report the latest version counts; what has
    come since is not listed. Leaves with 1 where something is overdue, with 4 where a file could not be read.
    """
    from pmr_xl.desk.chores.promised import find_promises as asked
    from pmr_xl.words.promised_list import csv_of, write_csv, write_sheet

    told = asked(options.reading_desk_of(ctx))
    if csv_to == "-":
        give(csv_of(told))
    else:
        _show(told)
    if csv_to is not None and csv_to != "-":
        say(f"  {write_csv(told, Path(csv_to))}")
    if sheet is not None:
        say(f"  {write_sheet(told, sheet)}")
    for path, fault in told.skipped:
        say(f"▲ {path.name} is left out: {fault}", err=True)
    overdue = any(one.overdue for one in told.rows)
    ctx.exit(Leaves.LEFT_OUT if told.skipped else Leaves.QUERIES if overdue else Leaves.CLEAN)


def _show(told: Promises) -> None:
    colours = {"✕": "red", "▲": "yellow"}
    for one in told.rows:
        day = "          " if one.by is None else one.by.isoformat()
        say(f"{day}  {one.state:<18} ", nl=False, fg=colours.get(one.state[0]))
        say(f"{one.agency:<8} {one.edition.title}  {one.name}")
        if one.said:
            say(f"            {one.said}")
    overdue = sum(one.overdue for one in told.rows)
    many = f"{len(told.rows)} {plural(len(told.rows), 'figure')} promised"
    say(f"{many}, {overdue} overdue." if told.rows else "No figure is promised.")


COMMANDS = (list_promised,)
