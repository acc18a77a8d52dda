"""The variance sheet's pages with one row an indicator: what needs an eye first, and everything in print order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from pmr_xl.analysis.status import YearStatus
from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import fit_rows
from pmr_xl.forms.paper.pages import (
    ConditionalRule,
    Content,
    Formula,
    Page,
    Paint,
    Print,
    Sparkline,
    Style,
    header_text,
)
from pmr_xl.forms.variance_sheet.cells import INPUT, QUIET, REVISED, Filled, figure
from pmr_xl.forms.variance_sheet.columns import LINE, columns
from pmr_xl.forms.variance_sheet.decisions.columns import (
    DATE,
    DECISION,
    FIGURE,
    GROUNDS,
    HIDDEN,
    NAME,
    NEW_TARGET,
    NOTE,
)
from pmr_xl.forms.variance_sheet.decisions.reader import REVIEW
from pmr_xl.forms.variance_sheet.months import months
from pmr_xl.forms.variance_sheet.reviewed import Reviewed, SheetColumn
from pmr_xl.model.book.places import Range, a1, column_letters
from pmr_xl.model.decision import ADJUST, APPROVE, DECISIONS, WITHDRAW
from pmr_xl.model.fiscal import Edition, Report
from pmr_xl.model.house import House

ALL_ROWS, TABLE = "All rows", "PMR_Review"
BAND_ROW, HEADING_ROW, FIRST_PRINTED = 5, 6, 2  # ids stand left of what is printed
_LEAST = 15.5  # points of a row
_DECISION_WIDTHS = {DECISION: 9.5, NEW_TARGET: 8.0, NOTE: 14.0, NAME: 6.0, DATE: 9.0}
_BAND = replace(theme.BAND, align="center_across", size=8.5)
_HEAD = replace(theme.HEADING, size=8.5)
_LEFT_HEAD = (replace(_HEAD, align="left"), replace(_HEAD, align="left", indent=1))
_EMPTY = Style(fill=theme.PALE_BLUE)
_SERVICE = Style(size=10.5, bold=True, colour=theme.NAVY, top=theme.NAVY)
_KEY = Style(size=8.5, colour=theme.GREY)
_MARGINS = (0.25, 0.25, 0.45, 0.5)
_NOT_WRAPPED = replace(QUIET, wrap=False)
_ASK = "Decide in the yellow columns; save; hand the workbook back."
_DONE = "✓ All decided."


def key(edition: Edition, house: House, *, restated: bool = False) -> str:
    """The signs of the sheet, in one line; that of ``restated`` figures where there are some."""
    signs: tuple[str, ...]
    if edition.report is Report.MMR:
        near = f"▲ Near (within {house.near:.0%})"
        signs = ("✓ Met", near, "✕ Missed", "● Changed", "– No target", "? No data")
    else:
        signs = tuple(status.value for status in YearStatus)
    words = ["Δ = actual − reference", "pp = percentage points", "n/m = not meaningful: the reference is 0"]
    if restated:
        words.append(f"{REVISED} = restated: counts instead of what was published")
    return "   ·   ".join(("   ".join((*signs, "✎ Explanation awaited")), *words))


def review(title: str, edition: Edition, house: House, rows: Sequence[Reviewed], summary: str) -> Page:
    """The first page: critical first, then missed or to be explained, then the largest change (V10)."""
    ordered = sorted(rows, key=lambda row: (*row.comparison.attention, row.comparison.line.order))
    shown = columns(edition, rows)
    page = _headed(REVIEW, title, edition, house, shown)
    page.put(2, FIRST_PRINTED, summary, Style(size=11, bold=True, colour=theme.INK))
    first = len(shown) + 1
    hidden = first + len(_DECISION_WIDTHS)
    months = _Months.right_of(page, hidden + len(HIDDEN), edition, rows)
    for place, (heading, width) in enumerate(_DECISION_WIDTHS.items()):
        page.put(BAND_ROW, first + place, "Decision" if place == 0 else None, _BAND)
        page.put(HEADING_ROW, first + place, heading, _LEFT_HEAD[0])
        page.widths[first + place] = width
    for at, row in enumerate(ordered, start=HEADING_ROW + 1):
        _lay_row(page, at, row, shown, months)
        for place, heading in enumerate(_DECISION_WIDTHS):
            page.put(at, first + place, *_decided(row, heading))
        fit_rows(page, at, at, least=_LEAST)
    last, end = HEADING_ROW + len(ordered), months.first + len(months.columns) - 1
    _hide(page, hidden, ordered)
    if ordered:
        _decisions(page, first, last)
        page.table = (TABLE, Range(HEADING_ROW, 1, last, end))
    page.freeze = (HEADING_ROW + 1, 4)
    page.selected = (min(HEADING_ROW + 1, last), first)
    page.protected = True
    page.tab = theme.RED_BROWN if any(row.pressing for row in rows) else theme.BLUE
    page.print = _print(edition, title, Range(1, FIRST_PRINTED, last, first + len(_DECISION_WIDTHS) - 1))
    return page


def _decided(row: Reviewed, heading: str) -> Filled:
    """What stands in a cell that people decide in; a new target takes the unit of the target."""
    if heading != NEW_TARGET:
        return row.cells.get(heading), replace(INPUT, number_format="yyyy-mm-dd") if heading == DATE else INPUT
    measure, text = row.comparison.indicator.target_measure, str(row.cells.get(heading) or "")
    content, style = figure(measure.parse(text) if text else None, measure)
    return content or None, replace(INPUT, number_format=measure.number_format, align=style.align)


def _hide(page: Page, first: int, rows: Sequence[Reviewed]) -> None:
    """What stood in each row and what a decision on it rests on; a row that is sorted takes it along."""
    for column, heading in enumerate(HIDDEN, start=first):
        page.put(HEADING_ROW, column, heading, _HEAD)
        page.hidden_columns.add(column)
        for number, row in enumerate(rows, start=HEADING_ROW + 1):
            page.put(number, column, _hidden(row, heading), _NOT_WRAPPED)


def _hidden(row: Reviewed, heading: str) -> Content:
    if heading == GROUNDS:
        return row.grounds
    if heading == FIGURE:
        return row.comparison.indicator.measure.show(row.comparison.actual)
    return row.cells.get(heading, "")


def all_rows(title: str, edition: Edition, house: House, rows: Sequence[Reviewed]) -> Page:
    """Every row where the report prints it, under its service and goal."""
    shown = tuple(column for column in columns(edition, rows) if column.key not in ("explanation", "last"))
    page = _headed(ALL_ROWS, f"{title} · all rows in print order", edition, house, shown)
    months = _Months.right_of(page, len(shown) + 1, edition, rows)
    at = HEADING_ROW
    ordered = sorted(rows, key=lambda row: row.comparison.line.order)
    page.put(2, FIRST_PRINTED, "As the report prints them, under their services and goals.", theme.SUBTITLE)
    page.heights[4] = 6
    service = 0
    for heading, group in groupby(ordered, key=lambda row: row.comparison.line.heading):
        members = tuple(group)
        line = members[0].comparison.line
        if line.service_no != service and line.service_no:
            at = _band(page, at, len(shown), f"Service {line.service_no}. {line.service}", _SERVICE)
        service = line.service_no
        at = _band(page, at, len(shown), heading, theme.BAND)
        for row in members:
            at += 1
            _lay_row(page, at, row, shown, months, with_whole=False)
    page.freeze = (HEADING_ROW + 1, 4)
    page.print = _print(edition, title, Range(1, FIRST_PRINTED, at, len(shown)))
    return page


def _band(page: Page, at: int, columns: int, text: str, style: Style) -> int:
    """A line across the page; the row it stands in."""
    at += 1
    for column in range(1, columns + 1):
        page.put(at, column, text if column == FIRST_PRINTED else None, style)
    page.heights[at] = 16.5
    return at


def _headed(name: str, title: str, edition: Edition, house: House, shown: Sequence[SheetColumn]) -> Page:
    page = Page(name, tab=theme.NAVY)
    page.put(1, FIRST_PRINTED, title, theme.TITLE)
    page.put(3, FIRST_PRINTED, key(edition, house, restated=any(one.key == "revised" for one in shown)), _KEY)
    page.heights |= {1: 25, 2: 17, 3: 15, 4: 15, BAND_ROW: 14}
    _lay_headings(page, shown)
    fit_rows(page, HEADING_ROW, HEADING_ROW)
    return page


def _lay_headings(page: Page, shown: Sequence[SheetColumn], first: int = 1) -> None:
    before = ""
    for number, column in enumerate(shown, start=first):
        page.put(BAND_ROW, number, column.band if column.band != before else None, _BAND if column.band else _EMPTY)
        before = column.band
        page.put(
            HEADING_ROW, number, column.heading, _LEFT_HEAD[column.key.endswith("verdict")] if column.left else _HEAD
        )
        page.widths[number] = column.width


class _Months(NamedTuple):
    """A monthly sheet's months, right of everything else and of the print-out; no columns in another."""

    first: int
    columns: tuple[SheetColumn, ...]

    @classmethod
    def right_of(cls, page: Page, first: int, edition: Edition, rows: Sequence[Reviewed]) -> _Months:
        made = cls(first, months(edition, rows))
        _lay_headings(page, made.columns, first)
        return made


