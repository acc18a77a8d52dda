"""0.95 for 95%, or 9500% for 95%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pmr_xl.analysis.figures.usual import median, slip
from pmr_xl.model.entry import Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Measure, Unit, from_float
from pmr_xl.model.numbers.written_out import written_out
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.history import years_of
from pmr_xl.rules.engine.subjects import NumberCell

SLIP = 2  # powers of ten
TO_NOTHING = (-SLIP, -3)  # … of what is printed 0 and never was
MOST = 100  # percent; what is between 1 and this may be a percentage
LEAST = 1.5  # an indicator usually below this may well be below 1%
ENOUGH_YEARS = 3  # that were never printed 0
TIMES = {SLIP: "a hundred times", -SLIP: "a hundredth of", -3: "a thousandth of"}

TOLD = "{times} the usual {expected}: {meant} was meant"  # also what the form says, beside the figure


@rule(
    "UNT-002",
    Severity.ERROR,
    "{where} is {found}, " + TOLD + ".",
    fix="Type {meant}, with the percent sign.",
    yields_to=("TYP-012", "TYP-017", "XPR"),
    indicators=lambda basis: basis.indicator.unit is Unit.PERCENT,
    ordinary=True,
)
def percent_as_fraction(percent: NumberCell, entry: Entry, settings: OfficeSettings) -> Iterator[Spot]:
    """A percentage typed as a fraction (0.95 shown as 0.95%), or a hundred times too large."""
    value, measure = percent.figure, percent.measure
    if measure is None or measure.unit is not Unit.PERCENT or not isinstance(value, Decimal) or 1 < value <= MOST:
        return
    years = years_of(entry)
    power = _power(value, years, settings, measure)
    if power is not None:
        meant, usual = measure.show(value.scaleb(-power)), measure.show(from_float(median(years)))
        yield spot(
            percent, found=f"{written_out(value.normalize(), 'f')}%", expected=usual, meant=meant, times=TIMES[power]
        )


def meant_percent(value: Decimal, years: Sequence[float], settings: OfficeSettings) -> Decimal | None:
    """The percentage that was meant where the value is a hundredth of the years' usual, or a hundred times it."""
    power = _power(value, years, settings)
    return None if power is None else value.scaleb(-power)


def _power(
    value: Decimal, years: Sequence[float], settings: OfficeSettings, measure: Measure | None = None
) -> int | None:
    """By which power of ten the value is off; next to nothing is where its ``measure`` prints it so and never did."""
    if not value or 1 < value <= MOST or not years:
        return None
    normal = median(years)
    powers = TO_NOTHING if measure is not None and prints_as_zero(value, measure, years) else ()
    if normal >= LEAST:
        powers = (*powers, -SLIP if value <= 1 else SLIP)
    return slip(float(value), (normal, years[-1]), powers, settings.scale_slip_width)


def prints_as_zero(value: Decimal, measure: Measure, years: Sequence[float]) -> bool:
    """Whether a figure is printed 0 and none of its published years was: three at least."""
    return len(years) >= ENOUGH_YEARS and not measure.round(value) and all(map(measure.round, map(from_float, years)))
