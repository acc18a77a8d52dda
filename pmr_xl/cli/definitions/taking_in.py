"""pmr schema import-definitions."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pmr_xl.cli import options
from pmr_xl.cli.codes import Leaves
from pmr_xl.cli.words.say import say

if TYPE_CHECKING:
    from pmr_xl.desk.definitions.taking_in import DefinitionsTakenIn, RowLeftOut

_WORDS = {
    "new": "defined",
    "added": "with texts that were not there",
    "changed": "changed",
    "same": "as before",
    "kept": "left as the office says it",
}


@click.command("import-definitions")
@click.argument("table", type=options.FILE)
@click.option("--sheet", default="", metavar="NAME", help="Of a workbook: the sheet that holds the table.")
@click.option("--replace", is_flag=True, help="Let the file's texts take the place of the office's own.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
@click.pass_context
def import_definitions(ctx: click.Context, table: Path, sheet: str, *, replace: bool, dry_run: bool) -> None:
    """Take definitions in from a TABLE (CSV or .xlsx) with a row an indicator.

    Each row is placed, or told why not. Importing again changes nothing; what the office says otherwise stays.
    """
    from pmr_xl.desk.definitions.taking_in import take_in_definitions

    told = take_in_definitions(options.desk_of(ctx), table, sheet=sheet, replace=replace, dry_run=dry_run)
    _show(told)
    ctx.exit(Leaves.CLEAN if told.whole else Leaves.LEFT_OUT)


def _why_left(left: RowLeftOut) -> str:
    row, first = left.row, left.first
    if first is not None and row.found is not None:
        how = "the same" if first.texts == row.texts else "something else"
        return f"row {first.row} has said {how} of {row.found[1].id} already."
    if row.found is not None:
        return "it says nothing."
    near = f"Is it “{row.near}”? " if row.near else ""
    return f"no schema knows it. {near}A column “Indicator id” with its id places it."


def _show(told: DefinitionsTakenIn) -> None:
    if told.dry_run:
        say("This is what would be done; nothing was changed.")
    how = Counter(one.how.value for one in told.placed)
    counts = ", ".join(f"{how[key]} {word}" for key, word in _WORDS.items() if how[key]) or "nothing is in it"
    say(f"{told.file}: {len(told.placed)} indicators placed: {counts}.")
    for one in told.placed:
        if one.otherwise:
            done = "was changed" if one.how.value == "changed" else "stays; --replace takes the file's"
            say(f"Row {one.row.row}, {one.indicator}: the office's {' and '.join(one.otherwise)} {done}.")
    for left in told.left_out:
        say(f"Left out, row {left.row.row}, {left.row.own_name}: {_why_left(left)}")
    if told.without_source:
        say(f"Without a source, {len(told.without_source)}: {', '.join(told.without_source)}.")
    for path in told.files:
        say(f"  {path}")
