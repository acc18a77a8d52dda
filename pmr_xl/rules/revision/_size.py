"""How large a change a text says a restatement is, and whether the figures say so too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from pmr_xl.model.measure import Measure, Unit
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.pattern import pattern

HUNDRED = Decimal(100)
NEAR = Decimal("0.01")  # “about 6,700” for 6,655
TELLING = 3  # digits; shorter numbers count other things: two garages, 35 reports
_NUMBER = pattern(
    r"(?<![\w.,:/$-])(?P<sign>[+−±-]|(?:plus|minus) )?\$?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d:/])"
    r"(?P<percent> ?(?:%|percent(?:age)?\b))?(?: (?P<scale>thousand|million|billion)\b)?"
    r"(?: (?:[a-z]+ )?(?P<after>more|fewer|less|higher|lower)\b)?",
    re.IGNORECASE,
)
_BY = pattern(r"\bby (?:about |some |around |roughly )?$", re.IGNORECASE)
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_UNITS = {
    Unit.THOUSANDS: 10**3, Unit.MILLIONS: 10**6, Unit.DOLLARS_THOUSANDS: 10**3, Unit.DOLLARS_MILLIONS: 10**6,
}  # fmt: skip


class SaidSize(NamedTuple):
    """A number in a text.

    Attributes:
        size: it is said to be a change: “+1,149”, “by 1,149”, “1,149 more”, “21% less”.
        half: what its last digit can hide.
    """

    text: str
    value: Decimal
    half: Decimal
    percent: bool
    size: bool


def numbers(text: str) -> Iterator[SaidSize]:
    """The numbers of a text, but for years, dates and clock times."""
    for found in _NUMBER.finditer(text):
        digits, sign, percent = found["digits"], found["sign"], bool(found["percent"])
        times = Decimal(_SCALES.get((found["scale"] or "").casefold(), 1))
        value = Decimal(digits.replace(",", ""))
        year = re.fullmatch(r"(?:19|20)\d\d", digits) and not sign and not percent
        if year:
            continue
        long = len(digits.replace(",", "").replace(".", "")) >= TELLING
        told = bool(found["after"]) or _BY.search(text[: found.start()]) is not None
        half = Decimal(1).scaleb(int(value.as_tuple().exponent)) / 2 * times
        yield SaidSize(found[0].strip(), value * times, half, percent, bool(sign) or (told and (percent or long)))


def text_agrees(said: SaidSize, old: Decimal, new: Decimal, measure: Measure) -> bool:
    """Whether a number of the text is the change, in the unit or in percent, or one of the two figures."""
    change = abs(new - old)
    shares = [change / abs(old) * HUNDRED] if old else []
    if measure.unit is Unit.PERCENT:
        shares += [change, abs(old), abs(new)]
    printed = measure.round(new) - measure.round(old)
    sizes = [change, abs(printed), abs(old), abs(new), *([change * HUNDRED] if measure.unit is Unit.PERCENT else [])]
    if times := _UNITS.get(measure.unit):
        sizes += [one * times for one in sizes]
    return any(abs(one - said.value) <= max(said.half, one * NEAR) for one in (shares if said.percent else sizes))


def tells_size(text: str, changes: Iterable[tuple[Decimal, Decimal]], measure: Measure) -> bool:
    """Whether a text says how large one of these changes (old, new) is, or what from and to."""
    pairs = tuple(changes)
    return any(text_agrees(said, old, new, measure) for said in numbers(text) for old, new in pairs)
