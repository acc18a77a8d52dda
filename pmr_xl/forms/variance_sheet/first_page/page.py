"""The page that people decide on: what needs an eye above, everything else in a closed group under one cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.pages import Formula, Page, Style
from pmr_xl.forms.variance_sheet.columns import review_columns
from pmr_xl.forms.variance_sheet.decisions.reader import REVIEW
from pmr_xl.forms.variance_sheet.decisions.row import DecisionRow
from pmr_xl.forms.variance_sheet.first_page.decision_page import DecisionPage
from pmr_xl.forms.variance_sheet.first_page.yellow_cells import lay_rest
from pmr_xl.forms.variance_sheet.reasons import in_order, needs_eye
from pmr_xl.forms.variance_sheet.reviewed import Reviewed, SheetColumn
from pmr_xl.forms.variance_sheet.row_pages import (
    FIRST_PRINTED,
    HEADING_ROW,
)
from pmr_xl.model.book.places import a1, column_letters
from pmr_xl.model.decision import APPROVE, WITHDRAW
from pmr_xl.model.display.plural import plural
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.office_settings import OfficeSettings

_REST = Style(size=10, bold=True, colour=theme.NAVY, fill=theme.PALE_BLUE, top=theme.NAVY, bottom=theme.RULE)
_COUNT = Style(size=9.5, bold=True, colour=theme.NAVY)


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
    laid = DecisionPage.with_headings(REVIEW, title, edition, settings, rows, summary, review_columns(edition, rows))
    at = HEADING_ROW
    for row in eye:
        at += 1
        laid.lay(at, row, rest=False)
    if eye:
        laid.tabulate(at)
    band = 0
    if others:
        band = at = at + 1
        _lay_band(laid.page, band, laid.shown, len(others), rest or DecisionRow("", ""))
        for row in others:
            at += 1
            laid.lay(at, row, rest=True)
            laid.page.folded_rows.add(at)
    _count(laid.page, laid.first, len(eye), len(others), band)
    return laid.close(at, band=band, alarming=any(row.pressing for row in rows))


def _lay_band(page: Page, at: int, shown: Sequence[SheetColumn], count: int, decided: DecisionRow) -> None:
    first = len(shown) + 1
    beside = max(place for place, column in enumerate(shown, start=1) if not column.folded)
    many = f"{count} {plural(count, 'indicator')}"
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
    need = f"{eye} {plural(eye, 'needs your eye', 'need your eye')}"
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
