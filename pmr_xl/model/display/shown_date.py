"""A serial number shown as a date or a time, as an American Excel does."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from pmr_xl.model.display.number_format import Part, Piece, Section
from pmr_xl.model.measure import SECONDS_A_DAY, round_half_away

_LAST_DAY = 2_958_466
_1904 = 1462  # days between the two calendars
_LEAP = 60  # Excel counts a 29 February 1900 that never was
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HOUR, _MINUTE = 3600, 60
_NAMED, _FULL, _INITIAL = 3, 4, 5  # letters of mmm, mmmm, mmmmm


def in_date(number: Decimal, section: Section, *, date1904: bool) -> str | None:
    """The number as the section shows it; None for a negative one, which Excel draws as a row of #."""
    if number < 0 or number >= _LAST_DAY:
        return None
    decimals = _decimals(section.pieces)
    seconds = round_half_away(number * SECONDS_A_DAY, decimals)
    if not any(piece.part in (Part.DATE, Part.ELAPSED) and piece.text[0] in "sS" for piece in section.pieces):
        seconds = round_half_away(number * SECONDS_A_DAY, 0)  # what is not shown is cut off, but for noise
    moment = _Moment(seconds, date1904=date1904, half=section.has(Part.HALF))
    out: list[str] = []
    fraction = False
    for place, piece in enumerate(section.pieces):
        if piece.part in (Part.DATE, Part.ELAPSED):
            out.append(
                moment.elapsed_part(piece.text)
                if piece.part is Part.ELAPSED
                else moment.show(piece.text, _minutes(section.pieces, place))
            )
        elif piece.part is Part.HALF:
            out.append(moment.half_day(piece.text))
        elif piece.part is Part.POINT and decimals and not fraction:
            out.append(f"{seconds % 1:.{decimals}f}"[1:])
            fraction = True
        elif piece.part is Part.GAP:
            out.append(" ")
        elif piece.part is not Part.DIGIT:
            out.append(piece.text)
    return "".join(out)


def _decimals(pieces: tuple[Piece, ...]) -> int:
    """Zeros right behind a point that follows seconds."""
    for place, piece in enumerate(pieces):
        if piece.part is Part.POINT and place and pieces[place - 1].text[:1] in "sS":
            zeros = 0
            for after in pieces[place + 1 :]:
                if after.part is not Part.DIGIT:
                    break
                zeros += 1
            return zeros
    return 0


def _minutes(pieces: tuple[Piece, ...], place: int) -> bool:
    """Whether an m means minutes: right behind hours, or right before seconds."""
    times = [(at, p.text[0].lower()) for at, p in enumerate(pieces) if p.part in (Part.DATE, Part.ELAPSED)]
    at = next(number for number, (where, _) in enumerate(times) if where == place)
    before = times[at - 1][1] if at else ""
    after = times[at + 1][1] if at + 1 < len(times) else ""
    return before == "h" or after == "s"


class _Moment:
    """A moment, in whole seconds and what is left of them."""

    def __init__(self, seconds: Decimal, *, date1904: bool, half: bool) -> None:
        self._all, self._half = int(seconds), half
        day = self._all // SECONDS_A_DAY
        self._leap = not date1904 and day == _LEAP
        self._january = not date1904 and day == 0
        serial = day + _1904 if date1904 else day
        self._day = date(1899, 12, 30) + timedelta(days=serial + (0 < serial < _LEAP and not date1904))
        self._seconds = self._all % SECONDS_A_DAY

    def elapsed_part(self, letters: str) -> str:
        """Hours, minutes or seconds that run on."""
        unit = {"h": _HOUR, "m": _MINUTE, "s": 1}[letters[0].lower()]
        return f"{self._all // unit:0{len(letters)}d}"

    def half_day(self, how: str) -> str:
        """AM or PM."""
        word = "PM" if self._seconds >= 12 * _HOUR else "AM"
        return word if len(how) > _NAMED else word[0]

    def show(self, letters: str, minutes: bool) -> str:
        """One piece of a date or a time."""
        kind, long = letters[0].lower(), len(letters)
        two = min(long, 2)
        if kind == "y":
            year = 1900 if self._january or self._leap else self._day.year
            return f"{year % 100:02d}" if long <= 2 else f"{year:04d}"  # noqa: PLR2004 - yy
        if kind == "h":
            hour = self._seconds // _HOUR
            return f"{(hour - 1) % 12 + 1 if self._half else hour:0{two}d}"
        if kind == "s":
            return f"{self._seconds % _MINUTE:0{two}d}"
        if kind == "m" and minutes:
            return f"{self._seconds // _MINUTE % 60:0{two}d}"
        return self._month(long) if kind == "m" else self._weekday(long)

    def _month(self, long: int) -> str:
        month = 1 if self._january else 2 if self._leap else self._day.month
        name = _MONTHS[month - 1]
        return {_NAMED: name[:3], _FULL: name, _INITIAL: name[0]}.get(long) or (
            f"{month:0{min(long, 2)}d}" if long < _NAMED else name
        )

    def _weekday(self, long: int) -> str:
        day = 0 if self._january else 29 if self._leap else self._day.day
        if long < _NAMED:
            return f"{day:0{long}d}"
        name = _DAYS[self._day.weekday()]
        return name[:3] if long == _NAMED else name
