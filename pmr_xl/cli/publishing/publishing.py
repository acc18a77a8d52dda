"""``pmr publish``: the public site, and the data that are posted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pmr_xl.cli import names, options
from pmr_xl.cli.words.say import say
from pmr_xl.model.display.plural import plural
from pmr_xl.record.publications.lines import PublicationKind

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.fiscal import Edition


@click.command()
@options.agencies
@options.report_and_year
@click.option("--site", type=options.FILE, help="Make the public site in this folder: pages that any host serves.")
@click.option("--data", type=options.FILE, help="Make the data to post in this folder: the City's dataset, and tidy.")
@click.option("--posted", type=options.FILE, help="The dataset as it is posted (its download); else the folder's last.")
@options.despite
@click.pass_context
def publish(
    ctx: click.Context,
    /,
    agencies: tuple[str, ...],
    report: str | None,
    year: int | None,
    month: str | None,
    site: Path | None,
    data: Path | None,
    posted: Path | None,
    despite: tuple[str, ...],
) -> None:
    """Publish a released edition, of every agency unless some are named: the public site, the data to post.

    Nothing is published that is not released, or accepted where settings.yaml says “publishes: accepted”. A folder is
    put in place as a whole: who reads meanwhile sees the old one or the new one. What is missing, returned, held or
    void is told and leaves with 4, unless it is let through by name and with a reason (--despite). The record keeps
    what went out and why (“pmr edition show”); the folder says nothing of it.
    """
    if site is None and data is None:
        raise click.UsageError("Say what to publish: --site FOLDER, --data FOLDER, or both.")
    if posted is not None and data is None:
        raise click.UsageError("--posted is of --data.")
    desk = options.desk_of(ctx)
    edition = names.edition_of(desk, report, year, month)
    named, why = names.agency_codes(desk, agencies, edition), names.reasons(desk, despite)
    names.refuse_idle_reasons(desk, why, named, edition)
    made = [
        *([(PublicationKind.SITE, *_site(desk, edition, named, site))] if site is not None else ()),
        *([(PublicationKind.DATA, *_data(desk, edition, named, data, posted))] if data is not None else ()),
    ]
    ctx.exit(_told(desk, edition, named, why, made))


def _site(desk: Desk, edition: Edition, agencies: list[str], site: Path) -> tuple[Path, str]:
    from pmr_xl.cli.words.show import progress_bar
    from pmr_xl.desk.publishing.site import make_site

    with progress_bar("Site") as progress:
        made = make_site(desk, edition, site, agencies, progress)
    counted = f"{made.agencies} {plural(made.agencies, 'agency')}"
    say(f"{made.folder}: {counted}, {made.indicators:,} indicators, {made.files:,} files")
    say(made.state)
    return made.folder, made.state


def _data(desk: Desk, edition: Edition, agencies: list[str], data: Path, posted: Path | None) -> tuple[Path, str]:
    from pmr_xl.cli.words.show import progress_bar
    from pmr_xl.desk.publishing.data import MISSING, post_data

    with progress_bar("Data") as progress:
        made = post_data(desk, edition, data, agencies, posted, progress)
    against = made.against
    say(f"{made.folder}: {made.rows:,} rows of {made.indicators:,} indicators")
    say(f"{against.equal:,} equal, {against.differ:,} differ, {against.not_posted:,} not posted")
    if against.gone:
        say(f"▲ {len(against.gone):,} posted rows have no figure here any more.", err=True)
    say(f"{made.with_id:,} of {made.indicators:,} indicators have an open-data id; {MISSING} lists the others.")
    say(made.state)
    return made.folder, made.state


def _told(
    desk: Desk,
    edition: Edition,
    agencies: list[str],
    why: dict[str, str],
    made: list[tuple[PublicationKind, Path, str]],
) -> int:
    """Keep what went out and why; tell what is not ready: the exit code says that nobody let it through by name."""
    from pmr_xl.cli.words.lacking import show_lacking
    from pmr_xl.cli.words.publications import keep_told
    from pmr_xl.desk.tables.lacking import lacking_of_what_goes_out

    named = agencies or list(desk.library_of(edition).agencies_of(edition))
    found, standing = lacking_of_what_goes_out(desk, named, edition, why)
    left = show_lacking(desk, named, found, standing, listed=False)
    kept = [keep_told(desk, edition, what, folder, named, standing, state) for what, folder, state in made]
    return max(*kept, left)


COMMANDS = (publish,)
