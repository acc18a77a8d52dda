"""Units and figures: read and written exactly as the report prints them.

A figure is a decimal number or one of the report's signs. A figure is kept in its printed unit (thousands stay
thousands, percentages are percentage points), but durations are kept in seconds.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum, StrEnum
from functools import cache
from typing import TypeAlias

from pmr_xl.model.numbers.written_out import MOST, by_size
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.quick.value_class import value_class

SECONDS_A_DAY = 86_400
_NUMBER = pattern(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|-?\.\d+", re.ASCII)
_CLOCK = pattern(r"(?P<sign>-?)(?P<whole>\d+(?:,\d{3})*):(?P<part>\d{2})", re.ASCII)
_RATIO = pattern(r"(?P<left>\d+(?:,\d{3})*(?:\.\d+)?):1", re.ASCII)
_SIXTY = 60
_WIDE = Context(prec=400)  # no number a cell can hold (up to 1E+308) is too long to be rounded
_LONGEST = 300  # signs of a text that can be a figure; one of more digits no cell holds
_STEPS = tuple(Decimal(1).scaleb(-decimals) for decimals in range(16))  # more no cell can hold


class Sign(Enum):
    """What the report prints where there is no number."""

    NOT_AVAILABLE = "NA"
    NONE = "*"  # no target
    UP = "↑"  # directional target
    DOWN = "↓"

    def __str__(self) -> str:
        return self.value


Figure: TypeAlias = Decimal | Sign
SIGNS = {sign.value: sign for sign in Sign} | {"⇧": Sign.UP, "⇩": Sign.DOWN}


class MeasureError(ValueError):
    """A text is not a figure of this unit; the message says what one looks like."""


class Unit(StrEnum):
    """What a figure counts, as the label says it."""

    NUMBER = "number"
    THOUSANDS = "thousands"  # label says (000)
    MILLIONS = "millions"  # label says (000,000)
    PERCENT = "percent"
    DOLLARS = "dollars"
    DOLLARS_THOUSANDS = "dollars_thousands"  # label says ($000)
    DOLLARS_MILLIONS = "dollars_millions"  # label says ($000,000)
    DAYS = "days"
    MINUTES_SECONDS = "minutes:seconds"
    HOURS_MINUTES = "hours:minutes"
    RATE = "rate"
    RATIO = "ratio"  # 25:1

    @property
    def is_money(self) -> bool:
        """Printed with a dollar sign."""
        return self.value.startswith("dollars")

    @property
    def is_count(self) -> bool:
        """A plain number of things."""
        return self in (Unit.NUMBER, Unit.THOUSANDS, Unit.MILLIONS)

    @property
    def is_duration(self) -> bool:
        """Kept in seconds, printed with a colon."""
        return self is _MINUTES or self is _HOURS

    @property
    def words(self) -> str:
        """The unit as a form or a message says it."""
        return _WORDS[self]

    @property
    def short(self) -> str:
        """The unit as a narrow column says it."""
        return _SHORT[self]


_PERCENT, _MINUTES, _HOURS = Unit.PERCENT, Unit.MINUTES_SECONDS, Unit.HOURS_MINUTES  # looked up for every figure

_WORDS = {
    Unit.NUMBER: "number",
    Unit.THOUSANDS: "thousands (000)",
    Unit.MILLIONS: "millions (000,000)",
    Unit.PERCENT: "percent (%)",
    Unit.DOLLARS: "dollars ($)",
    Unit.DOLLARS_THOUSANDS: "thousand dollars ($000)",
    Unit.DOLLARS_MILLIONS: "million dollars ($000,000)",
    Unit.DAYS: "days",
    Unit.MINUTES_SECONDS: "minutes:seconds",
    Unit.HOURS_MINUTES: "hours:minutes",
    Unit.RATE: "rate",
    Unit.RATIO: "ratio (n:1)",
}


_SHORT = {unit: unit.value for unit in Unit} | {
    Unit.THOUSANDS: "(000)",
    Unit.DOLLARS_THOUSANDS: "$ (000)",
    Unit.DOLLARS_MILLIONS: "$ millions",
    Unit.MINUTES_SECONDS: "min:sec",
    Unit.HOURS_MINUTES: "hrs:min",
    Unit.RATIO: "ratio n:1",
}

# What the report prints before and after a number; durations have a colon instead.
_AROUND = {unit: ("$" if unit.is_money else "", "") for unit in Unit if not unit.is_duration} | {
    Unit.PERCENT: ("", "%"),
    Unit.RATIO: ("", ":1"),
}


def round_half_away(value: Decimal, decimals: int) -> Decimal:
    """``value`` to ``decimals`` places, halves away from zero, as Excel's ROUND and the report do."""
    step = _STEPS[decimals] if 0 <= decimals < len(_STEPS) else Decimal(1).scaleb(-decimals)
    return value.quantize(step, ROUND_HALF_UP, _WIDE)


