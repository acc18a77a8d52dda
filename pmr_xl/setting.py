"""What all comparisons of one submission share, and the quick look that settles most of them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from pmr_xl.model.fiscal import Edition, Period, Span
from pmr_xl.model.house import House
from pmr_xl.model.indicator import Indicator
from pmr_xl.model.measure import Figure
from pmr_xl.model.past import Past
from pmr_xl.variance import critical_limits

INSIDE, OUTSIDE = Decimal("0.999"), 0.001  # where floats cannot err about which side of a limit a figure is on


@dataclass(frozen=True, slots=True)
class Setting:
    """What all comparisons of one submission share: its edition's periods and the house's choices."""

    edition: Edition
    house: House
    history: tuple[Period, ...]
    last_year: Period
    target_years: tuple[Period, Period]
    submitted: Period
    whole_year: bool
    monthly: bool
    small_change: Decimal  # share of last year's figure; most figures change by less
    last_month: Period
    small_month: Decimal  # the same of a month's

    @classmethod
    def of(cls, edition: Edition, house: House, past: Past | None = None) -> Setting:
        """The setting of an edition; with the very periods that ``past`` is kept under, which are found quicker."""
        kept = {period: period for figures in islice(past.actuals.values(), 9) for period in figures} if past else {}
        submitted, monthly = edition.submitted, edition.monthly
        small = Decimal(min(house.unusual_change, house.large_change)) * INSIDE
        history = tuple(kept.get(period, period) for period in edition.history)
        return cls(
            edition=edition,
            house=house,
            history=history,
            last_year=kept.get(edition.last_year, edition.last_year),
            target_years=edition.target_years,
            submitted=submitted,
            whole_year=submitted.span is Span.YEAR,
            monthly=monthly,
            # A month is looked at beside the months before it too: how it stands to last year's settles nothing.
            small_change=Decimal(0) if monthly else small,
            last_month=submitted.months_back(),
            small_month=small,
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

    def settles_month(self, actual: Decimal, last_year: Figure | None, last_month: Figure | None) -> bool:
        """The same of a month: near last month's, and last year's where there is one, it is in either band."""
        if not isinstance(last_month, Decimal) or abs(actual - last_month) >= abs(last_month) * self.small_month:
            return False
        return not isinstance(last_year, Decimal) or abs(actual - last_year) < abs(last_year) * self.small_month
