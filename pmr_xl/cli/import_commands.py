"""Commands that take tables in: schema import, record import, record import-months."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pmr_xl.cli import names, options
from pmr_xl.cli.codes import Leaves
from pmr_xl.cli.words.say import give, say
from pmr_xl.model.display.plural import plural

if TYPE_CHECKING:
    from pmr_xl.desk.breakdowns.importing import ImportedByMember
    from pmr_xl.desk.desk import Desk
    from pmr_xl.desk.imported.tables import Imported, SchemasImported
    from pmr_xl.record.findings import KeptFinding
    from pmr_xl.record.queries.touched import FiguresStand

Function = TypeVar("Function", bound=Callable[..., Any])
MOST_LISTED = 20


def how_taken(command: Function) -> Function:
    """``--sheet NAME --dry-run --all``."""
    sheet = click.option("--sheet", default="", metavar="NAME", help="Of a workbook: the sheet that holds the table.")
    dry_run = click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
    everything = click.option(
        "--all", "show_all", is_flag=True, help=f"List everything left out and found, not the first {MOST_LISTED}."
    )
    return sheet(dry_run(everything(command)))


@click.command("import")
@click.argument("tables", nargs=-1, required=True, type=options.FILE, metavar="TABLE…")
@click.option("--open-data", type=options.FILE, help="A list of official indicators with their open-data ids (CSV).")
@click.option("--additive", type=options.FILE, help="Ids whose months are known to add up to the year (CSV).")
@click.option("--october", type=options.FILE, help="Share of the year's value reached by October, by id (CSV).")
@click.option("--put-back", is_flag=True, help="Put back rows that were taken out of a schema by hand.")
@how_taken
@click.pass_context
def schema_import(
    ctx: click.Context,
    /,
    tables: tuple[Path, ...],
    open_data: Path | None,
    additive: Path | None,
    october: Path | None,
    **how: Any,
) -> None:
    """Turn published tables (CSV or .xlsx) into schemas.

    Importing again changes nothing and keeps what was corrected by hand: names, rows that were retired or moved.
    """
    from pmr_xl.desk.imported.tables import import_schemas

    if open_data is None and (additive or october):
        lone = "--additive" if additive else "--october"
        raise click.UsageError(f"{lone} says more of the ids of an official list, and none is named: add --open-data.")
    most = most_shown(how)
    named = [options.table_at(table) for table in tables]
    told = import_schemas(options.desk_of(ctx), named, open_data, additive, october, **how)
    for line in (*dry_words(dry=told.dry_run), *told.report.lines(dry_run=told.dry_run), *told.notes):
        say(line)
    leave_after(ctx, told, most)


@click.command("import")
@click.argument("table", type=options.FILE)
@click.option("--year", type=options.FISCAL_YEAR, required=True, help="Fiscal year.")
@click.option(
    "--released", is_flag=True, help="The report is out: take the year's own actuals too, as history to begin with."
)
@how_taken
@click.pass_context
def record_import(ctx: click.Context, /, table: Path, year: int, **how: Any) -> None:
    """Load a published table (CSV or .xlsx): indicators, resources or units of appropriation.

    Of indicators, history and targets are taken: the year's own actuals come from submissions only. Of resources and
    units of appropriation every figure is taken, the year's own too: no form asks for them.
    """
    from pmr_xl.desk.imported.tables import import_table
    from pmr_xl.desk.tables.since_release import figures_stand

    most, desk = most_shown(how), options.desk_of(ctx)
    before = figures_stand(desk)
    _tell(ctx, desk, before, import_table(desk, options.table_at(table), year, **how), most)


@click.command("import-months")
@click.argument("table", type=options.FILE)
@how_taken
@click.pass_context
def record_import_months(ctx: click.Context, /, table: Path, **how: Any) -> None:
    """Load monthly figures (CSV or .xlsx): in the open data's shape, or as series of months or years to date."""
    from pmr_xl.desk.imported.tables import import_months
    from pmr_xl.desk.tables.since_release import figures_stand

    most, desk = most_shown(how), options.desk_of(ctx)
    before = figures_stand(desk)
    _tell(ctx, desk, before, import_months(desk, table, **how), most)


def most_shown(how: dict[str, Any]) -> int:
    """How many lines of a kind are shown."""
    return 1_000_000 if how.pop("show_all") else MOST_LISTED


