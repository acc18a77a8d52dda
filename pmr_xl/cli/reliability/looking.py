"""pmr reliability set, list, coverage."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pmr_xl.cli import names, options
from pmr_xl.cli.reliability.group import reliability
from pmr_xl.cli.words.say import give, say

if TYPE_CHECKING:
    from pmr_xl.desk.reliability.coverage import ReliabilityCoverage
    from pmr_xl.model.reliability.assessment import ReliabilityClass

Function = TypeVar("Function", bound=Callable[..., Any])
_TOLD = (
    ("looked", "What was looked at: a sample, source documents, a recomputation."),
    ("recomputed", "The figure as its source gives it, as the report prints it."),
    ("accuracy", "How exact it has to be for its use."),
    ("limits", "What limits it at that."),
    ("compensation", "How that is made up for."),
    ("action", "What was agreed; it becomes a commitment of the agency."),
    ("due", "By when: 2027-03-31, “March 2027”."),
    ("owner", "Who does it."),
)


def _fields(command: Function) -> Function:
    for name, meaning in reversed(_TOLD):
        command = click.option(f"--{name}", default="", metavar="TEXT", help=meaning)(command)
    return command


@reliability.command("set")
@click.argument("indicator")
@click.argument("year", metavar="FY26")
@click.argument("verdict", metavar="CLASS")
@_fields
@click.option("--by", default="", metavar="NAME", help="Who looked; you, where left out.")
@click.pass_context
def set_class(ctx: click.Context, /, indicator: str, year: str, verdict: str, by: str, **told: str) -> None:
    """Note a look at the figure of INDICATOR (its id) of a fiscal year, and the CLASS it gave.

    CLASS is certified, certified with qualification, factors prevented certification, or inaccurate.
    """
    from pmr_xl.desk.reliability.looking import class_named, note_look

    desk = options.desk_of(ctx)
    period = names.fiscal_year_named(year)
    done = note_look(desk, indicator, period, class_named(verdict), {**told, "who": by})
    followed = f" {done.commitment}: {done.action}" if done.commitment else ""
    say(f"{done.verdict.sign} {done.indicator}, {done.year}: {done.verdict.value}.{followed}")


@reliability.command("list")
@options.agencies
@click.option("--year", "named", required=True, metavar="FY26", help="Whose figures: the fiscal year.")
@click.option("--class", "verdict", default="", metavar="CLASS", help="Only those of that class.")
@click.option("--all", "everything", is_flag=True, help="Those too that nobody looked at.")
@click.pass_context
def list_looks(ctx: click.Context, agencies: tuple[str, ...], named: str, verdict: str, *, everything: bool) -> None:
    """List who looked at which figure of a year, and what it gave."""
    from pmr_xl.desk.reliability.looking import class_named, looked_at

    wanted = class_named(verdict) if verdict else None
    year, told = names.fiscal_year_named(named), False
    for one in looked_at(options.reading_desk_of(ctx), agencies, year):
        if not (everything or one.look) or wanted not in (None, one.verdict):
            continue
        told = True
        say(f"{one.verdict.sign} {one.line.agency:<8} {one.line.id}  {one.verdict.value}")
        if one.look is not None:
            say(f"    {one.look.who}, {one.look.at[:10]}: {one.look.looked}")
            found = f", from its source {one.look.recomputed}" if one.look.recomputed else ""
            say(f"    reported {one.look.reported or 'nothing'}{found}")
            for label, text in (("limits", one.look.limits), ("action", one.look.action)):
                if text:
                    say(f"    {label}: {text}{f' ({one.look.commitment})' if label == 'action' else ''}")
            if one.changed_since:
                say(f"    ▲ It is {one.figure or 'not there'} now: what was looked at is another figure.")
    if not told:
        say(f"There is no such look at a figure of {year.label}. “pmr reliability sample” draws some to look at.")


@reliability.command("coverage")
@options.agencies
@click.option("--year", "named", default="", metavar="FY26", help="That fiscal year alone.")
@click.option("--csv", "as_csv", is_flag=True, help="Give it as CSV.")
@click.pass_context
def show_coverage(ctx: click.Context, agencies: tuple[str, ...], named: str, *, as_csv: bool) -> None:
    """How many figures were looked at, by agency and year, and what that gave."""
    from pmr_xl.desk.reliability.coverage import coverage
    from pmr_xl.desk.writing import csv_text
    from pmr_xl.model.reliability.assessment import ReliabilityClass

    year = names.fiscal_year_named(named) if named else None
    found = list(coverage(options.reading_desk_of(ctx), agencies, year))
    if as_csv:
        words = [one.value for one in ReliabilityClass]
        head = ("agency", "year", "indicators", "looked_at", "critical", "critical_looked_at", *words)
        give(csv_text([head, *(_row(one) for one in found)], mark=False))
        return
    if not found:
        say("Nobody has looked at a figure yet. “pmr reliability sample” draws some.")
    for one in found:
        say(_told(one))


def _row(one: ReliabilityCoverage) -> tuple[object, ...]:
    counts = (one.indicators, one.looked_at, one.critical, one.critical_looked_at)
    return (one.agency, one.year, *counts, *one.classes.values())


def _told(one: ReliabilityCoverage) -> str:
    classes = ", ".join(f"{each.sign} {count} {each.value}" for each, count in _met(one))
    told = f"{one.agency:<14}{one.year}  {one.looked_at} of {one.indicators} looked at"
    critical = f" ({one.critical_looked_at} of {one.critical} critical)" if one.critical else ""
    return f"{told}{critical}{': ' if classes else '.'}{classes}"


def _met(one: ReliabilityCoverage) -> list[tuple[ReliabilityClass, int]]:
    return [(each, count) for each, count in list(one.classes.items())[:-1] if count]
