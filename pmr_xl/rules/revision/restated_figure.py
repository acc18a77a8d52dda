"""A restated figure that cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from pmr_xl.analysis.figures.possible import PossibleFigures
from pmr_xl.analysis.figures.usual import slip
from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Severity
from pmr_xl.model.fiscal import Period
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.past import Past
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.model.submission import Restatement, Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot

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
def restated_figure(
    restatement: Restatement, submission: Submission, past: Past, settings: OfficeSettings
) -> Iterator[Spot]:
    """A new figure for a published year that is impossible in its unit, or in another scale than all others."""
    line, period, new = restatement.line, restatement.period, restatement.new
    at = restatement.entered.get("new")
    if at is None or line is None or period is None or not isinstance(new, Decimal):
        return
    indicator, known = line.indicator, past.published_figures(line.id)
    old, why = known.get(period), PossibleFigures.by(indicator, past, replacing=period).refusal(new)
    if not why and isinstance(old, Decimal):
        others = [figure for when, figure in known.items() if _beside(when, period) and isinstance(figure, Decimal)]
        why = _scale(indicator, new, old, others or _now(submission, line.id), settings)
    if why:
        printed, figure = indicator.measure.show(old) or "nothing", _typed(indicator, new)
        yield spot(at, why=why, figure=figure, published=printed, indicator=indicator.name, period=period.label)


def _typed(indicator: Indicator, new: Decimal) -> str:
    """The figure with every digit that was typed, also those that the report would round away."""
    measure, places = indicator.measure, -int(new.normalize().as_tuple().exponent)
    return replace(measure, decimals=max(measure.decimals, places)).show(new)


def _now(submission: Submission, name: str) -> list[Decimal]:
    """The figure that the form reports now, where it is a number: all there is to compare with in a short series."""
    entry = submission.by_id.get(name)
    actual = None if entry is None else entry.entered.get(Ask.ACTUAL)
    return [actual.figure] if actual is not None and isinstance(actual.figure, Decimal) else []


def _beside(when: Period, period: Period) -> bool:
    return when != period and (when.span, when.month) == (period.span, period.month)


def _scale(
    indicator: Indicator, new: Decimal, old: Decimal, others: Sequence[Decimal], settings: OfficeSettings
) -> str:
    """Where the figure is so many times the published one, and nothing that stands beside that speaks for it."""
    sizes = [abs(float(figure)) for figure in others if figure]
    value = abs(float(new))
    if not new or not old or (sizes and min(sizes) / APART < value < max(sizes) * APART):
        return ""
    times = value / abs(float(old))
    if indicator.unit.is_duration:
        for factor, said in ((SIXTY, "sixty times"), (1 / SIXTY, "a sixtieth of")):
            if abs(times / factor - 1) < WIDE:
                return f"is about {said} what is published, as hours and minutes for minutes and seconds are"
        return ""
    power = slip(value, [abs(float(old))], POWERS, settings.scale_slip_width)
    if power is None:
        return ""
    size = 10 ** abs(power)
    return f"is about {f'{size:,} times' if power > 0 else f'one {size:,}th of'} what is published"