def dry_words(*, dry: bool) -> tuple[str, ...]:
    """What is said first of a dry run."""
    """What is said first of a dry run."""
    return ("This is what would be done; nothing was changed.",) if dry else ()


def _tell(ctx: click.Context, desk: Desk, before: FiguresStand | None, told: Imported, most: int) -> None:
    """What was loaded, what was left out and what was read otherwise; ``before``: how far the record's figures went."""
    from pmr_xl.cli.words.editions import show_if_released

    of = f" of {told.months} {plural(told.months, 'month')}" if told.months else ""
    for line in dry_words(dry=told.dry_run):
        say(line)
    say(f"{told.file}: {told.figures:,} {plural(told.figures, 'figure')}{of}, {told.new:,} of them new to the record.")
    left = [stranger_words(one, rows) for one, rows in told.strangers]
    left += [f"Left out: {why}." for why in told.left_out]
    if told.passed:
        rows = f"{told.passed} {plural(told.passed, 'row')}"
        left.append(f"Left out, because the file says they are a whole year's figures: {rows}.")
    for line in left[:most]:
        say(line)
    if len(left) > most:
        say(f"… and {len(left) - most} more left out (--all lists them).")
    if told.not_available:
        say(f"{told.not_available} figures say that they are not available, and are kept as NA.")
    for note in told.notes:
        say(note)
    show_if_released(desk, before)
    leave_after(ctx, told, most)


def stranger_words(one: Any, rows: int) -> str:
    """An indicator that no schema knows, in words."""
    """An indicator that no schema knows, in words."""
    of = f"{rows} {plural(rows, 'row')}"
    near = f" If it is “{one.near}”, write “formerly: {one.name}” below that name in its schema." if one.near else ""
    return f"Left out, because no schema knows it: {one.agency} “{one.name}” ({of}).{near}"


def leave_after(ctx: click.Context, told: Imported | ImportedByMember | SchemasImported, most: int) -> None:
    """What the rules found in the table; leaves with whether something was left out."""
    from pmr_xl.cli.words.show import show_finding, tally

    if told.findings:
        say(f"Looked at: {tally(told.findings)}. Figures are taken as they stand.")
        for finding in told.findings[:most]:
            show_finding(finding)
        if len(told.findings) > most:
            say(f"  … and {len(told.findings) - most} more (--all shows them).")
        if not told.dry_run:
            say("The record keeps these findings: pmr record findings lists them.")
    ctx.exit(Leaves.CLEAN if told.whole else Leaves.LEFT_OUT)


@click.command("findings")
@options.agencies
@click.option("--edition", metavar="CODE", help="Only of tables of that edition: MMR-FY26.")
@click.option("--rule", metavar="CODE", help="Only one rule's: PUB-002.")
@options.json_option("Write them as JSON; - is standard output.")
@options.csv_option("Write them as CSV; - is standard output.")
@click.pass_context
def record_findings(
    ctx: click.Context, /, agencies: tuple[str, ...], edition: str | None, rule: str | None, **to: str | None
) -> None:
    """What the rules found in tables that were imported, with file, row and column.

    Of each table its last import counts. Leaves with 0 nothing found, 1 queries only, 2 errors.
    """
    from pmr_xl.cli.words.show import show_kept
    from pmr_xl.desk.imported.findings import findings_kept

    desk = options.desk_of(ctx)
    code = names.edition_named(desk, edition).code if edition is not None else ""
    found = findings_kept(desk, agencies, code, names.rule_code(rule) if rule is not None else "")
    for place, text in ((to["json_to"], _as_json), (to["csv_to"], _as_csv)):
        if place == "-":
            give(text(found, mark=False))
        elif place is not None:
            from pmr_xl.desk.writing import write_text

            write_text(Path(place), text(found, mark=desk.settings.csv_byte_order_mark))
    if "-" not in to.values():
        show_kept(found)
    asked = {one.severity for one in found if not one.waived}
    ctx.exit(Leaves.ERRORS if "error" in asked else Leaves.QUERIES if "query" in asked else Leaves.CLEAN)


def _as_json(found: list[KeptFinding], *, mark: bool) -> str:  # noqa: ARG001 - JSON has none
    import json

    return json.dumps([one._asdict() for one in found], ensure_ascii=False, indent=2) + "\n"


def _as_csv(found: list[KeptFinding], *, mark: bool) -> str:
    from pmr_xl.desk.writing import csv_text
    from pmr_xl.record.findings import KeptFinding

    return csv_text([KeptFinding._fields, *found], mark=mark)
