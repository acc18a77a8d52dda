"""pmr schema definitions book, public."""

from __future__ import annotations

from pathlib import Path

import click

from pmr_xl.cli import names, options
from pmr_xl.cli.words.say import give, say


@click.command("book")
@options.agencies
@click.option("--to", type=options.FILE, help="The file; “Definitions.docx” in the office's outbox where left out.")
@click.option("--edition", "code", default="", metavar="CODE", help="By the schemas of that edition: MMR-FY26.")
@click.pass_context
def book(ctx: click.Context, agencies: tuple[str, ...], to: Path | None, code: str) -> None:
    """Print the book of definitions as a Word document: an entry an indicator, with contents."""
    from pmr_xl.desk.definitions.printing import print_book
    from pmr_xl.desk.distinct_outputs import of_a_part

    desk = options.desk_of(ctx)
    part = of_a_part(desk.library, names.agency_codes(desk, agencies))
    path = to or options.folder_of(desk, None) / f"Definitions{part}.docx"
    entries = print_book(desk, path, agencies, names.edition_named(desk, code) if code else None)
    say(f"✓ {entries:,} entries: {path}")


@click.command("public")
@options.agencies
@click.option("--edition", "code", default="", metavar="CODE", help="By the schemas of that edition: MMR-FY26.")
@click.pass_context
def public(ctx: click.Context, agencies: tuple[str, ...], code: str) -> None:
    """Give what the public is told of each indicator, as CSV: description, source, lag and what goes with them."""
    from pmr_xl.desk.definitions.printing import PublicDefinition, public_definitions
    from pmr_xl.desk.writing import csv_text

    desk = options.desk_of(ctx)
    rows = public_definitions(desk, agencies, names.edition_named(desk, code) if code else None)
    give(csv_text([PublicDefinition._fields, *rows], mark=False))


@click.command("table")
@options.agencies
@click.pass_context
def table(ctx: click.Context, agencies: tuple[str, ...]) -> None:
    """Give every text of every indicator's definition as CSV: to be worked on, and taken in with import-definitions."""
    from pmr_xl.desk.definitions.listing import as_values
    from pmr_xl.desk.writing import csv_text

    desk = options.desk_of(ctx)
    rows = as_values(desk, agencies)
    give(
        csv_text(
            [tuple(rows[0]), *(tuple(row.values()) for row in rows)] if rows else [],
            mark=desk.settings.csv_byte_order_mark,
        )
    )


COMMANDS = (book, public, table)
