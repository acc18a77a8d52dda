"""What differs from the tables that went out: a sheet of the working workbook, notes on cells, lines of a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import row_height
from pmr_xl.forms.paper.pages import ID, Link, Page, Paper, Print, Style
from pmr_xl.model.book.places import Range, a1
from pmr_xl.model.quick.named import NamedTuple

NAME = "Changed since"
_HEADING_ROW = 4
_COLUMNS = (("Where", 14), ("Table", 34), ("Indicator", 34), ("Column", 16), ("Then", 16), ("Now", 16), ("Why", 44))
_CELL = Style(colour=theme.INK, bottom=theme.RULE, wrap=True)
_NOW = replace(_CELL, bold=True)
_LOOK = replace(_CELL, colour=theme.BLUE, underline=True)


class ChangedCell(NamedTuple):
    """One printed cell, or one heading above a table, that is another one now.

    Attributes:
        table: the heading it stands under; ``indicator`` and ``name``: whose row it is; empty for a heading.
        column: its column's heading.
        why: what the record says to it: a reason, or which file stated it.
        key: of the column, as printed tables have them; empty where it stands in none of theirs.
    """

    agency: str
    table: str
    indicator: str
    name: str
    column: str
    old: str
    new: str
    why: str = ""
    key: str = ""

    @property
    def in_words(self) -> str:
        """Then, now and why, in one line."""
        why = f": {self.why}" if self.why else ""
        return f"{self.old or '(empty)'} → {self.new or '(empty)'}{why}"


def with_changes(paper: Paper, title: str, cells: Sequence[ChangedCell]) -> Paper:
    """The working workbook with a sheet that lists what changed, and a note on each cell."""
    places = _places(paper)
    for one in cells:
        for page, where in places.get((one.indicator, one.key), ()):
            page.notes[where] = f"▲ Changed: {one.in_words}"
    paper.pages.insert(0, _lay(title, cells, places))
    paper.first = NAME
    return paper


def lines(cells: Sequence[ChangedCell]) -> Iterator[str]:
    """The same as lines of text."""
    for one in cells:
        row = f"{one.name}, " if one.indicator else ""
        yield f"{one.table} · {row}{one.column}: {one.in_words}"


_Places = dict[tuple[str, str], list[tuple[Page, tuple[int, int]]]]


def _places(paper: Paper) -> _Places:
    found: _Places = {}
    for page in paper.pages:
        for where, key in page.keys.items():
            if key[1] != ID:
                found.setdefault(key, []).append((page, where))
    return found


def _lay(title: str, cells: Sequence[ChangedCell], places: _Places) -> Page:
    page = Page(NAME, tab=theme.ORANGE, print=Print(repeat_rows=(_HEADING_ROW, _HEADING_ROW)))
    page.widths = {column: width for column, (_, width) in enumerate(_COLUMNS, start=1)}
    page.heights = {1: 27, 2: 18, 3: 9, _HEADING_ROW: 18}
    page.put(1, 1, title, theme.TITLE)
    page.put(2, 1, "▲ stands before each of these figures and names, with a note of what stood there.", theme.SUBTITLE)
    for column, (heading, _) in enumerate(_COLUMNS, start=1):
        page.put(_HEADING_ROW, column, heading, theme.LEFT_HEADING)
    widths = [width for _, width in _COLUMNS]
    for row, one in enumerate(cells, start=_HEADING_ROW + 1):
        there = places.get((one.indicator, one.key))
        where = Link(f"internal:'{there[0][0].name}'!{a1(*there[0][1])}", f"▲ {a1(*there[0][1])}") if there else "–"
        words = (one.table, one.name, one.column, one.old or "(empty)", one.new or "(empty)", one.why)
        page.put(row, 1, where, _LOOK if there else _CELL)
        for column, word in enumerate(words, start=2):
            page.put(row, column, word or None, _NOW if _COLUMNS[column - 1][0] == "Now" else _CELL)
        page.heights[row] = row_height(("", *words), widths)
    page.filter = Range(_HEADING_ROW, 1, _HEADING_ROW + max(1, len(cells)), len(_COLUMNS))
    page.freeze = (_HEADING_ROW + 1, 1)
    return page
