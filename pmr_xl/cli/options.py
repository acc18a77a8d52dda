"""What several commands ask for."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pmr_xl.cli.words.say import say
from pmr_xl.model.quick.pattern import pattern

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.fiscal import Edition, Period
    from pmr_xl.office import Library

FILE = click.Path(path_type=Path)
Function = TypeVar("Function", bound=Callable[..., Any])
FIRST_YEAR, LAST_YEAR = 2003, 2099
YEAR = 2026  # of the figures that come with the program
_YEAR_AND_MONTH = pattern(r"(20\d\d)-(\d\d)", re.ASCII)
_SHORTEST = 3  # letters of a month's name
_MOST_NAMED = 3  # files that a sentence names

into = click.option("--into", type=FILE, help="Folder to write into (else the office's outbox).")


def _but_copies(_context: click.Context, _argument: click.Parameter, paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Of several files those that are submissions (``inbox/*.xlsx``); our own copies and sheets are told.

    Raises:
        UsageError: all of them are ours.
    """
    if len(paths) <= 1:
        return paths
    from pmr_xl.desk.received.kinds import what_is
    from pmr_xl.desk.received.told import of_copy

    looked_at = [what_is(path) for path in paths]
    for one in looked_at:
        if not one.counts:
            say(of_copy(one), err=True)
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
        type=click.IntRange(FIRST_YEAR, LAST_YEAR),
        help=f"Fiscal year. Left out: what the office asks for, else {YEAR}.",
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


def edition_named(desk: Desk, code: str) -> Edition:
    """The edition of a code such as ``MMR-FY26``.

    Raises:
        UsageError: it is none.
        Fault: there is no such report.
    """
    try:
        return desk.edition(code)
    except ValueError:
        raise click.UsageError(f"“{code}” is no edition: MMR-FY26, PMMR-FY27 and CPR-FY27-M05 are.") from None


def fiscal_year_named(text: str) -> Period:
    """A fiscal year as one types it: ``FY27``, ``2027``. Raises UsageError where it is none."""
    from pmr_xl.model.fiscal import Period

    named = re.fullmatch(r"(?:FY)?(?:20)?(\d\d)", text.strip(), re.ASCII | re.IGNORECASE)
    if named is None:
        raise click.UsageError(f"“{text}” is no fiscal year: FY27 and 2027 are.")
    return Period(2000 + int(named[1]))


def asked_for(desk: Desk, report: str | None) -> str | None:
    """The name of a report that is made of another's figures; None for those that agencies submit to.

    Raises:
        Fault: there is no such report; names those there are.
    """
    name = (report or "mmr").strip().lower()
    return name if desk.library.report(name).of else None


def edition_of(desk: Desk, report: str | None, year: int | None, month: str | None = None) -> Edition:
    """The edition three options name; with none of them, the one that the office asks for.

    Raises:
        UsageError: a monthly report without its month, another one with a month, or a month that is none; nothing is
            named, and the office asks for several editions.
        Fault: there is no such report, or agencies submit nothing to it.
    """
    asked = desk.settings.asking
    if (report, year, month) == (None, None, None) and asked:
        if len(asked) > 1:
            raise click.UsageError(f"This office asks for {' and '.join(asked)}: say which with --report and --year.")
        return desk.edition(asked[0])
    return desk.with_its_report(_named_edition(desk, (report or "mmr").strip().lower(), year or YEAR, month))


def _named_edition(desk: Desk, report: str, year: int, month: str | None) -> Edition:
    from pmr_xl.model.fault import Fault
    from pmr_xl.model.fiscal import Edition, Period, Span, fiscal_year_of

    kind = desk.library.report(report)
    if kind.of:
        raise Fault(
            f"{kind.title} is made of figures of {kind.of.upper()}: agencies submit nothing to it.",
            f"Say --report {kind.of}; “pmr assemble --report {report}” prints it.",
        )
    if kind.monthly is (month is None):
        wanted = "needs its month: --month november" if kind.monthly else "has no months: leave --month out"
        raise click.UsageError(f"--report {report} {wanted}.")
    if month is None:
        return Edition(kind, year)
    named = [Period(year, Span.MONTH, number) for number in range(1, 13)]
    if (dated := _YEAR_AND_MONTH.fullmatch(month.strip())) and 1 <= int(dated[2]) <= len(named):
        day = date(int(dated[1]), int(dated[2]), 1)
        named = [Period(fiscal_year_of(day), Span.MONTH, one.month) for one in named]
        found = [one for one in named if (one.last_day.year, one.last_day.month) == (day.year, day.month)]
    else:
        said = month.strip().casefold()
        found = [one for one in named if len(said) >= _SHORTEST and f"{one.last_day:%B}".casefold().startswith(said)]
    if not found:
        raise click.UsageError(f"--month {month} is no month: november, nov and 2025-11 are.")
    return Edition(kind, found[0].year, found[0].month)


despite = click.option(
    "--despite", multiple=True, metavar="AGENCY=WHY", help="Let what stands in the way through, by name (all=WHY)."
)


def reasons(desk: Desk, said: Sequence[str]) -> dict[str, str]:
    """Why tables go out nevertheless, by agency as the office writes its code; ``all`` for every one.

    Raises:
        UsageError: one of them says no reason.
        Fault: there is no such agency.
    """
    told = pairs(tuple(said), "--despite DSNY=“WHY”")
    return {name if name == "all" else desk.library.agency(name).code: why for name, why in told.items()}


def pairs(said: tuple[str, ...], shape: str) -> dict[str, str]:
    """``NAME=WHAT`` as typed, several times. Raises UsageError where one says nothing; ``shape`` shows how."""
    parts = [one.partition("=") for one in said]
    if wrong := [name for name, _, what in parts if not what.strip()]:
        raise click.UsageError(f"“{wrong[0]}” says nothing behind a =: {shape}.")
    return {name.strip(): what.strip() for name, _, what in parts}


def chosen_agencies(desk: Desk, named: Sequence[str], *, everybody: bool, edition: Edition | None = None) -> list[str]:
    """The agencies asked for, as an edition's own schemas call them; all are those that it is about.

    Raises UsageError where none is named.
    """
    if everybody:
        library = desk.library if edition is None else desk.library_of(edition)
        return list(library.agencies() if edition is None else library.agencies_of(edition))
    if not named:
        raise click.UsageError("Name at least one agency (DSNY NYPD …), or say --all.")
    return agency_codes(desk, named, edition)


def agency_codes(desk: Desk, named: Sequence[str], edition: Edition | None = None) -> list[str]:
    """The codes of agencies that were typed in any case, each once, as an edition's own schemas call them."""
    library = desk.library if edition is None else desk.library_of(edition)
    return list(dict.fromkeys(_called(desk, library, one) for one in named))


def _called(desk: Desk, library: Library, code: str) -> str:
    """An agency's code in some schemas; what was typed, where they do not know it."""
    there = library.find_agency(code)
    if there is None and (now := desk.library.find_agency(code)) is not None:
        there = library.find_agency(now.slug)
    return code if there is None else there.code