_EXACT = 10.0**15


def from_float(number: float) -> Decimal:
    """A cell's number as the decimal its author typed: the 15 digits Excel itself keeps."""
    if -_EXACT < number < _EXACT and number.is_integer():
        return Decimal(int(number))
    return Decimal(format(number, ".15g"))


@value_class
class Measure:
    """A unit and the decimals an indicator prints: everything needed to read, round and print its figures."""

    unit: Unit
    decimals: int = 0

    def round(self, value: Decimal) -> Decimal:
        """``value`` at published precision (durations: whole seconds or whole minutes)."""
        if self.unit is _HOURS:
            return round_half_away(value / _SIXTY, 0) * _SIXTY
        return round_half_away(value, 0 if self.unit is _MINUTES else self.decimals)

    def as_printed(self, figure: Figure | None) -> Figure | None:
        """What the figure prints as: a number at published precision; a sign, and nothing, as they are."""
        return self.round(figure) if isinstance(figure, Decimal) else figure

    @property
    def half_unit(self) -> Decimal:
        """What rounding can hide: half of the last printed digit (durations: half a second or half a minute)."""
        if self.unit.is_duration:
            return Decimal(_SIXTY // 2) if self.unit is Unit.HOURS_MINUTES else Decimal("0.5")
        return Decimal("0.5").scaleb(-self.decimals)

    def show(self, figure: Figure | None) -> str:
        """The figure as the report prints it, of more than 15 digits by its size; an absent one is empty text."""
        if figure is None:
            return ""
        if isinstance(figure, Sign):
            return figure.value
        value = self.round(figure)
        value = value or abs(value)  # the report knows no −0
        around = _AROUND.get(self.unit)
        if around is None:
            return self._show_clock(value)
        before, after = around
        number = f"{abs(value):,}" if -MOST < value < MOST else by_size(abs(value))
        return f"-{before}{number}{after}" if value < 0 else f"{before}{number}{after}"

    def _show_clock(self, seconds: Decimal) -> str:
        smaller = int(abs(seconds)) // (1 if self.unit is Unit.MINUTES_SECONDS else _SIXTY)
        whole = str(smaller // _SIXTY) if smaller < MOST else by_size(Decimal(smaller // _SIXTY))
        return f"{'-' if seconds < 0 else ''}{whole}:{smaller % _SIXTY:02d}"

    def parse(self, text: str) -> Figure:
        """Read a printed figure. Exact inverse of :meth:`show` for figures at published precision.

        Raises:
            MeasureError: the text is not a figure of this unit.
        """
        text = text.strip()
        if text in SIGNS:
            return SIGNS[text]
        if len(text) > _LONGEST:
            raise MeasureError(
                f"A text of {len(text):,} signs is not a figure in {self.unit.words}; {self.example} is."
            )
        if self.unit.is_duration:
            return self._parse_clock(text)
        if self.unit is Unit.RATIO and (ratio := _RATIO.fullmatch(text)):
            return Decimal(ratio["left"].replace(",", ""))
        sign, bare = ("-", text[1:]) if text.startswith("-") else ("", text)
        if self.unit.is_money:
            bare = bare.removeprefix("$")
        elif self.unit is Unit.PERCENT:
            bare = bare.removesuffix("%")
        if not _NUMBER.fullmatch(sign + bare):
            raise MeasureError(f"“{text}” is not a figure in {self.unit.words}; {self.example} is.")
        return Decimal((sign + bare).replace(",", ""))

    def read(self, text: str) -> Figure | None:
        """The figure that was printed so (:meth:`parse`); None where the text is none of this unit."""
        try:
            return self.parse(text)
        except MeasureError:
            return None

    def _parse_clock(self, text: str) -> Decimal:
        found = _CLOCK.fullmatch(text)
        if found is None:
            raise MeasureError(f"“{text}” is not {self.unit.words}; {self.example} is.")
        if int(found["part"]) >= _SIXTY:
            small = self.unit.value.partition(":")[2]
            raise MeasureError(f"“{text}” has {found['part']} {small}; the part after the colon is 00 to 59.")
        smaller = int(found["whole"].replace(",", "")) * _SIXTY + int(found["part"])
        seconds = Decimal(smaller * (1 if self.unit is Unit.MINUTES_SECONDS else _SIXTY))
        return -seconds if found["sign"] else seconds

    @property
    def example(self) -> str:
        """A figure of this unit, as one would be printed."""
        if self.unit is Unit.MINUTES_SECONDS:
            return "9:13"
        if self.unit is Unit.HOURS_MINUTES:
            return "2:41"
        return self.show(Decimal("1234.5") if self.unit is not Unit.PERCENT else Decimal("63.2"))

    def from_cell(self, number: float, number_format: str) -> Decimal:
        """A number in a cell as the figure its author sees there.

        Excel keeps 63.2% as 0.632 and 9:13 as a part of a day; what counts is what the cell shows, so a percent
        format means times 100 and a clock format means days. In a cell without such a format the number is the figure.

        Args:
            number: the stored number.
            number_format: the cell's number format code.
        """
        value, unit = from_float(number), self.unit
        if unit is _PERCENT:
            shown = number_format in _PERCENT_FORMATS or "%" in without_quoted(number_format)
            return (value * 100).normalize() + 0 if shown else value
        if unit is _MINUTES or unit is _HOURS:
            # Excel stores clock values as binary parts of a day: the nearest second is what was typed.
            return round_half_away(value * SECONDS_A_DAY, 0)
        return value

    def stored_as(self, figure: Decimal, number: float, number_format: str) -> bool:
        """Whether a cell stores the figure as :meth:`to_cell` does; a quick no may still be a yes of another making."""
        unit = self.unit
        if unit is _PERCENT:
            return number == float(figure / 100) and number_format in _PERCENT_FORMATS
        if unit is _MINUTES or unit is _HOURS:
            return number == float(figure / SECONDS_A_DAY)
        return figure == int(number) if number.is_integer() else number == float(figure)

    def to_cell(self, value: Decimal) -> float:
        """The number to store so that :attr:`number_format` shows ``value``."""
        unit = self.unit
        if unit is _PERCENT:
            return float(value / 100)
        return float(value / SECONDS_A_DAY if unit is _MINUTES or unit is _HOURS else value)

    @property
    def number_format(self) -> str:
        """Excel number format that shows figures as the report prints them."""
        return _number_format(self.unit, self.decimals)


@cache
def _number_format(unit: Unit, decimals: int) -> str:
    tail = "." + "0" * decimals if decimals else ""
    if unit is Unit.MINUTES_SECONDS:
        return "[m]:ss"
    if unit is Unit.HOURS_MINUTES:
        return "[h]:mm"
    before, after = ('"$"' if unit.is_money else ""), _AFTER.get(unit, "")
    return f"{before}#,##0{tail}{after}"


_AFTER = {Unit.PERCENT: "%", Unit.RATIO: '":1"'}


def without_quoted(number_format: str) -> str:
    """A number format without the text it quotes: ``0"%"`` shows a percent sign but is no percent format."""
    return re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", number_format)


_PERCENT_FORMATS = frozenset(Measure(Unit.PERCENT, decimals).number_format for decimals in range(len(_STEPS)))
