"""A place that leaps alone."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.analysis.figures.usual import median
from pmr_xl.model.breakdowns.table import MemberSeries, MemberTable, Panel
from pmr_xl.model.finding import Severity
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import from_float
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.places._panels import ENOUGH, begins_anew, changes, with_and

_TIMES_OTHERS, _TIMES_OWN = 20.0, 8.0  # the middle distance of all places that month; the place's own usual one
_MOST = 0.1  # of the places: more do not leap alone
_SHARE = 0.1  # of the middle figure, below which a leap is small
_NAMED = 3


@rule(
    "PLC-006",
    Severity.QUERY,
    "{where}: in {period} {places} of {series} {leap} alone ({first}: by {found}, to {to}); the middle one of the "
    "others moves by {expected}.",
    fix="Correct the figure, or say what happened there; a first count after months without one leaps too.",
    yields_to=("PLC-001", "PLC-002", "PLC-003", "PLC-004", "PLC-005", "PLC-009"),
)
def one_place_leaps(table: MemberTable) -> Iterator[Spot]:
    """One place, or a few, move far more than all others that month and than they ever do."""
    for series in table.series:
        moved = {period: changes(series, period) for period in series.panels if not begins_anew(period)}
        own = _own(moved)
        print_ = 10.0**-series.indicator.decimals
        for period, change in moved.items():
            if period not in table.fresh or len(change) < ENOUGH:
                continue
            middle = median(list(change.values()))
            usual = max(median([abs(one - middle) for one in change.values()]), print_)
            least = _SHARE * abs(median(list(series.panels[period].values())))
            far = {one: by - middle for one, by in change.items()}
            leaps = [
                one for one, by in far.items()
                if abs(by) > max(_TIMES_OTHERS * usual, _TIMES_OWN * max(own.get(one, 0), print_), least)
            ]  # fmt: skip
            if leaps and len(leaps) <= _MOST * len(change):
                yield _spot(table, series, period, sorted(leaps, key=lambda one: -abs(far[one])), usual)


def _own(moved: dict[Period, Panel]) -> dict[str, float]:
    """How far each place usually moves."""
    steps: dict[str, list[float]] = {}
    for change in moved.values():
        for one, by in change.items():
            steps.setdefault(one, []).append(abs(by))
    return {one: median(by) for one, by in steps.items()}


def _spot(table: MemberTable, series: MemberSeries, period: Period, leaps: list[str], usual: float) -> Spot:
    earlier, change = series.before(period), changes(series, period)
    about = [series.entered(one, period) for one in leaps]
    # A leap back from a slip follows from it.
    causes = [*about, *(series.entered(one, earlier) for one in leaps if earlier is not None)]
    show = series.indicator.measure.show
    named = [table.member_name(one) for one in leaps[:_NAMED]]
    if len(leaps) > _NAMED:
        named.append(f"{len(leaps) - _NAMED} more")
    return spot(
        about[0], about=causes, period=period.words, places=with_and(named), series=series.indicator.name,
        leap="leaps" if len(leaps) == 1 else "leap", found=show(abs(from_float(change[leaps[0]]))),
        first=named[0], to=about[0].as_printed, expected=show(from_float(usual)),
    )  # fmt: skip
