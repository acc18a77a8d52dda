"""A percentage that is not its numerator divided by its denominator."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.rates import Rate, rates

_HUNDRED = 100


@rule(
    "ARI-009",
    Severity.ERROR,
    "{where}: {above} ÷ {below} {makes}; the sheet Submission has {expected} ({actual}).",
    fix="Look at the three figures ({all_three}): numerator ÷ denominator is the percentage, as the report rounds it.",
    yields_to=("TYP", "UNT", "RNG"),
)
def numerator_and_denominator(submission: Submission) -> Iterator[Spot]:
    """Numerator ÷ denominator, rounded as the report prints it, is another percentage."""
    for rate in rates(submission) if submission.further else ():
        yield from _wrong(rate)


def _wrong(rate: Rate) -> Iterator[Spot]:
    actual = rate.entry.get(Ask.ACTUAL)
    above, below = rate.numerator.figure, rate.denominator.figure
    if actual is None or not isinstance(above, Decimal) or not isinstance(below, Decimal):
        return
    measure, figure = rate.entry.indicator.measure, actual.figure
    if not below:
        makes = "is no number"
    elif not isinstance(figure, Decimal) or measure.show(made := above / below * _HUNDRED) == measure.show(figure):
        return
    else:
        makes = f"makes {measure.show(made)}"
    yield spot(
        rate.numerator,
        expected=actual.as_printed or "no figure",
        about=[*rate.both, actual],
        above=rate.numerator.as_printed,
        below=rate.denominator.as_printed,
        makes=makes,
        actual=actual.where.address,
        all_three=", ".join(
            [f"{actual.where.address} on Submission", *(f"{one.where.address} on Rates" for one in rate.both)]
        ),
    )
