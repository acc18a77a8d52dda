"""The workbook of figures by place or group: one accessible sheet a breakdown, and its notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pmr_xl.forms.by_place.page import notes
from pmr_xl.forms.by_place.told import ByPlace
from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import room_across, wrapped_lines
from pmr_xl.forms.paper.pages import HEADING_1, Page, Paper, Print
from pmr_xl.forms.paper.reach import last_reached
from pmr_xl.model.book.places import Range

_HEAD, _FIRST = 4, 5
_RIGHT = replace(theme.HEADING, align="right")
_NOTE = replace(theme.SUBTITLE, size=9)
_LINE = 400.0  # points that a line of a note has at least, however narrow the table is


def lay(told: Sequence[ByPlace]) -> Paper:
    """A workbook of one sheet for each."""
    return Paper(pages(told), title=f"{told[0].agency} · figures by place and group", language="en-US")


def pages(told: Sequence[ByPlace]) -> list[Page]:
    """One sheet for each, named by its number and list; plain tables that screen readers follow."""
    return [_sheet(one, number) for number, one in enumerate(told, 1)]


def _sheet(told: ByPlace, number: int) -> Page:
    page = Page(f"{number} {told.of.name}"[:31])
    page.put(1, 1, told.title, replace(theme.TITLE, named=HEADING_1))
    page.put(2, 1, " ".join(filter(None, [f"{told.agency_name}.", told.state])), theme.SUBTITLE)
    page.put(_HEAD, 1, told.of.name, theme.LEFT_HEADING)
    page.put(_HEAD, 2, "Code", theme.LEFT_HEADING)
    for column, period in enumerate(told.periods, 3):
        page.put(_HEAD, column, period.label, _RIGHT)
    row = _HEAD
    for row, member in enumerate(told.members, _FIRST):
        page.put(row, 1, member.name, theme.FIXED)
        page.put(row, 2, member.code, theme.FIXED)
        for column, period in enumerate(told.periods, 3):
            _figure(page, row, column, told.value(member.code, period), told.print_figure(member.code, period), told)
    if told.citywide:
        row += 1
        page.put(row, 1, "Citywide", replace(theme.FIXED, bold=True))
        for column, period in enumerate(told.periods, 3):
            _figure(page, row, column, told.whole_value(period), told.print_citywide(period), told)
    page.widths = {1: 26, 2: 10, **dict.fromkeys(range(3, 3 + len(told.periods)), 11)}
    page.heights = {1: 25, 2: 16, _HEAD: 18}
    page.table = (f"PMR_by_place_{number}", Range(_HEAD, 1, max(row, _FIRST), 2 + len(told.periods)))
    page.table_filters = False
    page.freeze = (_FIRST, 2)
    _close(page, told, row)
    return page


def _close(page: Page, told: ByPlace, last: int) -> None:
    """The notes below the table, each line in a cell of its own: merged cells are none for screen readers."""
    right = last_reached(page, (1, 2), 2 + len(told.periods))
    room = max(_LINE, room_across((page.widths.get(at, 8.43) for at in range(1, right + 1)), _NOTE))
    said = [line for note in notes(told) for line in wrapped_lines(note, _NOTE, room)]
    rows = tuple(range(last + 2, last + 2 + len(said)))
    for row, line in zip(rows, said, strict=True):
        page.put(row, 1, line, _NOTE)
    page.print = Print(
        landscape=len(told.periods) > 6,  # noqa: PLR2004 - a letter page
        repeat_rows=(_HEAD, _HEAD), area=Range(1, 1, rows[-1], last_reached(page, rows, right)),
    )  # fmt: skip


def _figure(page: Page, row: int, column: int, number: float | None, shown: str, told: ByPlace) -> None:
    """A number where it is published, else the shorthand."""
    measure = told.indicator.measure
    style = replace(theme.FIXED, align="right", number_format=measure.number_format)
    from pmr_xl.model.measure import from_float

    page.put(row, column, shown if number is None else measure.to_cell(from_float(number)), style)
