"""functions.xlsx: every PMR function with a live example and, beside it, what Python gives for the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pmr_xl.build.package import repack
from pmr_xl.build.sheet import BuiltBook
from pmr_xl.forms.paper import theme
from pmr_xl.model.book.places import a1

_HEADINGS = ("Function", "What it gives", "Formula", "In Excel, live", "By Python")
_WIDTHS = (20, 62, 66, 40, 40)
_LINE, _SAYS_SIGNS, _RESULT_SIGNS = 15, 70, 44  # a line's height in points; signs that fit into a column
_HEADING_ROW = 5
_PLAIN = replace(theme.PLAIN, wrap=True, valign="top")
_CODE = replace(_PLAIN, font="Consolas", size=9)
_RESULT = replace(_PLAIN, align="left")
_NOTE = (
    "“In Excel, live” is worked out by the PMR add-in on Windows; without it Excel shows the saved results or #NAME?. "
    "Press Ctrl+Alt+F9 to work everything out anew: both columns must stay equal. The office's own record may differ "
    "from the figures that come with the program."
)


@dataclass(frozen=True, slots=True)
class FunctionExample:
    """One function at work.

    Attributes:
        call: the formula without its ``=``, with constants only.
        rows: what Python gives for it, row by row.
        number_format: how a number is to be shown.
    """

    function: str
    says: str
    call: str
    rows: Sequence[Sequence[Any]]
    number_format: str = "General"


def functions_book(examples: Sequence[FunctionExample]) -> bytes:
    """The bytes of the sample workbook."""
    made = BuiltBook("PMR functions", "Each function with a live example")
    page = made.book.add_worksheet("Functions")
    page.hide_gridlines(2)
    page.freeze_panes(_HEADING_ROW, 1)
    for column, width in enumerate(_WIDTHS):
        page.set_column(column, column, width)
    page.set_row(0, 28)
    page.write(0, 0, "PMR functions", made.look(theme.TITLE))
    page.write(1, 0, "Type =PMR_ in any cell, or look under PMR in the function wizard.", made.look(theme.SUBTITLE))
    page.write(2, 0, _NOTE, made.look(theme.SUBTITLE))
    for column, heading in enumerate(_HEADINGS):
        page.write(_HEADING_ROW - 1, column, heading, made.look(replace(theme.HEADING, align="left", indent=1)))
    row = _HEADING_ROW
    for example in examples:
        row = _example(made, page, row, example)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(_HEADING_ROW - 1)
    page.set_footer("&L&8&A&C&8&F&R&8Page &P of &N")
    return repack(made.bytes())


def _example(made: BuiltBook, page: Any, row: int, example: FunctionExample) -> int:
    """Write one example, its result downwards; the row after it."""
    name = replace(_PLAIN, bold=True, colour=theme.NAVY)
    last = row + len(example.rows) - 1
    for place, cells in enumerate(example.rows):
        at, first = row + place, place == 0
        line = theme.RULE if first else ""
        page.write_string(at, 0, example.function if first else "", made.look(replace(name, top=line)))
        page.write_string(at, 1, example.says if first else "", made.look(replace(_PLAIN, top=line)))
        page.write_string(at, 2, f"={example.call}" if first else "", made.look(replace(_CODE, top=line)))
        result = made.look(replace(_RESULT, number_format=example.number_format, top=line))
        if first:  # XlsxWriter fills the rest of the area with zeros; the saved results come after
            area = f"{a1(row + 1, 4)}:{a1(last + 1, 4)}"
            page.write_dynamic_array_formula(area, f"={example.call}", result, cells[0])
        else:
            page.write(at, 3, cells[0], result)
        page.write(at, 4, cells[0], result)
        page.set_row(
            at, _LINE * max(_lines(cells[0], _RESULT_SIGNS), _lines(example.says, _SAYS_SIGNS) if first else 1)
        )
    return last + 1


def _lines(content: Any, signs: int) -> int:
    return -(-len(content) // signs) if isinstance(content, str) and content else 1
