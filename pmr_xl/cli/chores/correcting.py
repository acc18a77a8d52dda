"""The command about figures that are corrected by word of mouth: correct."""

from __future__ import annotations

from pathlib import Path

import click

from pmr_xl.cli import options
from pmr_xl.cli.words.say import say


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("file", type=options.FILE)
@click.argument("cell", required=False)
@click.argument("value", required=False)
@click.option("--said-by", default="", metavar="WHO", help="Who of the agency said so.")
@click.option("--why", default="", help="Why it is corrected, or taken back; the record keeps it.")
@click.option("--by", default="", help="Who notes it (else the name you are logged in with).")
@click.option("--take-back", "back", is_flag=True, help="Read the CELL as it was sent again.")
@click.pass_context
def correct(
    ctx: click.Context,
    file: Path,
    cell: str | None,
    value: str | None,
    said_by: str,
    why: str,
    by: str,
    *,
    back: bool,
) -> None:
    """Correct a figure by word of mouth.

    CELL (J9, or an indicator's id) of FILE is read as VALUE from then on. The file is never changed: the figure
    is kept beside what was sent, with who said so and when, and shown wherever it counts. The agency's next
    version confirms it. With no cell named: what was corrected of the file.
    """
    from pmr_xl.cli.chores.words import show_correction, show_corrections
    from pmr_xl.desk.chores import correcting as room

    desk = options.desk_of(ctx)
    if cell is None:
        show_corrections(room.list_corrections(desk, file))
    elif back:
        gone = room.take_back(desk, file, cell, why, by)
        say(f"✓ {gone.place} is read as it was sent again: {gone.sent or 'empty'}. {why}", fg="green")
    elif value is None:
        raise click.UsageError("Name the value too: pmr correct FILE J9 412 --said-by “WHO” --why “…”; or --take-back.")
    else:
        show_correction(room.correct(desk, file, cell, value, said_by, why, by), value)


COMMANDS = (correct,)
