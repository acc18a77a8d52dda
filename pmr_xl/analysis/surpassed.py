"""For how many years a target was surpassed already."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from pmr_xl.analysis.basis import Basis
from pmr_xl.analysis.variance import Verdict, vary
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Figure

MANY_YEARS = 3  # a target that was surpassed so long may be raised


def years_better(one: Basis, actual: Figure | None, than: Figure | None = None) -> int:
    """For how many full years running the figures were better than a target, the latest year first.

    Args:
        actual: the figure submitted, which counts where it is a full year's.
        than: the target; None for each year's own: as the record has it, else the one in force.

    Returns:
        0 where no direction is known, or where the latest year has no figure, or no better one.
    """
    known = full_years(one, actual)
    return sum(1 for _ in takewhile(lambda each: was_better(one, *each, than), known))


def was_better(one: Basis, year: Period, figure: Figure | None, than: Figure | None = None) -> bool:
    """Whether a year's figure was better than a target; than its own year's where ``than`` is None."""
    aim = one.targets.get(year, one.target) if than is None else than
    measures = one.indicator.measure, one.indicator.target_measure
    return vary(figure, aim, one.indicator.desired_direction, "target", measures).verdict is Verdict.BETTER


def full_years(one: Basis, actual: Figure | None) -> Iterator[tuple[Period, Figure]]:
    """The full years that have a figure, running, the latest first; ``actual`` where it is a full year's."""
    year = Period(one.setting.submitted.year) if one.setting.whole_year else one.setting.full_year
    while (figure := actual if year == one.setting.submitted else one.published.get(year)) is not None:
        yield year, figure
        year = year.back()
