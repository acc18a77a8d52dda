"""A year to date that nobody can work out."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.past import Past
from pmr_xl.model.schema.indicator import Aggregation
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.months import number, reported_rows

TOLD = "the year to date is empty and cannot be worked out"  # also what the form says, beside the figure


@rule(
    "AGG-001",
    Severity.QUERY,
    "{where}: " + TOLD + ", because {why}.",
    fix="Type the year to date. {once}",
    yields_to=("TYP", "MIS"),
)
def no_year_to_date(submission: Submission, past: Past) -> Iterator[Spot]:
    """The year to date is neither typed nor can it be worked out from the months."""
    for row in reported_rows(submission, past):
        if number(row.month) is None or not row.total.empty or not row.year.needed:
            continue
        if row.entry.indicator.guessed is not None:
            continue  # the office is shown its guess and confirms it; the agency is not asked for it
        unknown = row.year.how is Aggregation.UNKNOWN
        why = "how its months become a year is not known" if unknown else "not all months before this one are known"
        once = "Once the schema says how months become a year (aggregation), it may stay empty." if unknown else ""
        yield spot(row.total, found="nothing", expected="the year to date", why=why, once=once)
