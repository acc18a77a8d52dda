"""Months of a year in another scale than those of other years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pmr_xl.analysis.figures.usual import median, slip
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import from_float
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.published import MonthSeries
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.published._months import beside, period, runs

POWERS = (3, -3, 2, -2, 6, -6)
ENOUGH = 2  # other years of another scale
SAME = 1.0  # powers of ten within which figures are of one scale


@rule(
    "PUB-013",
    Severity.QUERY,
    "{where}, {period}, is {found}, about {times} the usual {expected} of that month{more}.",
    fix="Ask the source in which unit it filed these months; correct the table and import it again.",
)
def months_in_another_scale(series: MonthSeries, settings: OfficeSettings) -> Iterator[Spot]:
    """Monthly figures about 100, 1,000 or 1,000,000 times those of most other years, or such a part."""
    if series.indicator.unit.is_duration:
        return
    found = []
    for one, others in beside(series):
        if one.value and (told := _told(float(one.value), others, settings.scale_slip_width)):
            found.append((one, told))
    for run in runs(found, same=lambda told: told[0]):
        one, (power, normal) = run[0]
        size = f"{10 ** abs(power):,}"
        times = f"{size} times" if power > 0 else f"one {size}th of"
        about, expected = [each.entered for each, _ in run], series.indicator.measure.show(from_float(normal))
        last = run[-1][0].entered.where.row
        more = f", and {len(run) - 1} more figures of the fiscal year, down to row {last}" if len(run) > 1 else ""
        yield spot(one.entered, period=period(one), about=about, expected=expected, times=times, more=more)


def _told(value: float, others: list[float], width: float) -> tuple[int, float] | None:
    """The power of ten between a figure and most of the others, and what these usually are.

    Where as many years are of its own scale as of another one, nobody knows which of the two it should be.
    """
    powers = Counter(power for one in others if (power := slip(value, (one,), POWERS, width)) is not None)
    power, often = powers.most_common(1)[0] if powers else (0, 0)
    alike = sum(slip(value, (one,), (0,), SAME) is not None for one in others)
    if often <= alike + 1 or often < ENOUGH:
        return None
    return power, median([one for one in others if slip(value, (one,), (power,), width) is not None])
