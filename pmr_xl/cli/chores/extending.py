"""The command about days of their own: extend."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from pmr_xl.cli import names, options
from pmr_xl.cli.words.say import say
from pmr_xl.model.display.plural import plural

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.fiscal import Edition


@click.command()
@click.argument("agency", required=False)
@click.argument("day", required=False, callback=options.day_named)
@click.option("--why", default="", help="Why it is given, or taken back; the record keeps it.")
@click.option("--by", default="", help="Who gives it (else the name you are logged in with).")
@click.option("--withdraw", "back", is_flag=True, help="Take the agency's extension back.")
@options.report_and_year
@click.pass_context
def extend(
    ctx: click.Context,
    agency: str | None,
    day: date | None,
    why: str,
    by: str,
    back: bool,
    report: str | None,
    year: int | None,
    month: str | None,
) -> None:
    """Give an agency a day of its own, or take it back.

    It may send its form until that DAY (2026-08-14). With no agency named: every extension of the report, who
    gave it and why. Lateness counts from the day in force.
    """
    desk = options.desk_of(ctx)
    edition = names.edition_of(desk, report, year, month)
    if agency is None:
        _list(desk, edition)
    elif back:
        _withdraw(desk, agency, edition, why, by)
    elif day is None:
        raise click.UsageError("Name the day too: pmr extend DSNY 2026-08-14 --why “…”; or --withdraw.")
    else:
        _extend(desk, agency, edition, day, why, by)


def _extend(desk: Desk, agency: str, edition: Edition, day: date, why: str, by: str) -> None:
    from pmr_xl.desk.received import days
    from pmr_xl.model.fiscal import day_in_words

    given = days.extend(desk, agency, edition, day, why, by)
    say(f"✓ {given.agency} may send its {edition.title} until {day_in_words(day)}: {given.why}", fg="green")
    say("  Lateness counts from that day. A form made anew (pmr blank) says it; one that is out says the old day.")
    names.tell_early(edition, day)
    if day > edition.due:
        say(f"▲ The report itself is due on {day_in_words(edition.due)}, before that day.", err=True)


def _withdraw(desk: Desk, agency: str, edition: Edition, why: str, by: str) -> None:
    from pmr_xl.desk.received import days
    from pmr_xl.model.fiscal import day_in_words

    gone = days.withdraw(desk, agency, edition, why, by)
    usual = days.day_of(desk, edition, gone.agency)
    say(f"✓ The extension of {gone.agency} is taken back: {gone.why}", fg="green")
    counts = "The day on its form" if usual is None else day_in_words(usual)
    say(f"  {counts} counts again. What was given stays in the record.")


def _list(desk: Desk, edition: Edition) -> None:
    from pmr_xl.model.fiscal import day_in_words

    given = desk.record.extensions(edition)
    last = {one.agency: one for one in given}
    for one in given:
        mark = "✓" if last[one.agency] is one and one.due is not None else " "
        until = "taken back" if one.due is None else f"until {day_in_words(one.due)}"
        say(f"{mark} {one.agency:<8} {until}, by {one.who} on {one.at[:10]}: {one.why}")
    standing = sum(one.due is not None for one in last.values())
    say(f"{edition.title}: {standing} {plural(standing, 'extension')} in force.")


COMMANDS = (extend,)
