"""Last month's figure to the last digit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.analysis.fytd import LAST_MONTHS
from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Unit
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot

DIGITS = 3


@rule(
    "OUT-005",
    Severity.INFO,
    "{where} is {found}, to the last digit what it was in {month}.",
    fix="Look whether it was left over from last month.",
    yields_to=("XPR", "TYP", "UNT", "OUT-003"),
)
def same_as_last_month(submission: Submission, past: Past) -> Iterator[Spot]:
    """A month of three digits or more that is the month before exactly."""
    if not submission.edition.monthly:
        return
    before = submission.edition.submitted_period.months_back()
    for entry in submission.entries:
        actual, indicator = entry.entered.get(Ask.ACTUAL), entry.indicator
        if actual is None or indicator.unit is Unit.PERCENT or indicator.aggregation in LAST_MONTHS:
            continue
        figure = actual.figure
        if not isinstance(figure, Decimal) or past.actual(entry.line.id, before) != figure:
            continue
        if len(figure.normalize().as_tuple().digits) >= DIGITS:
            yield spot(actual, expected="this month’s figure", month=before.label)
