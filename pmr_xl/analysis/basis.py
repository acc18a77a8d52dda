"""What one indicator's figure is compared with: the figures of it that count, and the target in force (V6, V8, V14)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from functools import cached_property

from pmr_xl.analysis import seasonal
from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.analysis.figures.possible import PossibleFigures, ever_published
from pmr_xl.analysis.variance import Band, Verdict, band, possible, verdict_of
from pmr_xl.analysis.years.breaks import counted_since
from pmr_xl.model.fact import Restated
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.measure import Figure
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.past import NOTHING, Past
from pmr_xl.model.quick.value_class import mutable_class
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.model.schema.line import Line

NONE: Mapping[Period, Restated] = {}


@mutable_class
class Basis:
    """Everything that one indicator's figure is compared with, whatever the figure is.

    It is worked out when it is first asked for: judging needs little of it, a variance sheet all. Made by
    :meth:`of`, thousands at a time, and therefore not frozen; nobody changes one.

    Attributes:
        history: the figures of ``edition.history`` that count, in column order, None where there is none.
        published: every figure of it that counts, as restated where it was; none from before a marked break.
        restated: those that are others than what was published, and why.
        targets: the targets that are known, of every fiscal year.
    """

    line: Line
    context: EditionContext
    history: tuple[Figure | None, ...]
    last_year: Figure | None
    target: Figure | None
    next_target: Figure | None
    published: Mapping[Period, Figure]
    restated: Mapping[Period, Restated]
    targets: Mapping[Period, Figure]
    _shown: dict[Figure, str] = field(init=False, repr=False, compare=False, default_factory=dict)

    @classmethod
    def of(
        cls,
        context: EditionContext,
        line: Line,
        actuals: Mapping[Period, Figure],
        targets: Mapping[Period, Figure],
        restated: Mapping[Period, Restated] = NONE,
    ) -> Basis:
        """What counts of that indicator: its ``actuals``, those of them that are ``restated``, ``targets`` in force."""
        this_year, next_year = context.target_years
        history = tuple([actuals.get(period) for period in context.history])
        since = counted_since(line.indicator, context.submitted) if line.indicator.breaks else 0
        if since:  # what was counted otherwise is shown, and compared with nothing
            actuals = {period: figure for period, figure in actuals.items() if period.year >= since}
        return cls(
            line,
            context,
            history,
            actuals.get(context.last_year),
            targets.get(this_year),
            targets.get(next_year),
            actuals,
            restated,
            targets,
        )

    @classmethod
    def by(cls, context: EditionContext, line: Line, past: Past) -> Basis:
        """What an indicator's figure is compared with by those who know ``past``."""
        name = line.id
        known = past.actuals.get(name, NOTHING), past.targets.get(name, NOTHING), past.restated.get(name, NONE)
        return cls.of(context, line, *known)

    @property
    def edition(self) -> Edition:
        """The report it is submitted to."""
        return self.context.edition

    @property
    def settings(self) -> OfficeSettings:
        """The office's thresholds."""
        return self.context.settings

    @property
    def indicator(self) -> Indicator:
        """The indicator, as the schema has it."""
        return self.line.indicator

    @property
    def asks_new(self) -> bool:
        """Whether a figure that nothing can be compared with is to be explained.

        Not where a full year is published and only as much of a year is not known: that is no news of the indicator.
        """
        if self.since:
            return False  # it begins anew on purpose
        known = not self.context.whole_year and isinstance(self.published.get(self.context.full_year), Decimal)
        return self.edition.asks_new and not known

    @cached_property
    def since(self) -> int:
        """The fiscal year from which the series is counted as it is now; 0 where no break is marked."""
        return counted_since(self.line.indicator, self.context.submitted)

    @property
    def compared_history(self) -> tuple[Figure | None, ...]:
        """The history as far as it can be compared: nothing from before a marked break."""
        if not self.since:
            return self.history
        beside = zip(self.context.history, self.history, strict=True)
        return tuple([figure if period.year >= self.since else None for period, figure in beside])

    @property
    def against(self) -> Figure | None:
        """The target the actual is compared with: part of a year has none (V6)."""
        return self.target if self.context.whole_year else None

    def show(self, figure: Figure | None) -> str:
        """A figure of this basis as the report prints it; kept, because messages say the same few again and again."""
        if figure is None:
            return ""
        shown = self._shown.get(figure)
        if shown is None:
            shown = self._shown[figure] = self.indicator.measure.show(figure)
        return shown

    @cached_property
    def beside(self) -> tuple[Period, ...]:
        """The periods of the same span that the figure is looked at beside (V6), oldest first."""
        if self.context.whole_year:
            return self.context.history
        before, season = seasonal.earlier_periods(self.context.submitted, self.published), self._season
        return season if seasonal.rules_alone(self._figures(season), self._figures(before)) else before

    @property
    def _season(self) -> tuple[Period, ...]:
        return seasonal.season(self.context.submitted, self.published) if self.context.monthly else ()

    @property
    def earlier(self) -> tuple[Figure | None, ...]:
        """The published figures that cover the same span as the one asked for (V6), oldest first."""
        return self.compared_history if self.context.whole_year else self._figures(self.beside)

    @property
    def alike(self) -> tuple[Figure | None, ...]:
        """The published figures of about the same size: a year to date is many times a month."""
        return self.earlier if self.context.monthly else self.compared_history

    @cached_property
    def possible(self) -> PossibleFigures:
        """The figures that the indicator can have."""
        return PossibleFigures.of(self.line.indicator, ever_published(self.published, self.restated))

    def was_better(self, year: Period, figure: Figure | None, than: Figure | None = None) -> bool:
        """Whether a year's figure was better than a target; than its own year's where ``than`` is None."""
        aim, one = self.targets.get(year, self.target) if than is None else than, self.indicator
        if not isinstance(figure, Decimal) or not isinstance(aim, Decimal):
            return False
        moved = one.measure.round(figure) - one.target_measure.round(aim)
        return verdict_of(moved, one.desired_direction) is Verdict.BETTER

    @cached_property
    def surpassed(self) -> bool:
        """Whether the current target is a number, and both full years before were better than their targets."""
        if not isinstance(self.target, Decimal):
            return False
        return all(self.was_better(year, self.published.get(year)) for year in self._last_two)

    @property
    def surpassed_years(self) -> tuple[Period, ...]:
        """The full years of which :attr:`surpassed` says so."""
        return self._last_two if self.surpassed else ()

    @cached_property
    def _last_two(self) -> tuple[Period, Period]:
        last = self.context.full_year
        return last, last.back()

    @cached_property
    def full_years(self) -> tuple[tuple[Period, Figure], ...]:
        """The full years before this one that have a figure, running, the latest first."""
        found, year = list[tuple[Period, Figure]](), self.context.full_year
        while (figure := self.published.get(year)) is not None:
            found.append((year, figure))
            year = year.back()
        return tuple(found)

    def _figures(self, periods: Sequence[Period]) -> tuple[Figure | None, ...]:
        return tuple([self.published.get(period) for period in periods])

    @cached_property
    def band(self) -> Band | None:
        """The figures for which no explanation is due, and that can be; None where there is nothing to compare with."""
        if self.context.monthly:
            usual = seasonal.spanning_band(self._month_band(self.beside), self._month_band(self._season))
        else:
            usual = band(self.line.indicator, self.earlier, self.against, self.context.settings)
        return None if usual is None else possible(usual, self.possible)

    def is_ordinary(self, figure: Decimal) -> bool:
        """Whether a figure is possible, and inside the band: nothing has to be said about it."""
        usual, can = self.band, self.possible
        return usual is not None and usual.low <= figure <= usual.high and not can.excludes(figure)

    def _month_band(self, periods: Sequence[Period]) -> Band | None:
        usual = band(self.indicator, self._figures(periods), None, self.settings)
        return None if usual is None else seasonal.in_months(usual, periods[-1])
