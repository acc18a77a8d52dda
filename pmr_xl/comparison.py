"""One submitted figure beside everything it is compared with, and when an explanation is due (V6, V8, V10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from pmr_xl import seasonal
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.house import House
from pmr_xl.model.indicator import Indicator, Line
from pmr_xl.model.measure import Figure
from pmr_xl.model.past import NOTHING, Past
from pmr_xl.setting import Setting
from pmr_xl.status import Status, YearStatus, against_last_year, against_target
from pmr_xl.trend import YEARS, Trend, trend
from pmr_xl.variance import HUNDRED, Band, Limits, Variance, band, limits, vary

CAP = Decimal(999)


@dataclass
class Comparison:
    """One indicator's submitted figure beside everything it is compared with.

    What is compared is worked out when it is first asked for: judging needs little of it, a variance sheet all. Made
    by :meth:`of`, thousands at a time, and therefore not frozen; nobody changes one.

    Attributes:
        actual: the figure submitted; None where the cell holds none.
        history: published figures of ``edition.history``, in column order, None where none was published.
        published: every published figure of this indicator.
        restated: the submission changes a published figure of this indicator.
    """

    line: Line
    setting: Setting
    actual: Figure | None
    history: tuple[Figure | None, ...]
    last_year: Figure | None
    target: Figure | None
    next_target: Figure | None
    published: Mapping[Period, Figure]
    restated: bool = False

    @classmethod
    def of(
        cls,
        setting: Setting,
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
        this_year, next_year = setting.target_years
        published = actuals.get
        return cls(
            line,
            setting,
            actual,
            tuple([published(period) for period in setting.history]),
            published(setting.last_year),
            targets.get(this_year) if target is None else target,
            targets.get(next_year) if next_target is None else next_target,
            actuals,
            restated,
        )

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

    @cached_property
    def beside(self) -> tuple[Period, ...]:
        """The periods of the same span that the figure is looked at beside (V6), oldest first."""
        if self.setting.whole_year:
            return self.setting.history
        before, season = seasonal.earlier(self.setting.submitted, self.published), self._season
        return season if seasonal.rules_alone(self._figures(season), self._figures(before)) else before

    @property
    def _season(self) -> tuple[Period, ...]:
        return seasonal.season(self.setting.submitted, self.published) if self.setting.monthly else ()

    @property
    def earlier(self) -> tuple[Figure | None, ...]:
        """The published figures that cover the same span as the one asked for (V6), oldest first."""
        return self.history if self.setting.whole_year else self._figures(self.beside)

    @property
    def alike(self) -> tuple[Figure | None, ...]:
        """The published figures of about the same size: a year to date is many times a month."""
        return self.earlier if self.setting.monthly else self.history

    def _figures(self, periods: Sequence[Period]) -> tuple[Figure | None, ...]:
        return tuple([self.published.get(period) for period in periods])

    @cached_property
    def band(self) -> Band | None:
        """Where no explanation is due; None where there is nothing to compare with."""
        if self.setting.monthly:
            return seasonal.either(self._month_band(self.beside), self._month_band(self._season))
        return None if self._limits is None else self._limits.band

    @cached_property
    def _limits(self) -> Limits | None:
        return limits(self.line.indicator, self.earlier, self.against, self.setting.house)

    def _month_band(self, periods: Sequence[Period]) -> Band | None:
        limits = band(self.indicator, self._figures(periods), None, self.house)
        return None if limits is None else seasonal.in_months(limits, periods[-1])

    @property
    def ordinary(self) -> bool:
        """The actual is a number inside the band: nothing has to be said about it."""
        actual = self.actual
        return isinstance(actual, Decimal) and (
            self.setting.settles(self.line.indicator, actual, self.last_year, self.target) or self.inside(actual)
        )

    def inside(self, actual: Decimal) -> bool:
        """Whether a number is inside the band, where a look at last year alone has not settled it."""
        setting = self.setting
        if setting.monthly:
            if setting.settles_month(actual, self.last_year, self.published.get(setting.last_month)):
                return True
        elif self._limits is not None and self._limits.plainly_hold(actual):
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
        asks_new = self.edition.asks_new
        return _due(self.actual, self.history, self.last_year, self.band, restated=self.restated, asks_new=asks_new)

    @property
    def attention(self) -> tuple[int, int, int, Decimal]:
        """Sort key of the variance sheet: critical first, then missed or to be explained, then |%| (V10)."""
        share = self.to_last_year.share
        size = min(abs(share) * HUNDRED, CAP) if share is not None else Decimal(0)
        pressing = self.status is Status.MISSED or bool(self.due)
        return (not self.indicator.critical, not pressing, self.status is not Status.MISSED, -size)


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
    setting = Setting.of(edition, house)
    return Comparison.of(
        setting, line, actual, actuals, targets, target=target, next_target=next_target, restated=restated
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
    asks_new: bool,
) -> tuple[str, ...]:
    reasons: list[str] = []
    if restated:
        reasons.append("a published figure is restated")
    # A figure that is not available is explained by its reason code, which has its own column.
    if isinstance(actual, Decimal):
        if limits is not None and actual not in limits:
            reasons.append(limits.low_why if actual < limits.low else limits.high_why)
        elif asks_new and not any(isinstance(figure, Decimal) for figure in history):
            reasons.append("a new indicator")
        elif asks_new and not isinstance(last_year, Decimal):
            reasons.append("no figure was published last year")
    return tuple(reasons)
