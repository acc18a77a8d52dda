"""What cannot be right, as conditions a spreadsheet can test: the same limits as the rules, taken from them."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from pmr_xl.forms.submission_form.live.formula import number_text, scaled, within
from pmr_xl.forms.submission_form.live.limits.known import KnownFigures, mends, numbers, usual
from pmr_xl.forms.submission_form.live.limits.slips import SIXTY, as_fraction, as_hours, as_time, scale_slips
from pmr_xl.model.indicator import Aggregation, Indicator
from pmr_xl.model.measure import SECONDS_A_DAY, Unit
from pmr_xl.rules.type.decimal_for_clock import LEAST_HOURS, LEAST_MINUTES, MANY

__all__ = ["KnownFigures", "accepted", "impossible", "impossible_actual", "mends", "warns"]

AN_HOUR = 3600


def impossible(cell: str, known: KnownFigures) -> list[str]:
    """Conditions, any of which says that the number in ``cell``, an actual or a target, cannot be right."""
    unit, mends, can = known.indicator.unit, known.mends, known.possible
    conditions = []
    below = mends("RNG-002") or (unit is Unit.PERCENT and mends("RNG-001"))
    if below and can.least is not None:
        conditions.append(f"{cell}<0")
    if unit is Unit.PERCENT:
        if mends("RNG-001") and can.most is not None:
            conditions.append(f"{cell}>{number_text(can.measure.to_cell(can.most))}")
        conditions += as_fraction(cell, known) if mends("UNT-002") else []
    elif can.most is not None and mends("RNG-004"):
        most = float(can.most) if unit.is_duration else can.measure.to_cell(can.most)
        conditions.append(f"{scaled(cell, unit)}>{number_text(most)}")
    if unit is Unit.MINUTES_SECONDS and mends("TYP-004") and (slip := as_hours(known)):
        seconds = scaled(cell, unit)
        conditions.append(f"AND(MOD({seconds},{SIXTY})=0,{within(seconds, [slip])})")
    if unit.is_duration and mends("TYP-004") and (normal := usual(known.history)):
        width = 10**known.house.scale_slip_width
        conditions.append(within(scaled(cell, unit), [(normal / SIXTY / width, normal / SIXTY * width)]))
    if unit is Unit.RATIO and mends("TYP-015"):
        conditions.append(as_time(cell, usual(known.history)))
    if unit.is_duration and mends("TYP-005") and (normal := usual(known.history)):
        least = LEAST_MINUTES if unit is Unit.MINUTES_SECONDS else LEAST_HOURS
        conditions.append(f"AND({cell}*{SECONDS_A_DAY}>{number_text(MANY * normal)},{cell}>={number_text(least)})")
    return conditions


def impossible_actual(cell: str, known: KnownFigures, outside: str) -> list[str]:
    """The same for an actual, with what its history says; ``outside`` is the condition of being outside the band."""
    indicator, conditions = known.indicator, impossible(cell, known)
    if known.mends("UNT-001") and (slips := scale_slips(known)):
        conditions.append(f"AND({within(f'ABS({cell})', slips)},OR({outside}))")
    years = numbers(known.earlier)
    last = known.earlier[-1] if known.earlier else None
    if (
        indicator.aggregation is Aggregation.CUMULATIVE
        and known.mends("ARI-008")
        and isinstance(last, Decimal)
        and len(years) > 1
        and all(later >= earlier for earlier, later in pairwise(years))
    ):
        conditions.append(f"{cell}<{number_text(indicator.measure.to_cell(last))}")
    return conditions


def accepted(cell: str, known: KnownFigures) -> str:
    """The data validation of an actual: a number within its limits, or NA."""
    limit: float | None = None
    unit = known.indicator.unit
    if unit is Unit.PERCENT and known.possible.most is not None:
        limit = known.possible.measure.to_cell(known.possible.most)
    elif unit is Unit.MINUTES_SECONDS:
        slip = as_hours(known)
        limit = (slip[0] if slip else AN_HOUR) / SECONDS_A_DAY
    number = f"ISNUMBER({cell})" if limit is None else f"AND(ISNUMBER({cell}),{cell}<={number_text(limit)})"
    return f'=OR({number},EXACT({cell}&"","NA"))'


def warns(indicator: Indicator) -> bool:
    """Whether the data validation asks “is this right?” instead of refusing: its limit may be passed for a reason."""
    return indicator.unit in (Unit.PERCENT, Unit.MINUTES_SECONDS)
