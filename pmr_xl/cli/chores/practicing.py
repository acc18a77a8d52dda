"""The command for new staff: practice."""

from __future__ import annotations

from pathlib import Path

import click

from pmr_xl.cli import options
from pmr_xl.cli.words.say import say


@click.command()
@click.option("--into", type=options.FILE, default=Path("pmr-practice"), show_default=True, help="Folder to make.")
def practice(into: Path) -> None:
    """Make an office to practise in: real figures, a form with planted slips, a workbook of questions.

    The guide docs/practice.md leads through it in an hour, with answers.
    """
    from pmr_xl.desk.demo.practice import practice as make

    made = make(into)
    say(f"✓ {made.folder}: three agencies' forms lie in its inbox, one with a dozen planted slips.", fg="green")
    say(f"  {made.workbook} asks and says whether it is right; about {made.minutes} minutes.")
    say(f"  Begin with: cd {made.folder}; pmr board --of Trainee")


COMMANDS = (practice,)
