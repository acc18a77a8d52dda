"""Monthly reporting said another figure."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.analysis.fytd import MONTHS
from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Severity
from pmr_xl.model.fiscal import Period, Span
from pmr_xl.model.past import Past
from pmr_xl.model.schema.indicator import Year
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "XIN-003",
    Severity.INFO,
    "{where} is {found}; by monthly reporting {period} was {expected}.",
    fix="Look which of the two is right. A month that was wrong is restated in the next monthly form.",
    yields_to=("TYP", "MIS", "UNT", "RNG", "XPR"),
)
def months_said_otherwise(submission: Submission, context: EditionContext, past: Past) -> Iterator[Spot]:
    """The year is not what June’s year to date was in monthly reporting."""
    # October’s year to date is the Preliminary report’s own period: the record cannot tell who stated it last.
    if not context.whole_year:
        return
    period = Period(context.submitted.year, Span.TO_DATE, MONTHS)
    for name in [name for name, figures in past.actuals.items() if period in figures]:
        entry, said = submission.by_id.get(name), past.actuals[name][period]
        actual = None if entry is None else entry.entered.get(Ask.ACTUAL)
        if entry is None or actual is None or entry.indicator.year is not Year.FISCAL:
            continue
        if not isinstance(said, Decimal) or not isinstance(actual.figure, Decimal):
            continue
        measure = entry.indicator.measure
        # Each month may have been rounded, and their sum.
        if abs(said - actual.figure) > measure.half_unit * (MONTHS + 1):
            yield spot(actual, expected=measure.show(said), period=period.words)
