"""Where an indicator stands: its agency's chapter, with services, goals, tables, resources and appropriations.

These plain dataclasses are the shape of ``schemas/indicators/<agency>.yaml``; one row of it is an indicator.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cached_property
from typing import ClassVar

from pmr_xl.model.fiscal import Edition
from pmr_xl.model.measure import Measure, Unit
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.schema.indicator import STRICT, Indicator
from pmr_xl.model.schema.line import Line, is_asked_in

MILLIONS = Measure(Unit.DOLLARS_MILLIONS, 1)  # how figures of units of appropriation are printed


@value_class
class Goal:
    """One goal and its indicators.

    Attributes:
        id: ours, stable, never reused: ranges, bookmarks and links are named by it, wherever the goal stands.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT
    goal: str
    indicators: tuple[Indicator, ...] = ()
    id: str = ""


@value_class
class Service:
    """One service and its goals; its number and the goals' letters are their places, its ``id`` never changes."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT
    service: str
    goals: tuple[Goal, ...] = ()
    id: str = ""


@value_class
class Table:
    """A table outside services and goals: agency-wide management, customer service, one library system.

    Attributes:
        table: its name, by which published tables and this schema find each other; empty for the rows of an agency that
            has no services and no named tables.
        heading: what is printed above it, where that is not its name.
        id: as a goal's.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT
    table: str
    indicators: tuple[Indicator, ...] = ()
    heading: str | None = None
    id: str = ""


def printed_of(agency: str, name: str) -> str:
    """A row's name behind the agency that it was of: ``LPC: Personnel``; a dash of a part stays in front."""
    if not agency:
        return name
    dash = "- " if name.startswith("- ") else ""
    return f"{dash}{agency}: {name.removeprefix(dash)}"


@value_class
class Resource:
    """One row of the agency resource table; figures are kept in the record under ``id`` like an indicator's.

    ``merged_from``: code of the agency that it was of, before that was merged into this one.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT
    id: str
    name: str
    unit: Unit = Unit.NUMBER
    decimals: int = 0
    merged_from: str = ""

    @property
    def printed_name(self) -> str:
        """Its name as tables print it: behind the agency's that it was of."""
        return printed_of(self.merged_from, self.name)

    @property
    def measure(self) -> Measure:
        """How its figures are read and printed."""
        return Measure(self.unit, self.decimals)


@value_class
class Appropriation:
    """One unit of appropriation, in millions of dollars.

    ``block`` is ``personal services`` or ``other than personal services``; ``goals`` is printed as it stands;
    ``merged_from`` is the agency that it was of, before that was merged into this one.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT
    id: str
    name: str
    block: str
    goals: str = "*"
    merged_from: str = ""

    @property
    def printed_name(self) -> str:
        """Its name as tables print it: behind the agency's that it was of."""
        return printed_of(self.merged_from, self.name)


@value_class(slots=False)
class Chapter:
    """One agency's chapter: the whole of ``schemas/indicators/<agency>.yaml``.

    Attributes:
        retired: indicators that are reported no longer. They are asked and printed nowhere, their ids never come back,
            and a table that still has them brings their history only.
        slug: what its ids begin with; said in agencies.yaml, empty where nobody said it.
        kept_as: the first code it had, by which its ranges are named for ever.
        known_as: codes that its older forms bear: it had them before, or the agencies that were merged into it.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT
    agency: str
    name: str
    services: tuple[Service, ...] = ()
    tables: tuple[Table, ...] = ()
    resources: tuple[Resource, ...] = ()
    appropriations: tuple[Appropriation, ...] = ()
    retired: tuple[Indicator, ...] = ()
    slug: str = ""
    known_as: tuple[str, ...] = ()
    kept_as: str = ""

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every indicator in print order, parts after their whole."""
        return tuple(self._walk())

    @cached_property
    def by_id(self) -> dict[str, Line]:
        """Lines by indicator id."""
        return {line.id: line for line in self.lines}

    @cached_property
    def retired_lines(self) -> tuple[Line, ...]:
        """The retired indicators, which have no place any more; parts after their whole."""
        return tuple(Line(one, self.agency, 0, parent=parent) for one, parent in _with_parts(self.retired))

    def asked_in(self, edition: Edition) -> Chapter:
        """The chapter as a form of that edition asks for it: what its report chooses, of that what the month brings."""
        choosing = edition.monthly or edition.report.selective
        kept = tuple(line for line in self.lines if is_asked_in(line, edition)) if choosing else self.lines
        if len(kept) == len(self.lines):
            return self
        asked = replace(self)
        vars(asked)["lines"] = kept  # in the place of what would be walked: a part may be asked where its whole is not
        return asked

    @property
    def every_line(self) -> tuple[Line, ...]:
        """All lines of the schema, whatever a form of this edition, or a part of it, asks for."""
        return tuple(self._walk())

    def only(self, ids: Collection[str]) -> Chapter:
        """The chapter with these indicators alone: what a part of a form asks for."""
        part = replace(self)
        vars(part)["lines"] = tuple(line for line in self.lines if line.id in ids)  # as above
        return part

    def moved_here(self, code: str) -> tuple[Line, ...]:
        """The indicators that another agency reported before, and their parts."""
        moved: dict[str, Line] = {}
        for line in self.lines:
            if line.indicator.moved_from == code or (line.parent is not None and line.parent.id in moved):
                moved[line.id] = line
        return tuple(moved.values())

    def _walk(self) -> Iterator[Line]:
        order = 0
        for number, service in enumerate(self.services, 1):
            for letter, goal in zip("abcdefghijklmnopqrstuvwxyz", service.goals, strict=False):
                place = {
                    "service_no": number,
                    "service": service.service,
                    "goal_no": f"{number}{letter}",
                    "goal": goal.goal,
                    "table_id": goal.id,
                }
                for at, (indicator, parent) in enumerate(_with_parts(goal.indicators)):
                    order += 1
                    yield Line(indicator, self.agency, order, parent=parent, first=not at, **place)  # type: ignore[arg-type]  # one mapping of mixed fields
        for table in self.tables:
            for indicator, parent in _with_parts(table.indicators):
                order += 1
                place = {"table": table.table, "table_heading": table.heading, "table_id": table.id}
                yield Line(indicator, self.agency, order, parent=parent, **place)  # type: ignore[arg-type]  # as above


def _with_parts(
    indicators: tuple[Indicator, ...], parent: Indicator | None = None
) -> Iterator[tuple[Indicator, Indicator | None]]:
    for indicator in indicators:
        yield indicator, parent
        yield from _with_parts(indicator.parts, indicator)
