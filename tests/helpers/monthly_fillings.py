"""Rows of a monthly form as agencies fill them: months and years to date, right, wrong, missing or no figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import cycle
from random import Random
from typing import Any

from example import CHAPTER, CPR, PAST
from fillings import EXPLANATIONS, REASONS, SEED, STRAYS, Fillings, _actual, _more

from pmr_xl.analysis.fytd import ToDate, to_date
from pmr_xl.model.entry import Ask
from pmr_xl.model.fiscal import Period, Span
from pmr_xl.model.measure import Figure
from pmr_xl.model.past import Past
from pmr_xl.model.schema.chapter import Chapter, Goal, Service
from pmr_xl.model.schema.indicator import Aggregation, Indicator
from pmr_xl.model.schema.line import Line

_JULY = Period(2025, Span.MONTH, 1)
_SWING = (0, 3, -2, 5, -4, 1, 2, -3, 0)  # percent


def monthly_fillings(rows: int) -> Fillings:
    """``rows`` rows for November 2025: each indicator and each way in which months become a year, in turn."""
    chance = Random(f"{SEED} monthly")  # noqa: S311 - reproducible, not secret
    known = [(line.indicator, PAST.actual(line.id, Period(2025))) for line in CHAPTER.lines]
    known += [(one, one.measure.parse(years[-1])) for one, years, _ in _more()]
    ways = cycle((*Aggregation, Aggregation.SUM, Aggregation.SUM))
    copies: list[Indicator] = []
    actuals: dict[str, dict[Period, Figure]] = {}
    for number in range(rows):
        source, usual = known[number % len(known)]
        one = replace(source, id=f"{source.id}-{number}", parts=(), exhaustive=False, aggregation=next(ways))
        copies.append(one)
        if isinstance(usual, Decimal):
            actuals[one.id] = _months(chance, one, usual)
    chapter = Chapter("DOX", "Fillings", (Service("All.", (Goal("Again.", tuple(copies)),)),))
    past = Past(actuals, {})
    return Fillings(chapter, past, {line.id: _filling(chance, line, past) for line in chapter.lines})


def _months(chance: Random, one: Indicator, usual: Decimal) -> dict[Period, Figure]:
    """July 2024 to October 2025, with years to date; of some the months or the years to date are not known."""
    months, totals = dict[Period, Figure](), dict[Period, Figure]()
    for number in range(16):
        period = _JULY.months_back(-number)
        share = Decimal(_SWING[number % len(_SWING)]) / 100
        most = one.at_most or Decimal(100)
        figure = usual + abs(usual) * share
        months[period] = one.measure.round(min(figure, most) if "%" in one.measure.example else figure)
        if one.aggregation is not Aggregation.UNKNOWN:
            year = [months[Period(period.year, Span.MONTH, month)] for month in range(1, period.month + 1)]
            total = to_date(year, one.aggregation)
            if total is not None:
                totals[Period(period.year, Span.TO_DATE, period.month)] = one.measure.round(total)
    kind = chance.random()
    if kind < 0.1:
        return totals
    if kind < 0.2:
        return months
    return {} if kind < 0.25 else {**months, **totals}


def _filling(chance: Random, line: Line, past: Past) -> dict[str, Any]:
    actual, usually_no_reason = _actual(chance, line, past, CPR)
    typed: dict[str, Any] = {Ask.ACTUAL: actual, Ask.EXPLANATION: chance.choice(EXPLANATIONS)}
    if chance.random() < (0.05 if usually_no_reason else 0.85):
        typed[Ask.REASON] = chance.choice(REASONS)
    typed[Ask.TO_DATE] = _to_date(chance, line.indicator, past.actuals.get(line.id, {}), actual)
    return typed


def _to_date(chance: Random, indicator: Indicator, published: dict[Period, Figure], actual: Any) -> Any:
    kind = chance.random()
    if kind < 0.3:
        return None
    if kind < 0.38:
        return chance.choice((*STRAYS, "NA", "NA"))
    if not isinstance(actual, Decimal):
        return chance.choice((None, Decimal(80)))
    known = replace(ToDate.of(indicator, CPR, published), half=indicator.measure.half_unit)  # without the hair
    bounds = known.bounds(actual) or ((actual, actual * 5),)
    low, high = chance.choice(bounds)
    step = Decimal(1) if indicator.unit.is_duration else known.half
    choices = [(low + high) / 2, low, high, low - step, high + step, high * 3, actual, actual * 5, Decimal(0)]
    figure = chance.choice((*choices[:3], *choices))
    return figure.to_integral_value() if indicator.unit.is_duration else figure
