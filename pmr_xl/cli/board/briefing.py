"""Commands that prepare a meeting: brief, targets."""

from __future__ import annotations

from pathlib import Path

import click

from pmr_xl.cli import names, options
from pmr_xl.cli.board.showing import edition, edition_asked, tell_skipped
from pmr_xl.cli.words.say import say


@click.command()
@options.agencies
@options.all_agencies
@edition
@options.into
@click.pass_context
def brief(
    ctx: click.Context, agencies: tuple[str, ...], edition: str | None, into: Path | None, *, everybody: bool
) -> None:
    """Write one page an AGENCY for senior staff: state, what matters most, open questions, what was promised.

    A Word document an agency, and one page for the browser; both have a chart for each change. Leaves with 4 where a
    file stands for no agency.
    """
    from pmr_xl.books.writing.picture import WHERE_FROM, can_draw
    from pmr_xl.desk.board.latest import candidates, skipped_of
    from pmr_xl.words.board.briefs import briefs, write_briefs

    desk = options.reading_desk_of(ctx)
    asked = edition_asked(desk, edition)
    named, there = names.chosen_agencies(desk, agencies, everybody=everybody, edition=asked), candidates(desk)
    told = briefs(desk, named, asked, there)
    for path in write_briefs(desk, told, options.folder_of(desk, into)):
        say(path)
    if not can_draw():
        say(f"▲ The Word documents carry no charts; what draws them is installed by {WHERE_FROM}.", err=True)
    ctx.exit(tell_skipped(skipped_of(there)))


@click.command()
@options.agencies
@options.all_agencies
@edition
@click.option("--sheet", type=options.FILE, metavar="FILE.xlsx", help="Where the worksheet goes (else the outbox).")
@click.pass_context
def targets(
    ctx: click.Context, agencies: tuple[str, ...], edition: str | None, sheet: Path | None, *, everybody: bool
) -> None:
    """Write a worksheet of targets: years, targets met, a band to talk about, what each AGENCY proposes.

    Decide in it with “Adjust target”; “pmr decide” reads it back. Leaves with 4 where a file stands for no agency.
    """
    from pmr_xl.desk.board.latest import candidates, skipped_of
    from pmr_xl.desk.board.target_worksheet import write_worksheet
    from pmr_xl.desk.distinct_outputs import of_a_part
    from pmr_xl.desk.writing import make_folder

    desk = options.reading_desk_of(ctx)
    asked = edition_asked(desk, edition)
    named = names.chosen_agencies(desk, agencies, everybody=everybody, edition=asked)
    desk.office.must_be_own("Without an office of your own nothing is decided.")
    part = of_a_part(desk.library_of(asked), named, asked)
    to = sheet or make_folder(desk.office.outbox) / f"PMR_targets{part}_{asked.code}.xlsx"
    there = candidates(desk)
    path, missing = write_worksheet(desk, named, asked, to, there)
    say(path)
    if missing:
        say(f"▲ Nothing is received of {', '.join(missing)}.", err=True)
    ctx.exit(tell_skipped(skipped_of(there)))


COMMANDS = (brief, targets)
