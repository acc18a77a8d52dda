"""The variance sheet's pages with one row an indicator: what needs an eye first, and everything in print order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import fit_rows
from pmr_xl.forms.paper.pages import (
    Page,
    Print,
    Sparkline,
    Style,
)
from pmr_xl.forms.paper.running_titles import running_foot
from pmr_xl.forms.variance_sheet.cells import REVISED, SIZE
from pmr_xl.forms.variance_sheet.columns import LINE, columns
from pmr_xl.forms.variance_sheet.fitted import fit_columns
from pmr_xl.forms.variance_sheet.months import months
from pmr_xl.forms.variance_sheet.reviewed import Reviewed, SheetColumn
from pmr_xl.forms.variance_sheet.targets import CHANGED, EASIER, GIVEN_UP, HARDER, NEW
from pmr_xl.model.book.places import Range, a1
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.quick.named import NamedTuple

ALL_ROWS = "All rows"
BAND_ROW, HEADING_ROW, FIRST_PRINTED = 5, 6, 2  # ids stand left of what is printed
LEAST = 15.5  # points of a row
BAND = replace(theme.BAND, align="center_across", size=SIZE)
HEAD = replace(theme.HEADING, size=SIZE)
LEFT_HEAD, _INDENTED = replace(HEAD, align="left"), replace(HEAD, align="left", indent=1)
_EMPTY = Style(fill=theme.PALE_BLUE)
_SERVICE = Style(size=10.5, bold=True, colour=theme.NAVY, top=theme.NAVY)
KEY = Style(size=SIZE, colour=theme.GREY)
_MARGINS = (0.25, 0.25, 0.45, 0.5)


def key(edition: Edition, settings: OfficeSettings, *, restated: bool = False) -> str:
    """The signs of the sheet, in one line; that of ``restated`` figures where there are some."""
    words = ["Δ = actual − reference", "pp = percentage points", "n/m = the reference is 0"]
    if restated:
        words.append(f"{REVISED} = restated")
    return "   ·   ".join((f"{status_key(edition, settings)}   ✎ Explanation awaited", *words))


def status_key(edition: Edition, settings: OfficeSettings) -> str:
    """The signs of where a figure stands: against its target, or against last year."""
    signs: tuple[str, ...]
    if edition.report.whole_year:
        near = f"▲ Near (within {settings.near:.0%})"
        signs = ("✓ Met", near, "✕ Missed", "✓ Right way", "✕ Wrong way", "● Above or below")
    else:
        signs = ("✓ Improved or stable", "▲ Declined", "✕ Declined 10% or more", "● Changed")
    return "   ".join(signs)


def next_targets_key(edition: Edition) -> str:
    """The signs before next year's targets, in words."""
    signs = (HARDER, EASIER, CHANGED, GIVEN_UP, NEW)
    return f"{edition.target_years[-1].code} target: {'   '.join(signs)}"


def all_rows(title: str, edition: Edition, settings: OfficeSettings, rows: Sequence[Reviewed]) -> Page:
    """Every row where the report prints it, under its service and goal."""
    shown = fit_columns(columns(edition, rows))
    page = headed_page(ALL_ROWS, f"{title} · all rows in print order", edition, settings, shown)
    months = MonthColumns.right_of(page, len(shown) + 1, edition, rows)
    at = HEADING_ROW
    ordered = sorted(rows, key=lambda row: row.comparison.line.order)
    marked = f" {next_targets_key(edition)}" if edition.asks_targets else ""
    page.put(2, FIRST_PRINTED, f"As the report prints them, under their services and goals.{marked}", theme.SUBTITLE)
    page.heights[4] = 6
    service = 0
    for heading, group in groupby(ordered, key=lambda row: row.comparison.line.heading):
        members = tuple(group)
        line = members[0].comparison.line
        if line.service_no != service and line.service_no:
            at = _band(page, at, len(shown), f"Service {line.service_no}. {line.service}", _SERVICE)
        service = line.service_no
        at = _band(page, at, len(shown), heading, replace(theme.BAND, size=SIZE))
        for row in members:
            at += 1
            lay_row(page, at, row, shown, months, with_whole=False)
    page.freeze = (HEADING_ROW + 1, 4)
    page.print = print_setup(title, Range(1, FIRST_PRINTED, at, len(shown)))
    return page


