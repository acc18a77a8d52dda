"""The Progress sheet: live counts by goal, and where to go next."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import fit_rows
from pmr_xl.forms.paper.pages import Formula, Link, Page, Paint, Style
from pmr_xl.forms.submission_form.live import progress
from pmr_xl.forms.submission_form.plan import (
    COMPLETE,
    FIRST_BELOW,
    FIRST_ROW,
    HEADINGS_AT,
    PROGRESS,
    RESTATEMENTS,
    STATUSES,
    SUBMISSION,
    TO_DO,
    WELCOME,
    Plan,
    absolute_area,
)
from pmr_xl.forms.submission_form.sheets import looks, restatements
from pmr_xl.model.book.places import Range, a1
from pmr_xl.model.entry import Ask
from pmr_xl.model.schema.chapter import Chapter

_WIDTHS = (58, 9, 10, 12, 11, 13, 18, 22)
_HEADINGS = ("Where", "Rows", *STATUSES, "Done", "Go to")
_BAR = 10
_NO_CHANGE = "none proposed"
_COUNT = replace(looks.FIGURE, number_format='0;-0;"–"', align="center", indent=0)
_NUMBER = replace(_COUNT, number_format="0")


def lay(chapter: Chapter, plan: Plan, certification: tuple[Range, ...]) -> Page:
    """One row for the whole, one a goal or table, one for Restatements, one for the certification.

    Args:
        certification: the cells on Welcome that are to be signed.
    """
    page = looks.new_page(
        PROGRESS,
        "Progress",
        "What is left, counted while you type. What the office finds comes back in a copy, on the sheet PMR findings.",
        tab=theme.BLUE,
    )
    page.widths = dict(enumerate(_WIDTHS, start=1))
    page.freeze = (FIRST_BELOW, 2)
    looks.headings(page, _HEADINGS)
    page.heights[HEADINGS_AT] = 20
    for column in range(2, len(_HEADINGS)):
        page.put(HEADINGS_AT, column, _HEADINGS[column - 1], looks.MID_HEADING)
    _line(page, FIRST_BELOW, "The whole submission", Range(FIRST_ROW, 1, plan.last_row, 1), plan, bold=True)
    row, first = FIRST_BELOW, FIRST_ROW
    for heading, lines in groupby(chapter.lines, key=lambda line: line.heading):
        row += 1
        last = first + len(list(lines)) - 1
        _line(page, row, heading, Range(first, 1, last, 1), plan)
        first = last + 1
    row += 1
    _restatements(page, row)
    row += 1
    _certification(page, row, certification)
    fit_rows(page, FIRST_BELOW, row, least=20)
    looks_by_column = zip(range(3, 3 + len(STATUSES)), STATUSES, strict=True)
    for column, name in looks_by_column:
        area = Range(FIRST_BELOW, column, row, column)
        page.paints.append(Paint(area, f"{a1(FIRST_BELOW, column)}>0", looks.STATUS_LOOKS[name]))
    page.print = looks.with_repeated_row(page.print, HEADINGS_AT)
    return page


def _line(page: Page, row: int, where: str, rows: Range, plan: Plan, *, bold: bool = False) -> None:
    column = plan.column(Ask.STATUS)
    area = absolute_area(SUBMISSION, Range(rows.top, column, rows.bottom, column))
    count = rows.bottom - rows.top + 1
    page.put(row, 1, where, looks.STRONG if bold else looks.CELL)
    page.put(row, 2, count, _NUMBER)
    _counts(page, row, area, count)
    done = f"{a1(row, 6)}/{a1(row, 2)}"
    page.put(row, 7, progress.bar_formula(done, _BAR), replace(looks.CELL, colour=theme.BLUE, size=8, wrap=False))
    cell = plan.cell(Ask.ACTUAL, rows.top)
    page.put(row, 8, Link(f"internal:'{SUBMISSION}'!{cell}", f"→ {SUBMISSION} {cell}"), _link_style())


def _counts(page: Page, row: int, area: str, to_do: int) -> None:
    for column, name in enumerate(STATUSES, start=3):
        page.put(row, column, Formula(progress.count_formula(area, name), to_do if name == TO_DO else 0), _COUNT)


def _restatements(page: Page, row: int) -> None:
    area, count = absolute_area(RESTATEMENTS, restatements.STATUS_AREA), a1(row, 2)
    page.put(row, 1, RESTATEMENTS, looks.CELL)
    page.put(row, 2, Formula(f"SUM({a1(row, 3)}:{a1(row, 2 + len(STATUSES))})", 0), replace(_COUNT))
    _counts(page, row, area, 0)
    page.put(
        row, 7,
        Formula(f'IF({count}=0,"{_NO_CHANGE}",IF({a1(row, 6)}={count},"{COMPLETE}","unfinished"))', _NO_CHANGE),
        looks.CELL,
    )  # fmt: skip
    target = f"internal:'{RESTATEMENTS}'!{a1(FIRST_BELOW, 1)}"
    page.put(row, 8, Link(target, f"→ {RESTATEMENTS}"), _link_style())


def _certification(page: Page, row: int, cells: tuple[Range, ...]) -> None:
    area = absolute_area(WELCOME, Range(cells[0].top, cells[0].left, cells[-1].bottom, cells[-1].right))
    page.put(row, 1, "Certification: name, title and date", looks.CELL)
    page.put(row, 2, len(cells), _NUMBER)
    signed = f"COUNTA({area})"
    for column, name in enumerate(STATUSES, start=3):
        counted = {TO_DO: Formula(f"{len(cells)}-{signed}", len(cells)), COMPLETE: Formula(signed, 0)}
        page.put(row, column, counted.get(name, 0), _COUNT)
    page.put(row, 7, Formula(f'IF({signed}={len(cells)},"signed","not signed yet")', "not signed yet"), looks.CELL)
    target = f"internal:'{WELCOME}'!{a1(cells[0].top, cells[0].left)}"
    page.put(row, 8, Link(target, f"→ {WELCOME}"), _link_style())


def _link_style() -> Style:
    return replace(looks.CELL, colour=theme.BLUE, underline=True)
