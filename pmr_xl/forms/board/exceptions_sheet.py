"""The exceptions over all agencies as a workbook that people decide in, as on variance sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.list_page import list_page
from pmr_xl.forms.paper.pages import Page, Paper
from pmr_xl.forms.variance_sheet.cells import WORDS, Filled
from pmr_xl.forms.variance_sheet.columns import review_columns
from pmr_xl.forms.variance_sheet.decisions.reader import EXCEPTIONS
from pmr_xl.forms.variance_sheet.first_page.decision_page import DecisionPage
from pmr_xl.forms.variance_sheet.reviewed import Reviewed, SheetColumn
from pmr_xl.forms.variance_sheet.row_pages import (
    HEADING_ROW,
)
from pmr_xl.forms.variance_sheet.summary import about
from pmr_xl.model.attention.concerns import Concern
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
        return "\n".join(f"{one.sign_and_words}{again if one is Concern.MISSED_AGAIN else ''}" for one in self.concerns)


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
    laid = DecisionPage.with_headings(name, title, edition, settings, reviewed, said, columns)
    at = HEADING_ROW
    for at, row in enumerate(reviewed, start=HEADING_ROW + 1):
        laid.lay(at, row, rest=False)
    if reviewed:
        laid.tabulate(at)
    return laid.close(at, alarming=bool(reviewed))


def _by_agency(title: str, rows: Sequence[Exceptional]) -> Page:
    """How many rows of each agency have each concern; the agency with most exceptions first."""
    columns = [("Agency", 14.0), ("Rows", 8.0), *((one.sign_and_words, 10.5) for one in Concern)]
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
            look = replace(put.style, wrap=True, align="center" if column > 1 else "left")
            page.cells[row, column] = put._replace(style=look)
    page.heights[HEADING_LIST] = 44
    return page


HEADING_LIST = 5  # the row of headings of a list page


def _counts(whole: int, each: Sequence[int]) -> tuple[str, ...]:
    return tuple("" if not count else str(count) for count in (whole, *each))
