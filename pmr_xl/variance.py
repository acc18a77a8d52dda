"""Variances from targets and from last year, and when an explanation is due (conventions V1 to V10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cached_property
from itertools import islice
from math import sqrt

from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.house import House
from pmr_xl.model.indicator import Direction, Indicator, Line, TargetKind
from pmr_xl.model.measure import Figure, Unit, from_float
from pmr_xl.model.past import NOTHING, Past
from pmr_xl.status import Status, YearStatus, against_last_year, against_target, number
from pmr_xl.trend import YEARS, Trend, trend

MAD_TO_SIGMA = 1.4826  # a normal distribution's standard deviation is 1.4826 times its median absolute deviation
ENOUGH_YEARS = 3  # fewer published years have no spread to speak of
POISSON_REACH = 2.0  # a change in a count under 2·√(2·count) is its own noise
PERCENT_FLOOR = 2.0  # percentage points a percentage may move without a word
HUNDRED = 100
CAP = Decimal(999)
MONTHS = 12
INSIDE, OUTSIDE = 0.999, 0.001  # where floats cannot err about which side of a limit a figure is on


class Verdict(Enum):
    """What a variance means, in its own column beside the plain sign (V1)."""

    BETTER = "Better"
    WORSE = "Worse"
    CHANGED = "Changed"
    SAME = "Same"
    NONE = ""

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Variance:
    """Actual minus reference.

    Attributes:
        delta: in the indicator's unit, unrounded (percentages: percentage points; durations: seconds); None where
            either side is no number.
        share: delta ÷ |reference|, as a fraction; None where the reference is 0 (printed ``n/m``) or there is no delta.
        missing: why there is no delta, in words; empty where there is one.
    """

    reference: Figure | None
    delta: Decimal | None = None
    share: Decimal | None = None
    verdict: Verdict = Verdict.NONE
    missing: str = ""

    @property
    def percent(self) -> str:
        """The share as a sheet shows it: ``+12.5%``, ``n/m`` where the reference is 0, else empty."""
        if self.delta is None:
            return ""
        return "n/m" if self.share is None else f"{self.share * HUNDRED:+.1f}%"


@dataclass(frozen=True, slots=True)
class Band:
    """The values for which no explanation is due, both ends included, and why they end there."""

    low: Decimal
    high: Decimal
    low_why: str = ""
    high_why: str = ""

    def __contains__(self, value: object) -> bool:
        return isinstance(value, Decimal) and self.low <= value <= self.high


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
        actual, last = self.actual, self.last_year
        if not isinstance(actual, Decimal):
            return False
        if isinstance(last, Decimal):
            # Most figures are: a small change is never unusual, whatever the spread (see ``band``).
            house, now, then = self.setting.house, float(actual), float(last)
            if abs(now - then) < min(house.unusual_change, house.large_change) * abs(then) * INSIDE:
                low, high = _critical_limits(self.line.indicator, self.against, house)
                if (low is None or now > low + abs(low) * OUTSIDE) and (
                    high is None or now < high - abs(high) * OUTSIDE
                ):
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


def vary(actual: Figure | None, reference: Figure | None, direction: Direction, name: str) -> Variance:
    """Actual minus reference (V1, V2); ``name`` says the reference in the reason why there is none."""
    now, then = number(actual), number(reference)
    if now is None:
        return Variance(reference, missing="actual not available")
    if then is None:
        return Variance(reference, missing="no numeric target" if name == "target" else f"{name} not available")
    delta = now - then
    if delta == 0:
        verdict = Verdict.SAME
    elif direction is Direction.NONE:
        verdict = Verdict.CHANGED
    else:
        verdict = Verdict.BETTER if (delta > 0) == (direction is Direction.UP) else Verdict.WORSE
    return Variance(reference, delta, delta / abs(then) if then else None, verdict)


def band(indicator: Indicator, history: Sequence[Figure | None], target: Figure | None, house: House) -> Band | None:
    """The values for which no explanation is due (V8), as one interval.

    Inside are: a change of at most 20% against last year, or values within 3.5 robust standard deviations (1.4826
    times the median absolute deviation, at least 5% of the median) of the published years' median; never a change
    above 50%; for a critical indicator never a miss of its target above 10%. Counts may always move by their own
    noise, 2·√(2·count), and percentages by two points. On the printed fiscal 2026 report 14% of rows are outside.

    Args:
        history: published figures comparable with the one asked for, oldest first, last year's last.
        target: the target in force.
    """
    last = number(history[-1]) if history else None
    if last is None:
        return None
    numbers = [float(value) for figure in history if (value := number(figure)) is not None]
    year = float(last)
    low, high = year - house.large_change * abs(year), year + house.large_change * abs(year)
    low_why = high_why = f"a change of more than {house.large_change:.0%} against last year"
    if len(numbers) >= ENOUGH_YEARS:
        middle = median(numbers)
        spread = median([abs(value - middle) for value in numbers]) * MAD_TO_SIGMA
        noise = house.noise_floor if indicator.noise is None else float(indicator.noise)
        reach = house.robust_z * max(spread, noise * abs(middle))
        small = house.unusual_change * abs(year)
        why = f"unusual for its own {len(numbers)} published years"
        if (lower := min(middle - reach, year - small)) > low:
            low, low_why = lower, why
        if (upper := max(middle + reach, year + small)) < high:
            high, high_why = upper, why
    slack = _own_noise(indicator, year)
    low, high = min(low, year - slack), max(high, year + slack)
    low_limit, high_limit = _critical_limits(indicator, target, house)
    if low_limit is not None and low_limit > low:
        low, low_why = low_limit, f"a critical target missed by more than {house.critical_miss:.0%}"
    if high_limit is not None and high_limit < high:
        high, high_why = high_limit, f"a critical target missed by more than {house.critical_miss:.0%}"
    return Band(from_float(low), from_float(high), low_why, high_why)


def median(numbers: Sequence[float]) -> float:
    """The middle of a few numbers: for four years of figures quicker than the library's."""
    row, half = sorted(numbers), len(numbers) // 2
    return row[half] if len(row) % 2 else (row[half - 1] + row[half]) / 2


