"""A figure that asks for an explanation and has none: what its message says, once for the rules that ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import Enum, auto

from pmr_xl.analysis.comparison import Comparison
from pmr_xl.analysis.variance import Band
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.measure import Figure, Unit
from pmr_xl.model.numbers.written_out import written_out
from pmr_xl.rules.engine.declaration import Spot

# What is wrong in itself explains why a figure is unusual.
CAUSES = (
    "TYP-004", "TYP-005", "TYP-008", "TYP-012", "TYP-015", "TYP-017", "UNT", "RNG", "MIS-004", "ARI", "XPR", "XIN",
    "REV-009",
)  # fmt: skip

# Which of them asks about a figure hangs on its history: an answer to one answers the others.
_ASK_THE_SAME = {"OUT-002": "OUT-001", "OUT-006": "OUT-001"}

FEW, CLOSE = 3, 0.02  # two digits swap too easily
MOST_SWAPPED, SIXTY_WIDE = 10, 0.1  # 19 and 91 are not even five times apart


class Why(Enum):
    """Why a figure asks for an explanation."""

    NEW = auto()  # nothing published to compare it with
    HISTORY = auto()  # unusual for its own published years
    CHANGE = auto()  # a change of more than half against last year
    TARGET = auto()  # a critical target missed by far


def why_unexplained(comparison: Comparison, entry: Entry) -> Why | None:
    """Why an explanation is due in a row that has none; None where none is."""
    said = entry.entered.get(Ask.EXPLANATION)
    if said is None or not said.empty or comparison.ordinary or not comparison.due:
        return None
    if comparison.band is None:
        return Why.NEW
    why = comparison.due[0]
    if "target" in why:
        return Why.TARGET
    return Why.HISTORY if "unusual" in why else Why.CHANGE


def question(code: str) -> str:
    """The code under which an answer to a rule's question is kept: one for those that ask the same of a figure."""
    return _ASK_THE_SAME.get(code, code)


def unexplained_spot(comparison: Comparison, entry: Entry, says: Iterable[str] = (), **words: str) -> Spot:
    """The spot of a figure that asks for an explanation.

    Args:
        says: which of change, years, history and perhaps the rule's message says.
        words: what else it says; also instead of one of those.
    """
    limits, where = comparison.band, entry.actual.where
    said = entry.entered.get(Ask.EXPLANATION)
    told: dict[str, object] = {
        "explanation": "Explanation" if said is None else f"{said.heading} ({said.where.address})"
    }
    expected = ""
    if limits is not None:
        expected, told["calm"] = _calm(comparison, limits)
    told |= words
    for word in says:
        if word not in told:
            told[word] = _SAID[word](comparison)
    # A figure beside one that is restated and cannot be follows from that.
    restated = [one.where for one in comparison.restated.values() if one.where is not None]
    return Spot(where, entry.actual, expected=expected, about=(where, *restated), words=told)


def _calm(comparison: Comparison, limits: Band) -> tuple[str, str]:
    """Which figures are expected, and for which nothing would be asked; for none where target and history part."""
    low, high = comparison.show(limits.low), comparison.show(limits.high)
    if limits.low <= limits.high:
        return f"{low} to {high}", f"From {low} to {high} nothing would be asked"
    below = isinstance(comparison.actual, Decimal) and comparison.actual < limits.low
    every = f"Under {low} is {limits.low_why}, over {high} {limits.high_why}: every figure is asked about"
    return f"{low} or more" if below else f"{high} or less", every


def _change(comparison: Comparison) -> str:
    variance = comparison.to_last_year
    if variance.delta is None or not isinstance(comparison.last_year, Decimal):
        return "with none published last year"
    measure = comparison.indicator.measure
    last = comparison.show(comparison.last_year)
    span = "last year" if comparison.context.whole_year else "the same months last year"
    if measure.unit is Unit.PERCENT:  # percentages are compared in percentage points (V3)
        return f"{written_out(measure.round(variance.delta), '+,')} percentage points against {last} {span}"
    return f"{variance.percent} against {last} {span}" if variance.share is not None else f"after {last} {span}"


def hypothesis(actual: Figure | None, earlier: tuple[Figure | None, ...]) -> str:
    """What may have happened, where one guess fits exactly: digits transposed, a sign, a factor of sixty."""
    last = earlier[-1] if earlier else None
    if not isinstance(actual, Decimal) or not isinstance(last, Decimal) or not last or not actual:
        return ""
    if actual == -last:
        return "; the sign may be wrong"
    times = float(actual) / float(last)
    if 1 / MOST_SWAPPED < times < MOST_SWAPPED and actual > 0 and digits_swapped(actual, last):
        return "; two digits may be transposed"
    for name, factor in (("sixty times", 60), ("a sixtieth of", 1 / 60)):
        if abs(times / factor - 1) < SIXTY_WIDE:
            return f"; it is about {name} last year’s, as in another unit of time"
    return ""


def digits_swapped(actual: Decimal, last: Decimal) -> bool:
    """Whether swapping two neighbouring digits brings the figure within two percent of last year's."""
    digits, year = format(actual, "f"), float(last)
    if len(digits.replace(".", "")) < FEW:
        return False
    for place in range(len(digits) - 1):
        left, right = digits[place], digits[place + 1]
        if left not in (right, ".") and right != ".":
            other = float(digits[:place] + right + left + digits[place + 2 :])
            if abs(other - year) <= abs(year) * CLOSE:
                return True
    return False


def _history(comparison: Comparison) -> str:
    return ", ".join(comparison.show(figure) or "–" for figure in comparison.earlier)


_SAID: dict[str, Callable[[Comparison], str]] = {
    "change": _change,
    "years": lambda comparison: str(sum(isinstance(figure, Decimal) for figure in comparison.earlier)),
    "history": _history,
    "perhaps": lambda comparison: hypothesis(comparison.actual, comparison.earlier),
}
