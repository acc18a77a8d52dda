"""Why a figure is an exception: each concern by one condition, on the figures that count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pmr_xl.analysis.comparison import Comparison
from pmr_xl.analysis.status import YearStatus, against_target
from pmr_xl.analysis.surpassed import full_years
from pmr_xl.analysis.variance import Verdict, band, variance_of
from pmr_xl.model.attention.concerns import ANALYST, Concern, Escalation
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Figure, Sign


def concerns(one: Comparison, *, unexplained: bool, shared: bool, overdue: bool = False) -> tuple[Concern, ...]:
    """Every concern about a figure, what matters most first.

    Args:
        unexplained: a rule asks why, and nothing that was said answers.
        shared: another agency has accepted another figure of the same indicator.
        overdue: what was agreed about it has not come by its day.
    """
    found = set(_of_figure(one))
    found |= {Concern.UNEXPLAINED} if unexplained else set()
    found |= {Concern.SHARED_DIFFERS} if shared else set()
    found |= {Concern.OVERDUE} if overdue else set()
    return tuple(each for each in Concern if each in found)


def _of_figure(one: Comparison) -> Iterator[Concern]:
    if one.indicator.critical and one.status.missed:
        yield Concern.CRITICAL_MISSED
    if years_missed(one) > 1:
        yield Concern.MISSED_AGAIN
    if one.year_status is YearStatus.DECLINED_MORE:
        yield Concern.DECLINED
    if one.restates:
        yield Concern.RESTATED
    if is_unusual(one):
        yield Concern.UNUSUAL
    if one.actual is Sign.NOT_AVAILABLE and one.last_year is Sign.NOT_AVAILABLE and not _had_a_year(one):
        yield Concern.NA_AGAIN
    if target_eased(one):
        yield Concern.TARGET_EASIER


def years_missed(one: Comparison) -> int:
    """For how many full years running each year's own target was missed, the last one included; 0 where it was not.

    A year whose target or figure is not known ends the count. Part of a year has no target (V6).
    """
    if not one.context.whole_year or not one.status.missed:
        return 0
    count, known = 1, list(full_years(one, one.actual))[1:]
    for year, figure in known:
        aim = one.targets.get(year)
        if not against_target(one.indicator, figure, aim, one.published.get(year.back()), one.settings).missed:
            break
        count += 1
    return count


def is_unusual(one: Comparison) -> bool:
    """Whether the figure lies outside what its own history makes usual (V8), whatever its target."""
    if not isinstance(one.actual, Decimal):
        return False
    usual = band(one.indicator, one.compared_history, None, one.settings) if one.context.whole_year else one.band
    return usual is not None and one.actual not in usual


def target_eased(one: Comparison) -> bool:
    """Whether the target proposed for next year is easier than the current one, or the target is given up."""
    old, new = one.target or Sign.NONE, one.next_target
    measure = one.indicator.target_measure
    if not one.edition.asks_targets or new is None or measure.show(old) == measure.show(new):
        return False
    if new is Sign.NONE:
        return True
    if old is Sign.NONE:
        return False
    return variance_of(new, old, one.indicator.desired_direction, "target", (measure, measure)).verdict is Verdict.WORSE


def _had_a_year(one: Comparison) -> bool:
    year: Figure | None = one.published.get(Period(one.context.last_year.year))
    return isinstance(year, Decimal)


def level(found: Sequence[Concern], missed: int, levels: Sequence[Escalation]) -> str:
    """Who is to see an exception: the first whose conditions hold; else the analyst."""
    for one in levels:
        if set(one.when) <= set(found) and missed >= one.editions:
            return one.to
    return ANALYST
