"""A target that is asked for again, or eased, after three years in which every figure was better."""

from __future__ import annotations

from decimal import Decimal
from itertools import islice

from pmr_xl.analysis.basis import Basis
from pmr_xl.analysis.surpassed import MANY_YEARS, full_years
from pmr_xl.analysis.variance import Verdict, variance_of
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Figure
from pmr_xl.rules.engine.declaration import Spot, spot


def surpassed_target(entry: Entry, basis: Basis, aimed: Verdict) -> Spot | None:
    """The proposed target, where three full years surpassed both it and their own targets.

    Args:
        aimed: how it stands to the current target: the same, or worse, which is easier.
    """
    if not basis.surpassed:
        return None
    asked, now = entry.entered.get(Ask.NEXT_TARGET), entry.entered.get(Ask.TARGET)
    if asked is None or now is None or not isinstance(asked.figure, Decimal) or Ask.ACTUAL not in entry.entered:
        return None
    if asked.figure == now.figure:  # as most are: nothing to set against each other
        verdict = Verdict.SAME
    else:
        measure, way = entry.indicator.target_measure, entry.indicator.desired_direction
        verdict = variance_of(asked.figure, now.figure, way, "target", (measure, measure)).verdict
    if verdict is not aimed:
        return None
    latest = list(islice(full_years(basis, entry.actual.figure), MANY_YEARS))
    if len(latest) < MANY_YEARS or not all(_better(basis, *one, asked.figure) for one in latest):
        return None
    said = ", ".join(f"{year.label} {basis.show(figure)}" for year, figure in latest)
    return spot(asked, expected="a harder target", target=now.as_printed, years=said)


def _better(basis: Basis, year: Period, figure: Figure, asked: Decimal) -> bool:
    """Whether a year's figure was better than its own target, and than the one asked for."""
    own = basis.targets.get(year, basis.target)  # the same one for years, as a rule
    if asked != own and not basis.was_better(year, figure, asked):
        return False
    return year in basis.surpassed_years or basis.was_better(year, figure)
