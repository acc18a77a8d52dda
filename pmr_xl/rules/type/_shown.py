"""What a cell shows beside what it stores: the same figure but for rounding, or another."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from pmr_xl.model.display.number_format import Part, Section, section_for
from pmr_xl.model.display.shown import number_shown
from pmr_xl.model.measure import Measure, Unit, from_float
from pmr_xl.rules.type._text import bare

_NUMBER = re.compile(r"-?(?:\d[\d,]*\.?\d*|\.\d+)(?:E[+-]?\d+)?", re.ASCII)
# Beside a number they say that it is no plain figure: a limit, an estimate, a footnote.
MARKS = frozenset("<>≤≥~≈±*†‡§¹²³⁰⁴⁵⁶⁷⁸⁹")
_SECONDS = {"h": 3600, "m": 60, "s": 1}
_DAY = 86_400


@lru_cache(maxsize=512)
def otherwise(value: float, code: str, measure: Measure) -> str | None:
    """What a cell shows, where nobody would take it for the figure it stores; None where it is the same figure.

    Rounding is none of it, nor a time in a cell that was never given a format of time.
    """
    text = number_shown(value, code)
    if text is None:
        return None
    section, _ = section_for(from_float(value), code)
    if measure.unit.is_duration:
        clock = section is not None and section.is_date
        same = _same_time(value, section) if clock and section is not None else bool(re.search(r"\d", text))
    else:
        same = _same_figure(text, measure.from_cell(value, code), measure)
    return None if same else text


def _same_figure(text: str, stored: Decimal, measure: Measure) -> bool:
    if ("%" in text and measure.unit is not Unit.PERCENT) or not MARKS.isdisjoint(text):
        return False
    if text.strip() == "-" and not stored:
        return True  # how accountants write nothing
    plain = bare(text)
    found = _NUMBER.findall(plain)
    figure = measure.read(plain)
    if figure is None:
        if len(found) != 1:
            return False
        figure = Decimal(found[0].replace(",", ""))
        figure = -abs(figure) if plain.startswith("-") else figure
    if not isinstance(figure, Decimal) or not found:
        return False
    last_digit = Decimal(found[0].replace(",", "")).as_tuple().exponent
    step = Decimal(1).scaleb(int(last_digit)) if isinstance(last_digit, int) else Decimal(0)
    return abs(figure - stored) <= step * Decimal("0.500001")


def _same_time(value: float, section: Section) -> bool:
    """Whether the hours, minutes and seconds that are shown are all of it, but for what is smaller than they are."""
    if section.has(Part.DATE) and any(p.part is Part.DATE and p.text[0].lower() in "yd" for p in section.pieces):
        return False
    units = [_SECONDS[p.text[0].lower()] for p in section.pieces if p.part in (Part.DATE, Part.ELAPSED)]
    runs_on = {_SECONDS[p.text[0].lower()] for p in section.pieces if p.part is Part.ELAPSED}
    seconds = round(value * _DAY)
    shown = 0
    for unit, larger in ((3600, _DAY), (60, 3600), (1, 60)):
        if unit in units:
            shown += (seconds // unit if unit in runs_on else seconds % larger // unit) * unit
            if unit in runs_on:
                seconds %= unit
    return abs(shown - round(value * _DAY)) < min(units)
