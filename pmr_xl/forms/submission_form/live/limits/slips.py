"""Slips of scale and of units, as stretches of numbers and conditions: the same as the rules find."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pmr_xl.analysis.figures.usual import slip_stretches, usual
from pmr_xl.forms.submission_form.live.formula import Expression, Wrong, message_formula, number_text, quote, within
from pmr_xl.forms.submission_form.live.limits.known import KnownFigures, numbers
from pmr_xl.model.measure import Unit, from_float
from pmr_xl.rules.engine.evidence.sound import APART
from pmr_xl.rules.type import ratio_as_time
from pmr_xl.rules.unit import percent_as_fraction
from pmr_xl.rules.unit import scale_slip as scale

SIXTY = 60
ONE = 0.01  # one percent, as a cell holds it
HAIR = 1e-12  # stretches leave their ends out; where an end belongs to one, it begins so much earlier


def as_hours(known: KnownFigures) -> tuple[float, float] | None:
    """From how many to how many seconds a time is about sixty times the usual: 10:17 typed for 0:10:17."""
    normal = usual(known.history)
    width = 10**known.settings.scale_slip_width
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


def as_fraction(cell: str, known: KnownFigures) -> list[Wrong]:
    """A percentage typed as a fraction, or a hundred times too large, and the percentage that was meant."""
    normal, years = usual(known.history), [float(year) for year in numbers(known.history)]
    if normal is None:
        return []
    size, width, power = f"ABS({cell})", known.settings.scale_slip_width, percent_as_fraction.SLIP
    references = [one / 100 for one in (normal, years[-1])]
    measure, found = known.indicator.measure, []

    def off(condition: str, by: int) -> None:
        """Off by that power of ten under a condition."""
        meant = Expression(f"TEXT({cell}*{number_text(10.0**-by)},{quote(measure.number_format)})")
        usually = measure.show(from_float(normal))
        says = message_formula(
            percent_as_fraction.TOLD, times=percent_as_fraction.TIMES[by], expected=usually, meant=meant
        )
        found.append(Wrong(f"AND({condition},{within(size, slip_stretches(references, [by], width))})", says))

    if percent_as_fraction.prints_as_zero(Decimal(0), measure, years):
        for by in percent_as_fraction.TO_NOTHING:
            off(f"ROUND({cell},{measure.decimals + 2})=0", by)
    if normal >= percent_as_fraction.LEAST:
        off(f"{cell}<={number_text(ONE)}", -power)
        off(f"{cell}>1", power)
    return found


def scale_slip(size: str, outside: str, known: KnownFigures) -> list[Wrong]:
    """A figure of that size which is off by a power of ten and ``outside`` what is usual, as its rule says it."""
    numbers_alike = [float(number) for number in numbers(known.alike)]
    normal, indicator = usual(known.earlier), known.indicator
    if len(numbers_alike) < scale.ENOUGH or not normal or indicator.unit.is_duration:
        return []
    references = [normal, float(numbers(known.earlier)[-1])]
    inner = min(numbers_alike) / APART * (1 + HAIR), max(numbers_alike) * APART * (1 - HAIR)
    part = 100 if indicator.unit is Unit.PERCENT else 1

    def stretches(powers: Sequence[int]) -> list[tuple[float, float]]:
        """The sizes that are off by one of some powers, but for those near a figure of the same size."""
        return [
            (piece[0] / part, piece[1] / part)
            for low, high in slip_stretches(references, powers, known.settings.scale_slip_width)
            for piece in ((low, min(high, inner[0])), (max(low, inner[1]), high))
            if piece[0] < piece[1]
        ]

    said, shown = quote(""), indicator.measure.show(from_float(normal))
    for power, times in reversed(scale.TIMES.items()):
        if found := stretches((power,)):
            says = message_formula(scale.TOLD, times=times, expected=shown)
            said = says if said == quote("") else f"IF({within(size, found)},{says},{said})"
    return [Wrong(f"AND({within(size, every)},OR({outside}))", said)] if (every := stretches(scale.POWERS)) else []
