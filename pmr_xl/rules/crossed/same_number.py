"""One number under two indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.model.entry import Ask, Entered, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.message import short

DIGITS = 4


@rule(
    "XIN-001",
    Severity.QUERY,
    "{where} is {found}, exactly as {other}; last year they were {last_years}.",
    fix="Look whether one of the two was copied from the other.",
    yields_to=("XPR", "TYP", "UNT"),
)
def same_number(submission: Submission, context: EditionContext) -> Iterator[Spot]:
    """Two indicators with the same large number, which last year had different ones."""
    numbers = submission.numbers(Ask.ACTUAL)
    several = [number for number, count in Counter(numbers).items() if count > 1]
    met = {number for number in several if number is not None and _telling(number)}
    last, first = context.last_year.code, dict[tuple[str, Decimal], Entry]()
    for entry, number in zip(submission.entries, numbers, strict=True) if met else ():
        actual = entry.entered.get(Ask.ACTUAL) if number in met else None
        if actual is None or not isinstance(actual.figure, Decimal):
            continue
        other = first.setdefault((entry.indicator.unit.value, actual.figure), entry)
        if other is entry:
            continue
        then, others = entry.entered.get(last), other.entered.get(last)
        if then is None or others is None or then.figure == others.figure:
            continue
        if isinstance(then.figure, Decimal) and isinstance(others.figure, Decimal):
            strange, true = (entry, other) if _moved(actual, then) > _moved(actual, others) else (other, entry)
            name = f"“{short(true.indicator.name)}” ({true.actual.where.address})"
            years = f"{strange[last].as_printed} and {true[last].as_printed}"
            about = [strange.actual, true.actual]
            yield spot(strange.actual, about=about, other=name, last_years=years)


def _moved(now: Entered, then: Entered) -> Decimal:
    """By how much of its last year a figure moved."""
    if not isinstance(now.figure, Decimal) or not isinstance(then.figure, Decimal) or not then.figure:
        return Decimal("Infinity")
    return abs(now.figure / then.figure - 1)


def _telling(number: float) -> bool:
    """Four digits or more that are not mere zeros: two indicators do not meet there by chance."""
    return len(f"{number:.15g}".replace(".", "").strip("0-")) >= DIGITS
