"""pmr reliability statement."""

from __future__ import annotations

from pathlib import Path

import click

from pmr_xl.cli import names, options
from pmr_xl.cli.reliability.group import reliability
from pmr_xl.cli.words.say import say
from pmr_xl.model.display.plural import plural


@reliability.command("statement")
@options.agencies
@click.option("--year", "named", required=True, metavar="FY26", help="Whose figures: the fiscal year.")
@click.option("--to", "paths", type=options.FILE, multiple=True, help="A .docx or .xlsx; may be repeated.")
@click.pass_context
def statement(ctx: click.Context, agencies: tuple[str, ...], named: str, paths: tuple[Path, ...]) -> None:
    """Print the statement of reliability as an annex: of each figure its class and five elements, or what is missing.

    Without --to it is written into the office's outbox, in Word and as a workbook.
    """
    from pmr_xl.desk.distinct_outputs import of_a_part
    from pmr_xl.desk.reliability.printing import print_statement

    desk, year = options.reading_desk_of(ctx), names.fiscal_year_named(named)
    folder = options.folder_of(desk, None)
    part = of_a_part(desk.library, names.agency_codes(desk, agencies))
    files = paths or tuple(folder / f"PMR_{year.code}_reliability{part}.{ending}" for ending in ("docx", "xlsx"))
    looked = print_statement(desk, agencies, year, files)
    say(f"✓ {looked} {plural(looked, 'figure')} looked at; the statement of all:")
    for path in files:
        say(f"  {path}")
