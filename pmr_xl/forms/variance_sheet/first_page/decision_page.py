"""A page with a row for each figure and the yellow cells beside it: the review's first page, exceptions, targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import fit_rows
from pmr_xl.forms.paper.pages import Page
from pmr_xl.forms.variance_sheet.decisions.columns import DECISION, HIDDEN
from pmr_xl.forms.variance_sheet.first_page.yellow_cells import FOLDED, WIDTHS, lay_decision, rails
from pmr_xl.forms.variance_sheet.fitted import fit_columns
from pmr_xl.forms.variance_sheet.reviewed import Reviewed, SheetColumn
from pmr_xl.forms.variance_sheet.row_pages import (
    BAND,
    BAND_ROW,
    FIRST_PRINTED,
    HEAD,
    HEADING_ROW,
    LEAST,
    LEFT_HEAD,
    MonthColumns,
    headed_page,
    lay_row,
    print_setup,
)
from pmr_xl.model.book.places import Range
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.office_settings import OfficeSettings

_SAID = replace(theme.PLAIN, bold=True, size=11)


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """Such a page while it is laid.

    Attributes:
        shown: the columns before the yellow cells, as they fit; ``first``: the first yellow column.
        months: the monthly figures behind the hidden columns.
    """

    page: Page
    title: str
    shown: Sequence[SheetColumn]
    months: MonthColumns

    @classmethod
    def with_headings(
        cls,
        name: str,
        title: str,
        edition: Edition,
        settings: OfficeSettings,
        rows: Sequence[Reviewed],
        said: str,
        columns: Sequence[SheetColumn],
    ) -> Self:
        """The page with its title, what it comes to in a line (``said``), and its headings."""
        seen = [width for heading, width in WIDTHS.items() if heading not in FOLDED]
        shown = fit_columns(columns, seen)
        page = headed_page(name, title, edition, settings, shown)
        page.put(2, FIRST_PRINTED, said, _SAID)
        months = MonthColumns.right_of(page, len(shown) + 1 + len(WIDTHS) + len(HIDDEN), edition, rows)
        made = cls(page, title, shown, months)
        made._lay_headings()
        return made

    @property
    def first(self) -> int:
        """The first yellow column."""
        return len(self.shown) + 1

    def _lay_headings(self) -> None:
        for column, (heading, width) in enumerate(WIDTHS.items(), start=self.first):
            self.page.put(BAND_ROW, column, "Decision" if heading == DECISION else None, BAND)
            self.page.put(HEADING_ROW, column, heading, LEFT_HEAD)
            self.page.widths[column] = width
            if heading in FOLDED:
                self.page.folded.add(column)
        for column, heading in enumerate(HIDDEN, start=self.first + len(WIDTHS)):
            self.page.put(HEADING_ROW, column, heading, HEAD)
            self.page.hidden_columns.add(column)

    def lay(self, at: int, row: Reviewed, *, rest: bool) -> None:
        """Lay a figure's row; ``rest``: it is one of those that one cell approves."""
        lay_row(self.page, at, row, self.shown, self.months)
        lay_decision(self.page, at, self.first, row, rest=rest)
        fit_rows(self.page, at, at, least=LEAST)

    def tabulate(self, last: int) -> None:
        """Make a table of the rows down to ``last``."""
        end = self.months.first + len(self.months.columns) - 1
        self.page.table = (f"PMR_{self.page.name.replace(' ', '_')}", Range(HEADING_ROW, 1, last, end))

    def close(self, at: int, *, band: int = 0, alarming: bool) -> Page:
        """The page, its last row being ``at``: rails around the yellow cells, what stays in sight, how it prints.

        Args:
            band: the row above those that one cell approves; 0 where there is none.
            alarming: something on it needs an eye.
        """
        page, first, last = self.page, self.first, max(at, HEADING_ROW + 1)
        rails(page, first, Range(HEADING_ROW + 1, first, last, first), Range(HEADING_ROW + 1, 1, last, first - 1), band)
        for column, told in enumerate(self.shown, start=1):  # words keep off the figures left of them
            below = page.cells.get((HEADING_ROW + 1, column))
            if told.left and below is not None and below.style.indent:
                page.put(HEADING_ROW, column, told.heading, replace(LEFT_HEAD, indent=below.style.indent))
        fit_rows(page, HEADING_ROW, HEADING_ROW)
        # What scrolls begins behind the indicator.
        indicator = next(place for place, column in enumerate(self.shown) if column.key == "indicator")
        page.freeze = (HEADING_ROW + 1, 2 + indicator)
        page.selected = (HEADING_ROW + 1, first)
        page.tab = theme.RED_BROWN if alarming else theme.BLUE
        page.print = print_setup(self.title, Range(1, FIRST_PRINTED, last, first + len(WIDTHS) - 1))
        return page
