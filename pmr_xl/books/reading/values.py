"""What stored text means: numbers, truth values, errors, ISO dates, escaped characters.

After ECMA-376 part 1: 18.3.1.4 (cell), 18.18.11 (cell types), 22.9.2.19 (escaped strings).
"""

from __future__ import annotations

import re

from pmr_xl.model.book.cell import CellError, CellValue
from pmr_xl.model.display.signs import made_whole
from pmr_xl.model.quick.pattern import pattern

ERRORS: dict[str, CellError] = {error.value: error for error in CellError}
_ESCAPED = pattern(r"_x([0-9A-Fa-f]{4})_")
_SURROGATES = pattern("[\ud800-\udbff][\udc00-\udfff]")
_ISO = pattern(r"(?:(\d{4})-(\d\d)-(\d\d))?(?:T?(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?)?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)
_DATED = frozenset("yYdDhHsS")
_ISO_DAY = pattern(r"\s*(?!1899-12-3[01])\d{4}-", re.ASCII)  # a time alone is written with the calendar's first days
BLANKS = " \t\r\n"
_DAY_SECONDS = 86_400


def number(text: str) -> float | str:
    """A stored number; text that is none is kept as it is."""
    try:
        value = float(text)
    except ValueError:
        return text
    # Python also reads 1_000, digits of other scripts, nan and infinity, which are no numbers of a workbook.
    if value - value or "_" in text or not text.isascii():
        return text
    return value


def value_of_text(kind: str, text: str, *, date1904: bool) -> CellValue:
    """The value of a cell of type ``kind`` (``n``, ``str``, ``b``, ``e``, ``d``) saved as ``text``."""
    if kind == "str":
        return unescape(text)
    text = text.strip(BLANKS)
    if not text:
        return None
    if kind == "n":
        return number(text)
    if kind == "b":
        return text in ("1", "true")
    if kind == "e":
        return ERRORS.get(text, CellError.OTHER)
    if kind == "d":
        return iso_date(text, date1904=date1904)
    return text


def format_of_date(number_format: str, saved: str) -> str:
    """The format of a cell that is stored as a date or a time (``t="d"``): its own, where that shows one."""
    if not _DATED.isdisjoint(number_format.replace("General", "")):
        return number_format
    return "yyyy-mm-dd" if _ISO_DAY.match(saved) else "h:mm:ss"


def unescape(text: str) -> str:
    """``_x000D_`` is a carriage return, ``_x005F_`` an underscore that would otherwise begin such an escape."""
    if "_x" not in text:
        return text
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    text = _SURROGATES.sub(lambda found: found[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
    return made_whole(text)


def trim_text(text: str, preserve: str | None) -> str:
    """Excel drops blanks at the ends of a text that does not say ``xml:space="preserve"``."""
    return text if preserve == "preserve" else text.strip(BLANKS)


def iso_date(text: str, *, date1904: bool) -> float | str:
    """Serial days of ``2026-06-30T12:00:00``; text that is no date is kept as it is."""
    found = _ISO.fullmatch(text)
    if found is None or not (found[1] or found[4]):
        return text
    from datetime import date

    hours, minutes, seconds = int(found[4] or 0), int(found[5] or 0), float(found[6] or 0)
    serial = (hours * 3600 + minutes * 60 + seconds) / _DAY_SECONDS
    if found[1]:
        try:
            day = date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            return text
        if date1904:
            return serial + (day - date(1904, 1, 1)).days
        # A time alone is written with day 0: Excel's is 31 December 1899, other programs' the day before.
        days = 0 if day == date(1899, 12, 30) else (day - date(1899, 12, 31)).days
        serial += days + (day >= date(1900, 3, 1))  # Excel's calendar has a 29 February 1900
    return serial
