"""Commands about where a figure comes from and what has changed: trace, changes."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import click

from pmr_xl.cli import options
from pmr_xl.cli.codes import Leaves
from pmr_xl.cli.words.say import say


@click.command()
@click.argument("indicator")
@options.report_and_year
@click.pass_context
def trace(ctx: click.Context, indicator: str, report: str | None, year: int | None, month: str | None) -> None:
    """Where the figure of INDICATOR comes from: file, cell, version, words, decision, and its target's origin."""
    from pmr_xl.desk.editions.trace import trace as follow

    desk = options.desk_of(ctx)
    for line in follow(desk, indicator, options.edition_of(desk, report, year, month)):
        say(line)


@click.command()
@click.option("--since", required=True, metavar="TABLES|MANIFEST|DAY", help="Folder of tables, its manifest, or a day.")
@options.report_and_year
@click.option("--csv", "csv_to", type=options.FILE, help="Write the list as CSV too.")
@click.pass_context
def changes(
    ctx: click.Context, since: str, report: str | None, year: int | None, month: str | None, csv_to: Path | None
) -> None:
    """List every printed cell that is another one than in the tables that went out, and why.

    Of a day (2026-09-01) the record's own daily copy is taken. Leaves with 1 where something differs.
    """
    from pmr_xl.desk.editions.since import ChangedCell, changed_since, changed_since_day, counted
    from pmr_xl.desk.writing import write_text

    desk = options.desk_of(ctx)
    try:
        day = date.fromisoformat(since)
    except ValueError:
        found = changed_since(desk, Path(since))
    else:
        found = changed_since_day(desk, day, options.edition_of(desk, report, year, month))
    cells, tables = counted(found)
    say(f"{cells} cell{'' if cells == 1 else 's'} in {tables} table{'' if tables == 1 else 's'} differ since {since}.")
    for one in found:
        row = f"{one.name} ({one.indicator}), " if one.indicator else ""
        why = f": {one.why}" if one.why else ""
        say(f"{one.agency} · {one.table} · {row}{one.column}: {one.old or '(empty)'} → {one.new or '(empty)'}{why}")
    if csv_to is not None:
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\r\n").writerows([ChangedCell._fields, *found])
        write_text(csv_to, text.getvalue())
    ctx.exit(Leaves.QUERIES if found else Leaves.CLEAN)


COMMANDS = (trace, changes)
