"""XlsxWriter's worksheet, with cells and rows written straight as markup.

The library makes an object of each cell, looks at it again for the reach of its row, and writes it with a list of
attributes: two thirds of what a workbook cost. Here a cell becomes its markup at once. Whatever is not plain (links,
runs of text, truth values, functions that came after 2007) goes the library's own way, and a test compares the parts
that both ways write, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from io import StringIO
from typing import Any, TypeAlias

from xlsxwriter.worksheet import Worksheet

from pmr_xl.books.writing.formats import FOREIGN, Formats
from pmr_xl.forms.paper.pages import Content, Formula, Put, Rich, Style
from pmr_xl.model.book.places import column_letters
from pmr_xl.model.quick.pattern import pattern

Otherwise: TypeAlias = Callable[[Any, int, int, Content, Style, Formats], None]

_CALLED = pattern(r"([A-Z][A-Z0-9.]*)\(")
# Anything else goes the library's own way, which marks the functions that came later.
_NAMES = """
    ABS AND AVERAGE CEILING CHAR CHOOSE COUNT COUNTA COUNTBLANK COUNTIF COUNTIFS DATE EXACT FALSE FIND FLOOR
    HYPERLINK IF IFERROR INDEX INT ISBLANK ISERROR ISLOGICAL ISNA ISNUMBER ISTEXT LARGE LEFT LEN LOOKUP LOWER MATCH
    MAX MEDIAN MID MIN MOD NOT OR REPLACE REPT RIGHT ROUND ROUNDDOWN ROUNDUP ROW ROWS SEARCH SIGN SMALL SQRT
    SUBSTITUTE SUBTOTAL SUM SUMIF SUMIFS SUMPRODUCT TEXT TRIM TRUE UPPER VALUE VLOOKUP
