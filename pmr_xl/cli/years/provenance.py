"""Commands about where a figure comes from and what has changed: trace, changes, receipt, verify."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import click

from pmr_xl.cli import options
from pmr_xl.cli.codes import Leaves
from pmr_xl.cli.words.faults import each
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


@click.command()
@options.files
@click.option("--into", type=options.FILE, help="Folder for the receipts (else beside each file).")
@click.pass_context
def receipt(ctx: click.Context, files: tuple[Path, ...], into: Path | None) -> None:
    """Write a receipt of each FILE: what was checked, found, answered and accepted, for the agency to keep."""
    from pmr_xl.books.writing.writer import place
    from pmr_xl.desk.editions.receipt import SUFFIX, written
    from pmr_xl.desk.editions.receipt import receipt as make
    from pmr_xl.desk.writing import made

    desk = options.desk_of(ctx)

    def one(path: Path) -> int:
        told = written(make(desk, path))
        target = made(into or path.parent) / f"{path.stem}{SUFFIX}"
        place(told, target)
        say(f"✓ {target}")
        return 0

    ctx.exit(each(files, one))


@click.command()
@click.argument("receipt_file", type=options.FILE, metavar="RECEIPT")
@click.argument("file", type=options.FILE)
@click.pass_context
def verify(ctx: click.Context, receipt_file: Path, file: Path) -> None:
    """Compare FILE with its RECEIPT, offline, and say what that proves and what not."""
    from pmr_xl.desk.editions.receipt import verify_receipt

    same, told = verify_receipt(receipt_file, file)
    for number, line in enumerate(told):
        say(f"{('✓ ' if same else '✕ ') if not number else '  '}{line}")
    ctx.exit(Leaves.CLEAN if same else Leaves.ERRORS)


COMMANDS = (trace, changes, receipt, verify)
