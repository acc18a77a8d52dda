"""What a published row says about its indicator without saying it: unit, decimals, target, aggregation, parts.

Everything here is a first guess from label and printed values, written once and open to correction by hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, Decimal

from pmr_xl.model.measure import SIGNS, Measure, MeasureError, Sign, Unit
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.schema.indicator import Aggregation, Direction, TargetKind, Year
from pmr_xl.rules.engine.evidence.sound import rounding_margin

YEARS_THAT_PROVE = 3  # published years in which parts must add up
_HUNDRED = 100
_COLUMN_UNITS = {
    "duration_mm:ss": Unit.MINUTES_SECONDS,
    "duration_hh:mm": Unit.HOURS_MINUTES,
    "count_thousands": Unit.THOUSANDS,
    "count_millions": Unit.MILLIONS,
} | {unit.value: unit for unit in Unit}
_RATE = pattern(
    # “per 10,000”, “per 100”, “per million”: of so many
    r"\brates?\b|\bper (?:1,?0{2,}|\d{1,3}(?:,\d{3})+)(?:,000)*\b|\bper (?:thousand|million|capita)\b",
    re.IGNORECASE,
)
_AVERAGE = pattern(r"\b(?:average|median|mean|per|rate|ratio|rating|index|score)\b", re.IGNORECASE)
_AS_OF = pattern(r"\bas of (?:january|february|march|april|may|june|july|august|september|october|november|december)\b")
_NUMBER = pattern(r"-?\d*\.?\d+", re.ASCII)
_AVERAGED_UNITS = (Unit.PERCENT, Unit.RATE, Unit.RATIO, Unit.MINUTES_SECONDS, Unit.HOURS_MINUTES)


def unit(label: str, column: str, printed: Sequence[str], whole: tuple[Unit, Sequence[str]] | None = None) -> Unit:
    """The unit, from the signs of the printed figures, then the label, then the table's own unit column.

    Signs win: a row printed with ``%`` is a percentage whatever its label says. A label's “(000)” makes thousands; a
    part of a whole in thousands is in thousands too, unless one of its figures is larger than the whole's.

    Args:
        whole: the unit and printed figures of the row this is a part of.

    Raises:
        MeasureError: a figure that has to be compared with the whole's is no number, or one of the whole's.
    """
    said = _COLUMN_UNITS.get(column, Unit.NUMBER)
    figures = [text for text in printed if text not in SIGNS and text]
    if any(text.endswith("%") for text in figures) or (not figures and "(%)" in label):
        return Unit.PERCENT
    if any("$" in text for text in figures) or said.is_money or "($" in label:  # a spreadsheet may have cut the sign
        return said if said is not Unit.DOLLARS and said.is_money and "($0" not in label else _money(label)
    if any(re.fullmatch(r"[\d,.]+:1", text) for text in figures) and "minutes" not in label:
        return Unit.RATIO
    if any(":" in text for text in figures) or (not figures and said.is_duration):
        hours = "hours:minutes" in label or (said is Unit.HOURS_MINUTES and "minutes:seconds" not in label)
        return Unit.HOURS_MINUTES if hours else Unit.MINUTES_SECONDS
    if "(000,000" in label:
        return Unit.MILLIONS
    if "(000" in label or (whole is not None and whole[0] is Unit.THOUSANDS and _inside(figures, whole[1])):
        return Unit.THOUSANDS
    if _RATE.search(label):
        return Unit.RATE
    return Unit.DAYS if said is Unit.DAYS else Unit.NUMBER


def _money(label: str) -> Unit:
    if "($000,000" in label:
        return Unit.DOLLARS_MILLIONS
    return Unit.DOLLARS_THOUSANDS if "($000" in label else Unit.DOLLARS


def _inside(figures: Sequence[str], whole: Sequence[str]) -> bool:
    largest = max((_plain(text) for text in whole if text not in SIGNS and text), default=Decimal(0))
    return bool(figures) and all(_plain(text) <= largest for text in figures)


def _plain(text: str) -> Decimal:
    if not reads_as_number(text):
        raise MeasureError(f"“{text}” is no figure.")
    return Decimal(_bare(text))


def _bare(text: str) -> str:
    return text.replace(",", "").strip("%$")


def reads_as_number(text: str) -> bool:
    """Whether a printed figure is a number beside its percent or dollar sign."""
    return bool(_NUMBER.fullmatch(_bare(text)))


def decimals(printed: Sequence[str]) -> int:
    """The decimals most figures are printed with (the more of two equally common); none where nothing is printed."""
    counts = [
        len(text.rstrip("%").removesuffix(":1").partition(".")[2]) for text in printed if text and text not in SIGNS
    ]
    return max(counts, key=lambda count: (counts.count(count), count), default=0)


def direction(printed: str) -> Direction:
    """“Up”, “Down” or “*”."""
    return {"up": Direction.UP, "down": Direction.DOWN}.get(printed.lower(), Direction.NONE)


def target_kind(targets: Sequence[str], wanted: Direction) -> TargetKind:
    """A number follows the direction (up: minimum, down: maximum, else expected), arrows are directional, * none."""
    signs = {SIGNS.get(text, text) for text in targets if text}
    if any(isinstance(sign, str) for sign in signs):
        kinds = {
            Direction.UP: TargetKind.MINIMUM,
            Direction.DOWN: TargetKind.MAXIMUM,
            Direction.NONE: TargetKind.EXPECTED,
        }
        return kinds[wanted]
    return TargetKind.DIRECTIONAL if signs & {Sign.UP, Sign.DOWN} else TargetKind.NONE


def year(label: str) -> Year:
    """Which twelve months: the label says (CY), school year or federal fiscal year; else the City's fiscal year."""
    low = label.lower()
    if "(cy)" in low or "(calendar year)" in low:
        return Year.CALENDAR
    if "federal fiscal year" in low or "(ffy)" in low:
        return Year.FEDERAL
    return Year.SCHOOL if re.search(r"during the school year|\(sy\)", low) else Year.FISCAL


