"""The small parts of the form's formulas: texts, numbers, cells without stray blanks, stretches of numbers."""

from __future__ import annotations

from collections.abc import Iterable

from pmr_xl.model.measure import SECONDS_A_DAY, Unit
from pmr_xl.model.quick.pattern import pattern

_QUOTED = pattern(r'"((?:[^"]|"")*)"')


def quoted(text: str) -> str:
    """A text within a formula."""
    return '"' + text.replace('"', '""') + '"'


def quoted_in(formula: str) -> list[str]:
    """The texts within a formula."""
    return [text.replace('""', '"') for text in _QUOTED.findall(formula)]


def number_text(number: float) -> str:
    """A number within a formula."""
    return format(number, ".15g").upper()


def bare(cell: str) -> str:
    """A cell’s text without the blanks around it, no-break spaces and line ends included, as the rules read it."""
    return f'TRIM(SUBSTITUTE(SUBSTITUTE({cell}&"","\u00a0"," "),CHAR(10)," "))'


def scaled(cell: str, unit: Unit) -> str:
    """The number to compare: a time is read to the nearest second, so it is compared there."""
    return f"ROUND({cell}*{SECONDS_A_DAY},0)" if unit.is_duration else cell


def within(number: str, stretches: Iterable[tuple[float, float]]) -> str:
    """A condition: the number lies in one of the stretches, their ends left out."""
    parts = [f"AND({number}>{number_text(low)},{number}<{number_text(high)})" for low, high in stretches]
    return parts[0] if len(parts) == 1 else f"OR({','.join(parts) or 'FALSE'})"
