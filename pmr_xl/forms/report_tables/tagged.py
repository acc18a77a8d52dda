"""A manuscript as InDesign's tagged text: the same words, tables and notes as the Word document, placed in one step.

Each paragraph, table and cell names a style; what a style looks like the layout says, and a setting may give each the
name that the layout has for it. Written after Adobe's reference of tagged text; no copy of InDesign was at hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pmr_xl.forms.paper.manuscript import Manuscript, Words, WordTable

LINE_END = "\r\n"
TABLE = "PMR Table"
_HEAD = "<UNICODE-WIN>"
_VERSION = "<Version:13><FeatureSet:InDesign-Roman>"
_SOFT_BREAK = "<0x000A>"


def tagged_text(manuscript: Manuscript, styles: Mapping[str, str]) -> str:
    """The manuscript as tagged text.

    Args:
        styles: name of a style here → its name in the layout; what is not named keeps its own.
    """
    return LINE_END.join([_HEAD, _VERSION, *_blocks(manuscript, _Styles(styles))]) + LINE_END


def encode_tagged(told: str) -> bytes:
    """The text's bytes: UTF-16, little end first, as ``<UNICODE-WIN>`` says."""
    return b"\xff\xfe" + told.encode("utf-16-le")


def style_names(manuscript: Manuscript) -> frozenset[str]:
    """Every style that the tagged text of a manuscript names."""
    return frozenset((*manuscript.looks, TABLE))


class _Styles:
    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def paragraph(self, look: str) -> str:
        return f"<ParaStyle:{_plain(self._names.get(look, look))}>"

    def table(self) -> str:
        return f"<TableStyle:{_plain(self._names.get(TABLE, TABLE))}>"


def _blocks(manuscript: Manuscript, styles: _Styles) -> Iterator[str]:
    for block in manuscript.blocks:
        if isinstance(block, WordTable):
            yield "".join(_table(block, manuscript, styles))
        elif isinstance(block, Words):  # a picture has a file of its own
            yield f"{styles.paragraph(block.look)}{_words(block, manuscript)}"


def _table(table: WordTable, manuscript: Manuscript, styles: _Styles) -> Iterator[str]:
    rows = (table.heads, *table.rows)
    # rows, columns : heading rows (repeated where a table goes on) : footing rows
    yield f"{styles.table()}<TableStart:{len(rows)},{len(table.widths)}:1:0<tCellDefaultCellType:Text>>"
    yield from (f"<ColStart:<tColAttrWidth:{width:g}>>" for width in table.widths)
    for row in rows:
        yield "<RowStart:<tRowAttrHeight:3>>"  # the least height; a row grows with its words
        for cell in row:
            yield f"<CellStart:1,1>{styles.paragraph(cell.look)}{_words(cell, manuscript)}<CellEnd:>"
        yield "<RowEnd:>"
    yield "<TableEnd:>"


def _words(words: Words, manuscript: Manuscript) -> str:
    lines = _SOFT_BREAK.join(map(_plain, words.text.split("\n")))
    notes = "".join(f"<FootnoteStart:>{_plain(manuscript.notes[number - 1])}<FootnoteEnd:>" for number in words.notes)
    return f"{lines}{notes}"


def _plain(text: str) -> str:
    """A text in which nothing is taken for a tag."""
    return text.replace("\\", "\\\\").replace("<", "\\<").replace(">", "\\>")
