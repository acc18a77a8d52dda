"""Variance sheets typed into and read back, as a supervisor does it."""

from __future__ import annotations

import shutil

import openpyxl
from click.testing import CliRunner

from pmr_xl.books.reading.reader import read_book
from pmr_xl.cli.commands import pmr
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.review.sheets import review
from pmr_xl.forms.variance_sheet.decisions.reader import read_decisions
from pmr_xl.words import deciding


def decide_on_sheet(path, *words, by=None):
    """Type decisions into the first rows of a variance sheet; returns the ids of those rows."""
    book = openpyxl.load_workbook(path)
    sheet = book["Review"]
    heading = next(row for row in sheet.iter_rows() if any(cell.value == "Id" for cell in row))
    columns = {cell.value: cell.column for cell in heading}
    names = []
    for row, (decision, note) in enumerate(words, heading[0].row + 1):
        sheet.cell(row, columns["Decision"]).value = decision
        sheet.cell(row, columns["Note"]).value = note
        sheet.cell(row, columns["Name"]).value = by
        names.append(sheet.cell(row, columns["Id"]).value)
    book.save(path)
    return names


def decided(path):
    return {one.indicator_id: (one.decision, one.note) for one in read_decisions(read_book(path))}


def earlier(path, name):
    """The decision for which a row is open again, in words."""
    rows = {one.indicator_id: one.earlier for one in read_decisions(read_book(path))}
    return rows[name].in_words


def signed(path, name):
    """What stands in Name and Date of a row of a variance sheet."""
    sheet = openpyxl.load_workbook(path)["Review"]
    heading = next(row for row in sheet.iter_rows() if any(cell.value == "Id" for cell in row))
    at = {cell.value: cell.column for cell in heading}
    row = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, at["Id"]).value == name)
    return sheet.cell(row, at["Name"]).value, sheet.cell(row, at["Date"]).value


def ask(desk, *arguments):
    return CliRunner().invoke(pmr, ["--office", str(desk.folder), *map(str, arguments)])


def started(made, tmp_path):
    """An office, a submission and its variance sheet, with two decisions typed and not yet in the record."""
    shutil.copytree(made.folder / "office", tmp_path / "office")
    desk, path = Desk(tmp_path / "office"), made.folder / "submissions" / "PMR_DSNY_MMR_FY26_v1.xlsx"
    (sheet,) = review(desk, [path], tmp_path)
    return desk, path, sheet, decide_on_sheet(sheet, ("Approve", None), ("Return", "ask why"))


def all_said(told):
    """Every sentence that a door has of a sheet's decisions, and how many stand and are new before them."""
    return told.stand, told.new, *deciding.done_lines(told), *deciding.left_lines(told), *deciding.way_out_lines(told)
