"""Closed outline groups and a table's filter, in a workbook of ours and on a sheet set into somebody else's."""

from __future__ import annotations

from zipfile import ZipFile

import openpyxl
import pytest

from pmr_xl.books.marking.marker import mark, unmark
from pmr_xl.books.reading.reader import read_book
from pmr_xl.books.writing.writer import write
from pmr_xl.forms.paper.pages import Page, Paper
from pmr_xl.model.book.filters import ColumnFilter, FilterCondition
from pmr_xl.model.book.places import Range

HEADINGS = ("Id", "Name", "State", "By", "Rule", "Value")


def page(name: str = "Folded") -> Page:
    made = Page(name)
    for column, heading in enumerate(HEADINGS, start=1):
        made.put(1, column, heading)
        made.put(2, column, f"{heading} one")
        made.put(3, column, f"{heading} two")
    made.widths = dict.fromkeys(range(1, 6), 12.0)
    made.folded, made.hidden_columns = {1, 4, 5}, {6}
    made.table = (name, Range(1, 1, 3, 6))
    return made


@pytest.fixture(params=["of ours", "a guest"])
def saved(request, tmp_path):
    """The page in a workbook, written anew or as two guests behind the sheets of another; the folded one is last."""
    ours = tmp_path / "ours.xlsx"
    if request.param == "of ours":
        write(Paper([page()]), ours)
        return ours
    write(Paper([Page("Theirs")]), ours)
    filtered = page()
    filtered.filters, filtered.hidden_rows = {3: ColumnFilter(2, ("State two", ""))}, {2}
    mark(ours, tmp_path / "marked.xlsx", [], page("First"), filtered)
    return tmp_path / "marked.xlsx"


def test_closed_groups_are_closed_and_can_be_opened(saved):
    columns = openpyxl.load_workbook(saved)["Folded"].column_dimensions
    told = {
        letter: (columns[letter].hidden, columns[letter].outlineLevel or 0, columns[letter].collapsed)
        for letter in "ABDF"
    }
    assert told == {"A": (True, 1, False), "B": (False, 0, True), "D": (True, 1, False), "F": (True, 0, True)}
    assert read_book(saved).sheet("Folded").hidden_columns == {1, 4, 5, 6}


def test_what_a_filter_lets_through_is_read_back(tmp_path):
    ours = tmp_path / "ours.xlsx"
    write(Paper([Page("Theirs")]), ours)
    filtered = page()
    filtered.filters, filtered.hidden_rows = {3: ColumnFilter(2, ("State “two” & <more>", ""))}, {2}
    mark(ours, tmp_path / "marked.xlsx", [], page("First"), filtered)
    book = read_book(tmp_path / "marked.xlsx")
    assert [sheet.name for sheet in book.sheets] == ["Theirs", "First", "Folded"]
    (table,) = book.sheet("Folded").tables
    assert table.filters == (ColumnFilter(2, ("", "State “two” & <more>")),)
    assert book.sheet("Folded").hidden_rows == {2}
    assert book.sheet("First").tables[0].filters == ()
    report = unmark(tmp_path / "marked.xlsx", tmp_path / "back.xlsx")
    assert report.exact
    with ZipFile(tmp_path / "back.xlsx") as back, ZipFile(ours) as before:
        assert {name: back.read(name) for name in back.namelist()} == {
            name: before.read(name) for name in before.namelist()
        }
    wb = openpyxl.load_workbook(tmp_path / "marked.xlsx")
    assert wb.active.title == "First"
    assert [table.id for sheet in wb for table in sheet.tables.values()] == [1, 2]


def test_conditions_are_read_back_too(tmp_path):
    ours = tmp_path / "ours.xlsx"
    write(Paper([Page("Theirs")]), ours)
    filtered = page()
    both = (FilterCondition("greaterThan", "3"), FilterCondition("notEqual", "*<a>*"))
    filtered.filters = {2: ColumnFilter(1, None, both, both=True), 3: ColumnFilter(2, None, both[:1])}
    mark(ours, tmp_path / "marked.xlsx", [], filtered)
    (table,) = read_book(tmp_path / "marked.xlsx").sheet("Folded").tables
    assert table.filters == tuple(filtered.filters.values())


@pytest.mark.parametrize(
    ("how", "value", "shown", "hidden"),
    [
        ("equal", "▲*", "▲ Query", "✕ Error"), ("notEqual", "▲*", "✕ Error", "▲ query"), ("equal", "a?c", "ABC", "ac"),
        ("equal", "a~*", "a*", "ab"), ("equal", "", "", "x"), ("notEqual", " ", "x", ""),
        ("greaterThan", "5", "1,000", "5"),
        ("lessThanOrEqual", "5", "5", "words"), ("equal", "1.5 (x)", "1.5 (X)", "1x5 (x)"),
    ],
)  # fmt: skip
def test_a_condition_means_what_it_means_in_excel(how, value, shown, hidden):
    one = ColumnFilter(0, None, (FilterCondition(how, value),))
    assert (one.shows(shown), one.shows(hidden)) == (True, False)
