"""A year to date that does not go with its months."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.model.finding import Severity
from pmr_xl.model.past import Past
from pmr_xl.model.schema.indicator import Aggregation
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.months import Reported, number, reported_rows

# Also what the form says, beside the figure.
WITHIN = "an average lies within its months, which are {least} to {most}"
BEGINS = "it begins with the month, {expected}"
THE_MONTH = "the month is {expected}"
LARGEST = "the largest month is {expected}"
ADDED = "{before} before this month and {month} in it make {expected}"


@rule(
    "ARI-001",
    Severity.ERROR,
    "{where}: the year to date is {found}, but {told}.",
    fix="Correct the month or the year to date. An earlier month that has changed goes to Restatements.",
    yields_to=("TYP", "MIS", "UNT", "RNG"),
)
def year_to_date(submission: Submission, past: Past) -> Iterator[Spot]:
    """A year to date that does not follow from its months as the indicator says they become a year."""
    for row in reported_rows(submission, past):
        month, total = number(row.month), number(row.total)
        if month is None or total is None:
            continue
        bounds = row.year.bounds(month)
        if bounds and not any(low <= total <= high for low, high in bounds):
            expected, told = _told(row, month, bounds[-1])
            yield spot(row.total, about=[row.month, row.total], expected=expected, told=told)


def _told(row: Reported, month: Decimal, bounds: tuple[Decimal, Decimal]) -> tuple[str, str]:
    """What was expected, and why."""
    year, show = row.year, row.entry.indicator.measure.show
    if year.how is Aggregation.AVERAGE and year.extent is not None and not year.own:
        least, most = show(min(year.extent[0], month)), show(max(year.extent[1], month))
        return f"{least} to {most}", WITHIN.format(least=least, most=most)
    expected = show((bounds[0] + bounds[1]) / 2)
    if year.own:
        return expected, (THE_MONTH if year.months else BEGINS).format(expected=expected)
    if year.how is Aggregation.MAXIMUM:
        return expected, LARGEST.format(expected=expected)
    return expected, ADDED.format(before=show(year.bases[-1][0]), month=show(month), expected=expected)
