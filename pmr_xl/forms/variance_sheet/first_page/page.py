"""The page that people decide on: what needs an eye above, everything else in a closed group under one cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import fit_rows
from pmr_xl.forms.paper.pages import Formula, Page, Style
from pmr_xl.forms.variance_sheet.columns import review_columns
from pmr_xl.forms.variance_sheet.decisions.columns import DECISION, HIDDEN
from pmr_xl.forms.variance_sheet.decisions.reader import REVIEW
from pmr_xl.forms.variance_sheet.decisions.row import DecisionRow
from pmr_xl.forms.variance_sheet.first_page.yellow_cells import FOLDED, WIDTHS, lay_decision, lay_rest, rails
from pmr_xl.forms.variance_sheet.fitted import fit_columns
from pmr_xl.forms.variance_sheet.reasons import in_order, needs_eye
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
from pmr_xl.model.book.places import Range, a1, column_letters
from pmr_xl.model.decision import APPROVE, WITHDRAW
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.office_settings import OfficeSettings

TABLE = "PMR_Review"
_REST = Style(size=10, bold=True, colour=theme.NAVY, fill=theme.PALE_BLUE, top=theme.NAVY, bottom=theme.RULE)
_COUNT = Style(size=9.5, bold=True, colour=theme.NAVY)
_SAID = Style(size=11, bold=True, colour=theme.INK)


def review(
    title: str,
    edition: Edition,
    settings: OfficeSettings,
    rows: Sequence[Reviewed],
    summary: str,
    rest: DecisionRow | None = None,
) -> Page:
    """The first page.

    Args:
        rest: what stands in the cell for all rows without a question; None where nothing does.
    """
    ordered = in_order(rows)
    eye, others = [row for row in ordered if needs_eye(row)], [row for row in ordered if not needs_eye(row)]
    seen = [width for heading, width in WIDTHS.items() if heading not in FOLDED]
    shown = fit_columns(review_columns(edition, rows), seen)
    page = headed_page(REVIEW, title, edition, settings, shown)
    page.put(2, FIRST_PRINTED, summary, _SAID)
    first = len(shown) + 1
    months = MonthColumns.right_of(page, first + len(WIDTHS) + len(HIDDEN), edition, rows)
    end = months.first + len(months.columns) - 1
    _lay_headings(page, first)
    at = HEADING_ROW
    for row in eye:
        at += 1
        _lay(page, at, row, shown, months, rest=False)
    if eye:
        page.table = (TABLE, Range(HEADING_ROW, 1, at, end))
    band = 0
    if others:
        band = at = at + 1
        _lay_band(page, band, shown, len(others), rest or DecisionRow("", ""))
        for row in others:
            at += 1
            _lay(page, at, row, shown, months, rest=True)
            page.folded_rows.add(at)
    last = max(at, HEADING_ROW + 1)
    rails(page, first, Range(HEADING_ROW + 1, first, last, first), Range(HEADING_ROW + 1, 1, last, first - 1), band)
    _count(page, first, len(eye), len(others), band)
    page.freeze = (HEADING_ROW + 1, _frozen(shown))
    page.selected = (HEADING_ROW + 1, first)
    page.tab = theme.RED_BROWN if any(row.pressing for row in rows) else theme.BLUE
    page.print = print_setup(edition, title, Range(1, FIRST_PRINTED, last, first + len(WIDTHS) - 1))
    return page


def _frozen(shown: Sequence[SheetColumn]) -> int:
    """The first column that scrolls: the one behind the indicator."""
    return 2 + next(place for place, column in enumerate(shown) if column.key == "indicator")


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


def _lay(page: Page, at: int, row: Reviewed, shown: Sequence[SheetColumn], months: MonthColumns, *, rest: bool) -> None:
    lay_row(page, at, row, shown, months)
    lay_decision(page, at, len(shown) + 1, row, rest=rest)
    fit_rows(page, at, at, least=LEAST)


def _lay_band(page: Page, at: int, shown: Sequence[SheetColumn], count: int, decided: DecisionRow) -> None:
    first = len(shown) + 1
    beside = max(place for place, column in enumerate(shown, start=1) if not column.folded)
    many = "1 indicator" if count == 1 else f"{count} indicators"
    for column in range(1, first):
        page.put(at, column, None, _REST)
    page.put(at, FIRST_PRINTED, f"No question: {many}", replace(_REST, wrap=False))
    page.put(at, beside, "Approve the rest →", replace(_REST, align="right"))
    lay_rest(page, at, first, decided)
    page.heights[at] = 21


def _count(page: Page, first: int, eye: int, others: int, band: int) -> None:
    """How far the decisions are, live."""
    letter = column_letters(first)
    area = f"${letter}${HEADING_ROW + 1}:${letter}${HEADING_ROW + max(eye, 1)}"
    need = "1 needs your eye" if eye == 1 else f"{eye} need your eye"
    done = sum(_stands(page.cells[at, first].content) for at in range(HEADING_ROW + 1, HEADING_ROW + 1 + eye))
    counted = f'(COUNTA({area})-COUNTIF({area},"{WITHDRAW}"))' if eye else "0"
    text, result = f'"{need}, of which "&{counted}&" decided."', f"{need}, of which {done} decided."
    if band:
        cell = f"${letter}${band}"
        waits = f" The rest ({others}) waits for one cell: {a1(band, first)}."
        approved = f" The rest ({others}) is approved."
        text = f'{text}&IF({cell}="{APPROVE}","{approved}","{waits}")'
        result += approved if page.cells[band, first].content == APPROVE else waits
    page.put(4, FIRST_PRINTED, Formula(text, result), _COUNT)


def _stands(word: object) -> bool:
    return bool(word) and word != WITHDRAW
