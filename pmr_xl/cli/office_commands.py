"""Commands about an office: init, schema, record."""

from __future__ import annotations

from pathlib import Path

import click

from pmr_xl.cli import options

SHIPPED_TABLES = ("indicators", "resources", "units_of_appropriation")


@click.command()
@click.argument("folder", type=options.FILE)
def init(folder: Path) -> None:
    """Lay out an office folder that the office owns and edits."""
    from pmr_xl.library import init_office

    init_office(folder)
    click.secho(f"✓ {folder} is ready.", fg="green")
    here, outbox = options.typed(folder), options.typed(folder / "outbox")
    for word, kind in zip(("Next", "then", "then"), SHIPPED_TABLES, strict=True):
        click.echo(f"{word}: pmr --office {here} record import mmr_fy2026_{kind}.csv --year 2026")
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
    """Load a published table: indicators, resources or units of appropriation.

    Of indicators, history and targets are taken: the year's own actuals come from submissions only. Of resources and
    units of appropriation every figure is taken, the year's own too: no form asks for them.
    """
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
    """Every figure of one indicator, where it came from, and what was decided on it."""
    from pmr_xl.cli.show import show_history
    from pmr_xl.desk.records import decided_on, history

    desk = options.desk_of(ctx)
    show_history(history(desk, indicator), decided_on(desk, indicator))


@record.command("unlock")
@click.pass_context
def record_unlock(ctx: click.Context) -> None:
    """Take away a lock that a program left behind when it died. Ask its holder first."""
    holder = options.desk_of(ctx).record.break_lock()
    click.echo(f"The lock of {holder} is gone." if holder else "The record is not locked.")


COMMANDS = (init, schema, record)
