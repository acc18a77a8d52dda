"""0.95 for 95%, or 9500% for 95%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pmr_xl.model.finding import Severity
from pmr_xl.model.house import House
from pmr_xl.model.measure import from_float
from pmr_xl.model.submission import Entry
from pmr_xl.rules.history import slip, years_of
from pmr_xl.rules.rule import Spot, rule, spot
from pmr_xl.rules.subjects import OddPercent
from pmr_xl.variance import median

SLIP = 2  # powers of ten
MOST = 100  # percent; what is between 1 and this may be a percentage
LEAST = 1.5  # an indicator usually below this may well be below 1%


@rule(
    "UNT-002",
    Severity.ERROR,
    "{where} is {found}, {times} the usual {expected}: {meant} was meant.",
    fix="Type {meant}, with the percent sign.",
    yields_to=("TYP-012", "TYP-017", "XPR"),
)
def percent_as_fraction(percent: OddPercent, entry: Entry, house: House) -> Iterator[Spot]:
    """A percentage typed as a fraction (0.95 shown as 0.95%), or a hundred times too large."""
    value, measure = percent.figure, percent.measure
    if not isinstance(value, Decimal) or measure is None:
        return
    if (meant := meant_percent(value, years_of(entry), house)) is not None:
        times = "a hundredth of" if value <= 1 else "a hundred times"
        usual = measure.show(from_float(median(years_of(entry))))
        yield spot(percent, found=f"{value.normalize():f}%", expected=usual, meant=measure.show(meant), times=times)


def meant_percent(value: Decimal, years: Sequence[float], house: House) -> Decimal | None:
    """The percentage that was meant where the value is a hundredth of the years' usual, or a hundred times it."""
    if not value or 1 < value <= MOST or not years or (normal := median(years)) < LEAST:
        return None
    wanted = -SLIP if value <= 1 else SLIP
    if not slip(float(value), (normal, years[-1]), (wanted,), house.scale_slip_width):
        return None
    return value * 100 if value <= 1 else value / 100
