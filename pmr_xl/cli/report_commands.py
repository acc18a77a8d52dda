"""Commands about the report: review, decide, assemble; those about accepting have a room of their own."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pmr_xl.cli import accept_commands, names, options, target_commands
from pmr_xl.cli.codes import Leaves
from pmr_xl.cli.words.faults import for_each_file, print_fault
from pmr_xl.cli.words.say import say
from pmr_xl.model.display.plural import plural
from pmr_xl.model.fault import Fault

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.desk.review.origin import NewerVersion
    from pmr_xl.model.fiscal import Edition
    from pmr_xl.model.submission import Submission


@click.command()
@options.files
@options.into
@click.pass_context
def review(ctx: click.Context, files: tuple[Path, ...], into: Path | None) -> None:
    """Write variance sheets: one workbook a submission."""
    from pmr_xl.cli.words.editions import show_since_release
    from pmr_xl.cli.words.show import progress_bar
    from pmr_xl.desk.distinct_outputs import require_distinct_outputs
    from pmr_xl.desk.review.sheets import review as write_reviews
    from pmr_xl.desk.review.sheets import sheet_of
    from pmr_xl.words.deciding import newer_than_file

    desk, done = options.reading_desk_of(ctx), count()
    folder = options.folder_of(desk, into)
    require_distinct_outputs(files, lambda path: sheet_of(path, folder))
    written: list[Path] = []
    faults: list[Fault] = []
    told: list[str] = []
    seen: dict[Edition, list[str]] = {}

    def tell(path: Path, submission: Submission, newer: NewerVersion | None) -> None:
        seen.setdefault(submission.edition, []).append(submission.chapter.agency)
        told.extend([] if newer is None else [newer_than_file(path, newer)])

    with progress_bar("Variance sheets") as progress:

        def one(path: Path) -> None:
            progress(next(done), len(files), path.name)
            written.extend(write_reviews(desk, [path], folder, tell=tell))

        worst = for_each_file(files, one, faults.append)
    for fault in faults:
        print_fault(fault)
    for path in written:
        say(path)
    for sentence in told:
        say(f"▲ {sentence}", err=True)
    for edition, agencies in seen.items():
        show_since_release(desk, edition, agencies)
    ctx.exit(worst)


@click.command()
@options.sheets
@click.pass_context
def decide(ctx: click.Context, files: tuple[Path, ...]) -> None:
    """Take decisions made on variance sheets into the record.

    A later decision is never overruled by an older sheet, nor one on a newer version by one on an older: what is
    skipped is told, and leaves with 1. What cannot be understood is told with its cell, not taken, and leaves with 4.
    """
    from pmr_xl.cli.words.editions import show_if_released
    from pmr_xl.desk.review.decide import decide as take
    from pmr_xl.desk.tables.since_release import figures_stand
    from pmr_xl.words import deciding

    desk = options.reading_desk_of(ctx)

    def one(path: Path) -> int:
        before = figures_stand(desk)
        handed = take(desk, path)
        counted = f"{handed.stand} {plural(handed.stand, 'decision')}, {handed.new} new to the record"
        gone = len(handed.withdrawals)
        say(f"{path.name}: {counted}{f', {gone} withdrawn' if gone else ''}")
        for sentence in deciding.done_lines(handed):
            say(f"  {sentence}")
        for sentence in deciding.left_lines(handed):
            say(f"▲ {sentence}", err=True)
        for sentence in deciding.way_out_lines(handed):
            say(f"  → {sentence}", err=True)
        show_if_released(desk, before)
        return Leaves.LEFT_OUT if not handed.whole else 1 if handed.skipped_rows else 0

    ctx.exit(for_each_file(files, one))


@click.command()
@options.agencies
@options.all_agencies
@options.report_and_year
@options.into
@click.option(
    "--profile",
    type=click.Choice(["working", "published"]),
    default="working",
    show_default=True,
    help="Working: filters and frozen headings. Published: plain and accessible.",
)
@click.option("--word", "with_word", is_flag=True, help="Write a Word document a chapter too.")
@click.option("--text", "with_text", is_flag=True, help="Write tab-delimited text a chapter too, for InDesign.")
@click.option("--csv", "with_csv", is_flag=True, help="Write the open-data and clean CSV files too.")
@options.despite
@click.pass_context
def assemble(
    ctx: click.Context,
    /,
    agencies: tuple[str, ...],
    everybody: bool,
    report: str | None,
    year: int | None,
    month: str | None,
    into: Path | None,
    profile: str,
    despite: tuple[str, ...],
    **also: bool,
) -> None:
    """Assemble the report's tables: one workbook a chapter; of a month one across agencies.

    What is missing, returned, held or void is told and leaves with 4, unless it is let through by name and with a
    reason (--despite), which the manifest and the record keep (“pmr edition show”).
    """
    from pmr_xl.cli.words.lacking import show_lacking
    from pmr_xl.cli.words.publications import keep_told
    from pmr_xl.cli.words.show import progress_bar
    from pmr_xl.desk.tables.assemble import assemble as write_tables
    from pmr_xl.desk.tables.lacking import lacking_of_what_goes_out
    from pmr_xl.desk.tables.manifest import MANIFEST
    from pmr_xl.record.publications.lines import PublicationKind

    desk = options.reading_desk_of(ctx)
    why, into = names.reasons(desk, despite), options.folder_of(desk, into)
    if (asked := names.asked_for(desk, report)) is not None:
        ctx.exit(_made_of_anothers(desk, asked, year or names.year_left_out(desk), into, profile, why))
    edition = names.edition_of(desk, report, year, month)
    named = names.chosen_agencies(desk, agencies, everybody=everybody, edition=edition)
    names.refuse_idle_reasons(desk, why, named, edition)
    found, standing = lacking_of_what_goes_out(desk, named, edition, why)
    with progress_bar("Tables") as progress:
        written = write_tables(desk, named, edition, into, progress, profile=profile, lacking=standing, **also)
    for path in (*written, into / MANIFEST):
        say(path)
    left = show_lacking(desk, named, found, standing)
    kept = keep_told(desk, edition, PublicationKind.TABLES, into, named, standing) if why else Leaves.CLEAN
    ctx.exit(max(kept, left))


def _made_of_anothers(desk: Desk, name: str, year: int, into: Path, profile: str, why: dict[str, str]) -> int:
    """A report that is made of another's figures; what it lacks is told likewise."""
    from pmr_xl.cli.words.lacking import show_lacking
    from pmr_xl.cli.words.publications import keep_told
    from pmr_xl.desk.tables.asked_for import assemble_asked_for, lacks
    from pmr_xl.record.publications.lines import PublicationKind

    found, standing = lacks(desk, name, year, why)
    named = list(dict.fromkeys(found.owners.values()))
    for path in assemble_asked_for(desk, name, year, into, profile, lacking=standing):
        say(path)
    kept = keep_told(desk, found.edition, PublicationKind.TABLES, into, named, standing) if why else Leaves.CLEAN
    return max(kept, show_lacking(desk, [], found, standing))


COMMANDS = (review, decide, *accept_commands.COMMANDS, *target_commands.COMMANDS, assemble)
