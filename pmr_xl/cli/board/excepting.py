"""The command about what needs an eye over all agencies: exceptions."""

from __future__ import annotations

from pathlib import Path

import click

from pmr_xl.cli import options
from pmr_xl.cli.board.showing import edition, edition_asked, tell_skipped
from pmr_xl.cli.words.say import give, say


@click.command()
@edition
@click.option("--mine", is_flag=True, help="Only the agencies whose analyst or backup you are.")
@click.option("--of", "of", default="", metavar="NAME", help="Only those of an analyst or backup.")
@click.option("--sheet", type=options.FILE, metavar="FILE.xlsx", help="Where the workbook goes (else the outbox).")
@options.csv_option("Write them as CSV; with - only that, to standard output.")
@click.pass_context
def exceptions(
    ctx: click.Context, edition: str | None, of: str, sheet: Path | None, csv_to: str | None, *, mine: bool
) -> None:
    """Write one workbook of everything over all agencies that needs an eye, what matters most first.

    Decide in it as on a variance sheet; “pmr decide” reads it back. Leaves with 4 where a file stands for no agency.
    """
    from pmr_xl.cli.words.editions import show_since_release
    from pmr_xl.desk.board.exceptions import exceptions as every
    from pmr_xl.desk.writing import make_folder, write_text
    from pmr_xl.office.naming import slug
    from pmr_xl.words.board.exceptions import exceptions_csv, sentence_of, write_exceptions

    desk = options.reading_desk_of(ctx)
    whose = of or (desk.me if mine else "")
    found = every(desk, edition_asked(desk, edition), mine=whose)
    if csv_to == "-":
        give(exceptions_csv(found))
    else:
        say(f"{found.edition.title}: {sentence_of(found)}", bold=True)
        for concern, count in found.counts.items():
            say(f"  {count:>5}  {concern.sign_and_words}")
        part = f"_{slug(whose)}" if whose else ""  # the sheet of one is not put in the place of everybody's
        to = sheet or make_folder(desk.office.outbox) / f"PMR_exceptions_{found.edition.code}{part}.xlsx"
        say(f"  {write_exceptions(desk, found, to)}")
    if csv_to not in (None, "-"):
        write_text(Path(csv_to), exceptions_csv(found, mark=desk.settings.csv_byte_order_mark))
        say(f"  {csv_to}")
    show_since_release(desk, found.edition, found.origins)
    ctx.exit(tell_skipped(found.skipped))


COMMANDS = (exceptions,)
