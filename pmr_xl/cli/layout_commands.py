"""The command that gives a layout program what it needs."""

from __future__ import annotations

from pathlib import Path

import click

from pmr_xl.cli import options
from pmr_xl.cli.words.say import say


@click.command()
@options.agencies
@options.all_agencies
@options.report_and_year
@options.into
@click.pass_context
def layout(
    ctx: click.Context,
    /,
    agencies: tuple[str, ...],
    everybody: bool,
    report: str | None,
    year: int | None,
    month: str | None,
    into: Path | None,
) -> None:
    """Write what InDesign needs: tagged text a chapter, a chart an indicator (SVG), the book's contents."""
    from pmr_xl.cli.words.show import progress_bar
    from pmr_xl.desk.tables.layout import CHARTS, lay_out

    desk = options.desk_of(ctx)
    folder = options.folder_of(desk, into)
    edition = options.edition_of(desk, report, year, month)
    named = options.chosen(desk, agencies, everybody=everybody, edition=edition)
    with progress_bar("Layout") as progress:
        written, contents = lay_out(desk, named, edition, folder, progress)
    charts = [path for path in written if path.parent.name == CHARTS]
    for path in written:
        if path not in charts:
            say(path)
    say(f"{folder / CHARTS}: {len(charts):,} charts")
    say(f"{len(contents)} chapters, about {sum(one.pages for one in contents):,} pages of tables.")


COMMANDS = (layout,)
