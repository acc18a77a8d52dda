"""Times and ratios that a spreadsheet took for hours of the day and saved in its own way.

``9:13`` (minutes and seconds) opened in a spreadsheet is thirteen minutes past nine and comes back as ``9:13:00 AM``;
``42:28`` comes back as ``42:28:00``, ``25:1`` as ``25:01:00``. What was typed can be told from it and is read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pmr_xl.model.quick.pattern import pattern

_CLOCK = pattern(r"(\d{1,5}):(\d\d):(\d\d)(?:\.0+)?(?:\s*([AaPp])\.?[Mm]\.?)?", re.ASCII)
_DATED = pattern(r"(?:(18|19)(\d\d)-(\d\d)-(\d\d)[ T]|(\d{1,2})/(\d{1,2})/(18|19)(\d\d)\s+)(.+)", re.ASCII)
_DAY, _NOON, _SIXTY = 24, 12, 60
_HOURS_AND_MINUTES = pattern(r"hours:minutes|duration_hh:mm", re.IGNORECASE)
_RATIO = pattern(r"^ratio\b|\bratio\b", re.IGNORECASE)


class Clocks:
    """How the times of one table are to be read.

    Args:
        texts: every cell of its columns of figures. Where each time in three parts ends in ``:00`` and one of them
            cannot be a time of day, or says AM or PM, the table was saved by a spreadsheet.

    Attributes:
        met: whether there is any time in three parts.
        read: how many were read as they had been typed.
        example: the first of them, as found and as read.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        found = [parts for text in texts if ":" in text and (parts := _parts(text)) is not None]
        self.met = bool(found)
        self._resaved = self.met and all(seconds == 0 for _, _, seconds in found)
        self.read = 0
        self.example = ("", "")

    def as_typed(self, text: str, label: str, unit: str) -> str:
        """A time or ratio as it was typed; any other text as it is.

        Args:
            label: the row's name.
            unit: what the table's own unit column says; may be empty.
        """
        parts = _parts(text) if ":" in text else None
        if parts is None:
            return text
        hours, minutes, seconds = parts
        if seconds == 0 and (self._resaved or hours >= _DAY):
            typed = f"{hours}:{minutes}" if _is_ratio(label, unit) and minutes == 1 else f"{hours}:{minutes:02d}"
        elif _HOURS_AND_MINUTES.search(label) or (_HOURS_AND_MINUTES.search(unit) and "minutes:seconds" not in label):
            typed = f"{hours}:{minutes:02d}" if seconds == 0 else text
        else:
            typed = f"{hours * _SIXTY + minutes}:{seconds:02d}"
        if typed != text:
            self.example = self.example if self.read else (text, typed)
            self.read += 1
        return typed


def _is_ratio(label: str, unit: str) -> bool:
    return bool(_RATIO.search(unit) or (_RATIO.search(label) and "minutes" not in label))


def _parts(text: str) -> tuple[int, int, int] | None:
    """Hours, minutes and seconds; days of a date before 1900 ended count as hours, as spreadsheets do."""
    days = 0
    if dated := _DATED.fullmatch(text.strip()):
        century, year, month, day, month_us, day_us, century_us, year_us, text = dated.groups()
        on = (int((century or century_us) + (year or year_us)), int(month or month_us), int(day or day_us))
        if on[:2] == (1899, 12):
            days = max(0, on[2] - 31)
        elif on[0] == 1900:  # noqa: PLR2004 - a spreadsheet's days begin on 1 January 1900
            days = on[2] if on[1] == 1 else 31 + on[2]
        else:
            return None
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hours, half = int(found[1]), (found[4] or "").lower()
    if half:
        hours = hours % _NOON + (_NOON if half == "p" else 0)
    return days * _DAY + hours, int(found[2]), int(found[3])
