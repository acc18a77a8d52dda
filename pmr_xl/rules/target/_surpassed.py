"""A target that is asked for again, or eased, after three years in which every figure was better."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from itertools import islice

from pmr_xl.analysis.basis import Basis
from pmr_xl.analysis.surpassed import MANY_YEARS, full_years, years_better
from pmr_xl.analysis.variance import Verdict, vary
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.rules.engine.declaration import Spot, spot


def surpassed(entry: Entry, basis: Basis, aimed: Verdict) -> Spot | None:
    """The proposed target, where three full years surpassed both it and their own targets.

    Args:
        aimed: how it stands to the current target: the same, or worse, which is easier.
    """
    if not basis.surpassed:
        return None
    asked, now = entry.entered.get(Ask.NEXT_TARGET), entry.entered.get(Ask.TARGET)
    if asked is None or now is None or not isinstance(asked.figure, Decimal) or Ask.ACTUAL not in entry.entered:
        return None
    if aimed is not Verdict.SAME and asked.figure == now.figure:
        return None
    measure, way = entry.indicator.target_measure, entry.indicator.desired_direction
    if vary(asked.figure, now.figure, way, "target", (measure, measure)).verdict is not aimed:
        return None
    actual = entry.actual.figure
    years = partial(years_better, enough=MANY_YEARS)
    if min(years(basis, actual), years(basis, actual, asked.figure)) < MANY_YEARS:
        return None
    latest = islice(full_years(basis, actual), MANY_YEARS)
    said = ", ".join(f"{year.label} {basis.show(figure)}" for year, figure in latest)
    return spot(asked, expected="a harder target", target=now.shown, years=said)
