"""``record import-places``: figures by place or group, into the record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pmr_xl.cli import options
from pmr_xl.cli.import_commands import dry_words, how_taken, leave_after, most_shown, stranger_words
from pmr_xl.cli.words.say import say
from pmr_xl.model.display.plural import plural

if TYPE_CHECKING:
    from pmr_xl.desk.breakdowns.importing import ImportedByMember


@click.command("import-places")
@click.argument("table", type=options.FILE)
@how_taken
@click.pass_context
def record_import_places(ctx: click.Context, /, table: Path, **how: Any) -> None:
    """Load figures by place or group (CSV or .xlsx), months and years: one row a figure.

    The place stands in a column of its own or behind the indicator's name; “Bronx 2”, “Bronx 02” and 202 are one.
    """
    from pmr_xl.desk.breakdowns.importing import import_by_member

    most = most_shown(how)
    told = import_by_member(options.desk_of(ctx), options.table_at(table), **how)
    for line in (*dry_words(dry=told.dry_run), *_words(told, most)):
        say(line)
    leave_after(ctx, told, most)


def _words(told: ImportedByMember, most: int) -> list[str]:
    places = f"{told.places} {plural(told.places, 'place or group', 'places or groups')}"
    of = f"{places} in {told.periods} {plural(told.periods, 'period')}"
    figures = f"{told.figures:,} {plural(told.figures, 'figure')} of {of}"
    lines = [f"{told.file}: {figures}, {told.new:,} of them new to the record."]
    left = [stranger_words(one, rows) for one, rows in told.strangers]
    left += [f"Left out: {why}." for why in told.left_out]
    lines += left[:most]
    if len(left) > most:
        lines.append(f"… and {len(left) - most} more left out (--all lists them).")
    if told.repeated:
        lines.append(f"{told.repeated:,} rows say again what an earlier row says, and count once.")
    if told.not_available:
        lines.append(f"{told.not_available:,} figures say that they are not available, and are kept as NA.")
    return lines
