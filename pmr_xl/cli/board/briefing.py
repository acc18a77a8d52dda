"""The command that writes briefs for senior staff: brief."""

from __future__ import annotations

from pathlib import Path

import click

from pmr_xl.cli import options
from pmr_xl.cli.board.showing import edition, edition_asked
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

    A Word document an agency, and one page for the browser that has a chart for each change.
    """
    from pmr_xl.desk.board.briefs import briefs, write_briefs

    desk = options.desk_of(ctx)
    told = briefs(desk, options.chosen(desk, agencies, everybody=everybody), edition_asked(desk, edition))
    for path in write_briefs(desk, told, options.folder_of(desk, into)):
        say(path)


COMMANDS = (brief,)
