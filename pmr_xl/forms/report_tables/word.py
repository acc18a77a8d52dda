"""A chapter's tables as a Word document: named styles, real footnotes, every figure exactly as it is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import ceil
from types import MappingProxyType

from pmr_xl.forms.narratives.narrative import OPENING
from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import width_of
from pmr_xl.forms.paper.manuscript import Manuscript, TextLook, Words, WordTable
from pmr_xl.forms.paper.pages import Style
from pmr_xl.forms.report_tables.footnotes import Footnotes, as_line
from pmr_xl.forms.report_tables.page_rows import legend
from pmr_xl.forms.report_tables.text import headings
from pmr_xl.mmr import PrintedChapter, PrintedRow, PrintedTable, TableKind

PAGE = 720.0  # letter on its side, less half an inch at either edge
TITLE, SUBTITLE, SECTION, GOAL = "Heading 1", "PMR Edition", "Heading 2", "Heading 3"
NAME_HEAD, WORD_HEAD, GOALS_HEAD, FIGURE_HEAD = (f"PMR {one} Heading" for one in ("Name", "Word", "Goals", "Figure"))
LEGEND, NARRATIVE = "PMR Legend", "PMR Narrative"
SIGNS, NAME, PART, WORD, GOALS, FIGURE = (f"PMR {one}" for one in ("Signs", "Name", "Part", "Word", "Goals", "Figure"))
TOTAL_NAME, TOTAL_FIGURE = "PMR Total Name", "PMR Total Figure"
HEADS = {SIGNS: WORD_HEAD, NAME: NAME_HEAD, WORD: WORD_HEAD, GOALS: GOALS_HEAD, FIGURE: FIGURE_HEAD}
_SIGNS_WIDTH, _LEAST_WIDTH, _AIR, _STEP = 30.0, 45.0, 10.0, 9.0
_GOALS_SHARE = 0.25  # of the page
_WHOLE = 22  # rows of a table that is kept on one page; more are turned wherever the page ends

_TEXT = Style(size=9, colour=theme.INK)
_HEADING = Style(size=8.5, bold=True, colour=theme.NAVY)
_RIGHT, _CENTER = replace(_TEXT, align="right"), replace(_TEXT, align="center")
LOOKS = {
    TITLE: TextLook(Style(size=18, bold=True, colour=theme.NAVY), after=2, level=1),
    SUBTITLE: TextLook(theme.SUBTITLE, after=8),
    SECTION: TextLook(Style(size=12, bold=True, colour=theme.NAVY), before=14, after=3, level=2),
    GOAL: TextLook(Style(size=10.5, bold=True, colour=theme.NAVY), before=8, after=3, level=3),
    NAME_HEAD: TextLook(_HEADING),
    WORD_HEAD: TextLook(replace(_HEADING, align="center")),
    GOALS_HEAD: TextLook(_HEADING, indent=_STEP),
    FIGURE_HEAD: TextLook(replace(_HEADING, align="right")),
    SIGNS: TextLook(replace(_CENTER, colour=theme.NAVY, font="Arial")),
    NAME: TextLook(_TEXT),
    PART: TextLook(_TEXT, indent=_STEP),
    WORD: TextLook(_CENTER),
    GOALS: TextLook(_TEXT, indent=_STEP),
    FIGURE: TextLook(_RIGHT),
    TOTAL_NAME: TextLook(replace(_TEXT, bold=True)),
    TOTAL_FIGURE: TextLook(replace(_RIGHT, bold=True)),
    NARRATIVE: TextLook(Style(size=10, colour=theme.INK), after=6),
    LEGEND: TextLook(Style(size=8, colour=theme.GREY), before=2, after=6, signs="Arial"),
}


def lay(
    chapter: PrintedChapter,
    notes: Footnotes,
    changed: Sequence[str] = (),
    narrative: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> Manuscript:
    """The chapter's manuscript: a heading a service and goal, a table and its legend below each.

    Args:
        narrative: what the chapter says in words: paragraphs by the name of an opening part or of a goal.
        changed: what differs from the tables that went out: a heading and its lines, which stand at the very end.
    """
    made = Manuscript(
        title=f"{chapter.name} · {chapter.full_title}",
        subject="Tables as printed",
        footer=f"{chapter.name} · {chapter.short_title}",
        looks=LOOKS,
        notes=notes.texts,
        lettered=notes.set_apart,
    )
    made.blocks += [Words(as_line(chapter.name), TITLE), Words(chapter.full_title, SUBTITLE)]
    for name, _ in OPENING:
        if texts := narrative.get(name, ()):
            made.blocks += [Words(name, SECTION), *_paragraphs(texts)]
    widths = {kind: _widths(chapter.of(kind)) for kind in TableKind if chapter.of(kind)}
    before = ("", "")
    for table in chapter.tables:
        section = (table.section, table.section_text)
        if table.section and section != before:
            made.blocks.append(_words(*section, SECTION))
        if table.title:
            made.blocks += [_words(table.title, table.title_text, GOAL), *_paragraphs(narrative.get(table.title, ()))]
        made.blocks += [_grid(table, widths[table.kind], notes), Words(legend(table.kind), LEGEND)]
        before = section
    if changed:
        made.blocks.append(Words(as_line(changed[0]), SECTION))
        made.blocks += [Words(as_line(line), NAME) for line in changed[1:]]
    return made


def _paragraphs(texts: Sequence[str]) -> list[Words]:
    return [Words(as_line(text), NARRATIVE) for text in texts]


def _grid(table: PrintedTable, widths: tuple[float, ...], notes: Footnotes) -> WordTable:
    columns, heads = _columns(table), headings(table)
    words = heads[: len(heads) - len(table.heads)]
    broken = (*words, *("\n".join(filter(None, (head.group, head.label))) for head in table.heads))
    return WordTable(
        title=as_line(table.heading or table.first_head),
        description=f"{len(table.rows)} rows. Columns: {', '.join(heads)}.",
        widths=widths,
        heads=tuple(Words(head, HEADS[look]) for head, look in zip(broken, columns, strict=True)),
        rows=tuple(_row(row, columns, notes) for row in table.rows),
        whole=len(table.rows) <= _WHOLE,
    )


def _columns(table: PrintedTable) -> tuple[str, ...]:
    """The style of each column's cells."""
    words = GOALS if table.kind is TableKind.APPROPRIATIONS else WORD
    first = (SIGNS, NAME) if table.kind is TableKind.INDICATORS else (NAME,)
    return (*first, *(FIGURE if head.numeric else words for head in table.heads))


