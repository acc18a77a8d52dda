"""pmr schema definitions change, confirm, proposed, take."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pmr_xl.cli import names, options
from pmr_xl.cli.codes import Leaves
from pmr_xl.cli.words.say import say
from pmr_xl.model.definitions.texts import BY_KEY, TEXTS

if TYPE_CHECKING:
    from pmr_xl.desk.definitions.proposals import ProposalLeft, Proposed
    from pmr_xl.desk.definitions.saying import DefinitionSaid
    from pmr_xl.model.finding import Finding

_STANDS = {
    "new": "",
    "taken": " (the office says it so already)",
    "crossed": " (the office has changed it since the form was made)",
}


def _texts(command: Any) -> Any:
    """An option for each text of a definition."""
    for one in reversed(TEXTS):
        command = click.option(f"--{one.key}", metavar="TEXT", help=one.asks)(command)
    return command


@click.command("change")
@click.argument("indicator")
@_texts
@click.option("--why", required=True, help="What the definition's history says of the change.")
@click.option("--counts-from", "counts", metavar="FY27", help="It is counted otherwise from that fiscal year on.")
@click.pass_context
def change(ctx: click.Context, /, indicator: str, why: str, counts: str | None, **texts: str | None) -> None:
    """Change texts of the definition of INDICATOR (its id); the former ones stay in its history.

    With --counts-from the series breaks there, as “pmr schema redefine” does it; without it only the words change.
    """
    from pmr_xl.desk.definitions.saying import change_definition

    said = {key: text for key, text in texts.items() if text is not None}
    year = names.fiscal_year_named(counts) if counts else None
    _tell(change_definition(options.desk_of(ctx), indicator, said, why, year), "changed")


@click.command("confirm")
@click.argument("named", nargs=-1, required=True, metavar="ID|AGENCY…")
@click.option("--by", default="", metavar="NAME", help="Who says that they are right; you, where left out.")
@click.option("--but", multiple=True, metavar="ID", help="Leave this indicator out; may be repeated.")
@click.pass_context
def confirm(ctx: click.Context, named: tuple[str, ...], by: str, but: tuple[str, ...]) -> None:
    """Note that definitions are right as they stand today: of indicators, or of whole agencies."""
    from pmr_xl.desk.definitions.saying import confirm_definitions

    _tell(confirm_definitions(options.desk_of(ctx), named, by, but), "confirmed")


def _tell(done: DefinitionSaid, word: str) -> None:
    ids = done.indicators
    breaks = " The series breaks there: nothing is compared across it." if done.breaks else ""
    say(f"✓ {ids[0] if len(ids) == 1 else f'{len(ids)} definitions'} {word}.{breaks}")
    for path in done.files:
        say(f"  {path}")


@click.command("proposed")
@options.files
@click.pass_context
def list_proposed(ctx: click.Context, files: tuple[Path, ...]) -> None:
    """List what agencies propose on the sheet Definitions of their forms. Nothing is taken over."""
    from pmr_xl.desk.definitions.checking import check_proposed
    from pmr_xl.desk.definitions.proposals import proposed_in

    desk = options.desk_of(ctx)
    for path in files:
        told = proposed_in(desk, path)
        _show(told, check_proposed(desk, told))


def _show(told: Proposed, found: Sequence[Finding]) -> None:
    say(f"{told.file.name}: {len(told.texts)} texts proposed, {len(told.confirmed)} indicators confirmed.", bold=True)
    for one in told.texts:
        say(f"{one.place}  {one.indicator}, {BY_KEY[one.key].label}{_STANDS[one.standing.value]}")
        say(f"    was: {one.sent or '(empty)'}")
        say(f"    now: {one.said or '(empty)'}")
        if one.standing.value == "crossed":
            say(f"    the office: {one.now or '(empty)'}")
    for finding in found:
        say(f"▲ {finding.rule} {finding.message} {finding.remedy}")
    for stranger in told.strange:
        say(f"▲ The sheet names “{stranger}”, which is no indicator of {told.agency}.")


@click.command("take")
@options.files
@click.option("--only", multiple=True, metavar="ID", help="Take over what is said of this indicator alone.")
@click.option("--but", multiple=True, metavar="ID", help="Leave this indicator out; may be repeated.")
@click.option("--why", default="", help="What the history says; “as NAME proposed in FILE” where left out.")
@click.pass_context
def take(ctx: click.Context, files: tuple[Path, ...], only: tuple[str, ...], but: tuple[str, ...], why: str) -> None:
    """Take over what agencies propose on the sheet Definitions of their forms, and what they confirm.

    A text that the office has changed since the form was made is taken only where --only names its indicator.
    """
    from pmr_xl.desk.definitions.proposals import proposed_in, take_over

    desk, left = options.desk_of(ctx), 0
    for path in files:
        told = proposed_in(desk, path)
        done = take_over(desk, told, why or f"as {told.agency} proposed in {path.name}", only, but)
        say(f"✓ {path.name}: {len(done.texts)} texts taken over, {len(done.confirmed)} indicators confirmed.")
        for one in done.left:
            say(f"Left, {one.indicator}: {_why_left(one)}. “--only {one.indicator}” takes it over.")
        left += len(done.left)
    ctx.exit(Leaves.LEFT_OUT if left else Leaves.CLEAN)


def _why_left(one: ProposalLeft) -> str:
    if one.crossed:
        return f"the office has changed the {one.crossed} since the form was made"
    return "it is confirmed, and says nothing"


@click.command("drafts")
@options.agencies
@click.option("--write", is_flag=True, help="Write them into the definitions; forms ask for both figures then.")
@click.option("--but", multiple=True, metavar="ID", help="Leave this indicator out; may be repeated.")
@click.pass_context
def drafts(ctx: click.Context, agencies: tuple[str, ...], but: tuple[str, ...], *, write: bool) -> None:
    """Draft numerator and denominator of percentages from their definitions' own words.

    Nothing changes until --write: forms then ask for both figures, and check the percentage by them.
    """
    from pmr_xl.desk.definitions.drafting import drafted_ratios, write_ratios

    desk = options.desk_of(ctx)
    found = list(drafted_ratios(desk, agencies))
    for one in found:
        say(f"{one.line.agency}  {one.line.id}")
        say(f"    numerator:   {one.drafted.numerator}")
        say(f"    denominator: {one.drafted.denominator}")
    for path in write_ratios(desk, found, but) if write else ():
        say(f"  {path}")
    say(f"{len(found)} drafts{'' if write else '; --write takes them over, --but ID leaves one out'}.")


COMMANDS = (change, confirm, drafts, list_proposed, take)
