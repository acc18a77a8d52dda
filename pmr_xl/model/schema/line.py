"""An indicator at its place in the printed chapter, what a form says of it, and whether a report asks for it."""

from __future__ import annotations

from functools import cached_property

from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.reports.report import Report
from pmr_xl.model.schema.indicator import EQUITY, STAR, Indicator

WITHOUT_NAME = "Performance Indicators"  # what stands above a table that a report prints without a name
_LONGEST_GOAL = 40


@value_class(slots=False)
class Line:
    """An indicator at its place in the printed chapter.

    Attributes:
        goal_no: ``1a``; empty outside services.
        parent: the indicator this is a part of.
        table_heading: what is printed above its table, where that is not the table's name.
        table_id: id of its goal or table; empty where its schema gives none.
        first: it begins its goal or table.
    """

    indicator: Indicator
    agency: str
    order: int
    table: str = ""
    service_no: int = 0
    service: str = ""
    goal_no: str = ""
    goal: str = ""
    parent: Indicator | None = None
    table_heading: str | None = None
    table_id: str = ""
    first: bool = False

    @property
    def id(self) -> str:
        """The indicator's id."""
        return self.indicator.id

    @property
    def heading(self) -> str:
        """Where it stands, in words: ``Goal 1a. Increase …`` or the table's heading."""
        return f"Goal {self.goal_no}. {self.goal}" if self.goal_no else self.table_heading or self.table or WITHOUT_NAME

    @property
    def label(self) -> str:
        """The name as a table prints it: parts with a dash."""
        return f"— {self.indicator.name}" if self.parent else self.indicator.name

    @property
    def marked_label(self) -> str:
        """The label with ★ and ® before it, as a form has it."""
        signs = (STAR if self.indicator.critical else "") + (EQUITY if self.indicator.equity else "")
        return f"{signs} {self.label}" if signs else self.label

    @property
    def goal_mark(self) -> str:
        """Its goal as a form says it: the number, and the goal's words where the goal begins; else the table."""
        if not self.goal_no:
            table = self.heading.rpartition(" - ")[2]
            return _begun(table.capitalize() if table.isupper() else table)  # capitals need more lines
        if not self.first:
            return self.goal_no
        # A narrow column: what is longer would make one row as high as half a screen. The sheet Progress has it whole.
        return _begun(f"{self.goal_no}  {self.goal}")

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """What a form says of it: its goal, its label, unit and desired direction."""
        indicator = self.indicator
        return self.goal_mark, self.marked_label, indicator.unit.short, indicator.desired_direction.arrow


def is_asked_in(line: Line, edition: Edition) -> bool:
    """Whether a form of that edition asks for an indicator: its report is about it, and the month brings its figure."""
    often = line.indicator.frequency
    return is_in_report(line, edition.report) and (often is None or often.asked_in(edition))


def is_in_report(line: Line, report: Report) -> bool:
    """Whether a report is about an indicator: every choice that it makes takes it in."""
    one = line.indicator
    return (
        (not report.agencies or line.agency in report.agencies)
        and (not report.indicators or one.id in report.indicators)
        and (not report.tags or not set(report.tags).isdisjoint(one.tags))
        and (one.critical or not report.critical)
        and (one.equity or not report.equity)
    )


def _begun(words: str) -> str:
    """As much of some words as a narrow column of a form has."""
    return words if len(words) <= _LONGEST_GOAL else f"{words[:_LONGEST_GOAL].rpartition(' ')[0]} …"
