"""The printed page of a chapter: services, goals and tables under each other, ruled as the report rules them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import lines_of, room_across, wrapped_lines
from pmr_xl.forms.paper.missing import MISSING
from pmr_xl.forms.paper.pages import NAME as NAME_KEY
from pmr_xl.forms.paper.pages import Content, Page, Print, Put, Style
from pmr_xl.forms.paper.running_titles import running_foot
from pmr_xl.forms.report_tables.columns import (
    FIGURE_WIDTH,
    FIRST,
    NAME,
    PAGE_WIDTH,
    SIGNS,
    SIZE,
    Slot,
    slots_of,
    widths_of,
)  # fmt: skip
from pmr_xl.forms.report_tables.footnotes import Footnotes
from pmr_xl.forms.report_tables.page_rows import (
    ALONE,
    LEGEND_STYLE,
    band,
    heads_of,
    legend_in_runs,
    name_style,
    row_of,
)  # fmt: skip
from pmr_xl.mmr import PrintedChapter, PrintedRow, PrintedTable, TableKind
from pmr_xl.model.book.places import Range
from pmr_xl.model.display.plural import plural

_PAGE_POINTS = 533.0  # letter on its side, less the margins of Print
_TITLE, _SECTION, _GOAL, _HEAD, _LEGEND, _GAP = 30.0, 24.0, 18.0, 14.0, 15.0, 8.0
_NEXT_LINE = 15.0  # of a heading that takes more than one
_LINE = 1.22  # height of a line of Calibri, as a share of its size: the report sets its tables tight
_FIRST_ROW = 3  # below the title
_WORTH_STARTING = 0.4  # share of a page that must be free for a table longer than a page to start on it
_HALF_EMPTY = 0.45  # the share of a page that is not left empty to keep a table whole
_LEAST_ROWS = 4  # of a table that is torn for it, on either page
_NARROWEST = 7  # columns that units of appropriation need

_SECTION_STYLE = Style(size=12, bold=True, colour=theme.NAVY, top=theme.NAVY, heavy_top=True)
_GOAL_STYLE = Style(size=10.5, bold=True, colour=theme.NAVY)
_NOTE = Style(size=8.5, colour=theme.INK, valign="top", align="left")
_LONG_NOTE = replace(_NOTE, wrap=True)
_MARK = replace(_NOTE, align="right", size=7.5)  # “[14]” in the narrow column of the signs


def lay(chapter: PrintedChapter, name: str, notes: Footnotes) -> tuple[Page, dict[str, str]]:
    """The page with its notes at the foot, and the defined name of every table (headings included)."""
    columns = max(_NARROWEST, *(len(table.heads) for table in chapter.tables), 0)
    page = Page(name, tab=theme.NAVY, widths=widths_of(chapter, columns))
    edition = chapter.edition
    page.put(1, SIGNS, chapter.name, Style(size=18, bold=True, colour=theme.NAVY))
    said = filter(None, (chapter.report_name, edition.when_words, chapter.agency))
    page.put(2, SIGNS, " · ".join(said), theme.SUBTITLE)
    if told := missing_told(chapter):
        page.put(2, FIRST, told, replace(theme.SUBTITLE, colour=theme.RED_BROWN, bold=True))
    page.heights |= {1: _TITLE, 2: 18.0}
    page.freeze = (_FIRST_ROW, FIRST)
    press = _Laying(page, columns, notes)
    for _, group in groupby(chapter.tables, key=lambda table: (table.section, table.section_text)):
        for place, table in enumerate(group):
            press.table(table, opens_section=place == 0)
    press.foot()
    page.print = Print(
        footer=running_foot(f"{chapter.name} · {chapter.short_title}", sheet=False, file=True),
        area=Range(1, SIGNS, press.row - 1, press.last),
        breaks=tuple(press.breaks),
    )
    return page, press.names


class _Laying:
    """The page as far as it is laid: the next free row and how much of the printed page is used."""

    def __init__(self, page: Page, columns: int, notes: Footnotes) -> None:
        self.page, self.row, self.notes = page, _FIRST_ROW, notes
        self.height = _PAGE_POINTS * max(1.0, sum(page.widths.values()) / PAGE_WIDTH)
        self.columns, self.last = columns, FIRST + columns - 1
        self.width = self.last - SIGNS + 1
        self.page_starts = 1  # the first row of the printed page
        self.used = sum(page.heights.values())  # points of the printed page already laid
        self.breaks: list[int] = []
        self.names: dict[str, str] = {}
        self._known: dict[tuple[int, TableKind, str], tuple[tuple[Slot, ...], tuple[list[Put], list[Put]]]] = {}

    def table(self, table: PrintedTable, *, opens_section: bool) -> None:
        """Lay one table with its headings and legend.

        A table that would be torn starts a new page, unless half a page or more would stay empty. One that is torn
        carries its headings again where the page turns, between two rows that are part of no other, and its name spans
        them.
        """
        headings = list(self._headings(table, opens_section=opens_section))
        heights = [self._row_height(row) for row in table.rows]
        before = sum(points for _, _, points in headings) + _HEAD + self._group_height(table)
        turns = self._turns(table, heights, before)
        for text, style, points in headings:
            self._band(text, style, points)
        first = self.row
        self._heads(table)
        slots, _ = self._once(table)
        for at, (row, points) in enumerate(zip(table.rows, heights, strict=True)):
            below = _LEGEND if row is table.rows[-1] else 0
            if at in turns or self.used + points + below > self.height:
                self._turn()
                self._band(f"{table.title or table.section} (continued)", _GOAL_STYLE, _GOAL)
                self._heads(table)
            self._lay_row(row, slots, points)
        area = Range(first, SIGNS, self.row - 1, self.last)
        self.names[table.range_name] = f"='{self.page.name}'!{area.absolute}"
        self._next(legend_in_runs(table.kind), LEGEND_STYLE, _LEGEND)
        self._next(None, Style(), _GAP)

    def _turns(self, table: PrintedTable, heights: list[float], before: float) -> tuple[int, ...]:
        """Turn the page where the table is better begun on a new one; else the row before which it is torn, if any.

        Args:
            heights: of the rows, in points; ``before``: of all that stands above the first of them.
        """
        free, needed = self.height - self.used, before + sum(heights) + _LEGEND
        if needed <= free:
            return ()
        if needed > self.height:  # it is torn anyhow, where a page is full
            if free < _WORTH_STARTING * self.height:
                self._turn()
            return ()
        fit, used = 0, before
        for at, points in enumerate(heights):
            if table.rows[at].depth == 0 and at <= len(heights) - _LEAST_ROWS:
                fit = at  # a page may turn before this row
            used += points
            if used > free:
                break
        if free < _HALF_EMPTY * self.height or fit < _LEAST_ROWS:
            self._turn()
            return ()
        return (fit,)

    def foot(self) -> None:
        """Lay the notes below the last table; the heading keeps the first of them."""
        for number, text in enumerate(self.notes.texts, start=1):
            # A note runs on over the empty cells beside it; one longer than the page is wrapped below its name.
            fits = lines_of(text, _NOTE, sum(self.page.widths.values()) - self.page.widths[SIGNS]) == 1
            style = _NOTE if fits else _LONG_NOTE
            lines = 1 if fits else lines_of(text, style, self.page.widths[NAME])
            points = round(lines * _NOTE.size * _LINE + 2.4, 2)
            opens = _GOAL if number == 1 else 0
            if self.used + opens + points > self.height:
                self._turn()
            if opens:
                self._next("Notes", _GOAL_STYLE, _GOAL)
            self.page.put(self.row, SIGNS, self.notes.mark(number), _MARK)
            self.page.put(self.row, NAME, text, style)
            self._down(points)

    def _headings(self, table: PrintedTable, *, opens_section: bool) -> Iterator[tuple[str, Style, float]]:
        if opens_section:
            yield from self._lines(f"{table.section}   {table.section_text}".strip(), _SECTION_STYLE, _SECTION)
        if table.title:
            yield from self._lines(f"{table.title}   {table.title_text}", _GOAL_STYLE, _GOAL)

    def _lines(self, text: str, style: Style, points: float) -> Iterator[tuple[str, Style, float]]:
        """A heading runs over the whole page, as no cell does: each of its lines is a row, the first has the rule."""
        whole = room_across(self.page.widths.values(), style)
        for at, line in enumerate(wrapped_lines(text, style, whole)):
            look = style if at == 0 else replace(style, top="", heavy_top=False)
            yield line, look, points if at == 0 else _NEXT_LINE

    def _turn(self) -> None:
        """Start a new printed page; the first one has at least its title."""
        if self.row > max(self.page_starts, _FIRST_ROW):
            self.breaks.append(self.row - 1)
            self.page_starts, self.used = self.row, 0.0

    def _band(self, text: str, style: Style, points: float) -> None:
        self.page.put_row(self.row, SIGNS, band(text, style, self.width))
        self._down(points)

    def _next(self, content: Content, style: Style, points: float) -> None:
        if content is not None:
            self.page.put(self.row, SIGNS, content, style)
        self._down(points)

    def _row_height(self, row: PrintedRow) -> float:
        count = lines_of(self.notes.label(row), name_style(row), self.page.widths[NAME])
        return round(count * SIZE * _LINE + 2.4, 2)

    def _group_height(self, table: PrintedTable) -> float:
        groups = Counter(head.group for head in table.heads)
        alone = [group for group, count in groups.items() if count == 1] if table.kind is TableKind.RESOURCES else []
        count = max((lines_of(group, ALONE, FIGURE_WIDTH) for group in alone), default=1)
        return _HEAD if count == 1 else round(count * ALONE.size * _LINE + 3, 2)

    def _heads(self, table: PrintedTable) -> None:
        upper, lower = self._once(table)[1]
        for column, (above, below) in enumerate(zip(upper, lower, strict=True), start=SIGNS):
            self.page.cells[self.row, column], self.page.cells[self.row + 1, column] = above, below
        self._down(self._group_height(table))
        self._down(_HEAD)

    def _once(self, table: PrintedTable) -> tuple[tuple[Slot, ...], tuple[list[Put], list[Put]]]:
        """Where a table's heads stand and what they say, worked out once for all tables with the same ones."""
        key = id(table.heads), table.kind, table.first_head
        if key not in self._known:
            slots = slots_of(table, self.columns)
            self._known[key] = slots, heads_of(table, slots, self.width)
        return self._known[key]

    def _lay_row(self, row: PrintedRow, slots: tuple[Slot, ...], points: float) -> None:
        at, keys = self.row, self.page.keys
        self.page.put_row(at, SIGNS, row_of(row, self.notes.label(row), slots, self.width))
        keys[at, NAME] = row.id, NAME_KEY
        for slot in slots:
            keys[at, slot.column] = row.id, slot.head.key
        self._down(points)

    def _down(self, points: float) -> None:
        """Go on to the next row: this one is so high."""
        self.page.heights[self.row] = points
        self.used += points
        self.row += 1


def missing_told(chapter: PrintedChapter) -> str:
    """``? 3 figures [missing]``: the office has none, and the report would print NA; empty where none is."""
    count = chapter.missing_count
    return f"? {count:,} {plural(count, 'figure')} {MISSING}" if count else ""
