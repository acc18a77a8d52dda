"""A book as Markdown: what a golden workbook looks like in a test or a page, and back.

One ``## Sheet`` heading and one table a sheet; the first column counts the rows, the heading row names the columns::

    ## Submission
    |   | A             | B       | C                 |
    | - | ------------- | ------- | ----------------- |
    | 7 | doe-math      | 1234.5  | =B7*2 → 2469      |
    | 8 | 'FY26         | #N/A    | =B8 → nothing     |

A number, TRUE or FALSE, and Excel's error names stand for themselves; anything else is text, as is everything between
single quotes (``' 1,234 '`` keeps its blanks) or after one; a formula shows its saved result after the arrow.
``{0.0%}`` at the end is the number format. ``\\n``, ``\\|``, ``\\\\`` and ``\\u00a0`` are signs no table can show.
"""

from __future__ import annotations

import re

from pmr_xl.model.book.cell import STRUCK_OUT, Cell, CellError, CellValue, Runs
from pmr_xl.model.book.places import column_letters, column_number
from pmr_xl.model.book.sheet import Book, Sheet

_ERRORS = {str(error): error for error in CellError}
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
_FORMAT = re.compile(r"\s*\{(?P<format>[^{}]+)\}$")
_ESCAPED = re.compile(r"\\(u([0-9a-fA-F]{4})|[n|\\])")
_SIGNS = {"n": "\n"}
_NO_RESULT = "nothing"


_RAISED = re.compile(r"\^([^^]+)\^")


def parse_cell(text: str, row: int, column: int) -> Cell | None:
    """One table field as a cell; None where it is empty."""
    text = text.strip()
    if not text:
        return None
    number_format = "General"
    if found := _FORMAT.search(text):
        number_format, text = found["format"], text[: found.start()]
    if number_format == "~":
        return parse_cell(text, row, column)._replace(runs=STRUCK_OUT)
    if found := _RAISED.search(text):
        plain, raised = parse_value(text[: found.start()] + text[found.end() :]), found[1]
        whole = parse_value(text[: found.start()] + raised + text[found.end() :])
        return Cell(row, column, whole, None, number_format, runs=Runs(str(plain), (raised,)))
    if text.startswith("="):
        formula, arrow, result = text[1:].partition(" → ")
        value = None if not arrow or result == _NO_RESULT else parse_value(result)
        return Cell(row, column, value, formula, number_format)
    return Cell(row, column, parse_value(text), None, number_format)


def parse_value(text: str) -> CellValue:
    """One written value."""
    if len(text) > 1 and text[0] == text[-1] == "'":
        return _unescaped(text[1:-1])
    if text.startswith("'"):
        return _unescaped(text[1:])
    if text in _ERRORS:
        return _ERRORS[text]
    if text in {"TRUE", "FALSE"}:
        return text == "TRUE"
    return float(text) if _NUMBER.fullmatch(text) else _unescaped(text)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[2], 16)) if found[2] else _SIGNS.get(found[1], found[1]), text)


def fields(line: str) -> list[str]:
    """The fields of one table line; a bar with a backslash before it is a bar in a field."""
    return [part.strip() for part in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def parse_book(text: str, name: str = "story.xlsx") -> Book:
    """The book a Markdown text draws. Raises ValueError on a table that is not of the form."""
    sheets: list[Sheet] = []
    columns: list[int] = []
    for line in text.splitlines():
        if line.startswith("## "):
            sheets.append(Sheet(line[3:].strip()))
            columns = []
        elif line.lstrip().startswith("|"):
            if not sheets:
                raise ValueError("a table needs a “## Sheet” heading above it")
            first, *rest = fields(line)
            if set(first) <= {"-", ":"} and first:
                continue
            if not columns:
                columns = [column_number(letters) for letters in rest]
                continue
            for column, content in zip(columns, rest, strict=True):
                cell = parse_cell(content, int(first), column)
                if cell is not None:
                    sheets[-1].cells[cell.row, cell.column] = cell
    return Book(name, tuple(sheets))


def write_value(value: CellValue) -> str:
    """A value as :func:`parse_value` reads it."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return format(value, ".15g")
    if isinstance(value, str):
        safe = value.replace("\\", "\\\\").replace("|", "\\|")
        drawn = "".join(sign if sign.isprintable() and sign != "^" else f"\\u{ord(sign):04x}" for sign in safe)
        plain = drawn == drawn.strip() and drawn and parse_value(drawn) == value and drawn[0] not in "='{"
        return drawn if plain and not _FORMAT.search(drawn) and " → " not in drawn else f"'{drawn}'"
    return str(value)


def write_book(book: Book) -> str:
    """The book's cells as Markdown, :func:`parse_book` reads it back."""
    lines: list[str] = []
    for sheet in book.sheets:
        lines.append(f"## {sheet.name}")
        if not sheet.cells:
            continue
        rows = sorted(sheet.cells.rows)
        columns = sorted({column for _, column in sheet.cells})
        lines.append("| | " + " | ".join(column_letters(column) for column in columns) + " |")
        lines.append("| --- " * (len(columns) + 1) + "|")
        for row in rows:
            written = (_write_cell(sheet.at(row, column)) for column in columns)
            lines.append(f"| {row} | " + " | ".join(written) + " |")
    return "\n".join(lines) + "\n"


def _write_cell(cell: Cell | None) -> str:
    if cell is None:
        return ""
    text = write_value(cell.value) if cell.value is not None else ""
    if cell.formula is not None:
        text = f"={cell.formula} → {text or _NO_RESULT}"
    return text if cell.number_format == "General" else f"{text} {{{cell.number_format}}}"
