"""What several commands ask for."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pmr_xl.cli.words.say import say

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.fiscal import Edition

Function = TypeVar("Function", bound=Callable[..., Any])
NAMED = "pmr_xl.files_named"  # under which a command finds how many files were named, our copies too
YEAR = 2026  # of the figures that come with the program
_MOST_NAMED = 3  # files that a sentence names


class NamedFile(click.Path):
    """A file or folder by its name. An empty one, as an unset variable leaves it, is not the folder one stands in."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path. Raises BadParameter for an empty name."""
        if not str(value).strip():
            self.fail("the name is empty.", param, ctx)
        return super().convert(value, param, ctx)


class FiscalYear(click.ParamType[int]):
    """``--year 2026``, or ``FY26``, or ``26``."""

    name = "year"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The year. Raises BadParameter where it is none, or before the first or after the last."""
        from pmr_xl.model.period import FIRST_YEAR, LAST_YEAR, year_in

        year = year_in(str(value))
        if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
            said = f"2026 and FY26 are, from {FIRST_YEAR} to {LAST_YEAR}"
            self.fail(f"“{value}” is no fiscal year: {said}.", param, ctx)
        return year


# Whether a file can be read is found where it is read: one that cannot stops no other.
FILE, FISCAL_YEAR = NamedFile(path_type=Path, readable=False), FiscalYear()


def csv_option(words: str, flag: str = "--csv", *, here: bool = True) -> Callable[[Function], Function]:
    """``--csv FILE|-``, with ``words`` as its help; ``here``: ``-`` is standard output."""
    return _text_option(flag, "csv_to" if flag == "--csv" else "", ".csv", words, here=here)


def json_option(words: str) -> Callable[[Function], Function]:
    """``--json FILE|-``, with ``words`` as its help."""
    return _text_option("--json", "json_to", ".json", words, here=True)


def _text_option(flag: str, name: str, ending: str, words: str, *, here: bool) -> Callable[[Function], Function]:
    def place(context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
        """Refused before anything is done: a submission named behind ``--json`` would be written over."""
        if value is None:
            return value
        if here and value == "-":
            if "-" in (context.params.get("csv_to"), context.params.get("json_to")):
                raise click.UsageError("One list goes to standard output, not two: name a file for --csv or --json.")
            return value
        from pmr_xl.desk.writing import require_text_place
        from pmr_xl.model.fault import Fault

        try:
            require_text_place(value, ending, here=here)
        except Fault as refused:
            raise click.UsageError(f"{refused.message} {refused.remedy}") from None
        return value

    said = [flag, name] if name else [flag]
    return click.option(*said, callback=place, metavar="FILE|-" if here else "FILE", help=words)


into = click.option("--into", type=FILE, help="Folder to write into (else the office's outbox).")


def _but_copies(context: click.Context, _argument: click.Parameter, paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Of several files those that are submissions (``inbox/*.xlsx``); our own copies and sheets are told.

    Raises:
        UsageError: all of them are ours.
    """
    context.meta[NAMED] = len(paths)
    if len(paths) <= 1:
        return paths
    from pmr_xl.desk.received.kinds import what_is
    from pmr_xl.words.remarks import copy_line

    looked_at = [what_is(path) for path in paths]
    for one in looked_at:
        if not one.counts:
            say(copy_line(one), err=True)
    kept = tuple(one.path for one in looked_at if one.counts)
    if not kept:
        originals = [path_as_typed(one.original) for one in looked_at if one.original is not None]
        more = f" … ({len(originals)} files)" if len(originals) > _MOST_NAMED else ""
        name = f": name {' '.join(originals[:_MOST_NAMED])}{more} instead" if originals else ""
        raise click.UsageError(f"These are copies and sheets of ours only, so nothing was done{name}.")
    return kept


files = click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE…", callback=_but_copies)
sheets = click.argument("files", nargs=-1, required=True, type=FILE, metavar="SHEET…")
files_or_inbox = click.argument("files", nargs=-1, type=FILE, metavar="[FILE…]", callback=_but_copies)


