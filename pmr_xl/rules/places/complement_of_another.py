"""A series that is a hundred less the other, for all places."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.breakdowns.table import MemberSeries, MemberTable
from pmr_xl.model.finding import Severity
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Unit
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.places._panels import ENOUGH, NEARLY_ALL, cells, consecutive, in_both, words

_USUAL = 0.5  # of the periods: two series that always make a hundred are meant so


@rule(
    "PLC-003",
    Severity.ERROR,
    "{where} and what stands beside it: in {period} {one} is 100 less {other} in {places} of {of} {all}, which it is "
    "at no other time. One was worked out from the other.",
    fix="Ask the source for what was measured, and import it.",
)
def complement_of_another(table: MemberTable) -> Iterator[Spot]:
    """Two percentages that are measured apart make a hundred all at once."""
    for one, other in in_both(table):
        if one.indicator.unit is not Unit.PERCENT or other.indicator.unit is not Unit.PERCENT:
            continue
        told = {period: found for period in one.panels if (found := _made(one, other, period)) is not None}
        hits = [period for period, (alike, of) in told.items() if alike >= NEARLY_ALL * of]
        if len(hits) > _USUAL * len(told):
            continue
        for run in consecutive([period for period in hits if period in table.fresh]):
            about = [cell for period in run for cell in cells(_moved(one, other, period), period)]
            alike, of = told[run[0]]
            moved = _moved(one, other, run[0])
            still = other if moved is one else one
            yield spot(
                min(about, key=lambda each: each.where.row), about=about, period=words(run), places=alike, of=of,
                all=table.all_words, one=moved.indicator.name, other=still.indicator.name,
            )  # fmt: skip


def _made(one: MemberSeries, other: MemberSeries, period: Period) -> tuple[int, int] | None:
    """In how many members the two make a hundred, and of how many; 0 and 100 do so anyhow, and do not count."""
    first, second = one.panels[period], other.panels.get(period, {})
    both = [each for each in first if each in second and 0 < first[each] < 100 and 0 < second[each] < 100]  # noqa: PLR2004 - percent
    print_ = 10.0**-one.indicator.decimals
    return (
        (sum(abs(first[each] + second[each] - 100) < print_ for each in both), len(both))
        if len(both) >= ENOUGH
        else None
    )


def _moved(one: MemberSeries, other: MemberSeries, period: Period) -> MemberSeries:
    """Which of the two left its own figures: the one that is farther from the period before."""

    def away(series: MemberSeries) -> float:
        earlier = series.before(period)
        was = {} if earlier is None else series.panels[earlier]
        gone = [abs(figure - was[each]) for each, figure in series.panels[period].items() if each in was]
        return sum(gone) / (len(gone) or 1)

    return one if away(one) > away(other) else other
