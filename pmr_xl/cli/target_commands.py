"""The command about targets: set one by hand."""

from __future__ import annotations

import click

from pmr_xl.cli import names, options
from pmr_xl.cli.words.say import say


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("indicator")
@click.argument("year")
@click.argument("value")
@click.option("--why", required=True, help="Why it is changed; the record keeps it.")
@click.option("--edition", help="The edition that prints it first (else the last that states a target of that year).")
@click.option("--by", default="", help="Who changes it (else the name you are logged in with).")
@click.pass_context
def target(ctx: click.Context, indicator: str, year: str, value: str, why: str, edition: str | None, by: str) -> None:
    """Set the target of one INDICATOR for one fiscal YEAR (FY27) by hand; * for none.

    It takes the place of the current target, in tables and in the next form. What was before stays in the record.
    """
    from pmr_xl.cli.words.editions import show_if_released
    from pmr_xl.desk.tables.since_release import figures_stand
    from pmr_xl.desk.targets import set_target

    desk = options.desk_of(ctx)
    place = names.edition_named(desk, edition) if edition else None
    before = figures_stand(desk)
    done = set_target(desk, indicator, names.fiscal_year_named(year), value, why, place, by)
    show = done.line.indicator.target_measure.show
    old = "none in the record" if done.old is None else show(done.old)
    say(
        f"✓ {done.line.indicator.name}: the target {done.year.label} is {show(done.new)} from the "
        f"{done.edition.title} on; it was {old}.",
        fg="green",
    )
    show_if_released(desk, before, done.edition)


COMMANDS = (target,)
