"""Commands that give commitments away and take them in: sheet, read, import, memo."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from pmr_xl.cli import names, options
from pmr_xl.cli.codes import Leaves
from pmr_xl.cli.commitments.group import commitment
from pmr_xl.cli.words.say import say


@commitment.command("import")
@click.argument("table", type=options.FILE, metavar="LIST")
@click.option("--column", "columns", multiple=True, metavar="FIELD=HEADING", help="Which column is what; repeatable.")
@click.option("--sheet", default="", metavar="NAME", help="Of a workbook: the sheet that holds the list.")
@click.option("--headings-row", "headings_in", type=click.IntRange(1), default=None, help="The row of its headings.")
@click.option("--agency", default="", metavar="AGENCY", help="Whose they are, where the list does not say.")
@click.option("--kind", default="", metavar="KIND", help="What they are: audit recommendation, corrective action …")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
@click.option("--by", default="", metavar="WHO", help="Who imports it (else the name you are logged in with).")
@click.pass_context
def commitment_import(
    ctx: click.Context,
    table: Path,
    columns: tuple[str, ...],
    sheet: str,
    headings_in: int | None,
    agency: str,
    kind: str,
    by: str,
    *,
    dry_run: bool,
) -> None:
    """Take in a LIST (.xlsx, .csv) of audit recommendations or commitments, or a plan with goals and initiatives.

    Its columns are found by their headings, or named: --column what=Finding. Imported again it changes nothing; what
    has changed in it is a step. Leaves with 4 where a row was left out.
    """
    from pmr_xl.cli.commitments.words import show_imported
    from pmr_xl.desk.commitments.importing import import_commitments
    from pmr_xl.imports.table_kinds.commitment_headings import HEADED

    named = dict(one.partition("=")[::2] for one in columns)
    if strange := [one for one in columns if one.partition("=")[0] not in HEADED or not one.partition("=")[2]]:
        raise click.UsageError(f"--column {strange[0]}: say FIELD=HEADING, FIELD one of {', '.join(HEADED)}.")
    told = import_commitments(
        options.desk_of(ctx),
        table,
        named,
        sheet=sheet,
        headings_in=headings_in or 0,
        agency=agency,
        kind=kind,
        who=by,
        dry_run=dry_run,
    )
    show_imported(told, options.desk_of(ctx).today)
    ctx.exit(Leaves.LEFT_OUT if told.left_out else Leaves.CLEAN)


@commitment.command("sheet")
@options.agencies
@options.all_agencies
@options.into
@click.pass_context
def commitment_sheet(ctx: click.Context, agencies: tuple[str, ...], into: Path | None, *, everybody: bool) -> None:
    """Write the sheet on which an AGENCY says what became of its commitments, and states new ones.

    “pmr commitment read” takes it in again.
    """
    from pmr_xl.desk.commitments.sheets import write_sheets

    desk = options.desk_of(ctx)
    for path in write_sheets(
        desk, names.chosen_agencies(desk, agencies, everybody=everybody), options.folder_of(desk, into)
    ):
        say(path)


@commitment.command("read")
@click.argument("files", nargs=-1, required=True, type=options.FILE, metavar="SHEET…")
@click.option("--by", default="", metavar="WHO", help="Who says so (else whoever is named on the sheet, else you).")
@click.pass_context
def commitment_read(ctx: click.Context, files: tuple[Path, ...], by: str) -> None:
    """Take in the SHEETs that agencies filled; again, it changes nothing.

    What the sheet changed is a step. Where the record was changed meanwhile too, it stays, and both are told.
    Leaves with 4 where that is so, or a row cannot be understood.
    """
    from pmr_xl.cli.commitments.words import show_taken
    from pmr_xl.desk.commitments.sheets import take_sheet

    desk, left = options.desk_of(ctx), False
    for path in files:
        told = take_sheet(desk, path, by)
        show_taken(path.name, told, desk.today)
        left = left or not told.whole
    ctx.exit(Leaves.LEFT_OUT if left else Leaves.CLEAN)


@commitment.command("memo")
@options.agencies
@options.all_agencies
@click.option("--since", metavar="DAY", callback=options.day_named, help="Since when something is new (else 14 days).")
@options.into
@click.pass_context
def commitment_memo(
    ctx: click.Context, agencies: tuple[str, ...], since: date | None, into: Path | None, *, everybody: bool
) -> None:
    """Draft the memo that follows a meeting with an AGENCY: overdue, agreed, open, done; text and Word."""
    from pmr_xl.desk.commitments.memos import write_memos

    desk = options.desk_of(ctx)
    done = write_memos(
        desk, names.chosen_agencies(desk, agencies, everybody=everybody), options.folder_of(desk, into), since
    )
    for path in done.written:
        say(path)
    if done.quiet:
        say(f"Nothing was agreed with {', '.join(done.quiet)}: no memo.")