def _each_once(_context: click.Context, _argument: click.Parameter, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Codes in any case, each once: ``dsny DSNY`` is one agency."""
    kept: dict[str, str] = {}
    for code in codes:
        kept.setdefault(code.strip().lower(), code)
    return tuple(kept.values())


agencies = click.argument("agencies", nargs=-1, metavar="[AGENCY…]", callback=_each_once)
all_agencies = click.option("--all", "everybody", is_flag=True, help="Every agency this office has a schema for.")


def report_and_year(command: Function) -> Function:
    """``--report mmr|pmmr|cpr --year 2026 --month november``."""
    month = click.option(
        "--month",
        metavar="MONTH",
        help="Month of a monthly report: november of the fiscal year, or 2025-11, which needs no --year.",
    )
    year = click.option(
        "--year",
        type=FISCAL_YEAR,
        help=f"Fiscal year. Left out: what the office asks for, else that of the edition opened last, else {YEAR}.",
    )
    report = click.option(
        "--report",
        metavar="NAME",
        help="Which report: mmr, pmmr, cpr, or one of schemas/reports. Left out: what the office asks for, else mmr.",
    )
    return report(year(month(command)))


def day_named(_context: click.Context, _argument: click.Parameter, text: str | None) -> date | None:
    """A day as one types it: ``2026-08-14``. Raises UsageError where it is none."""
    return None if text is None else _day(text)


def day_asked(desk: Desk, edition: Edition) -> date | None:
    """The day on which forms come back, asked on a terminal; None where nobody is there, or the calendar says it."""
    if sys.stdin is None or not sys.stdin.isatty() or desk.library.forms_due(edition) is not None:
        return None
    from pmr_xl.model.fiscal import day_in_words

    question = (
        f"{edition.title} is due on {day_in_words(edition.due)}. On which day do the forms come back (2026-08-14)"
    )
    return click.prompt(question, value_proc=_day)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise click.UsageError(f"“{text}” is no day: 2026-08-14 is.") from None


def desk_of(ctx: click.Context) -> Desk:
    """The office this command is for: --office, PMR_OFFICE, the folder one stands in, or the built-in one."""
    from pmr_xl.desk.desk import Desk

    desk = Desk(ctx.find_root().params.get("office"))
    ctx.call_on_close(desk.close)
    ctx.call_on_close(lambda: _tell_forwarded(desk))
    return desk


def reading_desk_of(ctx: click.Context) -> Desk:
    """The same for a command that asks the record much and puts no other in its place: it is opened once."""
    desk = desk_of(ctx)
    ctx.with_resource(desk.opened_once())
    return desk


def folder_of(desk: Desk, into: Path | None) -> Path:
    """Where a command writes: the folder named, else the office's outbox, else ``pmr-out`` where one stands."""
    return into or (Path("pmr-out") if desk.office.built_in else desk.office.outbox)


def _tell_forwarded(desk: Desk) -> None:
    """Say that what was written has brought the record to this program's format: an older program reads it no more."""
    if (done := desk.new_format) is not None:
        kept = f"As it was it is kept as {done.kept.name}. " if done.kept is not None else ""
        say(
            f"▲ The record was brought from format {done.was} to {done.now}. {kept}Programs older "
            "than this one cannot read it any more.",
            err=True,
        )


def path_as_typed(path: Path) -> str:
    """A path as one types it: in quotes where it holds more than letters, digits and strokes."""
    return str(path) if re.fullmatch(r"[\w./\\:~+-]+", str(path)) else f'"{path}"'


def table_at(path: Path) -> Path:
    """The published table that was named: the file, else the one of that bare name that comes with the program."""
    if path.exists() or path.parent != Path():
        return path
    from pmr_xl.office import built_in_office

    shipped = built_in_office() / "schemas" / "published" / path.name
    return shipped if shipped.is_file() else path


despite = click.option(
    "--despite", multiple=True, metavar="AGENCY=WHY", help="Let what stands in the way through, by name (all=WHY)."
)
