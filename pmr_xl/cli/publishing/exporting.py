"""``pmr record export``: all that the record states, for analysts."""

from __future__ import annotations

from pathlib import Path

import click

from pmr_xl.cli import names, options
from pmr_xl.cli.words.say import say


@click.command("export")
@options.agencies
@options.into
@click.pass_context
def record_export(ctx: click.Context, agencies: tuple[str, ...], into: Path | None) -> None:
    """Write every figure ever stated, of every agency unless some are named: one list, as .xlsx and as CSV.

    A row a figure, with its unit, its period, what it is printed as, whether it is in force, and where it came from:
    ready for a pivot table.
    """
    from pmr_xl.cli.words.show import progress_bar
    from pmr_xl.desk.publishing.export import export_record

    desk = options.desk_of(ctx)
    count = len(agencies) or len(desk.library.agencies())
    done = iter(range(count))
    with progress_bar("Record") as progress:
        told = export_record(
            desk,
            options.folder_of(desk, into),
            names.agency_codes(desk, agencies),
            lambda code: progress(next(done, count), count, code),
        )
    say(f"{told.figures:,} figures")
    for path in told.files:
        say(path)
