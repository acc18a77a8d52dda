"""What cannot be right, as conditions a spreadsheet can test: the same limits as the rules, taken from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from statistics import median

from pmr_xl.forms.submission_form.formula import number_text, scaled, within
from pmr_xl.fytd import ToDate
from pmr_xl.model.finding import Severity
from pmr_xl.model.frozen import frozen
from pmr_xl.model.house import House
from pmr_xl.model.indicator import Aggregation, Indicator, Line
from pmr_xl.model.measure import SECONDS_A_DAY, Figure, Unit
from pmr_xl.rules.sound import APART
from pmr_xl.rules.type.decimal_for_clock import LEAST_HOURS, LEAST_MINUTES, MANY
from pmr_xl.rules.unit import percent_as_fraction, scale_slip
from pmr_xl.variance import Band

SIXTY = 60
AN_HOUR = 3600
HUNDRED = Decimal(100)
ONE = 0.01  # one percent, as a cell holds it
HAIR = 1e-12  # stretches leave their ends out; where an end belongs to one, it begins so much earlier


@frozen
class Known:
    """What is known of one indicator when its form is laid.

    Attributes:
        due: the day the form is due: a waiver that lasts until then holds for the form.
        history: published figures the form shows, oldest first.
        earlier: those of them that cover the same span as the figure asked for.
        published: every figure ever published of it.
        band: where no explanation is due; None where there is nothing to compare with.
        alike: those of them that are of about the same size: not the years to date beside a month.
        to_date: what is known of the fiscal year before the month a monthly form asks for; None in other forms.
        asks_new: an explanation is due where there is nothing to compare with.
        target_open: no target in force is recorded, so the agency fills it in.
        whole_year: the figure asked for covers a year, and is compared with the target in force.
    """

    line: Line
    house: House
    due: date
    history: tuple[Figure | None, ...]
    earlier: tuple[Figure | None, ...]
    published: tuple[Figure | None, ...]
    band: Band | None
    alike: tuple[Figure | None, ...]
    to_date: ToDate | None = None
    asks_new: bool = True
    target_open: bool = False
    whole_year: bool = True

    @property
    def indicator(self) -> Indicator:
        """The indicator, as the schema has it."""
        return self.line.indicator

    def mends(self, code: str) -> bool:
        """Whether the office asks to mend what this rule finds here: not switched off, made less of, or waived."""
        return mends(code, self.house, self.due, self.line.agency, self.line.id)


def mends(code: str, house: House, due: date, agency: str, indicator: str = "") -> bool:
    """The same of an agency's indicator, or of anything of the agency's."""
    choice = house.rules.get(code)
    if choice is not None and (not choice.on or choice.severity not in (None, Severity.ERROR)):
        return False
    return not any(
        waiver.rule == code
        and due <= waiver.until
        and (waiver.indicator == indicator if waiver.indicator else waiver.agency == agency)
        for waiver in house.waivers
    )


def most_percent(known: Known) -> Decimal | None:
    """The largest percentage possible, in points; None where a published one has passed 100 and nothing says more."""
    if known.indicator.at_most is not None:
        return known.indicator.at_most
    return None if max(_numbers(known.published), default=HUNDRED) > HUNDRED else HUNDRED


def as_hours(known: Known) -> tuple[float, float] | None:
    """From how many to how many seconds a time is about sixty times the usual: 10:17 typed for 0:10:17."""
    usual = _usual(known.history)
    width = 10**known.house.scale_slip_width
    return (SIXTY * usual / width, SIXTY * usual * width) if usual else None


def impossible(cell: str, known: Known) -> list[str]:
    """Conditions, any of which says that the number in ``cell``, an actual or a target, cannot be right."""
    unit, mends = known.indicator.unit, known.mends
    conditions = []
    below = mends("RNG-002") or (unit is Unit.PERCENT and mends("RNG-001"))
    if below and min(_numbers(known.published), default=HUNDRED) >= 0:
        conditions.append(f"{cell}<0")
    if unit is Unit.PERCENT:
        if mends("RNG-001") and (percent := most_percent(known)) is not None:
            conditions.append(f"{cell}>{number_text(known.indicator.measure.to_cell(percent))}")
        conditions += _as_fraction(cell, known) if mends("UNT-002") else []
    elif known.indicator.at_most is not None and mends("RNG-004"):
        limit = known.indicator.at_most
        most = float(limit) if unit.is_duration else known.indicator.measure.to_cell(limit)
        conditions.append(f"{scaled(cell, unit)}>{number_text(most)}")
    if unit is Unit.MINUTES_SECONDS and mends("TYP-004") and (slip := as_hours(known)):
        seconds = scaled(cell, unit)
        conditions.append(f"AND(MOD({seconds},{SIXTY})=0,{within(seconds, [slip])})")
    if unit.is_duration and mends("TYP-005") and (usual := _usual(known.history)):
        least = LEAST_MINUTES if unit is Unit.MINUTES_SECONDS else LEAST_HOURS
        conditions.append(f"AND({cell}*{SECONDS_A_DAY}>{number_text(MANY * usual)},{cell}>={number_text(least)})")
    return conditions


def impossible_actual(cell: str, known: Known, outside: str) -> list[str]:
    """The same for an actual, with what its history says; ``outside`` is the condition of being outside the band."""
    indicator, conditions = known.indicator, impossible(cell, known)
    if known.mends("UNT-001") and (slips := _scale_slips(known)):
        conditions.append(f"AND({within(f'ABS({cell})', slips)},OR({outside}))")
    years = _numbers(known.earlier)
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


def accepted(cell: str, known: Known) -> str:
    """The data validation of an actual: a number within its limits, or NA."""
    limit: float | None = None
    unit = known.indicator.unit
    if unit is Unit.PERCENT and (percent := most_percent(known)) is not None:
        limit = known.indicator.measure.to_cell(percent)
    elif unit is Unit.MINUTES_SECONDS:
        slip = as_hours(known)
        limit = (slip[0] if slip else AN_HOUR) / SECONDS_A_DAY
    number = f"ISNUMBER({cell})" if limit is None else f"AND(ISNUMBER({cell}),{cell}<={number_text(limit)})"
    return f'=OR({number},EXACT({cell}&"","NA"))'


def warns(indicator: Indicator) -> bool:
    """Whether the data validation asks “is this right?” instead of refusing: its limit may be passed for a reason."""
    return indicator.unit in (Unit.PERCENT, Unit.MINUTES_SECONDS)


def _as_fraction(cell: str, known: Known) -> list[str]:
    """A percentage typed as a fraction, or a hundred times too large."""
    usual, years = _usual(known.history), _numbers(known.history)
    if usual is None or usual < percent_as_fraction.LEAST:
        return []
    size, width, power = f"ABS({cell})", known.house.scale_slip_width, percent_as_fraction.SLIP
    references = [one / 100 for one in (usual, float(years[-1]))]
    return [
        f"AND({cell}<={number_text(ONE)},{within(size, around(references, [-power], width))})",
        f"AND({cell}>1,{within(size, around(references, [power], width))})",
    ]


def _scale_slips(known: Known) -> list[tuple[float, float]]:
    """The sizes that are about 100 or 1,000 times the usual, or a hundredth or thousandth of it."""
    numbers = [float(number) for number in _numbers(known.alike)]
    usual, unit = _usual(known.earlier), known.indicator.unit
    if len(numbers) < scale_slip.ENOUGH or not usual or unit.is_duration:
        return []
    references = [usual, float(_numbers(known.earlier)[-1])]
    inner = min(numbers) / APART * (1 + HAIR), max(numbers) * APART * (1 - HAIR)
    pieces = [
        piece
        for low, high in around(references, scale_slip.POWERS, known.house.scale_slip_width)
        for piece in ((low, min(high, inner[0])), (max(low, inner[1]), high))
        if piece[0] < piece[1]
    ]
    part = 100 if unit is Unit.PERCENT else 1
    return [(low / part, high / part) for low, high in pieces]


def around(references: Sequence[float], powers: Sequence[int], width: float) -> list[tuple[float, float]]:
    """Where a size is off from one of the references by one of the powers of ten; overlapping stretches as one."""
    stretches = sorted(
        (abs(one) * 10 ** (power - width), abs(one) * 10 ** (power + width)) for one in references for power in powers
    )
    joined = [(low, high) for low, high in stretches[:1] if high]
    for low, high in stretches[1:]:
        if joined and low < joined[-1][1]:
            joined[-1] = joined[-1][0], max(high, joined[-1][1])
        elif high:
            joined.append((low, high))
    return joined


def _usual(figures: tuple[Figure | None, ...]) -> float | None:
    numbers = _numbers(figures)
    return float(median(numbers)) if numbers else None


def _numbers(figures: tuple[Figure | None, ...]) -> list[Decimal]:
    return [figure for figure in figures if isinstance(figure, Decimal)]
