"""Several submissions at a glance: one line each, what is not received at the end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pmr_xl.cli.words.say import say
from pmr_xl.model.display.plural import plural

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.desk.received.inbox import NotLookedInto
    from pmr_xl.desk.state import SubmissionStanding
    from pmr_xl.desk.validate import Validation

_MOST_NAMED = 12  # agencies that a sentence names


def inbox_of(desk: Desk) -> tuple[Path, ...]:
    """The submissions in the office's inbox; copies and sheets of ours there are told, and what is not looked into.

    Raises:
        UsageError: the office has no inbox, or nothing is in it.
    """
    from pmr_xl.desk.received.inbox import not_looked_into, received_files
    from pmr_xl.words.remarks import copy_line

    if desk.office.built_in:
        raise click.UsageError("Without an office of your own there is no inbox: name the files.")
    there = list(received_files(desk.office.inbox))
    for one in there:
        if not one.counts:
            say(copy_line(one), err=True)
    for left in not_looked_into(desk.office.inbox):
        say(_left(left), err=True)
    files = tuple(one.path for one in there if one.counts)
    if not files:
        raise click.UsageError(f"No submission is in {desk.office.inbox}: name the files, or put them there.")
    return files


def _left(one: NotLookedInto) -> str:
    if not one.workbooks:
        return f"{one.path.name} leads to a file that is not there: skipped."
    count = f"{one.workbooks} {plural(one.workbooks, 'workbook')}"
    return f"{one.path.name} is a folder: skipped, with {count}. Name its files, or move them up."


def show_line(result: Validation, standing: SubmissionStanding) -> None:
    """One submission on one line, what else is to be known of it beneath."""
    from pmr_xl.desk.state import SubmissionState

    colour = {
        SubmissionState.UNREADABLE: "red",
        SubmissionState.NO_FORM: "red",
        SubmissionState.ERRORS: "red",
        SubmissionState.QUERIES: "yellow",
    }
    edition = "" if standing.edition is None else f"{standing.edition.report.code} {standing.edition.when}"
    version = f"v{standing.version}" if standing.version else ""
    counts = [
        f"{standing.errors} {plural(standing.errors, 'error')}",
        f"{standing.queries} {plural(standing.queries, 'query')} open",
        *([f"{standing.promised} promised"] if standing.promised else []),
        *([f"part {standing.part}"] if standing.part else []),
        *([standing.on_time] if standing.on_time else []),
    ]
    state = click.style(f"{standing.state.sign} {standing.state.value}", fg=colour.get(standing.state, "green"))
    say(f"{standing.agency or '?':<8} {edition:<13} {version:<4} {state}: {', '.join(counts)}   {result.path.name}")
    told = result.unreadable.message if result.unreadable is not None else _remark(result)
    if told:
        say(f"         {told}")


def _remark(result: Validation) -> str:
    if not result.remarks:
        return ""
    from pmr_xl.words.remarks import remark_of

    return remark_of(result)


def show_missing(desk: Desk, there: Sequence[SubmissionStanding]) -> None:
    """The agencies that have sent nothing yet, of each report that the office asks for."""
    from pmr_xl.desk.state import not_received

    for code in desk.settings.asking:
        edition = desk.edition(code)
        missing = [_awaited(one) for one in not_received(desk, edition, there)]
        if missing:
            more = f" and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
            say(f"Not received, {edition.title}: {', '.join(missing[:_MOST_NAMED])}{more}")


def _awaited(one: SubmissionStanding) -> str:
    """An agency that has sent nothing: until when it may, where it has a day of its own, and how late it is."""
    return f"{one.agency} ({one.on_time})" if one.on_time else one.agency
