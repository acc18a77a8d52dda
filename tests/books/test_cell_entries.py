"""Typing into a copy of a workbook: the cells asked for and nothing else, whoever saved the file."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest

from pmr_xl.books.marking.cell_entries import enter, with_cells
from pmr_xl.books.package.opening import Package
from pmr_xl.books.reading.reader import book_of, read_book
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.typed import NewCell
from pmr_xl.model.fault import Fault


def packed(**cells):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "S"
    for address, value in cells.items():
        sheet[address] = value
    sheet["B2"].number_format = "0.0%"
    stream = io.BytesIO()
    book.save(stream)
    return Package("book.xlsx", stream.getvalue())


def at(row, column):
    return CellRef("S", row, column)


def edited(package, change):
    """The package with its sheet's XML changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package.data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == "xl/worksheets/sheet1.xml" else data)
    return Package("book.xlsx", stream.getvalue())


def test_cells_that_are_there_and_cells_that_are_not_get_their_values_in_their_order():
    package = packed(A1="Id", B1="FY26", D1="Why", A2="a", B2=0.5, A3="b")
    new = [
        NewCell(at(2, 2), 0.632, "0.0%"),
        NewCell(at(2, 4), "=not a <formula> & “so”"),
        NewCell(at(2, 3), 7.0, "#,##0"),
        NewCell(at(3, 2), "NA"),
        NewCell(at(1, 4), None),
    ]
    data = with_cells(package, new)
    sheet = book_of(Package("book.xlsx", data)).sheets[0]
    assert {place: cell.value for place, cell in sheet.cells.items()} == {
        (1, 1): "Id", (1, 2): "FY26", (2, 1): "a", (2, 2): 0.632, (2, 3): 7.0, (2, 4): "=not a <formula> & “so”",
        (3, 1): "b", (3, 2): "NA",
    }  # fmt: skip
    assert sheet.at(2, 2).number_format == "0.0%"
    assert sheet.at(2, 3).number_format == "#,##0"
    again = openpyxl.load_workbook(io.BytesIO(data))["S"]
    assert [again["B2"].value, again["C2"].value, again["D2"].data_type] == [0.632, 7, "s"]
    rows = re.findall(rb'<row r="2".*?</row>', zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml"))
    assert re.findall(rb'r="([A-D]2)"', rows[0]) == [b"A2", b"B2", b"C2", b"D2"], "in the order of the columns"


def test_every_other_part_is_the_same_and_a_format_that_is_there_is_used():
    package = packed(A2="a", B2=0.5)
    data = with_cells(package, [NewCell(at(2, 2), 0.7, "0.0%")])
    with zipfile.ZipFile(io.BytesIO(package.data)) as old, zipfile.ZipFile(io.BytesIO(data)) as new:
        differ = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert differ <= {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}, "the workbook asks Excel to calculate anew"


@pytest.mark.parametrize(
    ("package", "cell", "says"),
    [
        (packed(A1="=1+1"), at(1, 1), "a formula stands there"),
        (packed(A1="x"), at(9, 1), "its row is not in the file"),
        (packed(A1="x"), CellRef("T", 1, 1), "it has no sheet T"),
        (
            edited(packed(A1="x"), lambda data: data.replace(b"<sheetData>", b"<sheetData><!-- A1 -->")),
            at(1, 1),
            "comments between the cells",
        ),
    ],
)
def test_what_cannot_be_typed_safely_is_refused_with_the_way_out(package, cell, says):
    with pytest.raises(Fault, match=says) as refused:
        with_cells(package, [NewCell(cell, 5.0)])
    assert "type the figures by hand" in refused.value.remedy


def test_a_file_is_written_whole_and_never_over_its_source(tmp_path):
    source, target = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    source.write_bytes(packed(A1="x").data)
    with pytest.raises(Fault, match="never changed"):
        enter(source, source, [NewCell(at(1, 1), "y")])
    enter(source, target, [NewCell(at(1, 1), "y")])
    assert read_book(target).sheets[0].value("A1") == "y"
    assert read_book(source).sheets[0].value("A1") == "x"
    enter(source, target, [])
    assert target.read_bytes() == source.read_bytes()
