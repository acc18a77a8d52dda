"""``places``: figures by place or group, published and looked at."""

from __future__ import annotations

from pathlib import Path

import click

from pmr_xl.cli import names, options
from pmr_xl.cli.words.say import say


@click.group()
def places() -> None:
    """Figures by place and group: what may be published, what moved most."""


@places.command("publish")
@options.agencies
@options.report_and_year
@click.option("--only", multiple=True, metavar="ID", help="Only this indicator; may be repeated.")
@options.into
@click.pass_context
def publish(
    ctx: click.Context,
    agencies: tuple[str, ...],
    report: str | None,
    year: int | None,
    month: str | None,
    only: tuple[str, ...],
    into: Path | None,
) -> None:
    """Write a page an indicator (map-like grid, small multiples, gap, table), a workbook an agency, rows of open data.

    Of a released edition they are its own figures. What forms of an edition say that is not released is not published.
    Small counts are hidden, and with them enough others that no total gives them away; working files are never cut.
    """
    from pmr_xl.desk.breakdowns.publishing import publish_places

    desk = options.desk_of(ctx)
    edition = names.edition_of(desk, report, year, month)
    done = publish_places(desk, agencies, edition, options.folder_of(desk, into), only=only)
    for path in done.files:
        say(str(path))
    hidden = f"; {done.hidden_count:,} figures are hidden" if done.hidden_count else ""
    say(f"✓ {len(done.told)} breakdowns{hidden}.", fg="green")
    say(done.state)
    for one in done.told:
        if not one.out.cut and not one.indicator.small_counts_shown:
            say(f"{one.indicator.id}: nothing was cut, because nobody says what its figures are of (weighted_by).")


@places.command("review")
@options.agencies
@options.report_and_year
@options.into
@click.pass_context
def review(
    ctx: click.Context,
    agencies: tuple[str, ...],
    report: str | None,
    year: int | None,
    month: str | None,
    into: Path | None,
) -> None:
    """Write a sheet an agency of what the record has by place: worst ten, biggest movers. For the office alone.

    Of a submission the same page stands in its variance sheet (pmr review FILE), where it is decided on.
    """
    from pmr_xl.desk.breakdowns.reviewing import review_places

    desk = options.desk_of(ctx)
    edition = names.edition_of(desk, report, year, month)
    for path in review_places(desk, agencies, edition, options.folder_of(desk, into)):
        say(str(path))


@places.command("equity")
@options.agencies
@options.report_and_year
@options.into
@click.pass_context
def equity(
    ctx: click.Context,
    agencies: tuple[str, ...],
    report: str | None,
    year: int | None,
    month: str | None,
    into: Path | None,
) -> None:
    """Write the equity report: ® indicators with the gap between groups or places, equity plans with their progress."""
    from pmr_xl.desk.breakdowns.equity import write_equity

    desk = options.desk_of(ctx)
    edition = names.edition_of(desk, report, year, month)
    done = write_equity(desk, agencies, edition, options.folder_of(desk, into))
    for path in done.files:
        say(str(path))
    say(done.state)
