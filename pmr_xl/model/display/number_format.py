"""Number formats taken apart: their sections, and what each is made of (ECMA-376 part 1, 18.8.31)."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache

from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.pattern import pattern

_TOKEN = pattern(
    r"""
      "(?P<quoted>[^"]*)"?
    | \\(?P<escaped>.)
    | _(?P<gap>.)                                                # as wide as that sign
    | \*(?P<fill>.)                                              # as often as the column is wide
    | \[(?P<elapsed>h+|m+|s+)\]
    | \[(?P<test>[<>=]{1,2})(?P<limit>-?[\d.]+(?:E[+-]?\d+)?)\]
    | \[\$(?P<money>[^\]-]*)(?:-[^\]]*)?\]
    | \[[^\]]*\]?                                                # colours, calendars, digits of other scripts
    | (?P<general>general)
    | (?P<half>am/pm|a/p)
    | (?P<exponent>e[+-])
    | (?P<date>y+|m+|d+|h+|s+)
    | (?P<digit>[0\#?])
    | (?P<sign>[.,%/@])
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_MOST_SECTIONS = 4
_LONGEST = 255  # signs; Excel takes no longer format


class Part(Enum):
    """What a piece of a format is."""

    TEXT = auto()  # shown as it is
    GAP = auto()  # a blank as wide as a sign
    DIGIT = auto()  # 0, # or ?
    POINT = auto()
    COMMA = auto()
    PERCENT = auto()
    SLASH = auto()
    EXPONENT = auto()  # E+ or E-
    DATE = auto()  # yyyy, mm, d, hh, ss
    ELAPSED = auto()  # [h], [mm], [s]
    HALF = auto()  # AM/PM
    TYPED = auto()  # @, the text itself
    GENERAL = auto()


class Piece(NamedTuple):
    """One piece of a format and how it is written."""

    part: Part
    text: str


class Test(NamedTuple):
    """A condition that a number has to meet: ``[<100]``."""

    sign: str
    limit: Decimal

    def holds(self, number: Decimal) -> bool:
        """Whether the number meets it."""
        less, same, more = "<" in self.sign, "=" in self.sign, ">" in self.sign
        if less and more:
            return number != self.limit
        return (less and number < self.limit) or (more and number > self.limit) or (same and number == self.limit)


class Section(NamedTuple):
    """One of the sections that semicolons part: its pieces and the condition it is for, where it names one."""

    pieces: tuple[Piece, ...]
    test: Test | None = None

    def has(self, *parts: Part) -> bool:
        """Whether it has a piece of one of these kinds."""
        return any(piece.part in parts for piece in self.pieces)

    @property
    def is_date(self) -> bool:
        """Shows a date or a time."""
        return self.has(Part.DATE, Part.ELAPSED)


_SIGNS = {".": Part.POINT, ",": Part.COMMA, "%": Part.PERCENT, "/": Part.SLASH, "@": Part.TYPED}
_KINDS = {
    "quoted": Part.TEXT, "escaped": Part.TEXT, "money": Part.TEXT, "other": Part.TEXT, "gap": Part.GAP,
    "elapsed": Part.ELAPSED, "general": Part.GENERAL, "half": Part.HALF, "exponent": Part.EXPONENT, "date": Part.DATE,
    "digit": Part.DIGIT,
}  # fmt: skip


@lru_cache(maxsize=512)
def sections(code: str) -> tuple[Section, ...]:
    """The sections of a number format, one to four; none where the code is longer than any program writes."""
    if len(code) > _LONGEST:
        return ()
    found: list[Section] = []
    pieces: list[Piece] = []
    test: Test | None = None
    for token in _TOKEN.finditer(code):
        if token["other"] == ";":
            found.append(Section(tuple(pieces), test))
            pieces, test = [], None
        elif token["limit"]:
            test = _test(token["test"], token["limit"])
        else:
            pieces += _pieces(token)
    found.append(Section(tuple(pieces), test))
    return tuple(found[:_MOST_SECTIONS])


def _test(sign: str, limit: str) -> Test | None:
    try:
        return Test(sign, Decimal(limit))
    except ArithmeticError:
        return None


def _pieces(token: re.Match[str]) -> list[Piece]:
    kind = token.lastgroup
    if kind == "sign":
        return [Piece(_SIGNS[token["sign"]], token["sign"])]
    if kind is None or kind == "fill":
        return []
    return [Piece(_KINDS[kind], token[kind])] if token[kind] else []


def section_for(number: Decimal, code: str) -> tuple[Section | None, bool]:
    """The section that shows a number, and whether it shows it without its sign; None where none does."""
    found = [section for section in sections(code) if not section.has(Part.TYPED)][:3]
    if not found:
        return (
            (None, False) if sections(code) and len(code) <= _LONGEST and ";" in code else (Section(_AS_IT_IS), False)
        )
    first, *others = found
    if first.test is None and not any(section.test for section in others):
        if number < 0 and others:
            return others[0], True
        if not number and len(others) > 1:
            return others[1], False
        return first, False
    for place, section in enumerate(found):
        test = section.test or (Test(">", Decimal(0)) if place == 0 and len(found) > 1 else None)
        if test is None and place == 1 and len(found) > 2:  # noqa: PLR2004 - the third is for what is left
            test = Test("<", Decimal(0))
        if test is None or test.holds(number):
            return section, number < 0 and place == 1 and section.test is None
    return None, False


_AS_IT_IS = (Piece(Part.GENERAL, "General"),)
