"""A figure in another scale than its history."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.analysis.comparison import Comparison
from pmr_xl.analysis.figures.usual import numbers_of, slip, usual
from pmr_xl.model.entry import Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Unit, from_float
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.sound import far_from

TIMES = {  # by powers of ten, in the order in which they are tried
    3: "1,000 times", -3: "one thousandth of", 2: "100 times", -2: "one hundredth of", 6: "1,000,000 times",
    -6: "one millionth of",
}  # fmt: skip
POWERS = tuple(TIMES)
HUNDRED = 100
ENOUGH = 3  # of two published years one may be the slip itself
_UNNAMED = (Unit.NUMBER, Unit.RATE, Unit.RATIO)  # the word says nothing of a scale

TOLD = "about {times} the usual {expected}"  # also what the form says, beside the figure


@rule(
    "UNT-001",
    Severity.ERROR,
    "{where} is {found}, " + TOLD + "{perhaps}.",
    fix="Type the figure {scale} {periods} before.",
    yields_to=("UNT-002", "TYP-012", "TYP-015", "TYP-017", "XPR"),
    of_column=(
        "{count} figures under “{column}” are in another scale than those before",
        "Type the figures at the scale of those before, each in its own unit.",
    ),
)
def scale_slip(unusual: Comparison, entry: Entry, settings: OfficeSettings) -> Iterator[Spot]:
    """A figure about 100 or 1,000 times its history, or a hundredth or thousandth of it."""
    numbers = [figure for figure in unusual.alike if isinstance(figure, Decimal)]
    actual, unit = unusual.actual, unusual.indicator.unit
    if unusual.ordinary or len(numbers) < ENOUGH or not isinstance(actual, Decimal) or not actual:
        return
    if not far_from(float(actual), numbers_of(numbers)):
        return
    if unit.is_duration or not (normal := usual(unusual.earlier)):
        return
    power = slip(float(actual), (normal, *numbers_of(unusual.earlier)[-1:]), POWERS, settings.scale_slip_width)
    if power is not None:
        up = power > 0
        size = 10 ** abs(power)
        times = TIMES[power]
        perhaps = _perhaps(unit, up=up) if size != HUNDRED else ""
        expected = unusual.indicator.measure.show(from_float(normal))
        periods = "months" if unusual.context.monthly else "years"
        yield spot(entry.actual, expected=expected, times=times, perhaps=perhaps, periods=periods, scale=_scale(unit))


def _scale(unit: Unit) -> str:
    """How the figure is to be typed, up to the periods it is compared with: a plain number has no scale to name."""
    return "at the scale of the" if unit in _UNNAMED else f"in {unit.words}, as in the"


def _perhaps(unit: Unit, *, up: bool) -> str:
    if unit is Unit.PERCENT:
        return ""
    scaled = unit.value.endswith(("thousands", "millions"))
    if up:
        return f": typed in full instead of {unit.words}" if scaled else ""
    return "" if scaled else ": typed in thousands"
