"""A date or a time of day where a number belongs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import without_quoted
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.rules.engine.declaration import STORED_OTHERWISE, Spot, rule, spot
from pmr_xl.rules.engine.subjects import NumberCell

_LETTERS = frozenset("yYdDmMhHsS")
_DATE = pattern(r"[yYdD]|[mM]{3}")
_CLOCK = pattern(r"[hHsS]")
_ELAPSED = pattern(r"\[(?:[hH]+|[mM]+|[sS]+)\]")  # time that runs on past a day, an hour, a minute
_QUOTED = pattern(r'"[^"]*"|\\.')
LAST_DAY = 2_958_466  # 31 December 9999
_HOUR, _MINUTE = 3600, 60


@lru_cache(maxsize=256)
def _kind(number_format: str) -> str:
    """What a number format makes of a number: ``a date``, ``a time``, or nothing but a number."""
    if _LETTERS.isdisjoint(number_format):
        return ""
    bare = without_quoted(number_format)
    if _DATE.search(bare):
        return "a date"
    return "a time" if _CLOCK.search(bare) or _ELAPSED.search(_QUOTED.sub("", number_format)) else ""


@rule(
    "TYP-012",
    Severity.ERROR,
    "{where} is stored as {kind} ({found}); {a_figure} is needed.",
    fix="Set the cell’s format back to a number and type the figure again.",
    restated=True,
    indicators=lambda basis: not basis.indicator.unit.is_duration,
    asked_when=(STORED_OTHERWISE,),
    of_column=(
        "{count} cells under “{column}” are stored as dates or times",
        "Give the column the formats it had (copy them from the form that was sent), and look at every figure again.",
    ),
)
def date_for_number(number: NumberCell) -> Iterator[Spot]:
    """A date or a time where a number belongs: Excel makes one of 3-4, 5/12 or 8:12."""
    cell, measure = number.cell, number.measure
    if cell is None or measure is None or cell.number_format == "General" or measure.unit.is_duration:
        return
    kind, stored = _kind(cell.number_format), cell.value
    if kind and isinstance(stored, float) and 0 <= stored < LAST_DAY and (stored or kind == "a time"):
        yield spot(number, found=_day(stored) if kind == "a date" else _time(stored), expected="a figure", kind=kind)


def _day(stored: float) -> str:
    return (date(1899, 12, 30) + timedelta(days=int(stored))).isoformat()


def _time(stored: float) -> str:
    """0.5 as 12:00, 1.5 as 36:00; seconds only where there are some."""
    hours, rest = divmod(round(stored * 24 * _HOUR), _HOUR)
    minutes, seconds = divmod(rest, _MINUTE)
    return f"{hours:02d}:{minutes:02d}" + (f":{seconds:02d}" if seconds else "")