def _lay_row(
    page: Page, at: int, row: Reviewed, shown: Sequence[SheetColumn], months: _Months, *, with_whole: bool = True
) -> None:
    for number, column in enumerate(shown, start=1):
        content, style = column.fill(row)
        if column.key == "indicator" and not with_whole:
            content = row.comparison.line.label
            style = replace(style, indent=1 if row.comparison.line.parent else 0)
        page.put(at, number, content, style)
    for number, column in enumerate(months.columns, start=months.first):
        page.put(at, number, *column.fill(row))
    fit_rows(page, at, at, least=_LEAST)
    _sparkline(page, at, row, shown, months)


def _sparkline(page: Page, at: int, row: Reviewed, shown: Sequence[SheetColumn], months: _Months) -> None:
    """A line through figures of one span only: the five years, the Preliminary report's full years, or the months."""
    edition = row.comparison.edition
    drawn = {period.code for period in edition.full_years} | ({"actual"} if edition.report is Report.MMR else set())
    places = [number for number, column in enumerate(shown, start=1) if column.key in drawn]
    if edition.monthly:
        places = list(range(months.first, months.first + len(months.columns)))
    if sum(isinstance(page.cells[at, place].content, float) for place in places) > 1:
        column = next(number for number, one in enumerate(shown, start=1) if one.key == LINE)
        page.sparklines.append(Sparkline(at, column, f"'{page.name}'!{a1(at, places[0])}:{a1(at, places[-1])}"))