def aggregation(label: str, in_unit: Unit, *, additive: bool = False, accumulating: bool = False) -> Aggregation:
    """How months become a year, where label or open data say so; unknown otherwise, never a guess.

    In this order: the label's own words (“point in time”, “as of”, “12-month”, “cumulative”); a corrected additive flag
    (a sum); percentages, rates, clock times and labels that speak of an average; an October value that is about a third
    of the year's (a sum); days (an average).
    """
    low = label.lower()
    if "(point in time)" in low or _AS_OF.search(low):
        return Aggregation.LAST
    if "(12-month)" in low:
        return Aggregation.TWELVE_MONTH
    if "cumulative" in low and in_unit is not Unit.PERCENT:
        return Aggregation.CUMULATIVE
    if additive:
        return Aggregation.SUM
    if in_unit in _AVERAGED_UNITS or _AVERAGE.search(label):
        return Aggregation.AVERAGE
    if accumulating:
        return Aggregation.SUM
    return Aggregation.AVERAGE if in_unit is Unit.DAYS else Aggregation.UNKNOWN


def at_most(in_unit: Unit, printed: Sequence[str]) -> Decimal | None:
    """A percentage that was printed above 100 may be: the next fifty above what was seen.

    Raises MeasureError where a percentage is no number.
    """
    if in_unit is not Unit.PERCENT:
        return None
    seen = max((_plain(text) for text in printed if text and text not in SIGNS), default=Decimal(0))
    return None if seen <= _HUNDRED else (seen / 50).to_integral_value(ROUND_CEILING) * 50


def is_exhaustive(whole: Measure, parts: Sequence[Measure], figures: Mapping[str, Sequence[str]]) -> bool:
    """Whether parts add up to the whole within rounding in at least three published years.

    Within rounding: half a unit of the last printed place for every part and for the whole.

    Args:
        whole: how the whole is printed.
        parts: how each part is printed.
        figures: by year, the printed figure of the whole, then of each part.
    """
    if len(parts) < 2 or any(part.unit is not whole.unit for part in parts):  # noqa: PLR2004 - one part is no sum
        return False
    return sum(_adds_up(whole, parts, line) for line in figures.values()) >= YEARS_THAT_PROVE


def _adds_up(whole: Measure, parts: Sequence[Measure], line: Sequence[str]) -> bool:
    total, *rest = (one.read(text) for one, text in zip((whole, *parts), line, strict=True))
    numbers = [figure for figure in rest if isinstance(figure, Decimal)]
    if not isinstance(total, Decimal) or len(numbers) < len(rest) or not any(numbers):
        return False
    return abs(total - sum(numbers)) <= rounding_margin((whole, *parts))
