"""The exceptions over all agencies as a workbook that people decide in, as on variance sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import fit_rows
from pmr_xl.forms.paper.list_page import list_page
from pmr_xl.forms.paper.pages import Page, Paper
from pmr_xl.forms.variance_sheet.cells import WORDS, Filled
from pmr_xl.forms.variance_sheet.columns import review_columns
from pmr_xl.forms.variance_sheet.decisions.columns import DECISION, HIDDEN
from pmr_xl.forms.variance_sheet.decisions.reader import EXCEPTIONS
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
from pmr_xl.forms.variance_sheet.summary import about
from pmr_xl.model.attention.concerns import Concern
from pmr_xl.model.book.places import Range
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.submission import VARIANCE_FORM

EVERY, BETWEEN = "*", " · "
_AGENCY = replace(WORDS, bold=True)
_ALARMING = replace(WORDS, bold=True, colour=theme.RED_BROWN, fill=theme.PALE_ORANGE)


@dataclass(frozen=True, slots=True)
class Exceptional:
    """One row of it: whose it is, who is to see it, why, and for how many years its target is missed."""

    agency: str
    level: str
    concerns: tuple[Concern, ...]
    missed: int
    row: Reviewed

    @property
    def why(self) -> str:
        """A line a concern."""
        again = f" ({self.missed} years)" if self.missed > 1 else ""
        return "\n".join(f"{one.said}{again if one is Concern.MISSED_AGAIN else ''}" for one in self.concerns)


def lay(
    edition: Edition,
    settings: OfficeSettings,
    rows: Sequence[Exceptional],
    said: str,
    submissions: Mapping[str, Mapping[str, str]],
) -> Paper:
    """The workbook: exceptions, how many of which kind each agency has, and what it was made of.

    Args:
        rows: in the order in which they are to stand.
        said: what it comes to, in a line.
        submissions: by agency, the facts by which what is decided is read back.
    """
    title = f"Exceptions{BETWEEN}{edition.title}"
    facts = {"Form": VARIANCE_FORM, "Agency": EVERY, "Edition": edition.code}
    facts |= {f"{code}{BETWEEN}{key}": fact for code, told in submissions.items() for key, fact in told.items()}
    pages = [_exceptions(title, edition, settings, rows, said), _by_agency(title, rows), about(facts)]
    return Paper(pages, title=title, subject="What needs an eye over all agencies, and decisions")


def _exceptions(title: str, edition: Edition, settings: OfficeSettings, rows: Sequence[Exceptional], said: str) -> Page:
    of_row = {id(one.row): one for one in rows}
    reviewed = [one.row for one in rows]

    def told(row: Reviewed) -> Filled:
        one = of_row[id(row)]
        return one.why, _ALARMING if Concern.CRITICAL_MISSED in one.concerns else WORDS

    first = (
        SheetColumn("level", "For", "", 10, lambda row: (of_row[id(row)].level, WORDS), left=True, least=9),
        SheetColumn("agency", "Agency", "", 8.5, lambda row: (of_row[id(row)].agency, _AGENCY), left=True),
        SheetColumn("why", "Why it is here", "", 17.5, told, left=True, least=17),
    )  # fmt: skip
    ids, _, *others = review_columns(edition, reviewed)
    return decision_page(EXCEPTIONS, title, edition, settings, reviewed, said, [ids, *first, *others])


def decision_page(
    name: str,
    title: str,
    edition: Edition,
    settings: OfficeSettings,
    reviewed: Sequence[Reviewed],
    said: str,
    columns: Sequence[SheetColumn],
) -> Page:
    """A page with a row for each figure and the yellow cells beside it, in this order and with these columns."""
    seen = [width for heading, width in WIDTHS.items() if heading not in FOLDED]
    shown = fit_columns(columns, seen)
    page = headed_page(name, title, edition, settings, shown)
    page.put(2, FIRST_PRINTED, said, replace(theme.PLAIN, bold=True, size=11))
    at_first = len(shown) + 1
    months = MonthColumns.right_of(page, at_first + len(WIDTHS) + len(HIDDEN), edition, reviewed)
    _lay_headings(page, at_first)
    at = HEADING_ROW
    for at, row in enumerate(reviewed, start=HEADING_ROW + 1):
        lay_row(page, at, row, shown, months)
        lay_decision(page, at, at_first, row, rest=False)
        fit_rows(page, at, at, least=LEAST)
    last = max(at, HEADING_ROW + 1)
    if reviewed:
        page.table = (
            f"PMR_{name.replace(' ', '_')}",
            Range(HEADING_ROW, 1, at, months.first + len(months.columns) - 1),
        )
    made = Range(HEADING_ROW + 1, 1, last, at_first - 1)
    rails(page, at_first, Range(HEADING_ROW + 1, at_first, last, at_first), made, 0)
    page.freeze = (HEADING_ROW + 1, 2 + next(place for place, one in enumerate(shown) if one.key == "indicator"))
    page.selected = (HEADING_ROW + 1, at_first)
    page.tab = theme.RED_BROWN if reviewed else theme.BLUE
    page.print = print_setup(edition, title, Range(1, FIRST_PRINTED, last, at_first + len(WIDTHS) - 1))
    return page


def _lay_headings(page: Page, first: int) -> None:
    for column, (heading, width) in enumerate(WIDTHS.items(), start=first):
        page.put(BAND_ROW, column, "Decision" if heading == DECISION else None, BAND)
        page.put(HEADING_ROW, column, heading, LEFT_HEAD)
        page.widths[column] = width
        if heading in FOLDED:
            page.folded.add(column)
    for column, heading in enumerate(HIDDEN, start=first + len(WIDTHS)):
        page.put(HEADING_ROW, column, heading, HEAD)
        page.hidden_columns.add(column)


def _by_agency(title: str, rows: Sequence[Exceptional]) -> Page:
    """How many rows of each agency have each concern; the agency with most exceptions first."""
    columns = [("Agency", 14.0), ("Rows", 8.0), *((one.said, 12.5) for one in Concern)]
    whole = Counter(one.agency for one in rows)
    each = Counter((one.agency, concern) for one in rows for concern in one.concerns)
    told = [(code, *_counts(count, [each[code, one] for one in Concern])) for code, count in whole.most_common()]
    together = Counter(concern for one in rows for concern in one.concerns)
    told.append(("Together", *_counts(len(rows), [together[one] for one in Concern])))
    page = list_page("By agency", f"{title} · by agency", "A row may have several.", "", columns, told, bold=1)
    for (row, column), put in page.cells.items():
        if row > HEADING_LIST and column > 1:
            number = int(str(put.content)) if put.content else None
            page.cells[row, column] = put._replace(content=number, style=replace(put.style, align="center"))
        elif row == HEADING_LIST:
            page.cells[row, column] = put._replace(style=replace(put.style, wrap=True))
    page.heights[HEADING_LIST] = 44
    return page


HEADING_LIST = 5  # the row of headings of a list page


def _counts(whole: int, each: Sequence[int]) -> tuple[str, ...]:
    return tuple("" if not count else str(count) for count in (whole, *each))
