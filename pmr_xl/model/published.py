"""Rows of a table that was published: what a rule sees where no form was filled, each figure with its cell."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from pmr_xl.model.entry import Entered
from pmr_xl.model.fiscal import Period
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.model.schema.line import Line


class Published(StrEnum):
    """What a table holds."""

    INDICATORS = "indicators"
    RESOURCES = "resources"
    APPROPRIATIONS = "appropriations"
    MONTHS = "months"
    BY_MEMBER = "places and groups"


class Number(NamedTuple):
    """A figure that is a number, and its cell."""

    entered: Entered
    value: Decimal


@value_class(slots=False)
class PublishedRow:
    """One row of a published table.

    Attributes:
        line: its indicator; a resource or unit of appropriation as an indicator of its name and unit.
        label: the cell of its name.
        actuals: the cells of whole years' actuals, oldest first; empty ones too. Their keys are their periods' codes.
        targets: the cells of targets, plans and budgets; their keys are their periods' codes.
        to_date: the cells of a part of a year (the PMMR's first four months).
        block: the block a unit of appropriation stands in.
        as_printed: the table shows figures as a report prints them, zeros behind the point too.
    """

    line: Line
    kind: Published
    row: int
    label: Entered
    actuals: tuple[Entered, ...]
    targets: tuple[Entered, ...] = ()
    to_date: tuple[Entered, ...] = ()
    block: str = ""
    as_printed: bool = True

    @property
    def indicator(self) -> Indicator:
        """What the row is about."""
        return self.line.indicator

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """The actuals that are numbers, oldest first."""
        return tuple(Number(one, one.figure) for one in self.actuals if isinstance(one.figure, Decimal))

    @cached_property
    def by_year(self) -> dict[str, Number]:
        """The same by the code of their year."""
        return {one.entered.key: one for one in self.numbers}

    def but(self, number: Number) -> list[float]:
        """The other numbers of the row, oldest first."""
        return [float(one.value) for one in self.numbers if one is not number]


@value_class(slots=False)
class PublishedRows:
    """The rows of one agency in one table, in its order."""

    agency: str
    kind: Published
    rows: tuple[PublishedRow, ...]

    @cached_property
    def by_id(self) -> dict[str, PublishedRow]:
        """Rows by the id of what they are about."""
        return {row.line.id: row for row in self.rows}


@value_class(slots=False)
class MonthSeries:
    """The monthly figures of one indicator in one file.

    Attributes:
        figures: by period, months and years to date.
    """

    line: Line
    agency: str
    figures: Mapping[Period, Entered]

    @property
    def indicator(self) -> Indicator:
        """What the figures are of."""
        return self.line.indicator

    @cached_property
    def numbers(self) -> dict[Period, Number]:
        """The figures that are numbers, in the order of their periods."""
        found = sorted(self.figures.items(), key=lambda one: (one[0].span.value, one[0]))
        return {period: Number(one, one.figure) for period, one in found if isinstance(one.figure, Decimal)}
