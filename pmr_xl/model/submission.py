"""A submission: what one agency filled into one form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.corrected import Corrected
from pmr_xl.model.entry import Ask, Column, Entered, Entry
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.measure import Figure
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.line import Line

if TYPE_CHECKING:
    from pmr_xl.model.breakdowns.entry import MembersSaid

FORM_VERSION = "2"  # of the form's layout; the form is stamped with it, and a rule looks whether it is one we read
FIRST_LAYOUT = "1"
WITH_BREAKDOWNS = "3"  # the same layout, and a sheet of places and groups; forms without one stay 2
FORM_VERSIONS = (FIRST_LAYOUT, FORM_VERSION, WITH_BREAKDOWNS)  # those that are read
RECEIPT_SHEET = "Receipt"  # the only sheet of a printed receipt; its title begins with this name and a dot
VARIANCE_FORM = "PMR variance sheet"  # what a variance sheet says that it is, where a form says the same of itself
RELIABILITY_FORM = "PMR reliability sample"  # the same of the worksheet on which a sample is recomputed
COMMITMENTS_FORM = "PMR commitments"  # the same of the sheet on which agencies say what became of theirs


@value_class
class Restatement:
    """One row of the Restatements sheet: a past value the agency asks to change."""

    row: int
    entered: Mapping[str, Entered]
    line: Line | None = None
    period: Period | None = None
    published: Figure | None = None
    new: Figure | None = None
    reason: str = ""
    explanation: str = ""


class FurtherCell(NamedTuple):
    """An open cell of a sheet that only some forms have: rates, definitions, breakdowns.

    Attributes:
        indicator: the id that stands in its row; ``key``: what it says of it; ``sheet``: the sheet's own name.
        sent: of a text, how the form was made.
    """

    indicator: str
    key: str
    sheet: str
    entered: Entered
    sent: str = ""


@value_class
class Stamp:
    """What the About sheet says the form is. Every value as found, empty where missing.

    Attributes:
        part: of a form that is one of several parts of another: ``2 of 3: Goal 1b``; empty for a whole form.
        parts: of a part, the titles of all of them; ``made_from``: the form it is a part of, and its SHA-256;
            ``rows``: the ids of its own indicators.
        further: names of the sheets that not every form has.
    """

    form: str = ""
    version: str = ""
    agency: str = ""
    report: str = ""
    fiscal_year: str = ""
    schema_hash: str = ""
    due: str = ""
    submission_version: str = ""
    part: str = ""
    parts: str = ""
    made_from: str = ""
    rows: str = ""
    further: str = ""
    where: Mapping[str, CellRef] = field(default_factory=dict)


@value_class
class Row:
    """A row of the Submission sheet as found, whether or not its id is known."""

    row: int
    id: str
    line: Line | None


@value_class(slots=False)
class Submission:
    """A filled form, read.

    Attributes:
        chapter: the agency's schema as it is now, by which it is judged.
        asked: the schema its form was made from, by which it was read; None where that is not known.
        columns: key → column number, for the columns whose headings were found.
        rows: every row of the table as found, from above, also those with an unknown or repeated id.
        entries: the rows whose id is known, once each, in the order of the sheet.
        lost_columns: columns of the form whose headings are gone.
        lost_sheets: sheets of the form that are gone.
        strange_headings: heading cells that are not the form's.
        layout: the version of the form's layout that its headings are of.
        collapsed: keys of the columns that the form itself was laid with collapsed.
        formats_lost: no locked cell of figures has a number format any more; entries' cells are as they were laid.
        further: the open cells of its sheets Rates and Definitions, where it has them.
        corrections: cells that the office reads otherwise than they were sent; entries have them, the book has not.
        by_member: its figures of places and groups; None where its form asks for none.
    """

    book: Book
    stamp: Stamp
    chapter: Chapter
    edition: Edition
    sheet: str
    heading_row: int
    columns: Mapping[str, int]
    rows: tuple[Row, ...]
    entries: tuple[Entry, ...]
    restatements: tuple[Restatement, ...] = ()
    lost_columns: tuple[Column, ...] = ()
    lost_sheets: tuple[str, ...] = ()
    strange_headings: tuple[tuple[CellRef, str], ...] = ()
    certification: Mapping[str, Entered] = field(default_factory=dict)
    formats_lost: bool = False
    layout: str = FORM_VERSION
    collapsed: tuple[str, ...] = ()
    asked: Chapter | None = None
    corrections: tuple[Corrected, ...] = ()
    further: tuple[FurtherCell, ...] = ()
    by_member: MembersSaid | None = None

    @property
    def asked_lines(self) -> tuple[Line, ...]:
        """The rows its form was laid with, as far as that is known."""
        return (self.asked or self.chapter).asked_in(self.edition).lines

    def as_asked(self, line: Line) -> Line:
        """A line as its form had it: the name, unit, direction, mark and goal that stood there."""
        return line if self.asked is None else self.asked.by_id.get(line.id, line)

    @cached_property
    def last_row(self) -> int:
        """The last row with a known id, or with an indicator's name and no id; that of the headings where none is."""
        for row in reversed(self.rows):
            if row.line is not None or (not row.id and self._names_an_indicator(row.row)):
                return row.row
        return self.heading_row

    def _names_an_indicator(self, row: int) -> bool:
        """Whether the name of one of the form's indicators stands in a row, as it was laid."""
        sheet, column = self.book.sheet(self.sheet), self.columns.get(Ask.INDICATOR)
        cell = None if sheet is None or column is None else sheet.at(row, column)
        return cell is not None and cell.value in self._labels

    @cached_property
    def _labels(self) -> frozenset[str]:
        return frozenset([label for line in self.asked_lines for label in (line.label, line.marked_label)])

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """Entries by indicator id."""
        return {entry.line.id: entry for entry in self.entries}

    def numbers(self, key: str) -> list[float | None]:
        """One column of figures, entry by entry; None where no number stands."""
        numbers = self._numbers.get(key)
        if numbers is None:
            column = [entry.entered.get(key) for entry in self.entries]
            numbers = self._numbers[key] = [
                float(entered.figure) if entered is not None and entered.figure.__class__ is Decimal else None
                for entered in column
            ]
        return numbers

    @cached_property
    def _numbers(self) -> dict[str, list[float | None]]:
        return {}
