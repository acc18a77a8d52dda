"""Commands about where a figure comes from and what has changed: trace, changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from pmr_xl.cli import names, options
from pmr_xl.cli.codes import Leaves
from pmr_xl.cli.words.say import say


@click.command()
@click.argument("indicator")
@options.report_and_year
@click.pass_context
def trace(ctx: click.Context, indicator: str, report: str | None, year: int | None, month: str | None) -> None:
    """Where the figure of INDICATOR comes from: file, cell, version, words, decision, and its target's origin."""
    from pmr_xl.cli.words.tracing import trace_lines
    from pmr_xl.desk.editions.trace import trace as follow

    desk = options.reading_desk_of(ctx)
    for line in trace_lines(follow(desk, indicator, names.edition_of(desk, report, year, month))):
        say(line)


@click.command()
@click.option("--since", required=True, metavar="TABLES|MANIFEST|DAY", help="Folder of tables, its manifest, or a day.")
@options.report_and_year
@options.csv_option("Write the list as CSV too.", here=False)
@click.option("--into", type=options.FILE, help="Write the working workbooks, marked, into this folder.")
@click.option("--word", "with_word", is_flag=True, help="With --into: Word documents too, marked.")
@click.option("--text", "with_text", is_flag=True, help="With --into: text for the layout too, marked.")
@click.pass_context
def changes(
    ctx: click.Context,
    /,
    since: str,
    csv_to: str | None,
    into: Path | None,
    *,
    with_word: bool,
    with_text: bool,
    **named: Any,
) -> None:
    """List every printed cell that is another one than in the tables that went out, and why.

    Of a day (2026-09-01) the record's own daily copy is taken. With --into each of them is marked too (▲, and colour)
    in the working workbook. Leaves with 1 where something differs.
    """
    from pmr_xl.cli.words.changes import show_changed, write_changed
    from pmr_xl.cli.words.editions import show_since_release
    from pmr_xl.desk.editions.since import changed_since, changed_since_day

    if (with_word or with_text) and into is None:
        raise click.UsageError("Name the folder for the marked tables: --into FOLDER.")
    desk = options.reading_desk_of(ctx)
    try:
        day = date.fromisoformat(since)
    except ValueError:
        if any(named.values()):
            raise click.UsageError(
                f"The tables in {since} say themselves which edition they are: leave --report, --year and --month out."
            ) from None
        found = changed_since(desk, Path(since))
    else:
        found = changed_since_day(desk, day, names.edition_of(desk, **named))
    show_changed(found, since)
    for edition in dict.fromkeys(one.edition for one in found if one.cells):
        show_since_release(desk, edition, [one.agency for one in found if one.edition == edition])
    if csv_to is not None:
        write_changed(found, Path(csv_to))
    if into is not None:
        from pmr_xl.desk.editions.marked_tables import write_marked

        for path in write_marked(desk, found, into, with_word=with_word, with_text=with_text):
            say(f"✓ {path}")
    ctx.exit(Leaves.QUERIES if any(one.cells for one in found) else Leaves.CLEAN)


COMMANDS = (trace, changes)
