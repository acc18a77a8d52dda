"""For how many years a target was surpassed already."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, takewhile

from pmr_xl.analysis.basis import Basis
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Figure

MANY_YEARS = 3  # a target that was surpassed so long may be raised


def years_better(one: Basis, actual: Figure | None, than: Figure | None = None, *, enough: int | None = None) -> int:
    """For how many full years running the figures were better than a target, the latest year first.

    Args:
        actual: the figure submitted, which counts where it is a full year's.
        than: the target; None for each year's own: as the record has it, else the one in force.
        enough: as many as are asked for: not more are counted; all where None.

    Returns:
        0 where no direction is known, or where the latest year has no figure, or no better one.
    """
    known = full_years(one, actual)
    return sum(1 for _ in islice(takewhile(lambda each: one.was_better(*each, than), known), enough))


def full_years(one: Basis, actual: Figure | None) -> Iterator[tuple[Period, Figure]]:
    """The full years that have a figure, running, the latest first; ``actual`` where it is a full year's."""
    if one.context.whole_year:
        if actual is None:
            return
        yield one.context.submitted, actual
    yield from one.full_years
