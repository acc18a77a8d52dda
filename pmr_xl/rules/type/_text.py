"""What a text typed where a figure belongs may have meant. One reading, so that each text falls to one rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache
from unicodedata import decimal

from pmr_xl.analysis.figures.usual import median
from pmr_xl.model.entry import Entered
from pmr_xl.model.finding import Repair
from pmr_xl.model.measure import Measure, Sign, Unit
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.reason import is_not_available
from pmr_xl.rules.engine.message import as_typed
from pmr_xl.rules.unit.percent_as_fraction import LEAST, meant_percent

# What cannot be seen goes; what looks like a sign of the keyboard is that sign. A raised or circled digit is not one of
# the number's: it is a footnote.
_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u2060\ufeff"
_FULL_WIDTH = range(0xFF01, 0xFF5F)  # the keyboard's signs, ! to ~, as wide as Chinese ones
_ALIKE: dict[int, str | None] = {
    **dict.fromkeys(map(ord, _BLANKS), " "),
    **dict.fromkeys(map(ord, _UNSEEN)),
    ord("\u2212"): "-",
    ord("\u066b"): ".",  # Arabic's decimal point, comma between thousands, and percent sign
    ord("\u066c"): ",",
    ord("\u066a"): "%",
    **{code: chr(code - _FULL_WIDTH[0] + ord("!")) for code in _FULL_WIDTH},
}
_LOOKS = "\U0001d7ce"  # from here on digits are those of Latin in another look (bold, outlined), which may be a mark
_BREAK = pattern("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]")
_LONGEST = 40  # signs; no figure is longer, and one of hundreds of digits is more than can be reckoned with
_THOUSANDS = pattern(r"-?\d{1,3}(?:[ '’]\d{3})+(?!\d)", re.ASCII)
_DOTTED = pattern(r"-?\d{1,3}(?:\.\d{3})++(?:,\d+|(?<=\.\d{3}\.\d{3}))", re.ASCII)  # 1.234,5 and 1.234.567: elsewhere
_ONE_POINT = pattern(r"-?[1-9]\d{0,2}\.\d{3}", re.ASCII)
_DECIMAL_COMMA = pattern(r"-?\d+,(?:\d{1,2}|\d{4,})(?: ?%)?", re.ASCII)
_MINUS_BEHIND = pattern(r"\$?[\d,.]+ ?-", re.ASCII)  # as large accounting systems export a negative
_SIGN_BEFORE = pattern(r"^['’=+]\s*(?=[\d.$])", re.ASCII)  # of a text, a formula, or a figure that is above 0
_POWER = pattern(r"\d(?:\.\d+)?[eE]\+?\d{1,2}", re.ASCII)  # as Excel shows a long number; typed, it is that number
_CLOCK = pattern(r"\d+:\d{1,2}(?::\d{1,2})?", re.ASCII)
_FOOTNOTE = pattern(r"(?P<number>[\d.,:$%]+)\s*(?:\*+|†|‡|\([a-z0-9]\)|[¹²³⁰⁴-⁹①-⑳]+)", re.ASCII)
NOTHING_WORDS = {"-", "--", "–", "—", "tbd", "tba", "pending", "none", "null", "nil", "?", "x", ".", "..", "…"}


class TextKind(Enum):
    """Which rule a text belongs to."""

    NUMBER = auto()  # a number as one would type it, stored as text
    DRESSED = auto()  # a number with invisible characters, currency sign, brackets
    MISSING = auto()  # another way to say NA
    CLOCK = auto()  # a clock with 60 or more in its last part
    WORDS = auto()  # anything else
    FITTING = auto()  # a sign of the report, or words where words belong: no rule's


@value_class
class Reading:
    """A text read: which rule it belongs to, and the figure where it can only have meant one."""

    kind: TextKind
    figure: Decimal | None = None


@lru_cache(maxsize=1024)
def read(raw: str, measure: Measure) -> Reading:
    """Read a text typed into a cell of this measure.

    Tabs and line ends count for nothing at its ends; inside they part two numbers, which are words.
    """
    blanks = raw.strip(" ")
    plain = _plain(raw)
    if _BREAK.search(plain) or len(plain) > _LONGEST:
        return Reading(TextKind.WORDS)
    if is_not_available(plain) or plain.casefold() in NOTHING_WORDS:
        return Reading(TextKind.MISSING)
    figure = _figure(plain, measure)
    if figure is not None:
        return Reading(TextKind.NUMBER if plain == blanks else TextKind.DRESSED, figure)
    if measure.unit.is_duration and _CLOCK.fullmatch(plain):
        return _clock(plain)
    undressed = _undressed(plain)
    figure = _figure(undressed, measure) if undressed != plain else None
    if figure is not None and not _DECIMAL_COMMA.fullmatch(plain):
        return Reading(TextKind.DRESSED, figure)
    return Reading(TextKind.WORDS)


def is_na(text: str) -> bool:
    """Whether a text is another spelling of NA and nothing else (``n/a``, ``not available``)."""
    return re.sub(r"[^a-z]", "", text.casefold()) in ("na", "notavailable")


def _figure(text: str, measure: Measure) -> Decimal | None:
    figure = measure.read(text)
    return figure if isinstance(figure, Decimal) else None


def bare(text: str) -> str:
    """The text with the keyboard's signs only, without what stands around a number."""
    return _undressed(_plain(text))


