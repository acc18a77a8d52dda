"""What cannot be right, as conditions a spreadsheet can test: the same limits as the rules on ranges and times."""

from __future__ import annotations

from decimal import Decimal
from statistics import median

from pmr_xl.model.house import House
from pmr_xl.model.indicator import Indicator
from pmr_xl.model.measure import SECONDS_A_DAY, Figure, Unit

SIXTY = 60
AN_HOUR = 3600
HUNDRED = Decimal(100)


def number_text(number: float) -> str:
    """A number within a formula."""
    return format(number, ".15g").upper()


def most_percent(indicator: Indicator, history: tuple[Figure | None, ...]) -> Decimal | None:
    """The largest percentage possible, in points; None where published years have passed 100 and nothing says more."""
    if indicator.at_most is not None:
        return indicator.at_most
    return None if max(_numbers(history), default=HUNDRED) > HUNDRED else HUNDRED


def as_hours(history: tuple[Figure | None, ...], house: House) -> tuple[float, float] | None:
    """From how many to how many seconds a time is about sixty times the usual: 10:17 typed for 0:10:17."""
    numbers = _numbers(history)
    if not numbers or not (usual := float(median(numbers))):
        return None
    width = 10**house.scale_slip_width
    return SIXTY * usual / width, SIXTY * usual * width


def impossible(cell: str, indicator: Indicator, history: tuple[Figure | None, ...], house: House) -> list[str]:
    """Conditions, any of which says that the number in ``cell`` cannot be right."""
    conditions = []
    if min(_numbers(history), default=HUNDRED) >= 0:
        conditions.append(f"{cell}<0")
    if indicator.unit is Unit.PERCENT and (limit := most_percent(indicator, history)) is not None:
        conditions.append(f"{cell}>{number_text(indicator.measure.to_cell(limit))}")
    if indicator.unit is Unit.MINUTES_SECONDS and (slip := as_hours(history, house)):
        seconds = f"ROUND({cell}*{SECONDS_A_DAY},0)"
        low, high = (number_text(bound) for bound in slip)
        conditions.append(f"AND(MOD({seconds},{SIXTY})=0,{seconds}>{low},{seconds}<{high})")
    return conditions


def accepted(cell: str, indicator: Indicator, history: tuple[Figure | None, ...], house: House) -> str:
    """The data validation of an actual: a number within its limits, or NA."""
    limit: float | None = None
    if indicator.unit is Unit.PERCENT and (percent := most_percent(indicator, history)) is not None:
        limit = indicator.measure.to_cell(percent)
    elif indicator.unit is Unit.MINUTES_SECONDS:
        slip = as_hours(history, house)
        limit = (slip[0] if slip else AN_HOUR) / SECONDS_A_DAY
    number = f"ISNUMBER({cell})" if limit is None else f"AND(ISNUMBER({cell}),{cell}<={number_text(limit)})"
    return f'=OR({number},EXACT({cell}&"","NA"))'


def warns(indicator: Indicator) -> bool:
    """Whether the data validation asks “is this right?” instead of refusing: its limit may be passed for a reason."""
    return indicator.unit in (Unit.PERCENT, Unit.MINUTES_SECONDS)


def _numbers(history: tuple[Figure | None, ...]) -> list[Decimal]:
    return [figure for figure in history if isinstance(figure, Decimal)]
