"""Numbers as a sentence says them, and whether a change, or a share of one, is what two of them make."""

from __future__ import annotations

import re
from decimal import Decimal

from pmr_xl.model.measure import round_half_away
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.pattern import pattern

UP = r"rose|rising|increased|increas\w+|grew|growing|climbed|jumped|went up|gained|up"
DOWN = r"fell|falling|decreased|decreas\w+|declined|declin\w+|dropped|dropp\w+|went down|shrank|reduced|down"
NUMBER = r"\$?\d[\d,]*(?:\.\d+)?(?:\s(?:thousand|million|billion))?(?:%|\spercent(?!age))?|\d+:\d{2}"
_HEDGE = r"nearly|almost|about|approximately|roughly|some|around|more than|over|less than|under|just"
SHARE = pattern(
    rf"\b(?P<verb>{UP}|{DOWN})\b(?:\s(?:by|of))?\s(?:(?P<hedge>{_HEDGE})\s)?(?:over\s)?"
    r"(?P<share>\d+(?:\.\d+)?)(?:%|\s(?P<kind>percentage points?|percent))",
    re.IGNORECASE,
)
_TIMES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_LOOSE = Decimal("1.0")  # points that “about” may be off
_MOST_OVER = Decimal("1.25")  # “more than 10 percent” is said of no 20


class SaidNumber(NamedTuple):
    """A number as a sentence says it: its value, half a unit of its last digit, whether it is a percentage."""

    value: Decimal
    half: Decimal
    percent: bool


def read_number(text: str) -> SaidNumber:
    """What matches :data:`NUMBER`, as a number: a time in its smaller unit."""
    plain = text.casefold().replace("$", "").replace(",", "").strip()
    percent = plain.endswith(("%", "percent"))
    plain = plain.removesuffix("%").removesuffix("percent").strip()
    if ":" in plain:
        minutes, seconds = plain.split(":")
        return SaidNumber(Decimal(int(minutes) * 60 + int(seconds)), Decimal("0.5"), percent)
    digits, _, word = plain.partition(" ")
    value, times = Decimal(digits), _TIMES.get(word, 1)
    places = -int(value.as_tuple().exponent)
    return SaidNumber(value * times, Decimal(1).scaleb(-places) / 2 * times, percent)


def read_printed(text: str) -> SaidNumber | None:
    """A printed figure; None for signs."""
    if not re.fullmatch(NUMBER, text):
        return None
    return read_number(text)


def wrong_direction(verb: str, before: SaidNumber, now: SaidNumber) -> tuple[str, str] | None:
    """What is wrong with a verb between two numbers, and what is right; None where it fits, or nobody can say."""
    rises = re.fullmatch(UP, verb, re.IGNORECASE) is not None
    if before.percent != now.percent or before.value == now.value:
        return None
    if rises == (now.value > before.value):
        return None
    return f"“{verb}”, where the figure {'falls' if rises else 'rises'}", f"{_shown(before)} to {_shown(now)}"


def wrong_share(share: re.Match[str], before: SaidNumber, now: SaidNumber) -> tuple[str, str] | None:
    """The same of a match of :data:`SHARE`, by how much two numbers make it; “about” and its like have room."""
    said = Decimal(share["share"])
    places = -int(said.as_tuple().exponent)
    half = Decimal(1).scaleb(-places) / 2
    hedge = (share["hedge"] or "").casefold()
    points = before.percent and now.percent
    if before.value == 0:
        return None
    least, most = _range(before, now)
    in_points = abs(now.value - before.value)
    if (share["kind"] or "").casefold().startswith("percentage"):
        return (
            None
            if not points or abs(in_points - said) <= half + now.half + before.half
            else (
                f"{said} percentage points",
                f"{in_points.normalize():f} percentage points",
            )
        )
    if hedge in ("more than", "over"):
        fits = least - half <= said * _MOST_OVER and most + half >= said
    elif hedge in ("less than", "under", "nearly", "almost", "just"):
        fits = least - half - _LOOSE <= said <= most * _MOST_OVER + half + _LOOSE
    else:
        room = half + (_LOOSE if hedge else 0)
        fits = least - room <= said <= most + room
    if fits:
        return None
    exact = abs(now.value - before.value) / abs(before.value) * 100
    told = f"{round_half_away(exact, 1)} percent"
    if points and abs(in_points - said) <= half + now.half + before.half:
        return f"{said} percent, where it is percentage points", f"{said} percentage points, or {told}"
    return f"{said} percent", told


def _range(before: SaidNumber, now: SaidNumber) -> tuple[Decimal, Decimal]:
    """The change in percent that two rounded numbers allow: least and most."""
    befores = [one for one in (before.value - before.half, before.value + before.half) if one]
    nows = (now.value - now.half, now.value + now.half)
    ends = [abs(one - other) / abs(other) * 100 for one in nows for other in befores]
    return min(ends), max(ends)


def is_equal(said: SaidNumber, printed: SaidNumber, text: str) -> bool:
    """A number in words is the table's at its own precision; thousands and millions of a label may be left out."""
    if said.percent != text.endswith("%") and (said.percent or text.endswith("%")):
        return False
    return any(
        abs(said.value - printed.value * times) <= said.half + printed.half * times for times in (1, 1_000, 1_000_000)
    )


def _shown(one: SaidNumber) -> str:
    return f"{one.value.normalize():,f}{'%' if one.percent else ''}"
