"""A date where a number belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import without_quoted
from pmr_xl.rules.rule import Spot, rule, spot
from pmr_xl.rules.subjects import OddFormatFigure

_DATE = re.compile(r"[yYdD]|[mM]{3}")
LAST_DAY = 2_958_466  # 31 December 9999


@lru_cache(maxsize=256)
def _is_date(number_format: str) -> bool:
    return _DATE.search(without_quoted(number_format)) is not None


@rule(
    "TYP-012",
    Severity.ERROR,
    "{where} is stored as a date ({found}); {a_figure} is needed.",
    fix="Set the cell’s format back to a number and type the figure again.",
)
def date_for_number(number: OddFormatFigure) -> Iterator[Spot]:
    """A date where a number belongs: Excel makes one of 3-4 or 5/12."""
    cell, measure = number.cell, number.measure
    if cell is None or measure is None or cell.number_format == "General" or measure.unit.is_duration:
        return
    if _is_date(cell.number_format) and isinstance(cell.value, float) and 0 < cell.value < LAST_DAY:
        day = date(1899, 12, 30) + timedelta(days=int(cell.value))
        yield spot(number, found=day.isoformat(), expected="a figure")
