"""What cannot be right, as conditions a spreadsheet can test: the same limits as the rules, taken from them."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from pmr_xl.analysis.figures.usual import usual
from pmr_xl.forms.submission_form.live.formula import (
    Expression,
    Wrong,
    comparable_number,
    message_formula,
    number_text,
    within,
)
from pmr_xl.forms.submission_form.live.limits.known import KnownFigures, mends, numbers
from pmr_xl.forms.submission_form.live.limits.slips import (
    SIXTY,
    as_fraction,
    as_hours,
    as_time,
    scale_slip,
)
from pmr_xl.model.measure import SECONDS_A_DAY, Unit, from_float
from pmr_xl.model.schema.indicator import Aggregation, Indicator
from pmr_xl.rules.arithmetic import cumulative_falls
from pmr_xl.rules.range import above_most, negative, percent_range
from pmr_xl.rules.type import decimal_for_clock, duration, ratio_as_time
from pmr_xl.rules.type.decimal_for_clock import LEAST_HOURS, LEAST_MINUTES, MANY

__all__ = ["KnownFigures", "accepted", "impossible", "impossible_actual", "mends", "warns"]

AN_HOUR = 3600


def impossible(cell: str, known: KnownFigures) -> list[Wrong]:
    """What can be wrong with the number in ``cell``, an actual or a target; what explains more stands first."""
    return [*_slips(cell, known), *_ranges(cell, known)]


def _slips(cell: str, known: KnownFigures) -> list[Wrong]:
    """Slips of the keyboard: times and percentages that were typed otherwise than meant."""
    unit, mends, normal = known.indicator.unit, known.mends, usual(known.history)
    usually = "" if normal is None else known.indicator.measure.show(from_float(normal))
    seconds, found = comparable_number(cell, unit), []
    if unit is Unit.MINUTES_SECONDS and mends("TYP-004") and (slip := as_hours(known)):
        hours = Expression(f'TEXT(INT({seconds}/{AN_HOUR}),"00")')
        minutes = Expression(f'TEXT(MOD(INT({seconds}/{SIXTY}),{SIXTY}),"00")')
        says = message_formula(f"type {duration.AS_MINUTES}", hours=hours, minutes=minutes)
        found.append(Wrong(f"AND(MOD({seconds},{SIXTY})=0,{within(seconds, [slip])})", says))
    if unit.is_duration and mends("TYP-004") and normal:
        width = 10**known.settings.scale_slip_width
        stretch = (normal / SIXTY / width, normal / SIXTY * width)
        found.append(Wrong(within(seconds, [stretch]), message_formula(duration.A_SIXTIETH, usual=usually)))
    if unit is Unit.RATIO and mends("TYP-015"):
        hours = Expression(f"INT(ROUND({cell}*{ratio_as_time.MINUTES_A_DAY},0)/{SIXTY})")
        found.append(Wrong(as_time(cell, normal), message_formula(f"type {ratio_as_time.TOLD}", hours=hours)))
    if unit.is_duration and mends("TYP-005") and normal:
        short = unit is Unit.MINUTES_SECONDS
        least = LEAST_MINUTES if short else LEAST_HOURS
        condition = f"AND({cell}*{SECONDS_A_DAY}>{number_text(MANY * normal)},{cell}>={number_text(least)})"
        says = message_formula(f"type {decimal_for_clock.TOLD}", how=decimal_for_clock.HOW[short])
        found.append(Wrong(condition, says))
    if unit is Unit.PERCENT and mends("UNT-002"):
        found += as_fraction(cell, known)
    return found


def _ranges(cell: str, known: KnownFigures) -> list[Wrong]:
    """What no figure of the indicator can be."""
    unit, mends, can, found = known.indicator.unit, known.mends, known.possible, []
    percent = unit is Unit.PERCENT and mends("RNG-001")
    most = "" if can.most is None else can.measure.show(can.most)
    beyond = message_formula(percent_range.TOLD, range=can.range, why=can.why)
    if (mends("RNG-002") or percent) and can.least is not None:
        found.append(Wrong(f"{cell}<0", beyond if percent else message_formula(negative.TOLD)))
    if percent and can.most is not None:
        found.append(Wrong(f"{cell}>{number_text(can.measure.to_cell(can.most))}", beyond))
    elif unit is not Unit.PERCENT and can.most is not None and mends("RNG-004"):
        limit = float(can.most) if unit.is_duration else can.measure.to_cell(can.most)
        says = message_formula(above_most.TOLD, expected=most, why=can.why)
        found.append(Wrong(f"{comparable_number(cell, unit)}>{number_text(limit)}", says))
    return found


def impossible_actual(cell: str, known: KnownFigures, outside: str) -> list[Wrong]:
    """The same for an actual, with what its history says; ``outside`` is the condition of being outside the band."""
    indicator, found = known.indicator, _slips(cell, known)
    if known.mends("UNT-001"):
        found += scale_slip(f"ABS({cell})", outside, known)
    found += _ranges(cell, known)
    years = numbers(known.earlier)
    last = known.earlier[-1] if known.earlier else None
    if (
        indicator.aggregation is Aggregation.CUMULATIVE
        and known.mends("ARI-008")
        and isinstance(last, Decimal)
        and len(years) > 1
        and all(later >= earlier for earlier, later in pairwise(years))
    ):
        before = "month" if known.to_date is not None else "year"
        says = message_formula(cumulative_falls.TOLD, before=before, expected=indicator.measure.show(last))
        found.append(Wrong(f"{cell}<{number_text(indicator.measure.to_cell(last))}", says))
    return found


def actual_validation(cell: str, known: KnownFigures) -> str:
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


def asks_instead(indicator: Indicator) -> bool:
    """Whether the data validation asks “is this right?” instead of refusing: its limit may be passed for a reason."""
    return indicator.unit in (Unit.PERCENT, Unit.MINUTES_SECONDS)
