"""The fiscal year to date: how monthly figures become one figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.fiscal import Edition, Period, Span
from pmr_xl.model.measure import Figure
from pmr_xl.model.past import NOTHING, Past
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.schema.indicator import Aggregation, Indicator
from pmr_xl.model.submission import Submission

MONTHS = 12
WORKED_OUT = "worked out"  # so begins what the record says of the place of a year to date that nobody typed
HAIR = Decimal("1e-9")
# Of these the last month's figure is the year's.
LAST_MONTHS = frozenset((Aggregation.LAST, Aggregation.CUMULATIVE, Aggregation.TWELVE_MONTH))


def to_date(months: Sequence[Figure | None], how: Aggregation) -> Decimal | None:
    """The figure for July up to the last month that has one.

    Sums add up; averages are running averages of the months reported; last, cumulative and twelve-month figures are the
    last month's own; maxima the largest so far. Source: the conventions of the monthly citywide reporting, of which
    fiscal-year-to-date figures of additive indicators are accumulated from July and all others are averages, last
    values or twelve-month counts.

    Args:
        months: July first, at most twelve; None where a month is still to come, NA where it was not available.
        how: the indicator's aggregation.

    Returns:
        None where no month has a number yet, or where a sum misses a month before its last: a part is no total.

    Raises:
        ValueError: more than twelve months, or an aggregation that is not known.
    """
    if len(months) > MONTHS:
        raise ValueError(f"A fiscal year has twelve months, not {len(months)}.")
    if how is Aggregation.UNKNOWN:
        raise ValueError("How months become a year is not known for this indicator.")
    numbers = [figure for figure in months if isinstance(figure, Decimal)]
    if not numbers:
        return None
    if how is Aggregation.SUM:
        last = max(place for place, figure in enumerate(months) if isinstance(figure, Decimal))
        return sum(numbers, Decimal(0)) if len(numbers) == last + 1 else None
    if how is Aggregation.AVERAGE:
        return sum(numbers, Decimal(0)) / len(numbers)
    return max(numbers) if how is Aggregation.MAXIMUM else numbers[-1]


@value_class
class ToDate:
    """What is known of one indicator's fiscal year before the month that is reported.

    Attributes:
        how: how its months become a year.
        months: its months from July to the one before, of a quarterly figure those that end a quarter; None where the
            record has none, NA where it was not available.
        before: its year to date up to the last of them; None where the record has none.
        half: what rounding can hide of one figure, and a hair, because cells are binary.
    """

    how: Aggregation
    months: tuple[Figure | None, ...]
    before: Figure | None
    half: Decimal

    @classmethod
    def of(cls, indicator: Indicator, edition: Edition, published: Mapping[Period, Figure]) -> ToDate:
        """From the indicator's figures in the record, for the month of a monthly edition."""
        months, before = _before(edition.year, edition.month)
        if indicator.frequency is not None and len(due := indicator.frequency.months) < MONTHS:
            own = [month for month in (*months, edition.submitted_period) if month.month in due]
            if edition.month in due and not any(month in published for month in months if month.month not in due):
                months = tuple(
                    own[:-1]
                )  # of a quarter there is one figure; where months between have one too, all count
                before = months[-1]._replace(span=Span.TO_DATE) if months else None
        return cls(
            indicator.aggregation,
            tuple([published.get(month) for month in months]),
            None if before is None else published.get(before),
            indicator.measure.half_unit + HAIR,
        )

    @property
    def bases(self) -> tuple[tuple[Decimal, Decimal], ...]:
        """What this month is added to, each with what rounding can hide of the sum; for figures that add up.

        The months from July, where all are known, and the year to date up to the month before: agencies that correct
        an earlier month without restating it correct the second.
        """
        bases = []
        if months := self._numbers():
            bases.append((sum(months, Decimal(0)), self.half * (len(months) + 2)))
        if isinstance(self.before, Decimal):
            bases.append((self.before, self.half * 3))
        return tuple(bases)

    @property
    def extent(self) -> tuple[Decimal, Decimal] | None:
        """The smallest and the largest month so far; None where a month is not known."""
        if not (months := self._numbers()):
            return None
        return min(months), max(months)

    @property
    def needed(self) -> bool:
        """Whether the year to date has to be typed, because nothing says how to work it out."""
        return self.worked_out(Decimal(0)) is None

    def worked_out(self, month: Decimal) -> Decimal | None:
        """The year to date that needs not be typed; None where it cannot be known."""
        if self.own:
            return month
        if self.how is Aggregation.UNKNOWN:
            return None
        if all(figure is not None for figure in self.months):
            worked_out = to_date((*self.months, month), self.how)
            if worked_out is not None:
                return worked_out
        if not isinstance(self.before, Decimal):
            return None
        if self.how is Aggregation.SUM:
            return self.before + month
        return max(self.before, month) if self.how is Aggregation.MAXIMUM else None

    def bounds(self, month: Decimal) -> tuple[tuple[Decimal, Decimal], ...]:
        """Between which values the year to date lies, one of them being enough; none where nothing can be said.

        Averages are only held between the smallest and the largest month: how the months are weighted is not known.
        """
        if self.own:
            return ((month - self.half, month + self.half),)
        if self.how is Aggregation.SUM:
            return tuple((base + month - slack, base + month + slack) for base, slack in self.bases)
        if self.how is Aggregation.MAXIMUM and (largest := self.largest) is not None:
            return ((max(largest, month) - self.half, max(largest, month) + self.half),)
        if self.how is Aggregation.AVERAGE and self.extent is not None:
            least, most = self.extent
            return ((min(least, month) - self.half, max(most, month) + self.half),)
        return ()

    def parts_from(self, month: Decimal, total: Decimal) -> bool:
        """Whether a year to date cannot be that of its months, whatever was said of it before."""
        bounds = replace(self, before=None).bounds(month)
        return bool(bounds) and not any(low <= total <= high for low, high in bounds)

    @property
    def largest(self) -> Decimal | None:
        """The largest month so far, by the months or by the year to date."""
        if isinstance(self.before, Decimal):
            return self.before
        return None if self.extent is None else self.extent[1]

    @property
    def own(self) -> bool:
        """Whether the year to date is the month's own figure: in July, and where the last month stands for the year."""
        return not self.months or self.how in LAST_MONTHS

    def _numbers(self) -> list[Decimal]:
        """The months, where every one of them is a number."""
        numbers = [figure for figure in self.months if isinstance(figure, Decimal)]
        return numbers if len(numbers) == len(self.months) else []


@lru_cache(maxsize=8)
def _before(year: int, month: int) -> tuple[tuple[Period, ...], Period | None]:
    """The months of a fiscal year before one of them, and the year to date up to the last of them."""
    months = tuple(Period(year, Span.MONTH, number) for number in range(1, month))
    return months, Period(year, Span.TO_DATE, month - 1) if months else None


def year_to_date_before(submission: Submission, entry: Entry, past: Past) -> ToDate:
    """What is known of a row's fiscal year before its month.

    Args:
        past: the figures that count (:func:`pmr_xl.analysis.counting.as_printed`): months that the submission restates
            are among them, and the years to date that follow.
    """
    return ToDate.of(entry.indicator, submission.edition, past.actuals.get(entry.line.id, NOTHING))


def worked_out(submission: Submission, entry: Entry, past: Past) -> Decimal | None:
    """The year to date that a monthly submission leaves out, at published precision; None where it cannot be known."""
    month = entry.entered.get(Ask.ACTUAL)
    if month is None or not isinstance(month.figure, Decimal):
        return None
    figure = year_to_date_before(submission, entry, past).worked_out(month.figure)
    return None if figure is None else entry.indicator.measure.round(figure)
