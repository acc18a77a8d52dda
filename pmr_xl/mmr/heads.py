"""Which columns a printed table has, what it is called, and under what it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pmr_xl.mmr.printed import Head, PrintedTable
from pmr_xl.model.fiscal import Edition, Period, Report
from pmr_xl.model.schema.chapter import Chapter, Line

CUSTOMER_SERVICE = "AGENCY CUSTOMER SERVICE"
INDICATORS = "Performance Indicators"
_CUSTOMER_TABLES = ("Customer Experience", "Response to 311 Service Requests (SRs)")
_WORDS = 5  # of a goal without an id
_NOT_A_WORD = re.compile(r"[^A-Za-z0-9]+")


def heads(edition: Edition, *, resources: bool = False) -> tuple[Head, ...]:
    """The columns of a table of indicators or resources, as this report prints them."""
    this, following = edition.target_years
    years = [Head(f"actual:{year.code}", "Actual", year.code) for year in edition.full_years]
    word = "Plan" if resources else "Target"
    targets = [Head(f"target:{year.code}", word, year.code) for year in (this, following)]
    if edition.report is Report.MMR:
        years.append(Head(f"actual:{this.code}", "Actual", this.code))
        trend = Head("trend", "Trend", "5-Year", numeric=False)
        if resources:
            return (*years, *targets, trend)
        return (*years, *targets, trend, Head("direction", "Desired", "Direction", numeric=False))
    if resources:
        september = Head(f"planned:{this.code}", f"Sept. {this.year - 1} MMR Plan", this.code)
        targets = [september, Head(targets[0].key, "Updated Plan", this.code), targets[1]]
    part = edition.submitted
    parts = [
        Head(f"actual:{period.code}", f"{period.month}-Month Actual", Period(period.year).code)
        for period in (part.back(), part)
    ]
    return (*years, *targets, *parts)


def budget_heads(edition: Edition) -> tuple[Head, ...]:
    """The columns of the table of units of appropriation."""
    final = edition.report is Report.MMR
    spent, budget = Period(edition.year - 1).code, Period(edition.year).code
    return (
        Head(f"actual:{spent}", "Expenditures", f"{spent} ($000,000)"),
        Head(f"target:{budget}", "Modified Budget" if final else "Financial Plan", f"{budget} ($000,000)"),
        Head("goals", "", f"Applicable {edition.report.value.upper()} Goals", numeric=False),
    )


def place(name: str) -> tuple[str, str]:
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
        return range_name(chapter.agency, line.table_id.removeprefix(f"{slug}-"))
    if not line.goal_no:
        return range_name(chapter.agency, table_key(line.heading))
    named = any(one.table_id for one in chapter.lines)
    return range_name(chapter.agency, " ".join(line.goal.split()[:_WORDS]) if named else line.goal_no)


def table_key(name: str) -> str:
    """By what a table outside services is named: ``agency_wide_management``."""
    section, first_head = place(name)
    return _key(first_head if section in ("", CUSTOMER_SERVICE) else name)


def _key(name: str) -> str:
    return _NOT_A_WORD.sub("_", name).strip("_").lower()


def named_once(tables: Iterable[PrintedTable]) -> Iterator[PrintedTable]:
    """The tables, the second of one name numbered: a chapter may print “Customer Experience” twice."""
    seen: Counter[str] = Counter()
    for table in tables:
        seen[table.range_name] += 1
        count = seen[table.range_name]
        yield replace(table, range_name=f"{table.range_name}_{count}") if count > 1 else table