def _row(row: PrintedRow, columns: tuple[str, ...], notes: Footnotes) -> tuple[Words, ...]:
    own = {NAME: TOTAL_NAME, FIGURE: TOTAL_FIGURE} if row.total else {NAME: PART} if row.depth else {}
    first = (Words(row.signs, SIGNS),) if columns[0] == SIGNS else ()
    name = Words(as_line(row.label), own.get(NAME, NAME), notes.of(row))
    figures = zip(row.cells, columns[len(first) + 1 :], strict=True)
    return (*first, name, *(Words(as_line(cell.display), own.get(look, look)) for cell, look in figures))


def _widths(tables: tuple[PrintedTable, ...]) -> tuple[float, ...]:
    """Columns as wide as their widest figure and heading, the same in all tables of a kind; names get the rest."""
    columns = _columns(tables[0])
    first = columns.index(NAME)
    widths = [_SIGNS_WIDTH] * first + [0.0]
    for place, head in enumerate(tables[0].heads):
        if columns[first + 1 + place] == GOALS:
            widths.append(PAGE * _GOALS_SHARE)
            continue
        shown = [width_of(row.cells[place].display, _TEXT) for table in tables for row in table.rows]
        said = [width_of(words, _HEADING) for words in (*head.group.split(), head.label)]
        widths.append(float(max(_LEAST_WIDTH, ceil(max(*shown, *said) + _AIR))))
    widths[first] = PAGE - sum(widths)
    return tuple(widths)


def _words(number: str, text: str, look: str) -> Words:
    """A heading: its number, and set off from it what it says."""
    return Words("\u2003".join(filter(None, map(as_line, (number, text)))), look)
