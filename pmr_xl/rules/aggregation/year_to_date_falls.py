"""A year to date that falls within the year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.analysis.figures.possible import PossibleFigures
from pmr_xl.model.finding import Severity
from pmr_xl.model.past import Past
from pmr_xl.model.schema.indicator import Aggregation
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.months import number, reported_rows

GROWING = frozenset((Aggregation.SUM, Aggregation.CUMULATIVE, Aggregation.MAXIMUM))


@rule(
    "AGG-003",
    Severity.QUERY,
    "{where}: the year to date is {found}, less than the {expected} up to {month}; it cannot fall within a year.",
    fix="Type July to this month added up, or NA. An earlier year to date that was wrong goes to Restatements.",
    yields_to=("TYP", "UNT", "RNG", "ARI"),
)
def year_to_date_falls(submission: Submission, past: Past) -> Iterator[Spot]:
    """The year to date of what adds up is less than a month before."""
    for row in reported_rows(submission, past):
        total, before = number(row.total), row.year.before
        if total is None or not isinstance(before, Decimal) or row.year.how not in GROWING:
            continue
        if before - total > row.year.half * 2 and PossibleFigures.by(row.entry.indicator, past).least is not None:
            last = submission.edition.submitted_period.months_back().label
            expected = row.entry.indicator.measure.show(before)
            yield spot(row.total, about=[row.month, row.total], expected=expected, month=last)
