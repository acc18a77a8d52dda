"""What stands in the rows of the printed page: headings, figures, the legend, and how they look.

Cells that are the same in hundreds of rows are one and the same object: it is made once, and the writer knows its look
again without comparing it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.missing import MISSING
from pmr_xl.forms.paper.pages import Content, Put, Rich, Style
from pmr_xl.forms.report_tables.columns import FIGURE, NAME, SIGNS, SIZE, Slot
from pmr_xl.mmr import LEGEND, Head, PrintedCell, PrintedRow, PrintedTable, TableKind
from pmr_xl.mmr.printed import CHANGED
from pmr_xl.model.measure import Sign

_NAME = Style(size=SIZE, colour=theme.INK, bottom=theme.RULE, wrap=True, align="left")
_WORD = replace(FIGURE, align="center")
_LEFT_WORD = replace(FIGURE, align="left")
_BY_KEY = {"change": FIGURE, "status": replace(_LEFT_WORD, indent=1)}  # words that are read down their column
_KINDS = {"": FIGURE, "word": _WORD, "left": _LEFT_WORD, **_BY_KEY}
# Arial draws ® as large as ★; Calibri raises it to a speck.
_SIGNS = replace(_WORD, colour=theme.NAVY, size=9, font="Arial")
_GROUP = Style(size=9, bold=True, colour=theme.NAVY, fill=theme.PALE_BLUE, top=theme.NAVY, align="center_across")
ALONE = replace(_GROUP, align="right", wrap=True)
_LABEL = Style(size=9, bold=True, colour=theme.NAVY, fill=theme.PALE_BLUE, bottom=theme.NAVY, align="right")
_LEFT_LABEL = replace(_LABEL, align="left")
LEGEND_STYLE = Style(size=8, colour=theme.GREY)
_LEGEND_SIGN = replace(LEGEND_STYLE, font="Arial")  # as the signs in the table
_NO_GROUP, _NO_LABEL = Put(None, replace(_GROUP, align="left")), Put(None, _LABEL)


def legend(kind: TableKind = TableKind.INDICATORS) -> str:
    """The line under every table; spending has no stars and no arrows."""
    return legend_in_runs(kind).text


@cache
def legend_in_runs(kind: TableKind) -> Rich:
    """The same with the font of each sign."""
    return Rich(tuple(_legend_runs(kind)))


def _legend_runs(kind: TableKind) -> Iterator[tuple[str, Style]]:
    plain = ("“NA”", "*")
    told = [(sign, meaning) for sign, meaning in LEGEND if kind is TableKind.INDICATORS or sign in plain]
    for at, (sign, meaning) in enumerate(told, start=1):
        yield sign, LEGEND_STYLE if sign in plain else _LEGEND_SIGN
        yield f" {meaning}{'      ' if at < len(told) else ''}", LEGEND_STYLE


def band(text: str, style: Style, width: int) -> list[Put]:
    """A heading over ``width`` columns."""
    return [Put(text, style), *[Put(None, style)] * (width - 1)]


def heads_of(table: PrintedTable, slots: tuple[Slot, ...], width: int) -> tuple[list[Put], list[Put]]:
    """Both rows of a table's headings, each ``width`` cells."""
    upper, lower = [_NO_GROUP] * width, [_NO_LABEL] * width
    lower[NAME - SIGNS] = Put(table.first_head, _LEFT_LABEL)
    before = ""
    groups = Counter(head.group for head in table.heads)
    for slot in slots:
        head = slot.head
        # Centred across its columns, which need no merging: only the first of a group carries the word.
        for column in range(slot.first, slot.last + 1):
            word = head.group if column == slot.first and head.group != before else None
            if head.group:
                alone = slot.first == slot.last and groups[head.group] == 1
                upper[column - SIGNS] = Put(word, _beside(head) if not head.numeric else ALONE if alone else _GROUP)
        before = head.group
        lower[slot.column - SIGNS] = Put(head.label, _LABEL if head.numeric else _word_label(head, slot))
    return upper, lower


def _beside(head: Head) -> Style:
    return replace(ALONE, align=_BY_KEY.get(head.key, _WORD).align, indent=_BY_KEY.get(head.key, _WORD).indent)


def _word_label(head: Head, slot: Slot) -> Style:
    look = _BY_KEY.get(head.key, _WORD)
    return replace(_LABEL, align="left" if slot.first != slot.last else look.align, indent=look.indent)


def row_of(row: PrintedRow, label: str, slots: tuple[Slot, ...], width: int) -> list[Put]:
    """A row of figures under its headings, ``width`` cells."""
    puts = [_nothing(total=row.total)] * width
    puts[0] = _signs(row.signs, total=row.total)
    look = name_style(row)
    puts[NAME - SIGNS] = Put(label, replace(look, fill=theme.PALE_YELLOW, bold=True) if row.changed else look)
    for slot, cell in zip(slots, row.cells, strict=True):
        content, number_format = _content(cell)
        kind = "" if slot.head.numeric else "left" if slot.first != slot.last else slot.head.key
        look = _figure_style(kind, number_format, row.total, cell.missing, cell.changed)
        puts[slot.column - SIGNS] = Put(content, look)
    return puts


@cache
def _nothing(*, total: bool) -> Put:
    return Put(None, _shaded(FIGURE, total=total))


@cache
def _signs(signs: str, *, total: bool) -> Put:
    return Put(signs or None, _shaded(_SIGNS, total=total))


@cache
def _figure_style(kind: str, number_format: str, total: bool, missing: bool, changed: bool) -> Style:
    """How a cell looks: ``kind`` is nothing for figures, ``left``, or a head's key for words."""
    style = _KINDS.get(kind, _WORD)
    if missing:
        style = replace(style, fill=theme.PALE_ORANGE, bold=True)
    if changed:
        style = replace(style, fill=theme.PALE_YELLOW, bold=True)
    return _shaded(replace(style, number_format=number_format), total=total)


def _shaded(style: Style, *, total: bool) -> Style:
    return replace(style, bold=True, fill=theme.PALE_GREY) if total else style


def name_style(row: PrintedRow) -> Style:
    """How a row's name looks, which says how high the row is."""
    return _name_style(row.depth, total=row.total)


@cache
def _name_style(depth: int, *, total: bool) -> Style:
    return _shaded(replace(_NAME, indent=depth), total=total)


def _content(cell: PrintedCell) -> tuple[Content, str]:
    """A number that shows what is printed; else the printed text; a figure that the office lacks is missing."""
    if cell.missing:
        return MISSING, "@"
    if cell.measure is None or cell.value is None or isinstance(cell.value, Sign):
        return cell.display or None, "@"
    number_format = cell.measure.number_format
    if cell.changed:  # the sign is shown, and the number stays one
        number_format = ";".join(f'"{CHANGED}"{section}' for section in number_format.split(";"))
    return cell.measure.to_cell(cell.measure.round(cell.value)), number_format
