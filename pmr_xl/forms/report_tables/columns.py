"""Where the columns of the printed tables stand on their page, and how wide they are."""

from __future__ import annotations

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.figure_width import width_for
from pmr_xl.forms.paper.fitting import lines_of
from pmr_xl.forms.paper.pages import Style
from pmr_xl.mmr import Head, PrintedChapter, PrintedTable, TableKind
from pmr_xl.model.quick.value_class import value_class

SIGNS, NAME, FIRST = 1, 2, 3  # columns: ★®, the indicator, the first head
_SIGNS_WIDTH, FIGURE_WIDTH, PAGE_WIDTH = 3.3, 8.6, 129.5  # the last: letter on its side, less the margins of Print
_NARROWEST_NAME, _INDENT = 42.0, 1.4
SIZE = 9.5
FIGURE = Style(size=SIZE, colour=theme.INK, bottom=theme.RULE, align="right")
_HEAD = Style(size=9, bold=True, wrap=True, indent=1)  # of a column of words


@value_class
class Slot:
    """Where a head stands: its figures in ``column``, its heading across ``first`` to ``last``."""

    head: Head
    column: int
    first: int
    last: int


def slots_of(table: PrintedTable, columns: int) -> tuple[Slot, ...]:
    """Figures stand in columns of one width on the whole page, so budgets get two columns and goals the rest.

    A table with fewer figures than the page has columns keeps them aligned with those above: groups of the
    Preliminary report end at the right margin, resources of the final report stop short of the direction.
    """
    if table.kind is TableKind.APPROPRIATIONS:
        spent, budget, goals = table.heads
        return (
            Slot(spent, FIRST + 1, FIRST, FIRST + 1),
            Slot(budget, FIRST + 3, FIRST + 2, FIRST + 3),
            Slot(goals, FIRST + 5, FIRST + 5, FIRST + columns - 1),
        )
    ends = table.heads[-1].numeric
    shift = columns - len(table.heads) if ends else 0
    first_group = table.heads[0].group
    return tuple(
        Slot(head, column, column, column)
        for at, head in enumerate(table.heads)
        for column in [FIRST + at + (shift if head.group != first_group else 0)]
    )


def widths_of(chapter: PrintedChapter, columns: int) -> dict[int, float]:
    """Columns as wide as their widest figure; names get the rest of the page. A wider page is printed smaller."""
    texts: dict[int, list[str]] = {FIRST + at: [] for at in range(columns)}
    known: dict[tuple[int, TableKind], tuple[Slot, ...]] = {}  # most tables have the same heads
    for table in chapter.tables:
        key = id(table.heads), table.kind
        if key not in known:
            known[key] = slots_of(table, columns)
        for place, slot in enumerate(known[key]):
            if slot.first == slot.last:
                texts[slot.column] += [row.cells[place].display for row in table.rows]
    widths = {column: width_for(found, FIGURE, FIGURE_WIDTH) for column, found in texts.items()}
    for slot in {slot for slots in known.values() for slot in slots if not slot.head.numeric}:
        if slot.first == slot.last and lines_of(slot.head.group, _HEAD, widths[slot.column]) > 1:
            widths[slot.column] = width_for([slot.head.group], _HEAD, widths[slot.column]) + _INDENT
    rest = round(PAGE_WIDTH - _SIGNS_WIDTH - sum(widths.values()), 1)
    return {SIGNS: _SIGNS_WIDTH, NAME: max(_NARROWEST_NAME, rest), **widths}
