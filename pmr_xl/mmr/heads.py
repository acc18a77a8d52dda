"""Which columns a printed table has, what it is called, and under what it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pmr_xl.mmr.printed import Head, PrintedTable
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.line import Line

CUSTOMER_SERVICE = "AGENCY CUSTOMER SERVICE"
INDICATORS = "Performance Indicators"
_CUSTOMER_TABLES = ("Customer Experience", "Response to 311 Service Requests (SRs)")
_WORDS = 5  # of a goal without an id
_NOT_A_WORD = re.compile(r"[^A-Za-z0-9]+")


def heads(edition: Edition, *, resources: bool = False) -> tuple[Head, ...]:
    """The columns of a table of indicators or resources, as the edition's report prints them."""
    columns = edition.report.resources if resources else edition.report.printed_columns
    word = "Plan" if resources else "Target"
    if "planned" in columns:  # beside what was planned before, this year's plan is the updated one
        word = f"Updated {word}"
    return tuple(head for column in columns for head in _HEADS[column](edition, word))


def _actual(edition: Edition, _word: str) -> Iterator[Head]:
    """Full years, the report's own the last where it is one."""
    years = edition.full_years[len(edition.full_years) - edition.report.printed_years :]
    for year in (*years, *((edition.submitted_period,) if edition.report.whole_year else ())):
        yield Head(f"actual:{year.code}", "Actual", year.code)


def _target(edition: Edition, word: str) -> Iterator[Head]:
    this, following = edition.target_years
    yield Head(f"target:{this.code}", word, this.code)
    if not edition.monthly:
        yield Head(f"target:{following.code}", word.removeprefix("Updated "), following.code)


def _planned(edition: Edition, _word: str) -> Iterator[Head]:
    """What was planned for this year before: the report beside this one says so."""
    if edition.beside is not None:
        this, then = edition.target_years[0].code, edition.beside.due
        yield Head(f"planned:{this}", f"{_MONTHS[then.month - 1]} {then.year} {edition.beside.report.code} Plan", this)


def _part(edition: Edition, _word: str) -> Iterator[Head]:
    """The report's own part of a year, that of last year before it."""
    for period in (edition.last_year, edition.submitted_period):
        yield Head(f"actual:{period.code}", f"{period.month}-Month Actual", Period(period.year).code)


def _month(edition: Edition, _word: str) -> Iterator[Head]:
    """The month, then the same month last year."""
    for period in (edition.submitted_period, edition.last_year):
        yield Head(f"actual:{period.code}", "Month", period.label)


def _to_date(edition: Edition, _word: str) -> Iterator[Head]:
    """The year to date up to that month, then last year's up to the same."""
    if edition.to_date is not None:
        for period in (edition.to_date, edition.to_date.back()):
            yield Head(f"actual:{period.code}", "Year to Date", Period(period.year).code)


def _change(edition: Edition, _word: str) -> Iterator[Head]:
    """Against the same period last year: in percent, of percentages in percentage points (V2, V3)."""
    yield Head("change", "Change on", edition.last_year.label, numeric=False)


def _status(edition: Edition, _word: str) -> Iterator[Head]:
    """Against the year's target where a year is reported; of part of a year against the same part last year (V6)."""
    this = edition.target_years[0].code
    against = f"{this} Target" if edition.report.whole_year else edition.last_year.label
    yield Head("status", "Status against", against, numeric=False)


def _trend(_edition: Edition, _word: str) -> Iterator[Head]:
    yield Head("trend", "Trend", "5-Year", numeric=False)


def _direction(_edition: Edition, _word: str) -> Iterator[Head]:
    yield Head("direction", "Desired", "Direction", numeric=False)


_HEADS = {
    "actual": _actual,
    "target": _target,
    "planned": _planned,
    "part": _part,
    "month": _month,
    "to_date": _to_date,
    "change": _change,
    "status": _status,
    "trend": _trend,
    "direction": _direction,
}
# As the report shortens months.
_MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


def budget_heads(edition: Edition) -> tuple[Head, ...]:
    """The columns of the table of units of appropriation."""
    spent, budget = Period(edition.year - 1).code, Period(edition.year).code
    return (
        Head(f"actual:{spent}", "Expenditures", f"{spent} ($000,000)"),
        Head(f"target:{budget}", edition.report.budget, f"{budget} ($000,000)"),
        Head("goals", "", f"Applicable {edition.report.code} Goals", numeric=False),
    )


def section_and_heading(name: str) -> tuple[str, str]:
    """Section and first column heading of a table outside services: customer service has two tables in one section."""
    own = next((own for own in _CUSTOMER_TABLES if own in name), "")
    if own:
        return CUSTOMER_SERVICE, own
    return ("", name) if name == INDICATORS else (name, INDICATORS)


def range_name(agency: str, name: str) -> str:
    """A defined name Excel takes: letters, digits and underlines (``pmr_DSNY_1a``)."""
    return f"pmr_{_NOT_A_WORD.sub('_', agency)}_{_key(name)}"


def range_of(chapter: Chapter, line: Line) -> str:
    """The name of the range in which a line's table is printed: by the id of its goal or table, wherever that stands.

    Where a schema gives no ids at all the place names it, as it did before there were any; beside others that have one,
    the words of a goal do.
    """
    if line.table_id:
        slug = chapter.slug or _NOT_A_WORD.sub("", chapter.agency).lower()
        return range_name(chapter.kept_as or chapter.agency, line.table_id.removeprefix(f"{slug}-"))
    if not line.goal_no:
        return range_name(chapter.kept_as or chapter.agency, table_key(line.heading))
    named = any(one.table_id for one in chapter.lines)
    return range_name(
        chapter.kept_as or chapter.agency, " ".join(line.goal.split()[:_WORDS]) if named else line.goal_no
    )


def table_key(name: str) -> str:
    """By what a table outside services is named: ``agency_wide_management``."""
    section, first_head = section_and_heading(name)
    return _key(first_head if section in ("", CUSTOMER_SERVICE) else name)


def _key(name: str) -> str:
    return _NOT_A_WORD.sub("_", name).strip("_").lower()


def with_unique_names(tables: Iterable[PrintedTable]) -> Iterator[PrintedTable]:
    """The tables, the second of one name numbered: a chapter may print “Customer Experience” twice."""
    seen: Counter[str] = Counter()
    for table in tables:
        seen[table.range_name] += 1
        count = seen[table.range_name]
        yield replace(table, range_name=f"{table.range_name}_{count}") if count > 1 else table
