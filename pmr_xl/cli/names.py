"""What the words of a command name: an edition, a fiscal year, agencies, a report that is made of another's figures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from pmr_xl.cli.options import YEAR
from pmr_xl.cli.words.say import say
from pmr_xl.model.quick.pattern import pattern

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.fiscal import Edition, Period
    from pmr_xl.office import Library

_YEAR_AND_MONTH = pattern(r"(20\d\d)-(\d\d)", re.ASCII)
_SHORTEST = 3  # letters of a month's name


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
    from pmr_xl.model.period import year_in

    year = year_in(text)
    if year is None:
        raise click.UsageError(f"“{text}” is no fiscal year: FY27 and 2027 are.")
    return Period(year)


def rule_code(text: str) -> str:
    """The code of a rule as one types it: ``TYP-001``, ``typ-1``. Raises Fault where there is no such rule."""
    from difflib import get_close_matches

    from pmr_xl.model.fault import Fault
    from pmr_xl.rules import rulebook

    book, code = rulebook(), text.strip().upper()
    if typed := re.fullmatch(r"([A-Z]{3})[- ]?(\d{1,3})", code, re.ASCII):
        code = f"{typed[1]}-{int(typed[2]):03}"
    if code not in book:
        near = get_close_matches(code, book, 1)
        raise Fault(f"There is no rule {text}.", f"Is {near[0]} meant?" if near else "“pmr rules” lists them all.")
    return code


def asked_for(desk: Desk, report: str | None) -> str | None:
    """The name of a report that is made of another's figures; None for those that agencies submit to.

    Raises:
        Fault: there is no such report; names those there are.
    """
    name = (report or "mmr").strip().lower()
    return name if desk.library.report(name).of else None


def edition_of(desk: Desk, report: str | None, year: int | None, month: str | None = None) -> Edition:
    """The edition three options name; with none of them, the one that the office asks for, else the one opened last.

    Raises:
        UsageError: a monthly report without its month, another one with a month, or a month that is none, or one of
            another year than the one named; nothing is named, and the office asks for several editions.
        Fault: there is no such report, or agencies submit nothing to it.
    """
    asked = desk.settings.asking
    if (report, year, month) == (None, None, None) and asked:
        if len(asked) > 1:
            raise click.UsageError(f"This office asks for {' and '.join(asked)}: say which with --report and --year.")
        return desk.edition(asked[0])
    last = None if year is not None else _opened_last(desk)
    if last is not None and (report, month) == (None, None):
        return desk.with_its_report(last)
    meant = year or (YEAR if last is None else last.year)
    edition = _named_edition(desk, (report or "mmr").strip().lower(), meant, month)
    if year is not None and edition.year != year:
        raise click.UsageError(f"--month {month} is of fiscal {edition.year}, and --year says {year}: say one of them.")
    return desk.with_its_report(edition)


def year_left_out(desk: Desk) -> int:
    """The fiscal year where none is said: that of the edition opened last."""
    last = _opened_last(desk)
    return YEAR if last is None else last.year


def _opened_last(desk: Desk) -> Edition | None:
    """The report that was opened last; a month is always named."""
    if desk.office.built_in:
        return None
    from pmr_xl.record import Milestone

    opened = [one.edition for one in desk.record.edition_events() if one.what is Milestone.OPENED]
    return next((one for one in reversed(opened) if not one.monthly), None)


def tell_early(edition: Edition, day: date | None) -> None:
    """Say that forms cannot come back before their period is over: a slip of the year is seen by nobody else."""
    if day is not None and day <= edition.submitted_period.last_day:
        from pmr_xl.model.fiscal import day_in_words

        last = day_in_words(edition.submitted_period.last_day)
        say(f"▲ {day_in_words(day)} is not after {last}, when what is asked for ends. Is another day meant?", err=True)


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


def pairs(said: tuple[str, ...], shape: str) -> dict[str, str]:
    """``NAME=WHAT`` as typed, several times. Raises UsageError where one says nothing; ``shape`` shows how."""
    parts = [one.partition("=") for one in said]
    if wrong := [name for name, _, what in parts if not what.strip()]:
        raise click.UsageError(f"“{wrong[0]}” says nothing behind a =: {shape}.")
    return {name.strip(): what.strip() for name, _, what in parts}


def reasons(desk: Desk, said: Sequence[str]) -> dict[str, str]:
    """Why tables go out nevertheless, by agency as the office writes its code; ``all`` for every one.

    Raises:
        UsageError: one of them says no reason.
        Fault: there is no such agency.
    """
    told = pairs(tuple(said), "--despite DSNY=“WHY”")
    return {name if name == "all" else desk.library.agency(name).code: why for name, why in told.items()}


def refuse_idle_reasons(desk: Desk, why: Mapping[str, str], asked: Sequence[str], edition: Edition) -> None:
    """See that each reason is of an agency that is asked for; all are where none is named. Raises UsageError."""
    idle = [name for name in why if name != "all" and not {name, *agency_codes(desk, [name], edition)} & set(asked)]
    if asked and idle:
        those = f"{', '.join(idle)} {'is' if len(idle) == 1 else 'are'}"
        raise click.UsageError(f"{those} not asked for here: --despite {idle[0]}=… would change nothing. Leave it out.")


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
