"""One number under two indicators."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Ask, Entry, Submission
from pmr_xl.rules.message import short
from pmr_xl.rules.rule import Spot, rule, spot
from pmr_xl.variance import Setting

DIGITS = 4


@rule(
    "XIN-001",
    Severity.QUERY,
    "{where} is {found}, exactly as {other}; last year they were {last_years}.",
    fix="Look whether one of the two was copied from the other.",
    yields_to=("XPR", "TYP", "UNT"),
)
def same_number(submission: Submission, setting: Setting) -> Iterator[Spot]:
    """Two indicators with the same large number, which last year had different ones."""
    last, first = setting.last_year.code, dict[tuple[str, Decimal], Entry]()
    for entry in submission.entries:
        actual = entry.entered.get(Ask.ACTUAL)
        if actual is None or not isinstance(actual.figure, Decimal) or not _telling(actual.figure):
            continue
        other = first.setdefault((entry.indicator.unit.value, actual.figure), entry)
        then, others = entry.entered.get(last), other.entered.get(last)
        if other is entry or then is None or others is None or then.figure == others.figure:
            continue
        if isinstance(then.figure, Decimal) and isinstance(others.figure, Decimal):
            name = f"“{short(other.indicator.name)}” ({other.actual.where.address})"
            yield spot(actual, other=name, last_years=f"{then.shown} and {others.shown}")


def _telling(figure: Decimal) -> bool:
    """Four digits or more that are not mere zeros: two indicators do not meet there by chance."""
    return len(figure.normalize().as_tuple().digits) >= DIGITS