def _plain(text: str) -> str:
    """With the keyboard's signs and digits, whichever script they are of, and nothing that cannot be seen."""
    text = text.translate(_ALIKE).strip()
    if text.isascii():
        return text
    return "".join(str(decimal(sign)) if sign.isdecimal() and sign < _LOOKS else sign for sign in text)


def _undressed(text: str) -> str:
    """Without currency sign, the sign of a text or formula, and blanks between thousands; a power of ten written out.

    Accounting brackets, and a minus behind the number, as a minus.
    """
    negative = (text.startswith("(") and text.endswith(")")) or bool(_MINUS_BEHIND.fullmatch(text))
    text = text.strip("()-") if negative else text
    text = _SIGN_BEFORE.sub("", text)
    text = text.removeprefix("USD").removesuffix("USD").strip().removeprefix("$").strip()
    if _DOTTED.fullmatch(text.rstrip("% ")):
        text = text.replace(".", "").replace(",", ".")
    if grouped := _THOUSANDS.match(text):
        text = re.sub("[ '’]", "", grouped[0]) + text[grouped.end() :]
    text = re.sub(r"(?<=\d) +%$", "%", text)
    text = f"{Decimal(text):f}" if _POWER.fullmatch(text) else text
    return f"-{text}" if negative else text


def _clock(text: str) -> Reading:
    """``0:10:17`` for 10:17; anything else whose parts do not fit a clock."""
    parts = [int(part) for part in text.split(":")]
    if max(parts[1:]) > 59:  # noqa: PLR2004 - a clock's parts end at 59
        return Reading(TextKind.CLOCK)
    if len(parts) == 3:  # noqa: PLR2004 - hours, minutes, seconds
        return Reading(TextKind.NUMBER, Decimal(parts[0] * 3600 + parts[1] * 60 + parts[2]))
    return Reading(TextKind.CLOCK)


def text_of(entered: Entered) -> Reading:
    """The text in a cell of figures, read. Where a piece of it is raised or struck out, the figure is what is left."""
    measure = entered.measure
    if measure is None or isinstance(entered.figure, Sign):
        return Reading(TextKind.FITTING)
    runs = None if entered.cell is None else entered.cell.runs
    if runs is not None and runs.plain:
        return Reading(TextKind.WORDS, read(runs.plain, measure).figure)
    return read(entered.raw, measure)


def repair_of(entered: Entered, reading: Reading, why: str) -> Repair | None:
    """The number to put in the text's place, where the text can only have meant one and nothing else is lost."""
    cell, measure, figure = entered.cell, entered.measure, reading.figure
    if figure is None or measure is None or (cell is not None and (cell.formula is not None or cell.runs is not None)):
        return None
    stored = measure.to_cell(figure)
    if measure.from_cell(stored, measure.number_format) != figure:
        return None  # more digits than a cell keeps
    return Repair(entered.raw, stored, why, measure.number_format)


def fraction_of(entered: Entered, figure: Decimal, years: Sequence[float], settings: OfficeSettings) -> str:
    """What to type where a percentage of at most 1 stands without its sign: 0.405 was 40.5%, or who knows.

    Empty where nothing is in doubt: the sign is there, or the indicator is usually so small.
    """
    measure = entered.measure
    if measure is None or measure.unit is not Unit.PERCENT or "%" in entered.raw or not 0 < abs(figure) <= 1:
        return ""
    if (meant := meant_percent(figure, years, settings)) is not None:
        return f"{as_typed(measure, meant)}, with the percent sign: {figure}% is a hundredth of the usual"
    if years and median(years) < LEAST:
        return ""
    return f"{as_typed(measure, figure * 100)} or {as_typed(measure, figure)}, with the percent sign, as it is meant"


def thousands_of(entered: Entered, figure: Decimal, *, whole: bool) -> str:
    """What to type where a point may part thousands, as it does elsewhere: ``64.136`` where whole things are counted.

    Empty where nothing is in doubt.

    Args:
        whole: only whole things are counted.
    """
    if entered.measure is None or not whole or not _ONE_POINT.fullmatch(entered.text):
        return ""
    return f"{as_typed(entered.measure, figure * 1000)} as a number, if the point parts thousands"


def has_decimal_comma(entered: Entered) -> bool:
    """A number with a comma where the decimal point belongs."""
    return _DECIMAL_COMMA.fullmatch(entered.text) is not None


def has_footnote(entered: Entered) -> bool:
    """A number with a footnote mark behind it: a sign, or a digit that is raised."""
    runs = None if entered.cell is None else entered.cell.runs
    return _FOOTNOTE.fullmatch(entered.text) is not None or (runs is not None and bool(runs.raised))


def figure_before(entered: Entered) -> Decimal | None:
    """The figure that stands before a footnote mark, or beside what is struck out; None where none does."""
    found = _FOOTNOTE.fullmatch(entered.text)
    return read(found["number"], entered.measure or Measure(Unit.NUMBER)).figure if found else text_of(entered).figure
