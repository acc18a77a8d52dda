"""What a workbook's cell shows, as the text that a published table would have: 63.2%, $1,234.5, 9:13, 2025-11-01."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from pmr_xl.model.measure import from_float, round_half_away

_QUOTED = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.')
_PATTERN = re.compile(r"[#0?](?:[#0?,]*[#0?])?(?:\.([0#?]+))?(,*)")
_MINUTES = re.compile(r"\[mm?\]:ss|(?<![h:])mm?:ss", re.IGNORECASE)
_SECONDS = re.compile(r"h+\]?:mm:ss", re.IGNORECASE)
_DATES = re.compile(r"[yd]", re.IGNORECASE)
_DAY, _SIXTY, _HOUR = 86_400, 60, 3_600
_FIRST = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's day 0 has no zone
_LEAP = 60  # up to here a spreadsheet counts a 29 February 1900 that was none


def displayed_text(value: object, number_format: str) -> str:
    """The text of a cell.

    Args:
        value: as openpyxl gives it: text, number, truth value, date, time, span of time, or None.
        number_format: the cell's.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, datetime | date | time | timedelta):
        return _moment(value, number_format)
    return str(value).strip()


def _number(value: float, number_format: str) -> str:
    number = from_float(float(value))
    section = number_format.partition(";")[0]
    literal = "$" if "$" in section else ""
    bare = _QUOTED.sub(lambda found: "" if found[1] is None and found[2] is None else "\0", section)
    pattern = _PATTERN.search(bare)
    if pattern is None or section.lower() == "general" or "e+" in section.lower() or "/" in bare:
        return f"{number:f}" if number == number.to_integral_value() else f"{number.normalize():f}"
    decimals = len(pattern[1] or "")
    if percent := "%" in bare:
        number *= 100
    number = round_half_away(number.scaleb(-3 * len(pattern[2])), decimals)
    digits = f"{abs(number):,}" if "," in pattern[0].rstrip(",") or not percent else f"{abs(number)}"
    if "," not in pattern[0].rstrip(","):
        digits = digits.replace(",", "")
    tail = "%" if percent else "".join(found[1] or "" for found in _QUOTED.finditer(section) if found[1] == ":1")
    return f"{'-' if number < 0 else ''}{literal}{digits}{tail}"


def _moment(value: datetime | date | time | timedelta, number_format: str) -> str:
    plain = re.sub(r'"[^"]*"|\[\$[^\]]*\]|am/pm|a/p', "", number_format, flags=re.IGNORECASE)
    if isinstance(value, datetime | date) and (_DATES.search(plain) or not isinstance(value, datetime)):
        whole = not isinstance(value, datetime) or value.time() == time()
        return value.strftime("%Y-%m-%d") if whole else str(value)
    seconds = int(round_half_away(Decimal(str(_seconds(value))), 0))
    if _MINUTES.search(plain):
        return f"{seconds // _SIXTY}:{seconds % _SIXTY:02d}"
    hours = f"{seconds // _HOUR}:{seconds % _HOUR // _SIXTY:02d}"
    return f"{hours}:{seconds % _SIXTY:02d}" if _SECONDS.search(plain) or seconds % _SIXTY else hours


def _seconds(value: datetime | date | time | timedelta) -> float:
    """A time of day, a span of time, or a time that went past midnight and became a date, in seconds."""
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, time):
        return value.hour * _HOUR + value.minute * _SIXTY + value.second + value.microsecond / 1e6
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    since = (moment.replace(tzinfo=None) - _FIRST).total_seconds()
    return since - _DAY if since < (_LEAP + 1) * _DAY else since
