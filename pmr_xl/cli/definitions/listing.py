"""pmr schema definitions list, show."""

from __future__ import annotations

import click

from pmr_xl.cli import options
from pmr_xl.cli.definitions import changing, printing
from pmr_xl.cli.words.say import say


@click.group("definitions")
def definitions() -> None:
    """What indicators mean: definitions listed, changed, confirmed, printed."""


@definitions.command("list")
@options.agencies
@click.option("--missing", is_flag=True, help="List every indicator without a definition.")
@click.pass_context
def list_definitions(ctx: click.Context, agencies: tuple[str, ...], *, missing: bool) -> None:
    """How many indicators of each agency are defined, have a source, and are confirmed."""
    from pmr_xl.desk.definitions.listing import coverage

    for one in coverage(options.desk_of(ctx), agencies):
        say(
            f"{one.agency:<14}{one.defined:>4} of {one.indicators} defined, {one.with_source} with a source, "
            f"{one.confirmed} confirmed in two years"
        )
        for line in one.undefined if missing else ():
            say(f"    {line.id}  {line.label}")
        for stray in one.strays:
            say(f"  ▲ {stray} is defined, and no schema has it.")


@definitions.command("check")
@options.agencies
@click.pass_context
def check_definitions(ctx: click.Context, agencies: tuple[str, ...]) -> None:
    """What the rules say of definitions: missing, not confirmed, without a source, garbled, at odds with the name.

    Leaves with 0 nothing found, 1 queries only, 2 errors.
    """
    from pmr_xl.cli.codes import Leaves
    from pmr_xl.cli.words.show import show_finding, tally
    from pmr_xl.desk.definitions.checking import check_definitions as checked

    found = checked(options.desk_of(ctx), agencies)
    for finding in found:
        show_finding(finding)
    say(tally(found))
    asked = {one.severity.value for one in found if not one.waived}
    ctx.exit(Leaves.ERRORS if "error" in asked else Leaves.QUERIES if "query" in asked else Leaves.CLEAN)


@definitions.command("show")
@click.argument("indicator")
@click.pass_context
def show_definition(ctx: click.Context, indicator: str) -> None:
    """All that is said of INDICATOR (its id), and what was said before."""
    from pmr_xl.desk.definitions.listing import definition_of
    from pmr_xl.model.definitions.texts import BY_KEY, TEXTS

    agency, name, known = definition_of(options.desk_of(ctx), indicator)
    say(f"{agency} · {name}", bold=True)
    for text in TEXTS:
        if said := known.texts.get(text.key):
            say(f"{text.label + ':':<17}{said}")
    if not known.texts:
        say("Nothing is said of it yet.")
    told = known.confirmed
    say(f"Confirmed:       {f'{told.by}, {told.on}' if told else 'by nobody yet'}")
    for change in known.history:
        counts = f", counted otherwise from {change.counts} on" if change.counts else ""
        say(f"{change.on}, {change.by}: {change.why}{counts}")
        for key, before in change.was.items():
            say(f"  {BY_KEY[key].label} was: {before or '(empty)'}")


for command in (*changing.COMMANDS, *printing.COMMANDS):
    definitions.add_command(command)
