"""A percentage whose numerator or denominator is missing, or is no number."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.rates import rates


@rule(
    "ARI-010",
    Severity.QUERY,
    "{where}: the {part} is {what}, and the sheet Submission has {expected}.",
    fix="Type the {part} as it was counted, as a number: the percentage is checked against it.",
)
def half_a_rate(submission: Submission) -> Iterator[Spot]:
    """A percentage stands on the sheet Submission, and what it is made of is not on the sheet Rates."""
    for rate in rates(submission) if submission.further else ():
        actual = rate.entry.get(Ask.ACTUAL)
        if actual is None or not isinstance(actual.figure, Decimal):
            continue
        for one in rate.both:
            if not isinstance(one.figure, Decimal):
                what = "empty" if one.empty else "no number"
                yield spot(one, expected=actual.as_printed, part=one.key, what=what, found=one.text or "nothing")
