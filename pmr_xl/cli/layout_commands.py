"""The command that gives a layout program what it needs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pmr_xl.cli import names, options
from pmr_xl.cli.codes import Leaves
from pmr_xl.cli.words.say import say
from pmr_xl.model.display.plural import plural

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.fiscal import Edition


@click.command()
@options.agencies
@options.all_agencies
@options.report_and_year
@options.into
@options.despite
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
    despite: tuple[str, ...],
) -> None:
    """Write what InDesign needs: tagged text a chapter, a chart an indicator (SVG), the book's contents.

    What is missing, returned, held or void is told and leaves with 4, unless it is let through by name and with a
    reason (--despite), which the record keeps (“pmr edition show”).
    """
    from pmr_xl.cli.words.show import progress_bar
    from pmr_xl.desk.tables.layout import CHARTS, lay_out

    desk = options.desk_of(ctx)
    why, folder = names.reasons(desk, despite), options.folder_of(desk, into)
    edition = names.edition_of(desk, report, year, month)
    named = names.chosen_agencies(desk, agencies, everybody=everybody, edition=edition)
    names.refuse_idle_reasons(desk, why, named, edition)
    with progress_bar("Layout") as progress:
        written, contents = lay_out(desk, named, edition, folder, progress)
    charts = [path for path in written if path.parent.name == CHARTS]
    for path in written:
        if path not in charts:
            say(path)
    say(f"{folder / CHARTS}: {len(charts):,} charts")
    counted = f"{len(contents)} {plural(len(contents), 'chapter')}"
    say(f"{counted}, about {sum(one.pages for one in contents):,} pages of tables.")
    ctx.exit(_told(desk, edition, named, why, folder))


def _told(desk: Desk, edition: Edition, named: list[str], why: dict[str, str], folder: Path) -> int:
    """Tell what the tables lack, and keep why it was let through."""
    from pmr_xl.cli.words.lacking import show_lacking
    from pmr_xl.cli.words.publications import keep_told
    from pmr_xl.desk.tables.lacking import lacking_of_what_goes_out
    from pmr_xl.record.publications.lines import PublicationKind

    found, standing = lacking_of_what_goes_out(desk, named, edition, why)
    left = show_lacking(desk, named, found, standing, listed=False)
    kept = keep_told(desk, edition, PublicationKind.LAYOUT, folder, named, standing) if why else Leaves.CLEAN
    return max(kept, left)


COMMANDS = (layout,)
