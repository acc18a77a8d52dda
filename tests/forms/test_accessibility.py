"""What is published can be read by everybody: the public checklist, point by point, and that each point can fail."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from accessibility import POINTS, faults
from at_least_one import at_least_one
from click.testing import CliRunner
from example import MMR
from noted import MANY, printed_with
from openpyxl import load_workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.table import Table
from printed_report import chapters, past_of

from pmr_xl.books.writing.writer import write
from pmr_xl.cli import commands
from pmr_xl.forms.report_tables.tables import PUBLISHED, lay
from pmr_xl.mmr import assemble

GUIDE = Path(__file__).parents[2] / "docs" / "accessibility.md"


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The example's tables with numbered notes and a sheet of noteworthy changes."""
    path = tmp_path_factory.mktemp("published") / "dox.xlsx"
    chapter, notes = printed_with(*MANY)
    write(lay(chapter, PUBLISHED, notes), path)
    return path


def test_tables_for_publication_have_no_fault(tmp_path):
    asked = ["assemble", "DSNY", "--report", "mmr", "--year", "2026", "--profile", "published", "--into", str(tmp_path)]
    told = CliRunner().invoke(commands.pmr, asked)
    assert told.exit_code == 4, told.output
    (made,) = tmp_path.glob("*.xlsx")
    assert faults(made) == []
    assert [sheet.title for sheet in load_workbook(made)] == [
        "Contents", "Indicators", "Resources", "Units of appropriation", "Notes",
    ]  # fmt: skip


def test_tables_with_notes_have_none(whole):
    assert faults(whole) == []


@pytest.mark.season
def test_no_agency_s_tables_have_a_fault(tmp_path):
    told = {}
    for code, chapter in at_least_one(chapters().items()):
        path = tmp_path / f"{chapter.agency.replace('/', '_')}.xlsx"
        write(lay(assemble(chapter, past_of(code), MMR), PUBLISHED), path)
        told[code] = faults(path)
    assert len(told) == 45
    assert {code: found for code, found in told.items() if found} == {}


def indicators(change):
    """A fault made on the sheet Indicators."""

    def made(book):
        change(book["Indicators"])

    return made


def untagged(sheet):
    del sheet.tables[next(iter(sheet.tables))]


def twice(sheet):
    sheet["J4"].value = "Actual FY22 value"


def renamed(sheet):
    (table,) = sheet.tables.values()
    untagged(sheet)
    sheet.add_table(Table(displayName="Table1", ref=table.ref, tableColumns=table.tableColumns))


FAULTS = {
    "one table": indicators(untagged),
    "table name": indicators(renamed),
    "header row": indicators(lambda sheet: sheet.__setitem__("D4", "Goal")),
    "no merged cells": indicators(lambda sheet: sheet.merge_cells("A2:C2")),
    "nothing empty": indicators(lambda sheet: sheet.__setitem__("E6", None)),
    "nothing outside": indicators(lambda sheet: sheet.__setitem__("A40", "Source: the agency")),
    "nothing hidden": indicators(lambda sheet: setattr(sheet.row_dimensions[7], "hidden", True)),
    "no filters, nothing frozen": indicators(lambda sheet: setattr(sheet, "freeze_panes", "B5")),
    "heading style": indicators(lambda sheet: setattr(sheet["A1"], "style", "Normal")),
    "starts at A1": lambda book: setattr(book, "active", 1),
    "title and language": lambda book: setattr(book.properties, "language", None),
    "contrast": indicators(lambda sheet: setattr(sheet["A6"], "fill", PatternFill("solid", fgColor="FF1F1F1F"))),
    "size of type": indicators(lambda sheet: setattr(sheet["A6"], "font", Font(size=8))),
    "wrapped": indicators(lambda sheet: sheet["I6"].__setattr__("value", "long " * 12)),
    "links": indicators(lambda sheet: sheet["A3"].__setattr__("value", "click here")),
    "contents": lambda book: book["Contents"]["A5"].__setattr__("hyperlink", None),
    "notes": lambda book: book["Notes"]["A5"].__setattr__("value", "[99]"),
    "shorthand": indicators(lambda sheet: sheet["I6"].__setattr__("value", "[w]")),
    "numbers once": indicators(twice),
}


@pytest.mark.parametrize("point", FAULTS)
def test_each_point_is_seen_where_it_is_missed(whole, tmp_path, point):
    book = load_workbook(whole)
    FAULTS[point](book)
    book.save(tmp_path / "faulty.xlsx")
    assert point in {fault.partition(":")[0] for fault in faults(tmp_path / "faulty.xlsx")}


def test_a_picture_without_words_is_seen(whole, tmp_path):
    path = tmp_path / "picture.xlsx"
    path.write_bytes(whole.read_bytes())
    with zipfile.ZipFile(path, "a") as parts:
        parts.writestr("xl/drawings/drawing1.xml", '<xdr:wsDr><xdr:cNvPr id="2" name="Picture 1"/></xdr:wsDr>')
    assert [fault for fault in faults(path) if fault.startswith("pictures:")]


def test_the_guide_lists_every_point_that_is_tried():
    told = re.findall(r"^\| ([^|]+?) \|", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(POINTS) == {*FAULTS, "pictures"}
    assert set(POINTS) <= set(told)
