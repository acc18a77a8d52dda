"""How the command line shows things: findings for people, progress on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from pmr_xl.cli.words.say import say
from pmr_xl.desk.desk import Progress, silent
from pmr_xl.desk.validate import Validation
from pmr_xl.model.display.plural import plural
from pmr_xl.model.finding import Finding, Severity, counts, visible_text

if TYPE_CHECKING:
    from pmr_xl.books.marking.repairer import RepairReport
    from pmr_xl.desk.rehearse import Rehearsal
    from pmr_xl.forms.review_copy.repairs_sheet import Repaired
    from pmr_xl.record import Accepted, Decision, LeftOpen, Stated
    from pmr_xl.record.findings import KeptFinding

COLOURS = {Severity.ERROR: "red", Severity.QUERY: "yellow", Severity.INFO: "blue"}
ASKED = {
    Severity.ERROR: ("error to correct", "errors to correct"),
    Severity.QUERY: ("query to correct or explain", "queries to correct or explain"),
    Severity.INFO: ("thing to know", "things to know"),
}
_PRINT = 8  # digits of a SHA-256 that tell an office's files apart
_NARROWEST = 40  # columns: a terminal that says less does not say its width


@contextmanager
def progress_bar(what: str) -> Iterator[Progress]:
    """A bar on a terminal, nothing elsewhere. Interrupting it is safe: files appear only when whole."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description:<28}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what)
        yield lambda done, total, item: bar.update(task, completed=done, total=total, description=f"{what} {item}")


def tally(findings: tuple[Finding, ...]) -> str:
    """``✕ 3 errors to correct · ▲ 5 queries to correct or explain · ✎ 2 explained``, or that nothing is to do."""
    number = counts(finding for finding in findings if not finding.explained)
    parts = []
    for severity, (one, many) in ASKED.items():
        count = number[severity.value]
        if count:
            text = f"{severity.sign[0]} {count} {one if count == 1 else many}"
            parts.append(click.style(text, fg=COLOURS[severity], bold=True))
    if explained := sum(finding.explained for finding in findings):
        parts.append(click.style(f"✎ {explained} explained", fg="green"))
    if number["waived"]:
        parts.append(f"● {number['waived']} waived")
    if number["office"]:
        parts.append(f"◆ {number['office']} for the office")
    return " · ".join(parts) or click.style("✓ Nothing to correct", fg="green", bold=True)


def show_validation(result: Validation, *, most: int) -> None:
    """One file: what it is, what was found, where the review copy is."""
    say(result.path.name, bold=True, nl=False)
    if result.unreadable is not None:
        say()
        say(f"  {click.style('✕ Cannot be read:', fg='red', bold=True)} {result.unreadable.message}")
        _lines(result.unreadable.remedy, "    → ")
        return
    if result.submission is not None:
        edition, chapter = result.submission.edition, result.submission.chapter
        say(f"   {chapter.agency} · {edition.title} · {len(result.submission.entries)} indicators")
    else:
        say()
    say(f"  {tally(result.findings)}")
    told = sorted(
        result.findings, key=lambda finding: (bool(finding.waived), finding.severity.rank, finding.for_office)
    )
    for finding in told[:most]:
        if not finding.waived or len(told) <= most:
            show_finding(finding)
    if len(told) > most:
        where = "in the review copy (or --all)" if result.review is not None else "(--all shows them)"
        say(f"  … and {len(told) - most} more {where}.")
    if (fixes := sum(finding.repair is not None for finding in told)) > 1:
        name = result.path.name
        say(f"  {fixes} suggested fixes: “pmr repair {name}” shows them, and with --apply makes them in a copy.")
    if result.review is not None:
        say(f"  Review copy: {result.review}")
    if result.remarks:
        from pmr_xl.words.remarks import remark_of

        _lines(remark_of(result), "  ")


def _lines(text: str, indent: str) -> None:
    """A sentence behind its indent; on a terminal in lines of its width, so that none begins in the first column."""
    lines = [f"{indent}{text}"]
    if sys.stdout is not None and sys.stdout.isatty():
        from shutil import get_terminal_size
        from textwrap import wrap

        if (width := get_terminal_size().columns) >= _NARROWEST:
            lines = wrap(
                text, width, initial_indent=indent, subsequent_indent=" " * len(indent), break_on_hyphens=False
            )
    say("\n".join(lines))


def show_finding(finding: Finding) -> None:
    """One finding: sign, rule, place, indicator; what is wrong; how to correct it."""
    sign = click.style(finding.severity.sign[0], fg=COLOURS[finding.severity], bold=True)
    explained = click.style("  explained", fg="green") if finding.explained else ""
    explained += click.style("  for the office", dim=True) if finding.for_office else ""
    say(f"  {sign} {finding.rule}  {finding.place:<18} {finding.indicator}{explained}")
    _lines(finding.message, "      ")
    if finding.remedy or finding.waived:
        _lines(finding.waived or finding.remedy, "      → ")


