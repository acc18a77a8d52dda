"""How the variance sheet's cells look, and figures and differences as real numbers that show what is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TypeAlias

from pmr_xl.analysis.status import Status, YearStatus
from pmr_xl.analysis.variance import Verdict
from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.missing import MISSING
from pmr_xl.forms.paper.pages import Content, Style
from pmr_xl.model.fact import Restated
from pmr_xl.model.measure import Figure, Measure, Unit

Filled: TypeAlias = tuple[Content, Style]

REVISED = "r"  # as statistical tables mark a revised figure
_ARROWS = {"↑": "⇧", "↓": "⇩"}
SIZE, SMALL = 9.2, 9.2  # a page as wide as the screen prints them at 7 points and more
_BEYOND, _LEAST = 99.99, 0.0005  # as shares

WORDS = Style(size=SIZE, colour=theme.INK, bottom=theme.RULE, wrap=True, align="left")
FIGURE = replace(WORDS, align="right", wrap=False)
CENTRED = replace(WORDS, align="center")
QUIET = replace(WORDS, colour=theme.GREY, size=SMALL)
INPUT = replace(WORDS, fill=theme.PALE_YELLOW, locked=False, left=theme.RULE, right=theme.RULE)
# Missing is not NA: nobody said that the figure is not available, the office has none.
_MISSING = replace(FIGURE, fill=theme.PALE_ORANGE, colour=theme.INK, bold=True)
_GOOD = replace(WORDS, colour=theme.BLUE, bold=True)
_CLOSE = replace(WORDS, colour=theme.ORANGE, bold=True)
_BAD = replace(WORDS, colour=theme.RED_BROWN, bold=True, fill=theme.PALE_ORANGE)
STATUS: Mapping[Status | YearStatus, Style] = {
    Status.MET: _GOOD,
    Status.NEAR: _CLOSE,
    Status.MISSED: _BAD,
    Status.RIGHT_WAY: _GOOD,
    Status.WRONG_WAY: _BAD,
    Status.WRONG_WAY_FAR: _BAD,
    Status.ABOVE: replace(WORDS, bold=True),
    Status.BELOW: replace(WORDS, bold=True),
    YearStatus.IMPROVED: _GOOD,
    YearStatus.DECLINED: _CLOSE,
    YearStatus.DECLINED_MORE: _BAD,
    YearStatus.CHANGED: replace(WORDS, bold=True),
}
_SAID = replace(WORDS, indent=1, wrap=False)
VERDICT = {
    Verdict.BETTER: ("✓ Better", replace(_SAID, colour=theme.BLUE)),
    Verdict.WORSE: ("✕ Worse", replace(_SAID, colour=theme.RED_BROWN)),
    Verdict.CHANGED: ("● Changed", _SAID),
    Verdict.SAME: ("– Same", _SAID),
    Verdict.NONE: ("", _SAID),
}


def figure(value: Figure | None, measure: Measure) -> Filled:
    """A figure as a real number that shows what is printed; signs as the report prints them; one we lack is missing."""
    if value is None:
        return MISSING, _MISSING
    if isinstance(value, Decimal):
        return measure.to_cell(measure.round(value)), replace(FIGURE, number_format=measure.number_format)
    text = str(value)
    return _ARROWS.get(text, text), replace(FIGURE, colour=theme.GREY)


def counted_figure(value: Figure | None, measure: Measure, change: Restated | None) -> Filled:
    """A figure that counts; one that is not what was published carries the mark of a revised one."""
    content, style = figure(value, measure)
    if change is None:
        return content, style
    if isinstance(content, str):
        return f"{content} {REVISED}".strip(), replace(style, bold=True)
    shape = ";".join(f'{part}" {REVISED}"' for part in style.number_format.split(";"))
    return content, replace(style, number_format=shape, bold=True)


def percent(share: float) -> Filled:
    """A share with its sign, in percent; what no column has room for, or rounds to nothing, says only where it lies."""
    if abs(share) >= _BEYOND:
        return share, replace(FIGURE, number_format='"> 9,999%";"< -9,999%"')
    if 0 < abs(share) < _LEAST:  # what is better or worse is not said to be 0.0%
        return share, replace(FIGURE, number_format='"< 0.1%";"> -0.1%"')
    return share, replace(FIGURE, number_format="+#,##0.0%;-#,##0.0%;0.0%")


def signed_difference(difference: Decimal, measure: Measure) -> Filled:
    """A difference with its sign, in the unit: points for percentages."""
    if measure.unit.is_duration:
        text = measure.show(difference)
        return text if text.startswith("-") or not measure.round(difference) else f"+{text}", FIGURE
    shape = "#,##0" + ("." + "0" * measure.decimals if measure.decimals else "")
    if measure.unit is Unit.PERCENT:
        shape += '" pp"'
    elif measure.unit.is_money:
        shape = '"$"' + shape
    return float(difference), replace(FIGURE, number_format=f"+{shape};-{shape};{shape}")
