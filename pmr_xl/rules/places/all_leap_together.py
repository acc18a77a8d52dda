"""All places leap in one month: the instrument, not the streets."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pmr_xl.analysis.figures.usual import median
from pmr_xl.model.breakdowns.table import MemberSeries, MemberTable
from pmr_xl.model.finding import Severity
from pmr_xl.model.fiscal import Period, Span
from pmr_xl.model.measure import from_float
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.places._panels import cells, changes, consecutive, movements, words

_TIMES = 3.0  # as far as the middle place usually moves between the same two months
_ONE_WAY = 0.75  # of the places move the same way
_FEWEST = 3  # movements in all
_YEARS = 2  # more than these of the same month, so that “usually” means something


@rule(
    "PLC-005",
    Severity.QUERY,
    "{where} and what stands beside it: in {period} {moved} of {of} {all} of {series} move the same way, the middle "
    "one by {found}, where {expected} is usual. The instrument rather than the places?",
    fix="Ask what changed in how it is measured; where nothing did, look whether another month’s figures stand there.",
    yields_to=("PLC-001", "PLC-002", "PLC-003", "PLC-009"),
)
def all_leap_together(table: MemberTable) -> Iterator[Spot]:
    """Nearly every place moves one way at once, several times as far as is usual for that month."""
    for series in table.series:
        moved = movements(series)
        hits = [period for period in moved if _leap(series, moved, period)]
        for run in consecutive(hits):
            if not set(run) & table.fresh:
                continue
            change = list(changes(series, run[0]).values())
            usual = _usual(moved, run[0])
            up = sum(one > 0 for one in change)
            # The figures that leapt, and those that they leapt back from or to.
            about = [cell for period in run for cell in cells(series, period)]
            show = _shown(series)
            yield spot(
                about[0], about=about, found=show(moved[run[0]]), expected=show(usual), period=words(run),
                moved=max(up, sum(one < 0 for one in change)), of=len(change), all=table.all_words,
                series=series.indicator.name,
            )  # fmt: skip


def _leap(series: MemberSeries, moved: dict[Period, float], period: Period) -> bool:
    usual, change = _usual(moved, period), list(changes(series, period).values())
    one_way = max(sum(one > 0 for one in change), sum(one < 0 for one in change))
    print_ = 10.0**-series.indicator.decimals
    return moved[period] > _TIMES * max(usual, print_) and one_way >= _ONE_WAY * len(change)


def _usual(moved: dict[Period, float], period: Period) -> float:
    """How far the middle place moves between these two months in other years; in all months where there are few."""
    others = [far for when, far in moved.items() if when != period and (when.span, when.month) == period[1:]]
    if len(others) > (_YEARS if period.span is Span.MONTH else _FEWEST):
        return median(others)
    others = [far for when, far in moved.items() if when != period and when.span is period.span]
    return median(others) if len(others) > _FEWEST else float("inf")


def _shown(series: MemberSeries) -> Callable[[float], str]:
    return lambda number: series.indicator.measure.show(from_float(number))
