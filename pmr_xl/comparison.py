"""One submitted figure beside everything it is compared with, and when an explanation is due (V6, V8, V10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import islice

from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.house import House
from pmr_xl.model.indicator import Indicator, Line
from pmr_xl.model.measure import Figure
from pmr_xl.model.past import NOTHING, Past
from pmr_xl.status import Status, YearStatus, against_last_year, against_target
from pmr_xl.trend import YEARS, Trend, trend
from pmr_xl.variance import HUNDRED, MONTHS, Band, Variance, band, critical_limits, vary

CAP = Decimal(999)
INSIDE, OUTSIDE = Decimal("0.999"), 0.001  # where floats cannot err about which side of a limit a figure is on


@dataclass
class Comparison:
    """One indicator's submitted figure beside everything it is compared with.

    What is compared is worked out when it is first asked for: judging needs little of it, a variance sheet all. Made
    by :meth:`Setting.compare`, thousands at a time, and therefore not frozen; nobody changes one.

    Attributes:
        actual: the figure submitted; None where the cell holds none.
        history: published figures of ``edition.history``, oldest first, None where none was published.
        restated: the submission changes a published figure of this indicator.
    """

    line: Line
    setting: Setting
    actual: Figure | None
    history: tuple[Figure | None, ...]
    last_year: Figure | None
    target: Figure | None
    next_target: Figure | None
    restated: bool = False

    @property
    def edition(self) -> Edition:
        """The report it is submitted to."""
        return self.setting.edition

    @property
    def house(self) -> House:
        """The house's thresholds."""
        return self.setting.house

    @property
    def indicator(self) -> Indicator:
        """The indicator, as the schema has it."""
        return self.line.indicator

    @property
    def against(self) -> Figure | None:
        """The target the actual is compared with: part of a year has none (V6)."""
        return self.target if self.setting.whole_year else None

    @property
    def earlier(self) -> tuple[Figure | None, ...]:
        """The published figures that cover the same span as the one asked for (V6), oldest first."""
        return tuple([self.history[place] for place in self.setting.comparable])

    @cached_property
    def band(self) -> Band | None:
        """Where no explanation is due; None where there is nothing to compare with."""
        return band(self.indicator, self.earlier, self.against, self.house)

    @property
    def ordinary(self) -> bool:
        """The actual is a number inside the band: nothing has to be said about it."""
        actual = self.actual
        if not isinstance(actual, Decimal):
            return False
        if self.setting.settles(self.line.indicator, actual, self.last_year, self.target):
            return True
        return self.band is not None and actual in self.band

    @cached_property
    def to_target(self) -> Variance:
        """Against the target in force."""
        return vary(self.actual, self.against, self.indicator.desired_direction, "target")

    @cached_property
    def to_last_year(self) -> Variance:
        """Against the same period last year."""
        return vary(self.actual, self.last_year, self.indicator.desired_direction, "last year")

    @cached_property
    def status(self) -> Status:
        """Where the figure stands against its target."""
        return against_target(self.indicator, self.actual, self.against, self.last_year, self.house)

    @cached_property
    def year_status(self) -> YearStatus:
        """Where the figure stands against last year."""
        return against_last_year(self.indicator, self.actual, self.last_year, self.house)

    @cached_property
    def trend(self) -> Trend:
        """The five-year trend as the report will print it."""
        printed = (*self.history, self.actual)[-YEARS:] if self.setting.whole_year else ()
        return trend([_printed(self.indicator, figure) for figure in printed], self.house.trend_band)

    @cached_property
    def due(self) -> tuple[str, ...]:
        """Why an explanation is due, in words, most important first; empty where none is."""
        return _due(self.actual, self.history, self.last_year, self.band, restated=self.restated)

    @property
    def attention(self) -> tuple[int, int, int, Decimal]:
        """Sort key of the variance sheet: critical first, then missed or to be explained, then |%| (V10)."""
        share = self.to_last_year.share
        size = min(abs(share) * HUNDRED, CAP) if share is not None else Decimal(0)
        pressing = self.status is Status.MISSED or bool(self.due)
        return (not self.indicator.critical, not pressing, self.status is not Status.MISSED, -size)


