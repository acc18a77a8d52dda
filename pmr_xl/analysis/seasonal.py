"""What a month, or a part of a year, is looked at beside: the months before it, and the same part of earlier years.

A month is ordinary if it is ordinary among the twelve months before it, or for its season: the same month of up to five
earlier years, of which three or more are known. Where months swing so widely that nearly all would be ordinary among
those before, and the season is much steadier, the season alone counts. On ten real monthly series of ten years
(Department of Environmental Protection, fiscal 2002 to 2011; 1,082 months that have something before them) that asks
about 8% of months; the season alone wherever it is known would ask about 19%, the months before alone about 12%: series
drift from year to year, and swing within one.

Part of a year (July to October) is compared with the same part of up to five earlier years where two or more are known,
else with last year's alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pmr_xl.analysis.figures.usual import median
from pmr_xl.analysis.variance import MAD_TO_SIGMA, Band
from pmr_xl.model.fiscal import Period, Span
from pmr_xl.model.measure import Figure

MONTHS_BEFORE = 12
YEARS_BEFORE = 5
ENOUGH_SEASONS, ENOUGH_PARTS = 3, 2
WIDE = 0.5  # robust standard deviation of the months before, as a share of their median
STEADIER = 0.5  # the season's, as a share of theirs


def earlier_periods(submitted: Period, published: Mapping[Period, Figure]) -> tuple[Period, ...]:
    """The periods a month or part of a year is looked at beside, oldest first; empty where no month before is known.

    Months begin and end with one that has a number; a part of a year always ends with last year's.
    """
    if submitted.span is Span.MONTH:
        return _between_numbers(tuple(submitted.months_back(n) for n in range(MONTHS_BEFORE, 0, -1)), published)
    parts = _between_numbers(_years(submitted), published)
    if parts and parts[-1] == submitted.back() and _numbers(parts, published) >= ENOUGH_PARTS:
        return parts
    return (submitted.back(),)


def season(submitted: Period, published: Mapping[Period, Figure]) -> tuple[Period, ...]:
    """The same month of earlier years, oldest first, ending with last year's; empty where too few are known."""
    years = _between_numbers(_years(submitted), published)
    known = years and years[-1] == submitted.back() and _numbers(years, published) >= ENOUGH_SEASONS
    return years if known else ()


def _years(submitted: Period) -> tuple[Period, ...]:
    return tuple(submitted.back(years) for years in range(YEARS_BEFORE, 0, -1))


def _between_numbers(periods: tuple[Period, ...], published: Mapping[Period, Figure]) -> tuple[Period, ...]:
    known = [place for place, period in enumerate(periods) if isinstance(published.get(period), Decimal)]
    return periods[known[0] : known[-1] + 1] if known else ()


def _numbers(periods: tuple[Period, ...], published: Mapping[Period, Figure]) -> int:
    return sum(isinstance(published.get(period), Decimal) for period in periods)


def rules_alone(same_month: Sequence[Figure | None], before: Sequence[Figure | None]) -> bool:
    """Whether the season alone says what is ordinary: the months before swing widely, the season does not."""
    wide = _spread(before)
    return bool(same_month) and wide > WIDE and _spread(same_month) < wide * STEADIER


def _spread(figures: Sequence[Figure | None]) -> float:
    """The robust standard deviation as a share of the median; 0 where the median is."""
    numbers = [float(figure) for figure in figures if isinstance(figure, Decimal)]
    middle = median(numbers) if numbers else 0.0
    return median([abs(number - middle) for number in numbers]) * MAD_TO_SIGMA / abs(middle) if middle else 0.0


def in_months(band: Band, reference: Period) -> Band:
    """The band with its reasons told of months: it is not last year that the figure is compared with."""
    return replace(band, low_why=_in_months(band.low_why, reference), high_why=_in_months(band.high_why, reference))


def _in_months(why: str, reference: Period) -> str:
    return why.replace("against last year", f"against {reference.label}").replace("published years", "published months")


def spanning_band(one: Band | None, other: Band | None) -> Band | None:
    """What is inside one of two bands, or between them."""
    if one is None or other is None:
        return one or other
    low, high = min(one, other, key=lambda band: band.low), max(one, other, key=lambda band: band.high)
    return Band(low.low, high.high, low.low_why, high.high_why)
