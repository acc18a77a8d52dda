"""How far an indicator has come from where it began to its target."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Figure
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.indicator import Direction, Indicator


class PlanProgress(NamedTuple):
    """An indicator of a plan beside its beginning and its target.

    Attributes:
        base: the period it is measured from, and the figure there; None where there is none.
        now: the figure of the period that is looked at.
        target: that year's; None where there is no number.
        share: how much of the way from beginning to target is done, 1 for all; None where nothing says so.
        word: on the way, reached, moved away, no change, or why nothing can be said.
    """

    base: Period | None
    began: Decimal | None
    now: Decimal | None
    target: Decimal | None
    share: float | None
    word: str


def progress(
    indicator: Indicator, actuals: Mapping[Period, Figure], target: Figure | None, period: Period
) -> PlanProgress:
    """From the first full year with a number to a period's figure, and how far that is on the way to the target.

    Without a numeric target the desired direction says whether it has moved as wished.
    """
    years = sorted(one for one, figure in actuals.items() if one.span is period.span and isinstance(figure, Decimal))
    years = [one for one in years if one <= period]
    now, aim = actuals.get(period), target if isinstance(target, Decimal) else None
    if not isinstance(now, Decimal):
        return PlanProgress(None, None, None, aim, None, "no figure yet")
    base = years[0]
    began = actuals[base]
    if base == period or not isinstance(began, Decimal):
        return PlanProgress(base, now, now, aim, None, "begins here")
    if aim is not None and aim != began:
        share = float((now - began) / (aim - began))
        word = "reached" if share >= 1 else "on the way" if share > 0 else "no change" if not share else "moved away"
        return PlanProgress(base, began, now, aim, share, word)
    way = indicator.desired_direction
    if now == began:
        word = "no change"
    elif way is Direction.NONE:
        word = "changed"
    else:
        word = "on the way" if (now > began) is (way is Direction.UP) else "moved away"
    return PlanProgress(base, began, now, aim, None, word)
