"""``pmr publish``: the public site."""

from __future__ import annotations

from pathlib import Path

import click

from pmr_xl.cli import options
from pmr_xl.cli.codes import Leaves
from pmr_xl.cli.words.say import say


@click.command()
@options.agencies
@options.report_and_year
@click.option("--site", type=options.FILE, help="Make the public site in this folder: pages that any host serves.")
@click.pass_context
def publish(
    ctx: click.Context,
    /,
    agencies: tuple[str, ...],
    report: str | None,
    year: int | None,
    month: str | None,
    site: Path | None,
) -> None:
    """Publish a released edition: the public site, of every agency unless some are named.

    Nothing is published that is not released, or accepted where settings.yaml says “publishes: accepted”. The folder is
    put in place as a whole: who reads meanwhile sees the old site or the new one.
    """
    if site is None:
        raise click.UsageError("Say what to publish: --site FOLDER.")
    from pmr_xl.cli.words.show import progress_bar
    from pmr_xl.desk.publishing.site import make_site
    from pmr_xl.desk.tables.completeness import warnings

    desk = options.desk_of(ctx)
    edition = options.edition_of(desk, report, year, month)
    with progress_bar("Site") as progress:
        made = make_site(desk, edition, site, list(dict.fromkeys(agencies)), progress)
    say(f"{made.folder}: {made.agencies} agencies, {made.indicators:,} indicators, {made.files:,} files")
    say(made.state)
    told = warnings(desk, list(agencies) or list(desk.library.agencies()), edition)
    for sentence in told:
        say(f"▲ {sentence}", err=True)
    ctx.exit(Leaves.LEFT_OUT if told else Leaves.CLEAN)


COMMANDS = (publish,)