def _own_noise(indicator: Indicator, year: float) -> float:
    if indicator.unit is Unit.PERCENT:
        return PERCENT_FLOOR
    if indicator.unit is Unit.NUMBER and indicator.decimals == 0:
        return POISSON_REACH * sqrt(2 * max(year, 1.0))
    return float(10**-indicator.decimals)


def _critical_limits(indicator: Indicator, target: Figure | None, house: House) -> tuple[float | None, float | None]:
    if not indicator.critical or not (aim := number(target)):
        return None, None
    margin = abs(aim) * house.critical_miss
    kind, direction = indicator.target.kind, indicator.desired_direction
    either = kind is TargetKind.EXPECTED and direction is Direction.NONE
    below = either or kind is TargetKind.MINIMUM or (kind is TargetKind.EXPECTED and direction is Direction.UP)
    above = either or kind is TargetKind.MAXIMUM or (kind is TargetKind.EXPECTED and direction is Direction.DOWN)
    return (float(aim - margin) if below else None), (float(aim + margin) if above else None)


def comparable(edition: Edition, history: Sequence[Figure | None]) -> tuple[Figure | None, ...]:
    """The part of ``edition.history`` that covers the same span as the figure asked for (V6)."""
    span = edition.submitted.span
    return tuple(figure for period, figure in zip(edition.history, history, strict=True) if period.span is span)


def band_of(line: Line, past: Past, edition: Edition, house: House) -> Band | None:
    """The band of one line, from what is published."""
    history = tuple(past.actual(line.id, period) for period in edition.history)
    target = past.target(line.id, edition.target_years[0]) if edition.submitted.month == MONTHS else None
    return band(line.indicator, comparable(edition, history), target, house)


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