@dataclass(frozen=True, slots=True)
class Setting:
    """What all comparisons of one submission share: its edition's periods and the house's choices."""

    edition: Edition
    house: House
    history: tuple[Period, ...]
    last_year: Period
    target_years: tuple[Period, Period]
    comparable: tuple[int, ...]  # places in the history that cover the same span as the figure asked for
    whole_year: bool
    small_change: Decimal  # share of last year's figure; most figures change by less

    @classmethod
    def of(cls, edition: Edition, house: House, past: Past | None = None) -> Setting:
        """The setting of an edition; with the very periods that ``past`` is kept under, which are found quicker."""
        kept = {period: period for figures in islice(past.actuals.values(), 9) for period in figures} if past else {}
        span = edition.submitted.span
        history = tuple(kept.get(period, period) for period in edition.history)
        return cls(
            edition=edition,
            house=house,
            history=history,
            last_year=kept.get(edition.last_year, edition.last_year),
            target_years=edition.target_years,
            comparable=tuple(place for place, period in enumerate(history) if period.span is span),
            whole_year=edition.submitted.month == MONTHS,
            small_change=Decimal(min(house.unusual_change, house.large_change)) * INSIDE,
        )

    @property
    def full_year(self) -> Period:
        """The last full year before the figure asked for."""
        return Period(self.last_year.year)

    def settles(self, indicator: Indicator, actual: Decimal, last_year: Figure | None, target: Figure | None) -> bool:
        """Whether the figure is inside its band without a look at the band: so it is for most.

        The change against last year is so small that it is never unusual, whatever the spread (see ``band``), and the
        figure no far miss of a critical target, by so much that floats cannot err.
        """
        if not isinstance(last_year, Decimal) or abs(actual - last_year) >= abs(last_year) * self.small_change:
            return False
        if not indicator.critical or not self.whole_year:
            return True
        low, high = critical_limits(indicator, target, self.house)
        return (low is None or actual > low + abs(low) * OUTSIDE) and (
            high is None or actual < high - abs(high) * OUTSIDE
        )

    def compare(
        self,
        line: Line,
        actual: Figure | None,
        actuals: Mapping[Period, Figure],
        targets: Mapping[Period, Figure],
        *,
        target: Figure | None = None,
        next_target: Figure | None = None,
        restated: bool = False,
    ) -> Comparison:
        """Set one figure beside the published ``actuals`` and the ``targets`` in force; see :func:`compare`."""
        this_year, next_year = self.target_years
        published = actuals.get
        return Comparison(
            line,
            self,
            actual,
            tuple([published(period) for period in self.history]),
            published(self.last_year),
            targets.get(this_year) if target is None else target,
            targets.get(next_year) if next_target is None else next_target,
            restated,
        )


def compare(
    line: Line,
    actual: Figure | None,
    past: Past,
    edition: Edition,
    house: House,
    *,
    target: Figure | None = None,
    next_target: Figure | None = None,
    restated: bool = False,
) -> Comparison:
    """Set one submitted figure beside its target, last year and history.

    Args:
        actual: the figure submitted; None where the cell holds none.
        target: the submitted target in force where it differs from the record's; the record's where None.
        next_target: the target asked for next year; the record's where None.
        restated: the submission changes a published figure of this indicator.
    """
    actuals, targets = past.actuals.get(line.id, NOTHING), past.targets.get(line.id, NOTHING)
    return Setting.of(edition, house).compare(
        line, actual, actuals, targets, target=target, next_target=next_target, restated=restated
    )


def _printed(indicator: Indicator, figure: Figure | None) -> Figure | None:
    return indicator.measure.round(figure) if isinstance(figure, Decimal) else figure


def _due(
    actual: Figure | None,
    history: Sequence[Figure | None],
    last_year: Figure | None,
    limits: Band | None,
    *,
    restated: bool,
) -> tuple[str, ...]:
    reasons: list[str] = []
    if restated:
        reasons.append("a published figure is restated")
    # A figure that is not available is explained by its reason code, which has its own column.
    if isinstance(actual, Decimal):
        if limits is not None and actual not in limits:
            reasons.append(limits.low_why if actual < limits.low else limits.high_why)
        elif not any(isinstance(figure, Decimal) for figure in history):
            reasons.append("a new indicator")
        elif not isinstance(last_year, Decimal):
            reasons.append("no figure was published last year")
    return tuple(reasons)
