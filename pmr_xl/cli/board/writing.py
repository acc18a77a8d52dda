"""The command that writes to agencies: letters."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from pmr_xl.cli import names, options
from pmr_xl.cli.board.showing import edition, edition_asked, tell_skipped
from pmr_xl.cli.words.say import give, say


@click.command()
@options.agencies
@options.all_agencies
@edition
@click.option("--by", metavar="DAY", callback=options.day_named, help="Until when an answer is wanted (2026-08-21).")
@options.into
@click.option("--word", is_flag=True, help="Write a Word document a letter too.")
@options.csv_option("What is asked as CSV; with - only that, and no letter.")
@click.option("--mail", is_flag=True, help="Write a draft that a mail program opens too; nothing is sent.")
@click.pass_context
def letters(
    ctx: click.Context,
    agencies: tuple[str, ...],
    edition: str | None,
    by: date | None,
    into: Path | None,
    csv_to: str | None,
    *,
    everybody: bool,
    word: bool,
    mail: bool,
) -> None:
    """Write each AGENCY a letter of what is open, by when, and where it is marked; none where nothing is.

    An agency whose form came and cannot be read is told so. Leaves with 4 where a file stands for no agency.
    """
    from pmr_xl.desk.board.latest import candidates, skipped_of
    from pmr_xl.desk.board.letters import letters as told_to
    from pmr_xl.desk.board.letters import write_letters
    from pmr_xl.desk.writing import write_text
    from pmr_xl.words.board.letters import letters_csv

    desk = options.reading_desk_of(ctx)
    asked = edition_asked(desk, edition)
    named = names.chosen_agencies(desk, agencies, everybody=everybody, edition=asked)
    there = candidates(desk)
    told = told_to(desk, named, asked, by, there)
    if csv_to == "-":
        give(letters_csv(told))
        ctx.exit(tell_skipped(skipped_of(there)))
    if csv_to is not None:
        write_text(Path(csv_to), letters_csv(told, mark=desk.settings.csv_byte_order_mark))
        say(csv_to)
    done = write_letters(desk, told, options.folder_of(desk, into), word=word, mail=mail)
    for path in done.written:
        say(path)
    if done.quiet:
        say(f"Nothing is asked of {', '.join(done.quiet)}: no letter.")
    if done.no_address:
        say(f"▲ No address (contacts in settings.yaml): {', '.join(done.no_address)}", err=True)
    ctx.exit(tell_skipped(skipped_of(there)))


COMMANDS = (letters,)
