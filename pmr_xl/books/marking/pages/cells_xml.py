"""The cells of a page as markup. Text is written into its cell, so the workbook's shared strings stay as they are."""

from __future__ import annotations

from pmr_xl.books.marking.look_xml import run_look
from pmr_xl.books.marking.marked_styles import MarkedLook, Numbers
from pmr_xl.books.package.splice import escape_xml
from pmr_xl.forms.paper.pages import Content, Formula, Link, Page, Put, Rich
from pmr_xl.model.book.places import a1

_STARTS_A_FORMULA = ("=", "+", "-", "@")


def look_of(put: Put) -> MarkedLook:
    """How a cell looks, and whether its text is one that a program could take for a formula."""
    content = put.content.text if isinstance(put.content, Rich | Link) else put.content
    return MarkedLook(put.style, isinstance(content, str) and content.startswith(_STARTS_A_FORMULA))


def row_parts(page: Page, numbers: Numbers) -> str:
    """All rows of a page with what stands in their cells (``sheetData``)."""
    by_row: dict[int, list[tuple[int, Put]]] = {row: [] for row in page.heights}
    for (row, column), put in page.cells.items():
        by_row.setdefault(row, []).append((column, put))
    lines = []
    for row in sorted(by_row):
        height = f' ht="{page.heights[row]:g}"' if row in page.heights else ""
        if height and not any(put.style.wrap for _, put in by_row[row]):
            height += ' customHeight="1"'  # a row with wrapped text stays free to grow with what is typed
        height += ' hidden="1"' if row in page.hidden_rows else ""
        cells = "".join(
            _cell(a1(row, column), put.content, numbers.cells[look_of(put)]) for column, put in sorted(by_row[row])
        )
        lines.append(f'<row r="{row}"{height}>{cells}</row>')
    return f"<sheetData>{''.join(lines)}</sheetData>"


def _cell(address: str, content: Content, look: int) -> str:
    start = f'<c r="{address}" s="{look}"'
    if isinstance(content, Link):
        content = content.text
    if content is None or content == "":
        return f"{start}/>"
    if isinstance(content, bool):
        return f'{start} t="b"><v>{content:d}</v></c>'
    if isinstance(content, int | float):
        return f"{start}><v>{content!r}</v></c>"
    if isinstance(content, Formula):
        return _formula(start, content)
    if isinstance(content, Rich):
        runs = "".join(f"<r>{run_look(style)}{_text(text)}</r>" for text, style in content.runs if text)
        return f'{start} t="inlineStr"><is>{runs}</is></c>'
    return f'{start} t="inlineStr"><is>{_text(content)}</is></c>'


def _formula(start: str, content: Formula) -> str:
    text, result = escape_xml(content.text), content.result
    if result is None:
        return f"{start}><f>{text}</f></c>"
    if isinstance(result, bool):
        return f'{start} t="b"><f>{text}</f><v>{result:d}</v></c>'
    if isinstance(result, str):
        return f'{start} t="str"><f>{text}</f><v>{escape_xml(result)}</v></c>'
    return f"{start}><f>{text}</f><v>{result!r}</v></c>"


def _text(text: str) -> str:
    return f'<t xml:space="preserve">{escape_xml(text)}</t>'


def quote(text: str) -> str:
    """Text for an attribute: a line break there would be read as a blank."""
    return escape_xml(text).replace("\n", "&#10;").replace("\t", "&#9;")
