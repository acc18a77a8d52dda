"""Real monthly series replayed: month after month typed into a monthly form, judged, and taken into the record.

The series are Citywide Performance Reporting figures of the Department of Environmental Protection, fiscal 2002 to
2011 (ten measures, months), and 311's fiscal-year-to-date figures, fiscal 2016 to 2026 (five indicators, of which one
is an average whose months nobody published).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from example import SETTINGS

from pmr_xl.desk.acceptance.stated import facts
from pmr_xl.forms import submission_form
from pmr_xl.forms.paper.paper_book import as_book
from pmr_xl.model.entry import Ask
from pmr_xl.model.fact import FactKind
from pmr_xl.model.finding import Finding
from pmr_xl.model.fiscal import Edition, Period, Report
from pmr_xl.model.measure import Unit
from pmr_xl.model.past import Past
from pmr_xl.model.schema.chapter import Chapter, Table
from pmr_xl.model.schema.indicator import Aggregation, Indicator
from pmr_xl.model.submission import Submission
from pmr_xl.rules import judge

DATA = Path(__file__).parents[1] / "data"
DEP, CALLS = DATA / "cpr_dep_monthly_fy2002_2011.csv", DATA / "dmmr_311_fytd_monthly.csv"


@dataclass
class Month:
    """One month as it was filed: figures by indicator id, and what the rules say to it."""

    edition: Edition
    typed: dict[str, dict[str, object]]
    findings: tuple[Finding, ...] = ()

    def said(self, name: str) -> set[str]:
        """The rules that spoke of an indicator."""
        return {finding.rule for finding in self.findings if finding.indicator_id == name}


@dataclass
class Series:
    """Indicators, and their months in order."""

    chapter: Chapter
    months: list[Month] = field(default_factory=list)


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def dep_indicator(name: str) -> Indicator:
    plain = name.lower().replace(" ", "-").replace("(", "").replace(")", "").replace("%", "share")
    if "Percent" in name or "%" in name:
        limit = Decimal(200) if "Plan" in name else None
        return Indicator(f"dep-{plain}", name, Unit.PERCENT, 1, aggregation=Aggregation.AVERAGE, at_most=limit)
    if "Days" in name:
        return Indicator(f"dep-{plain}", name, Unit.DAYS, 2, aggregation=Aggregation.AVERAGE)
    return Indicator(f"dep-{plain}", name, aggregation=Aggregation.SUM)


def dep() -> Series:
    """The measures of DEP, as filed; N/A with a reason."""
    names = list(dict.fromkeys(row["cpr_data_type"] for row in rows(DEP)))
    indicators = {name: dep_indicator(name) for name in names}
    chapter = Chapter("DEP", "Environmental Protection", tables=(Table("Monthly", tuple(indicators.values())),))
    months: dict[tuple[int, int], Month] = {}
    for row in rows(DEP):
        when = int(row["fiscal_year"]), int(row["fiscal_month"])
        month = months.setdefault(when, Month(Edition(Report.CPR, *when), {}))
        text = row["value_raw"].replace(",", "").rstrip("%")
        figure = Decimal(text) if text and text != "N/A" else None
        filed = {Ask.ACTUAL: figure} if figure is not None else {Ask.ACTUAL: "NA", Ask.REASON: "Under review"}
        month.typed[indicators[row["cpr_data_type"]].id] = filed
    return Series(chapter, [months[when] for when in sorted(months)])


def calls(how=Aggregation.SUM, published_as="sum") -> Series:
    """311's indicators of one kind: years to date as published, months as their differences, never below 0.

    ``how``: what their schema says of them, rightly or wrongly.
    """
    published: dict[str, dict[tuple[int, int], Decimal]] = {}
    names: dict[str, str] = {}
    for row in rows(CALLS):
        if row["fytd_aggregation"] == published_as:
            names[f"c311-{row['id']}"] = row["indicator"]
            figures = published.setdefault(f"c311-{row['id']}", {})
            figures[int(row["fiscal_year"]), int(row["fiscal_month"])] = Decimal(row["fytd_value"])
    indicators = tuple(Indicator(one, name, Unit.THOUSANDS, aggregation=how) for one, name in names.items())
    chapter = Chapter("311", "311", tables=(Table("Monthly", indicators),))
    months = []
    for when in sorted({when for figures in published.values() for when in figures}):
        year, number = when
        typed = {}
        for name, figures in published.items():
            before = figures.get((year, number - 1), Decimal(0) if number == 1 else None)
            if when not in figures or before is None:
                typed[name] = {Ask.ACTUAL: "NA", Ask.REASON: "Under review"}
            else:
                typed[name] = {Ask.ACTUAL: max(figures[when] - before, Decimal(0)), Ask.TO_DATE: figures[when]}
        months.append(Month(Edition(Report.CPR, year, number), typed))
    return Series(chapter, months)


_DAY_ZERO = date(1899, 12, 30)


def filed(chapter: Chapter, edition: Edition, typed, past: Past) -> Submission:
    """The monthly form with figures typed in, signed in time."""
    paper = submission_form.lay(chapter, edition, past, SETTINGS, schema_hash="x")
    filled = submission_form.certify(
        submission_form.fill(paper, chapter, edition, typed),
        name="-",
        title="-",
        date=float((edition.due - _DAY_ZERO).days),
    )
    return submission_form.read(as_book(filled, f"PMR_{chapter.agency}_CPR_{edition.when}_v1.xlsx"), chapter, edition)


def judged(chapter: Chapter, edition: Edition, typed, past: Past, only=None) -> tuple[Finding, ...]:
    """What the rules say to it."""
    submission = filed(chapter, edition, typed, past)
    return judge(submission.book, submission, past, SETTINGS, only=only)


def replayed(series: Series, only=None) -> Series:
    """Every month judged with what came before it in the record, and then taken into it as it is."""
    actuals: dict[str, dict[Period, object]] = {}
    for month in series.months:
        past = Past(actuals)
        submission = filed(series.chapter, month.edition, month.typed, past)
        month.findings = judge(submission.book, submission, past, SETTINGS, only=only)
        for fact in facts(submission, past):
            if fact.kind is FactKind.ACTUAL:
                actuals.setdefault(fact.indicator, {})[fact.period] = fact.figure
    return series


@cache
def both() -> tuple[Series, Series]:
    return replayed(dep()), replayed(calls())


def numbers(series: Series) -> int:
    """How many figures of months were filed."""
    return sum(isinstance(row[Ask.ACTUAL], Decimal) for month in series.months for row in month.typed.values())
