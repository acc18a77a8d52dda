"""A restated figure that cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from pmr_xl.model.finding import Severity
from pmr_xl.model.fiscal import Period
from pmr_xl.model.house import House
from pmr_xl.model.indicator import Indicator
from pmr_xl.model.measure import Figure, Unit
from pmr_xl.model.past import NOTHING, Past
from pmr_xl.model.submission import Restatement
from pmr_xl.rules.history import slip
from pmr_xl.rules.rule import Spot, rule, spot

HUNDRED = Decimal(100)
POWERS = (3, -3, 2, -2)
APART = 10  # times away from every other published year
SIXTY, WIDE = 60, 0.1  # hours for minutes, and how near to that


@rule(
    "REV-009",
    Severity.ERROR,
    "{where}: {figure} for “{indicator}”, {period}, {why}.",
    fix="Type the figure as the report prints it; what is printed now is {published}.",
    yields_to=("REV-003",),
)
def restated_figure(restatement: Restatement, past: Past, house: House) -> Iterator[Spot]:
    """A new figure for a published year that is impossible in its unit, or in another scale than all others."""
    line, period, new = restatement.line, restatement.period, restatement.new
    at = restatement.entered.get("new")
    if at is None or line is None or period is None or not isinstance(new, Decimal):
        return
    indicator, known = line.indicator, past.actuals.get(line.id, NOTHING)
    old, why = known.get(period), _impossible(indicator, new, known.values())
    if not why and isinstance(old, Decimal):
        others = [figure for when, figure in known.items() if _beside(when, period) and isinstance(figure, Decimal)]
        why = _scale(indicator, new, old, others, house)
    if why:
        show = indicator.measure.show
        printed = show(old) or "nothing"
        yield spot(at, why=why, figure=show(new), published=printed, indicator=indicator.name, period=period.label)


def _beside(when: Period, period: Period) -> bool:
    return when != period and (when.span, when.month) == (period.span, period.month)


def possible_figures(
    indicator: Indicator, published: Iterable[Figure | None]
) -> tuple[Decimal | None, Decimal | None, bool]:
    """The least and the most that a figure can be, None where nothing says, and whether it must be whole.

    What was ever published can be. The form's own status goes by the same.
    """
    numbers = [figure for figure in published if isinstance(figure, Decimal)]
    percent = indicator.unit is Unit.PERCENT
    most = HUNDRED if percent and indicator.at_most is None else indicator.at_most
    return (
        Decimal(0) if min(numbers, default=Decimal(0)) >= 0 else None,
        None if most is None else max(most, *numbers, most),
        indicator.unit is Unit.NUMBER and not indicator.decimals,
    )


def _impossible(indicator: Indicator, new: Decimal, published: Iterable[Figure | None]) -> str:
    """Why the figure cannot be; empty where it can."""
    least, most, whole = possible_figures(indicator, published)
    if least is not None and new < least:
        return "is below 0, as no published figure is"
    if most is not None and new > most:
        return f"is more than the {indicator.measure.show(most)} that is possible"
    return "is no whole number, where whole things are counted" if whole and new % 1 else ""


def _scale(indicator: Indicator, new: Decimal, old: Decimal, others: Sequence[Decimal], house: House) -> str:
    """Where the figure is so many times the published one, and what is published beside it speaks against it."""
    sizes = [abs(float(figure)) for figure in others if figure]
    value = abs(float(new))
    if not new or not old or not sizes or min(sizes) / APART < value < max(sizes) * APART:
        return ""
    times = value / abs(float(old))
    if indicator.unit.is_duration:
        for factor, said in ((SIXTY, "sixty times"), (1 / SIXTY, "a sixtieth of")):
            if abs(times / factor - 1) < WIDE:
                return f"is about {said} what is published, as hours and minutes for minutes and seconds are"
        return ""
    power = slip(value, [abs(float(old))], POWERS, house.scale_slip_width)
    if power is None:
        return ""
    size = 10 ** abs(power)
    return f"is about {f'{size:,} times' if power > 0 else f'one {size:,}th of'} what is published"
