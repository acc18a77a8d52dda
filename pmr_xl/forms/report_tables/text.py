"""A chapter's tables as tab-delimited text for a layout program: every figure exactly as it is printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmr_xl.forms.report_tables.footnotes import Footnotes, as_line
from pmr_xl.mmr import PrintedChapter, PrintedTable, TableKind
from pmr_xl.model.display.signs import as_words

SIGN = "Sign"  # heading of the column of ★ and ®
LINE_END = "\r\n"


def text(chapter: PrintedChapter, notes: Footnotes, changed: Sequence[str] = ()) -> str:
    """The chapter as lines: titles, and each table as a line of headings and one line a row; the notes stand last.

    Cells are parted by a tab and hold none, so the lines of a table all have as many; an empty line ends it.

    Args:
        changed: what differs from the tables that went out: a heading and its lines, which stand at the very end.
    """
    lines = [as_line(chapter.name), chapter.full_title, ""]
    before = ("", "")
    for table in chapter.tables:
        section = (table.section, table.section_text)
        lines += [as_line(" ".join(section))] if section != before and table.section else []
        lines += [as_line(f"{table.title} {table.title_text}")] if table.title else []
        lines += ["\t".join(cells) for cells in (headings(table), *rows(table, notes))]
        lines.append("")
        before = section
    if notes.texts:
        lines += [
            "Notes",
            *(f"{notes.mark(number)}\t{as_words(told)}" for number, told in enumerate(notes.texts, start=1)),
            "",
        ]
    lines += [*map(as_line, changed), ""] if changed else []
    return LINE_END.join(lines)


def headings(table: PrintedTable) -> tuple[str, ...]:
    """One heading a column; only indicators have signs."""
    name = as_line(table.first_head)
    first = (SIGN, name) if table.kind is TableKind.INDICATORS else (name,)
    return (*first, *(head.full for head in table.heads))


def rows(table: PrintedTable, notes: Footnotes) -> Iterator[tuple[str, ...]]:
    """A table's rows under its :func:`headings`; the marks of the notes stand after the names."""
    for row in table.rows:
        first = (row.signs,) if table.kind is TableKind.INDICATORS else ()
        yield (*first, f"{as_line(row.label)}{notes.marks(row)}", *(as_line(cell.display) for cell in row.cells))


def encode_text(told: str) -> bytes:
    """The text's bytes: UTF-16 with its mark, little end first, as Excel's own “Unicode Text” is.

    Programs know it by its mark. Plain UTF-8 is taken for the computer's own signs unless somebody says otherwise while
    placing it, and then each ★ is three wrong letters.
    """
    return b"\xff\xfe" + told.encode("utf-16-le")
