"""Every cell of every workbook at hand, ours against openpyxl and calamine; and both our ways against each other."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from opinions import CALAMINE, OPENPYXL, calamine_differs, openpyxl_differs, settle
from soffice import converted

from pmr_xl.books.reading.reader import read_book
from pmr_xl.books.reading.sheet_reader import SheetReader
from pmr_xl.model.book.cell import CellError
from pmr_xl.model.book.places import a1
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.fault import Unreadable

# Workbooks that we read and another program cannot, with its trouble.
CANNOT = {
    "sample-beta.xlsx": (calamine_differs, "calamine wants a number in a cell of shared text that has none"),
}
# Of the foreign workbooks these only may be unreadable, and by these illnesses.
ILL = {
    "57914.xlsx": "strict",
    "tafia_0043_issue252.xlsx": "damaged",  # its table of links is overwritten; calamine guesses
    "poc-xmlbomb-empty.xlsx": "tricked",
    "fr_mtes_water_returns__corrupted.xlsx": "truncated",
    "AutoFilter.xlsb": "xlsb",
    "WithTextBox.xlsb": "xlsb",
    "column_width.xlsb": "xlsb",
    "hyperlink_stress_test_2011.xlsb": "xlsb",
    "number_format.xlsb": "xlsb",
    "column_width.xls": "xls",
}
BOTH = ((openpyxl_differs, OPENPYXL), (calamine_differs, CALAMINE))
_SETTINGS = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


# Of workbooks that one program made (“program__case.xlsx”) openpyxl, which takes seconds over each, is asked about so
# many; calamine, and our two ways of reading, about every one.
ASKED_OF_A_FAMILY = 2


def compare(path: Path, counts: Counter[str], opinions=BOTH) -> list[object]:
    """Unsettled differences of one file, with both our ways of reading compared too."""
    book = read_book(path)
    assert alike(slowly(path), book)
    counts["files"] += 1
    unsettled: list[object] = []
    for differs, reasons in opinions:
        if path.name in CANNOT and CANNOT[path.name][0] is differs:
            counts[CANNOT[path.name][1]] += 1
            with pytest.raises(Exception):  # noqa: B017, PT011 - whatever the other program raises
                list(differs(path, book, Counter()))
            continue
        unsettled += settle(differs(path, book, counts), reasons, counts)
    return unsettled


def alike(one: Book, other: Book) -> bool:
    """Equal; how far to the right formats go is a sample in long stretches of empty rows, and never too much."""
    for left, right in zip(one.sheets, other.sheets, strict=True):
        assert left.formatted_to[0] == right.formatted_to[0]
        assert left.formatted_to[1] >= right.formatted_to[1]
    return replace(one, sheets=()) == replace(other, sheets=()) and all(
        replace(left, formatted_to=(0, 0)) == replace(right, formatted_to=(0, 0))
        for left, right in zip(one.sheets, other.sheets, strict=True)
    )


SMALL = 60_000  # bytes


def slowly(path: Path):
    """The book as expat alone reads it."""
    usual = SheetReader.__init__.__kwdefaults__
    SheetReader.__init__.__kwdefaults__ = {"fast": False}
    try:
        return read_book(path)
    finally:
        SheetReader.__init__.__kwdefaults__ = usual


@pytest.mark.season
def test_every_cell_of_foreign_workbooks(workbooks, compared):
    foreign(sorted(path for path in workbooks.rglob("*") if path.is_file()), compared)


def test_every_cell_of_some_foreign_workbooks(workbooks, compared):
    """Of each folder some, small ones; all of them with the season."""
    small = [path for path in sorted(workbooks.rglob("*")) if path.is_file() and path.stat().st_size < SMALL]
    foreign(small[::3], compared)


def foreign(paths, compared):
    counts = compared.setdefault("foreign workbooks", Counter())
    unsettled, ill, asked = [], {}, Counter()
    for path in paths:
        try:
            read_book(path)
        except Unreadable as fault:
            ill[path.name] = fault.illness
            continue
        family = path.name.partition("__")[0]
        asked[family] += 1
        opinions = BOTH if asked[family] <= ASKED_OF_A_FAMILY else BOTH[1:]
        unsettled += [(path.name, one) for one in compare(path, counts, opinions)]
    assert unsettled == []
    assert {name: what for name, what in ill.items() if ILL.get(name) != what} == {}
    assert counts["files"]


# A generated corpus

WORDS = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]),
        st.sampled_from(list(" \t\n&<>\"'=_x\u00a0\u200b")),
    ),
    max_size=12,
)
FORMATS = [
    "General",
    "0",
    "0.0%",
    "#,##0",
    "$#,##0.00",
    "@",
    "h:mm",
    "[m]:ss",
    "[h]:mm",
    "yyyy-mm-dd",
    "d-mmm",
    "0.00E+00",
    '0" days"',
]
FIGURES = st.one_of(
    st.integers(-(10**9), 10**9).map(float), st.floats(-1e12, 1e12).filter(lambda one: one == 0 or abs(one) > 1e-9)
)
CONTENT = st.one_of(
    FIGURES,
    WORDS,
    st.booleans(),
    st.sampled_from(
        ["NA", "n/a", "#N/A", "*", "↑", " 1,234 ", "_x0041_", "_x005F_", "x005F_", "1E5", "TRUE", "'", "=1+1"]
    ),
    st.tuples(st.sampled_from(["A1*2", "SUM(A1:B9)", 'IF(A1="","",1)', "'Other one'!A1&\"x\"", "1/0"]), FIGURES),
)


def bearable(one):
    """Numbers far beyond any date keep a format that is none: calamine dies of them, openpyxl makes errors of them."""
    content, code, locked = one
    figure = content[1] if isinstance(content, tuple) else content
    if isinstance(figure, float) and not 0 <= figure < 2_900_000 and openpyxl.styles.numbers.is_date_format(code):
        code = "0.0%"
    return content, code, locked


GRIDS = st.dictionaries(
    st.tuples(st.integers(1, 30), st.integers(1, 30)),
    st.tuples(CONTENT, st.sampled_from(FORMATS), st.booleans()).map(bearable),
    max_size=25,
)


def with_xlsxwriter(path: Path, grid, hidden: set[int], date1904: bool) -> dict[tuple[int, int], object]:
    """Write the grid; what was put into each cell is given back."""
    put: dict[tuple[int, int], object] = {}
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd", "date_1904": date1904}) as book:
        page = book.add_worksheet("Submission")
        book.add_worksheet("Other one").write("A1", 1)
        for (row, column), (content, code, locked) in grid.items():
            style = book.add_format({"num_format": code, "locked": locked})
            where = (row - 1, column - 1)
            if isinstance(content, tuple):
                page.write_formula(*where, f"={content[0]}", style, content[1])
                put[row, column] = float(str(content[1]))
            elif isinstance(content, str):
                page.write_string(*where, content, style) if content else page.write_blank(*where, None, style)
                put[row, column] = content or None
            elif isinstance(content, bool):
                page.write_boolean(*where, content, style)
                put[row, column] = content
            else:
                page.write_number(*where, content, style)
                put[row, column] = float(f"{content:.16G}")  # as many digits as XlsxWriter writes
        for row in hidden:
            page.set_row(row - 1, None, None, {"hidden": True})
    return put


def with_openpyxl(path: Path, grid, hidden: set[int]) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Submission"
    book.create_sheet("Other one")["A1"] = 1
    for (row, column), (content, code, locked) in grid.items():
        cell = page.cell(row, column)
        cell.value = f"={content[0]}" if isinstance(content, tuple) else content
        if isinstance(content, str) and content.startswith("="):
            cell.data_type = "s"
        cell.number_format = code
        cell.protection = openpyxl.styles.Protection(locked=locked)
    for row in hidden:
        page.row_dimensions[row].hidden = True
    page["AE31"] = dt.datetime(2026, 6, 30, 12, 30)  # noqa: DTZ001 - workbooks know no time zones
    book.save(path)


@_SETTINGS
@given(GRIDS, st.sets(st.integers(1, 30), max_size=5), st.booleans())
def test_books_written_by_xlsxwriter(tmp_path_factory, compared, grid, hidden, date1904):
    path = tmp_path_factory.mktemp("made") / "made.xlsx"
    put = with_xlsxwriter(path, grid, hidden, date1904)
    book = read_book(path)
    page = book.sheets[0]
    assert {place: cell.value for place, cell in page.cells.items()} == {
        place: value for place, value in put.items() if value is not None
    }
    for place, cell in page.cells.items():
        content, code, locked = grid[place]
        assert (cell.number_format, cell.locked) == (code, locked), a1(*place)
        assert cell.formula == (content[0] if isinstance(content, tuple) else None), a1(*place)
    assert page.hidden_rows == {row for row, _ in page.cells if row in hidden}
    assert book.date1904 == date1904
    assert compare(path, compared.setdefault("made with XlsxWriter", Counter())) == []


@_SETTINGS
@given(GRIDS, st.sets(st.integers(1, 30), max_size=5))
def test_books_written_by_openpyxl(tmp_path_factory, compared, grid, hidden):
    path = tmp_path_factory.mktemp("made") / "made.xlsx"
    with_openpyxl(path, grid, hidden)
    page = read_book(path).sheets[0]
    assert all(page.cells[place].without_result for place, one in grid.items() if isinstance(one[0], tuple))
    assert page.value("AE31") == pytest.approx(46203.5208333, abs=1e-6)
    assert compare(path, compared.setdefault("made with openpyxl", Counter())) == []


@pytest.mark.libreoffice
def test_books_converted_by_libreoffice(tmp_path, compared):
    counts = compared.setdefault("converted by LibreOffice", Counter())
    source, target = tmp_path / "from", tmp_path / "to"
    source.mkdir()
    figures = {
        (row, column): (content, FORMATS[(row * 7 + column) % len(FORMATS)], bool(row % 2))
        for row in range(1, 31)
        for column, content in enumerate(
            (row * 1.25, f" t {row} & <u> ", row % 3 == 0, (f"A{row}*2", row * 2.5), ("1/0", 0.0), "_x0041_", -row / 7),
            start=1,
        )
    }  # fmt: skip
    with_xlsxwriter(source / "one.xlsx", figures, {3, 4, 9}, date1904=False)
    with_xlsxwriter(source / "two.xlsx", figures, set(), date1904=True)
    with_openpyxl(source / "three.xlsx", figures, {5})
    shutil.copy(source / "one.xlsx", source / "four.xlsm")
    converted(sorted(source.iterdir()), target)
    unsettled, errors = [], set()
    for path in sorted(target.glob("*.xlsx")):
        page = read_book(path).sheets[0]
        assert page.value("A30") == 37.5
        errors.add(page.value("E1"))
        assert page.cells[7, 4].formula == "A7*2"
        unsettled += [(path.name, one) for one in compare(path, counts)]
    assert errors == {0.0, CellError.DIV0}  # LibreOffice keeps a saved result, and works out what has none
    assert counts["files"] == 4
    assert unsettled == []
