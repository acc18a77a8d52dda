"""The figures of an agency's indicators by the members of one list, as rules see them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cached_property

from pmr_xl.model.breakdowns.breakdown import Breakdown
from pmr_xl.model.breakdowns.entry import MembersSaid
from pmr_xl.model.breakdowns.figures import Series
from pmr_xl.model.entry import Entered
from pmr_xl.model.fiscal import Period, Span
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.model.schema.line import Line

Panel = Mapping[str, float]  # the figures of one period that are numbers, by member


@value_class(slots=False)
class MemberSeries:
    """One indicator by all members.

    Attributes:
        figures: by member and period.
        citywide: the whole's figures, where somebody stated them.
        entered: the cell of a figure, by member and period; of a figure that only the record has, its place there.
    """

    line: Line
    figures: Mapping[str, Series]
    citywide: Series
    entered: Callable[[str, Period], Entered]

    @property
    def indicator(self) -> Indicator:
        """What the figures are of."""
        return self.line.indicator

    @cached_property
    def panels(self) -> dict[Period, Panel]:
        """The numbers by period, in the order of periods, members in the order of their codes."""
        found: dict[Period, dict[str, float]] = {}
        for member in sorted(self.figures):
            for period, figure in self.figures[member].items():
                if isinstance(figure, Decimal):
                    found.setdefault(period, {})[member] = float(figure)
        return dict(sorted(found.items(), key=lambda one: (one[0].span.value, one[0])))

    @cached_property
    def months(self) -> list[Period]:
        """The months that have numbers, the oldest first."""
        return [one for one in self.panels if one.span is Span.MONTH]

    def before(self, period: Period) -> Period | None:
        """The month, year or year to date just before; None where no member has a number there."""
        back = period.months_back() if period.span is Span.MONTH else period.back()
        return back if back in self.panels else None


@value_class(slots=False)
class MemberTable:
    """What one agency states by one list.

    Attributes:
        breakdown: the list.
        series: its indicators.
        said: the form's own rows; None where no form was filled.
        fresh: the periods that are looked at: those of the file or form; the others are what is known already.
    """

    agency: str
    breakdown: Breakdown
    series: tuple[MemberSeries, ...]
    fresh: frozenset[Period]
    said: MembersSaid | None = None

    @cached_property
    def by_id(self) -> dict[str, MemberSeries]:
        """Series by their indicators' ids."""
        return {one.line.id: one for one in self.series}

    def member_name(self, member: str) -> str:
        """A member as it is printed; its code where the list has it no more."""
        known = self.breakdown.by_code.get(member)
        return member if known is None else known.name

    @property
    def all_words(self) -> str:
        """What all members are called: ``community districts``."""
        name = self.breakdown.name.lower()
        return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def cell_key(indicator: str, member: str, period: Period) -> str:
    """What the cell of one figure is known by: ``dsny-scorecard-streets-clean 202 FY16-M01``."""
    return f"{indicator} {member} {period.code}"


def indicator_in(key: str) -> str:
    """The indicator's id of :func:`cell_key`."""
    return key.partition(" ")[0]