"""
_OLD = frozenset(_NAMES.split())
_BLOCK = 16  # rows share what the file says of their reach
_NOTHING: dict[int, Any] = {}


def _number(number: float) -> str:
    # What is no number the library refuses.
    return f"><v>{number:.16G}</v></c>" if number - number == 0 else ""


def _not_plain(_content: Content) -> str:
    return ""


class _Numbers(dict[Any, str]):
    """Look → what its cells say of it: its number in the workbook, which the library gives when it is first asked."""

    def __missing__(self, look: Any) -> str:
        number = self[look] = f' s="{look._get_xf_index()}"'  # noqa: SLF001 - as the library itself asks for it
        return number


class QuickSheet(Worksheet):  # type: ignore[misc]  # the library has no types
    """The library's worksheet, on which a page's cells are :meth:`put` all at once."""

    fh: Any

    def __init__(self) -> None:
        super().__init__()
        self._laid: dict[int, dict[int, tuple[Any, str]]] = {}  # row → column → its look, its markup behind the look
        self._row_kinds: dict[tuple[object, ...], str] = {}  # height and outline → what a row's tag says of them

    def put(self, cells: Mapping[tuple[int, int], Put], formats: Formats, otherwise: Otherwise) -> None:
        """Lay cells over whatever stands there; those that are not plain are given to ``otherwise``.

        Raises:
            ValueError: a cell lies beyond what a sheet of Excel has.
        """
        looks, texts = formats.plain, self.str_table
        markups: dict[type, Callable[[Any], str]] = {
            str: texts.cell, float: _number, int: _number, Formula: self._formula, Rich: texts.cell_of_runs,
        }  # fmt: skip
        at, laid, touched = 0, _NOTHING, dict[int, dict[int, Any]]()
        plain, again = texts.plain, 0
        for (row, column), (content, style) in cells.items():
            if row != at:
                at = row
                laid = touched[row] = self._laid.setdefault(row - 1, {})
            kind = content.__class__
            if content is None:
                markup = "/>"
            elif kind is str and (known := plain.get(content)) is not None:
                markup, again = known, again + 1
            else:
                markup = markups.get(kind, _not_plain)(content)
                if not markup:
                    otherwise(self, row - 1, column - 1, content, style, formats)
                    if kind is Rich:
                        texts.keep_runs(content, self.table[row - 1][column - 1].string)
                    continue
                if isinstance(content, str):
                    if content[:1] in FOREIGN:
                        laid[column - 1] = formats.cell(style, content), markup
                        continue
                    if content:
                        plain[content] = markup
            laid[column - 1] = looks.get(id(style)) or formats.cell(style), markup
        texts.count += again
        self._reach([(row - 1, columns) for row, columns in touched.items() if columns])

    def set_heights(self, heights: Mapping[int, float]) -> None:
        """Set the height of rows, in points: the library is asked once for each height, and for the outermost rows.

        Raises:
            ValueError: there is no such row.
        """
        known: dict[float, tuple[Any, Any]] = {}
        outermost = {min(heights), max(heights)} if heights else set()
        for row, height in heights.items():
            if height not in known or row in outermost:
                if self.set_row(row - 1, height):
                    raise ValueError(f"“{self.name}” says how high row {row:,} is; Excel’s sheets have none.")
                known[height] = self.row_info[row - 1], self.row_sizes[row - 1]
            self.row_info[row - 1], self.row_sizes[row - 1] = known[height]

    def _reach(self, laid: Sequence[tuple[int, Collection[int]]]) -> None:
        """Tell the library how far the sheet reaches, which it asks of every cell: rows, and the columns in each."""
        if laid:
            low, high = min(min(columns) for _, columns in laid), max(max(columns) for _, columns in laid)
            for row, column in ((min(row for row, _ in laid), low), (max(row for row, _ in laid), high)):
                if self._check_dimensions(row, column):
                    raise ValueError(
                        f"“{self.name}” reaches to row {row + 1:,}, column {column + 1:,}; Excel’s sheets do not."
                    )

    def _formula(self, formula: Formula) -> str:
        """The markup of a formula that every Excel since 2007 knows; nothing where the library is to write it."""
        text, saved = formula.text, formula.saved_result
        error = saved.__class__ is str and saved.startswith("#")
        if error or saved.__class__ is bool or not _OLD.issuperset(_CALLED.findall(text)):
            return ""
        kind = ' t="str"' if saved.__class__ is str and saved else ""
        return f"{kind}><f>{self._escape_data(text)}</f><v>{self._escape_data(saved)}</v></c>"

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        """The same for formulas elsewhere: skips the search for later functions, 40 patterns, where there are none."""
        if _OLD.issuperset(_CALLED.findall(formula)):
            return formula.removeprefix("=")
        prepared: str = super()._prepare_formula(formula, expand_future_functions)
        return prepared

    def _calculate_spans(self) -> None:
        """How far each block of rows reaches, which the library finds by asking for every place of the sheet."""
        reach: dict[int, tuple[int, int]] = {}
        for held in (self._laid, self.table, self.comments):
            for row, columns in held.items():
                if columns:
                    low, high = reach.get(row // _BLOCK, (self.xls_colmax, 0))
                    reach[row // _BLOCK] = min(low, *columns), max(high, *columns)
        self.row_spans = {block: f"{low + 1}:{high + 1}" for block, (low, high) in reach.items()}

    def _write_rows(self) -> None:
        self._calculate_spans()
        names = [column_letters(column + 1) for column in range(self.dim_colmax + 1)]
        numbers = _Numbers()
        pieces: list[str] = []
        for row in range(self.dim_rowmin, self.dim_rowmax + 1):
            own, others = self._laid.get(row, _NOTHING), self.table.get(row, _NOTHING)
            if not own and not others:
                if row in self.row_info or row in self.comments:
                    pieces.append(f"{self._row_tag(row)[:-1]}/>")
                continue
            pieces.append(self._row_tag(row))
            at = row + 1
            pieces += [
                f'<c r="{names[column]}{at}"{numbers[laid[0]]}{laid[1]}'
                if (laid := own.get(column)) is not None
                else self._written(self._write_cell, row, column, others[column])
                for column in sorted(own.keys() | others.keys() if others else own)
            ]
            pieces.append("</row>")
        self.fh.write("".join(pieces))

    def _row_tag(self, row: int) -> str:
        """A row's opening tag; what it says of height and outline the library writes once for all rows of that kind."""
        told, span = self.row_info.get(row), self.row_spans.get(row // _BLOCK)
        kind = () if told is None else (told.height, told.hidden, told.level, told.collapsed)
        if kind not in self._row_kinds:
            self._row_kinds[kind] = self._written(self._write_row, 0, None, told).removeprefix('<row r="1"')
        reach = f' spans="{span}"' if span else ""
        return f'<row r="{row + 1}"{reach}{self._row_kinds[kind]}'

    def _written(self, write: Callable[..., None], *what: Any) -> str:
        """What one of the library's own methods writes."""
        aside = self.fh
        self.fh = StringIO()
        write(*what)
        written: str = self.fh.getvalue()
        self.fh = aside
        return written
