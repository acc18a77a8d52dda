"""The plain average of percentages."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.analysis.fytd import worked_out
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Unit
from pmr_xl.model.past import Past
from pmr_xl.model.schema.indicator import Aggregation
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.months import number, reported_rows

FAR = Decimal(20)  # percentage points between the smallest and the largest month


@rule(
    "AGG-004",
    Severity.INFO,
    "{where}: the year to date, {found}, is the plain average of months from {low} to {high}; "
    "months of more cases should count for more.",
    fix="Type the year's own percentage: all cases counted, of all cases there were.",
    yields_to=("TYP", "MIS", "UNT", "RNG", "ARI", "AGG"),
    beta=True,
)
def average_of_percentages(submission: Submission, past: Past) -> Iterator[Spot]:
    """A percentage's year to date that is the plain average of months far apart, from this month on."""
    for row in reported_rows(submission, past):
        month, indicator = number(row.month), row.entry.indicator
        if month is None or row.year.how is not Aggregation.AVERAGE or indicator.unit is not Unit.PERCENT:
            continue
        plain = worked_out(submission, row.entry, past)
        if plain is None or row.year.extent is None:
            continue
        least, most = row.year.extent
        low, high = min(least, month), max(most, month)
        typed = number(row.total)
        if high - low >= FAR > most - least and (
            row.total.empty or (typed is not None and indicator.measure.round(typed) == plain)
        ):
            show = indicator.measure.show
            yield spot(row.total, found=show(plain), expected="a weighted average", low=show(low), high=show(high))
