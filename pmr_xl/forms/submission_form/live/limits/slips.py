"""Slips of scale and of units, as stretches of numbers and conditions: the same as the rules find."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pmr_xl.forms.submission_form.live.formula import number_text, within
from pmr_xl.forms.submission_form.live.limits.known import KnownFigures, numbers, usual
from pmr_xl.model.measure import Unit
from pmr_xl.rules.engine.evidence.sound import APART
from pmr_xl.rules.type import ratio_as_time
from pmr_xl.rules.unit import percent_as_fraction, scale_slip

SIXTY = 60
ONE = 0.01  # one percent, as a cell holds it
HAIR = 1e-12  # stretches leave their ends out; where an end belongs to one, it begins so much earlier


def as_hours(known: KnownFigures) -> tuple[float, float] | None:
    """From how many to how many seconds a time is about sixty times the usual: 10:17 typed for 0:10:17."""
    normal = usual(known.history)
    width = 10**known.house.scale_slip_width
    return (SIXTY * normal / width, SIXTY * normal * width) if normal else None


def as_time(cell: str, normal: float | None) -> str:
    """A ratio that Excel made a time of: some hours and one minute, and so many hours are no unusual ratio."""
    day = ratio_as_time.MINUTES_A_DAY
    minutes = f"ROUND({cell}*{day},0)"
    hours = f"INT({minutes}/{SIXTY})"
    usually = ""
    if normal is not None:
        least, most = normal / ratio_as_time.FAR, normal * ratio_as_time.FAR
        usually = f",{hours}>={number_text(least)},{hours}<={number_text(most)}"
    near = f"ABS({cell}*{day}-{minutes})<={number_text(ratio_as_time.NEAR)}"
    return f"AND({near},MOD({minutes},{SIXTY})=1,{hours}>0,{cell}<>ROUND({cell},0){usually})"


def as_fraction(cell: str, known: KnownFigures) -> list[str]:
    """A percentage typed as a fraction, or a hundred times too large."""
    normal, years = usual(known.history), [float(year) for year in numbers(known.history)]
    if normal is None:
        return []
    size, width, power = f"ABS({cell})", known.house.scale_slip_width, percent_as_fraction.SLIP
    references = [one / 100 for one in (normal, years[-1])]
    conditions = []
    measure = known.indicator.measure
    if percent_as_fraction.vanishes(Decimal(0), measure, years):
        slips = around(references, percent_as_fraction.TO_NOTHING, width)
        conditions.append(f"AND(ROUND({cell},{measure.decimals + 2})=0,{within(size, slips)})")
    if normal >= percent_as_fraction.LEAST:
        conditions += [
            f"AND({cell}<={number_text(ONE)},{within(size, around(references, [-power], width))})",
            f"AND({cell}>1,{within(size, around(references, [power], width))})",
        ]
    return conditions


def scale_slips(known: KnownFigures) -> list[tuple[float, float]]:
    """The sizes that are about 100 or 1,000 times the usual, or a hundredth or thousandth of it."""
    years = [float(number) for number in numbers(known.alike)]
    normal, unit = usual(known.earlier), known.indicator.unit
    if len(years) < scale_slip.ENOUGH or not normal or unit.is_duration:
        return []
    references = [normal, float(numbers(known.earlier)[-1])]
    inner = min(years) / APART * (1 + HAIR), max(years) * APART * (1 - HAIR)
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
