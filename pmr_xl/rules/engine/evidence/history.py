"""What is usual for an indicator, by its published years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import log10
from typing import NamedTuple

from pmr_xl.analysis.comparison import Comparison
from pmr_xl.analysis.setting import Setting
from pmr_xl.analysis.variance import median
from pmr_xl.model.measure import Figure
from pmr_xl.model.past import NOTHING, Past
from pmr_xl.model.submission import Ask, Entry, Submission


def numbers_of(figures: Sequence[Figure | None]) -> list[float]:
    """The numbers among some figures."""
    return [float(figure) for figure in figures if isinstance(figure, Decimal)]


class Columns(NamedTuple):
    """The column of actuals beside what was published for last year, entry by entry; None where no number is."""

    now: list[float | None]
    then: list[float | None]

    @classmethod
    def of(cls, submission: Submission, past: Past, setting: Setting) -> Columns:
        """The columns of a submission."""
        last, nothing, actuals = setting.last_year, NOTHING, past.actuals
        figures = [actuals.get(entry.line.indicator.id, nothing).get(last) for entry in submission.entries]
        then = [float(figure) if figure.__class__ is Decimal else None for figure in figures]
        return cls(submission.numbers(Ask.ACTUAL), then)


def usual(comparison: Comparison) -> float | None:
    """The median of the published figures that cover the same span; None where there is none."""
    numbers = numbers_of(comparison.earlier)
    return median(numbers) if numbers else None


def slip(value: float, references: Iterable[float], powers: Iterable[int], width: float) -> int | None:
    """The power of ten by which a value is off from one of the references, within ``width`` of it; None for none.

    Median and last year's figure are both asked: the median of what has just doubled lags behind it.
    """
    for reference in references:
        # Next to nothing over something is nothing even to a float.
        if reference and (times := abs(value / reference)):
            power = log10(times)
            for wanted in powers:
                if abs(power - wanted) < width:
                    return wanted
    return None


def years_of(entry: Entry) -> list[float]:
    """The published figures that stand in the row itself, oldest first.

    Parts of a year are among them: right for percentages and durations, which do not add up over months.
    """
    years = (entry[key].figure for key in entry.entered if key.startswith("FY"))
    return [float(figure) for figure in years if isinstance(figure, Decimal)]


def usual_of(entry: Entry) -> float | None:
    """The median of the published figures that stand in the row itself."""
    numbers = years_of(entry)
    return median(numbers) if numbers else None