def show_kept(found: list[KeptFinding]) -> None:
    """Findings about imported tables: sign, rule, agency, file, row, column; what is wrong; how to correct it."""
    for one in found:
        severity = Severity(one.severity)
        sign = click.style(severity.sign[0], fg=COLOURS[severity], bold=True)
        column = f", column {one.column} ({one.heading})" if one.heading else ""
        say(f"{sign} {one.rule}  {one.agency}  {one.file}, row {one.row}{column}  {one.indicator}")
        _lines(one.message, "    ")
        _lines(one.waived or one.remedy, "    → ")
    say(f"{len(found)} {plural(len(found), 'finding')} about imported tables.")


def show_repairs(told: RepairReport | list[Repaired]) -> None:
    """Repairs offered or made: place, old value with its invisible characters drawn, new value, why it is safe."""
    made = told if isinstance(told, list) else told.done
    whole: set[int] = set()  # findings whose one repair sets the formats of many cells
    for one in made:
        repair = one.finding.repair
        if repair is not None and repair.formats:
            if id(repair) not in whole:
                whole.add(id(repair))
                say(f"  {one.finding.place:<18} {repair.new}   {repair.why}")
            continue
        new = f"{one.new:.15g}" if isinstance(one.new, float) else one.new
        say(f"  {one.where!s:<18} {visible_text(one.old)} → {new}   {one.why}")
    if isinstance(told, list):
        fixes = f"{len(made)} suggested {plural(len(made), 'fix', 'fixes')}"
        say(f"{fixes}; --apply makes them in a copy." if made else "No fix is suggested.")
        return
    for where, why in told.refused:
        say(f"  {where!s:<18} left alone: {why}")
    say(f"{len(made)} repaired in {told.target}" if told.target else "Nothing was repaired; no file was written.")


def made_of(one: Stated) -> str:
    """What a percentage was said to be made of: ``300 ÷ 2,000``; empty where nobody said."""
    return "" if one.denominator is None else f"{one.numerator:,} ÷ {one.denominator:,}"


def show_history(
    stated: list[Stated], decided: list[Decision], left_open: Sequence[tuple[Accepted, LeftOpen]] = ()
) -> None:
    """Every figure of an indicator with its source; below them queries left open and decisions."""
    for one in stated:
        mark, shown = "✓" if one.in_force else " ", one.printed or str(one.figure)
        version = "" if one.version is None else f", version {one.version}"
        program = f" with pmr_xl {one.program}" if one.program else ""
        reason = "".join(f" · {text}" for text in (made_of(one), one.reason, one.withdrawn) if text)
        say(
            f"{mark} {one.period.label:<12} {one.kind.value:<7} {shown:>14}  "
            f"{one.edition.title}, {one.file}{version}, {one.place}"
        )
        taken = f"SHA-256 {one.sha256[:_PRINT]}…, by {one.who} on {one.at[:10]}{program}{reason}"
        say(f"  {'':<12} {'':<7} {'':>14}  {taken}")
    for taken_in, query in left_open:
        say(
            f"▲ {query.rule}, {query.place}: open when {taken_in.edition.title}, version {taken_in.version}, "
            f"was accepted by {taken_in.who} on {taken_in.at[:10]} despite it: {taken_in.despite}"
        )
    for each in decided:
        note = f": {said}" if (said := each.content[1]) else ""
        on = f" on the submission SHA-256 {each.submission[:_PRINT]}…" if each.submission else ""
        say(f"● {each.edition.title}: {each.decision or 'open again'}{note}, by {each.who} on {each.at[:10]}{on}")


def show_rehearsal(told: Rehearsal, *, examples: bool, profile: bool) -> None:
    """What each rule found: how often, how much of it is new, in which agencies; places and cost where asked for."""
    say(f"{told.cases} {plural(told.cases, 'submission')}, {told.rows:,} indicators")
    for reason in told.skipped:
        say(f"  left out: {reason}")
    for tally in told.tallies:
        if not tally.count and not examples:
            continue
        agencies = ", ".join(f"{code} {count}" for code, count in tally.agencies.most_common(8))
        answered = f" ({tally.explained} explained)" if tally.explained else ""
        new = f" ({tally.new} new)" if tally.new else ""
        say(f"{tally.code}{' (beta)' if tally.beta else ''} {tally.count:>5}{new}{answered}  {agencies}")
        for name, finding in tally.examples if examples else ():
            say(f"    {name}, {finding.place}: {finding.message}")
    if any(tally.new for tally in told.tallies):
        say("New is what this office's settings let through today: rules off or weighed otherwise, waivers.")
    quiet = sum(not tally.count for tally in told.tallies)
    if quiet and not examples:
        say(f"{quiet} rules are quiet.")
    if profile:
        show_costs(told)


def show_costs(told: Rehearsal) -> None:
    """What each rule cost, the dearest first; rules that were never asked come last."""
    from pmr_xl.rules import rulebook

    total = sum(cost.seconds for cost in told.costs.values())
    say(f"Cost of each rule over {told.rows:,} indicators in {told.cases} submissions; {total * 1000:.0f} ms in all")
    for code, cost in sorted(told.costs.items(), key=lambda item: -item[1].seconds):
        say(f"  {code}  {cost.seconds * 1000:8.1f} ms  {cost.calls:>7,} calls")
    for code in sorted(rulebook().keys() - told.costs.keys()):
        say(f"  {code}  not asked: nothing of its kind was met")
