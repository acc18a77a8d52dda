"""Commands about an office: init, schema, record."""

from __future__ import annotations

from pathlib import Path

import click

from pmr_xl.cli import options


@click.command()
@click.argument("folder", type=options.FILE)
def init(folder: Path) -> None:
    """Lay out an office folder that the office owns and edits."""
    from pmr_xl.library import init_office

    init_office(folder)
    click.secho(f"✓ {folder} is ready.", fg="green")
    here, outbox = options.typed(folder), options.typed(folder / "outbox")
    click.echo(f"Next: pmr --office {here} record import mmr_fy2026_indicators.csv --year 2026")
    click.echo(f"then: pmr --office {here} blank --all --year 2026 --into {outbox}")


@click.group()
def schema() -> None:
    """What an indicator is: import tables into schemas."""


@schema.command("import")
@click.argument("tables", nargs=-1, required=True, type=options.FILE, metavar="TABLE…")
@click.option("--open-data", type=options.FILE, help="A list of official indicators with their open-data ids (CSV).")
@click.option("--additive", type=options.FILE, help="Ids whose months are known to add up to the year (CSV).")
@click.option("--october", type=options.FILE, help="Share of the year's value reached by October, by id (CSV).")
@click.pass_context
def schema_import(
    ctx: click.Context,
    tables: tuple[Path, ...],
    open_data: Path | None,
    additive: Path | None,
    october: Path | None,
) -> None:
    """Turn published tables (CSV) into schemas. Importing again changes nothing and keeps what was mended by hand."""
    from pmr_xl.desk.records import import_schemas

    for line in import_schemas(
        options.desk_of(ctx), [options.table_at(table) for table in tables], open_data, additive, october
    ):
        click.echo(line)


@click.group()
def record() -> None:
    """What was published and accepted."""


@record.command("import")
@click.argument("table", type=options.FILE)
@click.option("--year", type=click.IntRange(options.FIRST_YEAR, options.LAST_YEAR), required=True, help="Fiscal year.")
@click.pass_context
def record_import(ctx: click.Context, table: Path, year: int) -> None:
    """Load a published table's history and targets. The year's own actuals come from submissions only."""
    desk = options.desk_of(ctx)
    click.echo(desk.import_table(options.table_at(table), year))


@record.command("import-months")
@click.argument("table", type=options.FILE)
@click.pass_context
def record_import_months(ctx: click.Context, table: Path) -> None:
    """Load monthly figures (CSV): in the open data's shape, or as series of years to date."""
    from pmr_xl.desk.records import import_months

    for line in import_months(options.desk_of(ctx), table):
        click.echo(line)


@record.command("show")
@click.argument("indicator")
@click.pass_context
def record_show(ctx: click.Context, indicator: str) -> None:
    """Every figure of one indicator and where it came from."""
    from pmr_xl.desk.records import history

    for one in history(options.desk_of(ctx), indicator):
        mark = "✓" if one.in_force else " "
        shown = one.printed or str(one.figure)
        source = f"{one.edition.title}, {one.file}, {one.place}"
        click.echo(f"{mark} {one.period.label:<12} {one.kind.value:<7} {shown:>14}  {source}")
        click.echo(
            f"  {'':<12} {'':<7} {'':>14}  by {one.who} on {one.at[:10]}{f' · {one.reason}' if one.reason else ''}"
        )


@record.command("unlock")
@click.pass_context
def record_unlock(ctx: click.Context) -> None:
    """Take away a lock that a program left behind when it died. Ask its holder first."""
    holder = options.desk_of(ctx).record.break_lock()
    click.echo(f"The lock of {holder} is gone." if holder else "The record is not locked.")


COMMANDS = (init, schema, record)
