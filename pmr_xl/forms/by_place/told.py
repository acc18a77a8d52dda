"""What is published of one indicator by one list: the value that page, workbook and rows are laid from."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from pmr_xl.analysis.places.cutting import PublishedBreakdown
from pmr_xl.analysis.places.gap import GapTrend
from pmr_xl.model.breakdowns.breakdown import Breakdown, Member
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Figure
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.schema.indicator import Indicator

HIDDEN, MISSING = "[c]", "[x]"  # the usual shorthand: confidential; not available
_SHORT = {"Manhattan": "MN", "Bronx": "BX", "Brooklyn": "BK", "Queens": "QN", "Staten Island": "SI"}


@value_class
class ByPlace:
    """One indicator by one list.

    Attributes:
        agency, agency_name: whose it is.
        name: of the list, as schemas say it; ``of``: the list.
        periods: oldest first.
        out: what may be published.
        citywide: the whole's figures.
        gap: the widest gap and its trend; None where there is none.
        threshold: counts from 1 to below it are hidden.
        state: in a sentence, what figures these are: as released on a day, as accepted so far.
    """

    agency: str
    agency_name: str
    indicator: Indicator
    name: str
    of: Breakdown
    periods: tuple[Period, ...]
    out: PublishedBreakdown
    citywide: Mapping[Period, Figure]
    gap: GapTrend | None
    threshold: int
    state: str = ""

    @property
    def title(self) -> str:
        """The indicator and what it is broken down by."""
        return f"{self.indicator.name}, by {self.of.name.lower()}"

    @property
    def members(self) -> tuple[Member, ...]:
        """The members that have a figure or a hidden one, in the list's order."""
        there = {member for member, _ in (*self.out.figures, *self.out.hidden)}
        return tuple(one for one in self.of.members if one.code in there)

    def print_figure(self, member: str, period: Period) -> str:
        """A figure as it is printed; the shorthand where it is hidden or missing."""
        if (member, period) in self.out.hidden:
            return HIDDEN
        figure = self.out.figures.get((member, period))
        return MISSING if figure is None else self.indicator.measure.show(figure)

    def print_citywide(self, period: Period) -> str:
        """The citywide figure as it is printed."""
        if period in self.out.whole_hidden:
            return HIDDEN
        figure = self.citywide.get(period)
        return MISSING if figure is None else self.indicator.measure.show(figure)

    def value(self, member: str, period: Period) -> float | None:
        """A figure as a number; None where it is none, or hidden."""
        figure = self.out.figures.get((member, period))
        return float(figure) if isinstance(figure, Decimal) else None

    def whole_value(self, period: Period) -> float | None:
        """The citywide figure as a number; None where it is none, or hidden."""
        figure = self.citywide.get(period)
        return float(figure) if isinstance(figure, Decimal) and period not in self.out.whole_hidden else None


def short(member: Member) -> str:
    """A place as a tile bears it: BX 2."""
    if member.within and member.name.startswith(member.within):
        return f"{_SHORT.get(member.within, member.within)}{member.name.removeprefix(member.within)}"
    return member.code if member.within else member.name