def _band(page: Page, at: int, columns: int, text: str, style: Style) -> int:
    """A line across the page; the row it stands in."""
    at += 1
    for column in range(1, columns + 1):
        page.put(at, column, text if column == FIRST_PRINTED else None, style)
    page.heights[at] = 16.5
    return at


def headed_page(
    name: str, title: str, edition: Edition, settings: OfficeSettings, shown: Sequence[SheetColumn]
) -> Page:
    """A page with its title, the key to its signs and the headings of these columns."""
    page = Page(name, tab=theme.NAVY)
    page.put(1, FIRST_PRINTED, title, theme.TITLE)
    page.put(3, FIRST_PRINTED, key(edition, settings, restated=any(one.key == "revised" for one in shown)), KEY)
    page.heights |= {1: 25, 2: 17, 3: 15, 4: 15, BAND_ROW: 14}
    _lay_headings(page, shown)
    fit_rows(page, HEADING_ROW, HEADING_ROW)
    return page


def _lay_headings(page: Page, shown: Sequence[SheetColumn], first: int = 1) -> None:
    before = ""
    for number, column in enumerate(shown, start=first):
        page.put(BAND_ROW, number, column.band if column.band != before else None, BAND if column.band else _EMPTY)
        before = column.band
        left = _INDENTED if column.key.endswith("verdict") else LEFT_HEAD
        page.put(HEADING_ROW, number, column.heading, left if column.left else HEAD)
        page.widths[number] = column.width
        if column.folded:
            page.folded.add(number)


class MonthColumns(NamedTuple):
    """A monthly sheet's months, right of everything else and of the print-out; no columns in another."""

    first: int
    columns: tuple[SheetColumn, ...]

    @classmethod
    def right_of(cls, page: Page, first: int, edition: Edition, rows: Sequence[Reviewed]) -> MonthColumns:
        """Lay their headings from column ``first`` on."""
        made = cls(first, tuple(replace(one, folded=True) for one in months(edition, rows)))
        _lay_headings(page, made.columns, first)
        return made


def lay_row(
    page: Page, at: int, row: Reviewed, shown: Sequence[SheetColumn], months: MonthColumns, *, with_whole: bool = True
) -> None:
    """What a row shows, and the line through its figures; ``with_whole``: a sub-row says what it is part of."""
    for number, column in enumerate(shown, start=1):
        content, style = column.fill(row)
        if column.key == "indicator" and not with_whole:
            content = row.comparison.line.label
            style = replace(style, indent=1 if row.comparison.line.parent else 0)
        page.put(at, number, content, style)
    for number, column in enumerate(months.columns, start=months.first):
        page.put(at, number, *column.fill(row))
    fit_rows(page, at, at, least=LEAST)
    _sparkline(page, at, row, shown, months)


def _sparkline(page: Page, at: int, row: Reviewed, shown: Sequence[SheetColumn], months: MonthColumns) -> None:
    """A line through figures of one span only: the five years, the Preliminary report's full years, or the months."""
    edition = row.comparison.edition
    drawn = {period.code for period in edition.full_years} | ({"actual"} if edition.report.whole_year else set())
    places = [number for number, column in enumerate(shown, start=1) if column.key in drawn]
    if edition.monthly:
        places = list(range(months.first, months.first + len(months.columns)))
    if sum(isinstance(page.cells[at, place].content, float) for place in places) > 1:
        column = next(number for number, one in enumerate(shown, start=1) if one.key == LINE)
        page.sparklines.append(Sparkline(at, column, f"'{page.name}'!{a1(at, places[0])}:{a1(at, places[-1])}"))


def print_setup(title: str, area: Range) -> Print:
    """One letter page wide, its headings on every page."""
    return Print(
        footer=running_foot(title, file=True),
        repeat_rows=(BAND_ROW, HEADING_ROW),
        area=area,
        margins=_MARGINS,
    )
