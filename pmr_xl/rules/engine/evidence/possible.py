"""What a restated figure can be, by its indicator and by what was ever published of it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from pmr_xl.analysis.variance import HUNDRED
from pmr_xl.model.indicator import Indicator
from pmr_xl.model.measure import Figure, Unit


def possible_figures(
    indicator: Indicator, published: Iterable[Figure | None]
) -> tuple[Decimal | None, Decimal | None, bool]:
    """The least and the most that a figure can be, None where nothing says, and whether it must be whole.

    What was ever published can be. The form's own status goes by the same.
    """
    numbers = [figure for figure in published if isinstance(figure, Decimal)]
    percent = indicator.unit is Unit.PERCENT
    most = Decimal(HUNDRED) if percent and indicator.at_most is None else indicator.at_most
    return (
        Decimal(0) if min(numbers, default=Decimal(0)) >= 0 else None,
        None if most is None else max(most, *numbers, most),
        indicator.unit is Unit.NUMBER and not indicator.decimals,
    )


def impossible(indicator: Indicator, new: Decimal, published: Iterable[Figure | None]) -> str:
    """Why the figure cannot be; empty where it can."""
    least, most, whole = possible_figures(indicator, published)
    if least is not None and new < least:
        return "is below 0, as no published figure is"
    if most is not None and new > most:
        return f"is more than the {indicator.measure.show(most)} that is possible"
    return "is no whole number, where whole things are counted" if whole and new % 1 else ""