def _decisions(page: Page, first: int, last: int) -> None:
    top = HEADING_ROW + 1
    at = {heading: first + place for place, heading in enumerate(_DECISION_WIDTHS)}
    page.rules += [
        ConditionalRule(
            Range(top, at[DECISION], last, at[DECISION]), "list", source=DECISIONS,
            prompt_title="Decision",
            prompt="Approve, return to the agency, hold, adjust the target, or withdraw what was decided before.",
            error_title="Decision", error=f"Choose one of: {', '.join(DECISIONS)}.",
        ),
        ConditionalRule(
            Range(top, at[DATE], last, at[DATE]), "date", criteria=">=", value="=DATE(2020,1,1)",
            error_title=DATE, error="Type the day of the decision as a date, such as 2026-08-31.",
        ),
    ]  # fmt: skip
    letter = column_letters(at[DECISION])
    area = f"${letter}${top}:${letter}${last}"
    total = last - HEADING_ROW
    words = [page.cells[row, at[DECISION]].content for row in range(top, last + 1)]
    done = sum(bool(word) and word != WITHDRAW for word in words)
    counted = f'COUNTA({area})-COUNTIF({area},"{WITHDRAW}")'
    text = f'"Decided: "&({counted})&" of {total}. "&IF(({counted})<{total},"{_ASK}","{_DONE}")'
    result = f"Decided: {done} of {total}. {_DONE if done == total else _ASK}"
    page.put(4, FIRST_PRINTED, Formula(text, result), Style(size=9.5, bold=True, colour=theme.NAVY))
    adjusted, new = f'{a1(top, at[DECISION])}="{ADJUST}"', a1(top, at[NEW_TARGET])
    page.paints.append(
        Paint(
            Range(top, at[NEW_TARGET], last, at[NEW_TARGET]),
            f'AND(${adjusted},{new}="")',
            Style(fill=theme.PALE_ORANGE, colour=theme.INK),
        )
    )
    # A row that is not accepted must say why.
    page.paints.append(
        Paint(
            Range(top, at[NOTE], last, at[NOTE]),
            f'AND(${letter}{top}<>"",${letter}{top}<>"{APPROVE}",{a1(top, at[NOTE])}="")',
            Style(fill=theme.PALE_ORANGE, colour=theme.INK),
        )
    )


def _print(edition: Edition, title: str, area: Range) -> Print:
    return Print(
        paper="legal",
        repeat_rows=(BAND_ROW, HEADING_ROW),
        header=f"&L&8{header_text(title)}&R&8{header_text(edition.title)}",
        area=area,
        margins=_MARGINS,
    )
