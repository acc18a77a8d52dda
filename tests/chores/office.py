"""An office for stories about the work around the forms: the demonstration's, asked through ``pmr``."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import openpyxl
from click.testing import CliRunner

from pmr_xl.books.reading.reader import read_book
from pmr_xl.cli.commands import pmr
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.received.form import submission_of
from pmr_xl.model.fault import Fault


class Office:
    """A copy of the demonstration's office, and what people do in it."""

    def __init__(self, folder: Path, made) -> None:
        self.folder = Path(shutil.copytree(made.folder / "office", folder / "office"))
        shutil.rmtree(self.folder / "inbox")
        (self.folder / "inbox").mkdir()
        self.record = self.folder / "record.sqlite"
        self.sent = made.folder / "submissions"
        self.work = folder / "work"
        self.work.mkdir()

    def ask(self, *arguments, leaves=0):
        """What a command says; a fault is among it."""
        done = CliRunner().invoke(pmr, ["--office", str(self.folder), *map(str, arguments)])
        fault = done.exception if isinstance(done.exception, Fault) else None
        told = f"{done.output}\n{fault or ''} {fault.remedy if fault else ''}"
        assert (fault.exit_code if fault else done.exit_code) == leaves, (told, done.exception)
        return told

    def blank(self, agency="DSNY") -> Path:
        self.ask("blank", agency, "--year", 2026, "--due", "2026-08-07", "--into", self.work)
        return self.work / f"PMR_{agency}_MMR_FY26_v1.xlsx"

    def submitted(self, agency="DSNY", version=1) -> Path:
        """The demonstration's submission of an agency, in the inbox."""
        path = self.folder / "inbox" / f"PMR_{agency}_MMR_FY26_v{version}.xlsx"
        path.write_bytes((self.sent / f"PMR_{agency}_MMR_FY26_v1.xlsx").read_bytes())
        return path

    def read(self, path: Path):
        """The form in a file, as the program reads it."""
        return submission_of(Desk(self.folder), read_book(path))[1]

    def figures(self, path: Path) -> dict[str, str]:
        """The actuals in a form, as the report prints them; empty ones left out."""
        there = self.read(path).entries
        return {one.line.id: one.actual.as_printed for one in there if not one.actual.empty}


def listed(path: Path, rows, headings=("Id", "FY26")) -> Path:
    """A list out of somebody's own system; a value may be a pair of it and its number format."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "Out of our own system"
    for column, heading in enumerate(headings, start=1):
        sheet.cell(3, column, heading)
    for row, values in enumerate(rows, start=4):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row, column)
            cell.value, cell.number_format = value if isinstance(value, tuple) else (value, "General")
    book.save(path)
    return path


def typed(path: Path, cells: dict, to: Path | None = None) -> Path:
    """A workbook with cells typed into it, as a person would: ``{(sheet, address): value}``."""
    book = openpyxl.load_workbook(path)
    for (sheet, address), value in cells.items():
        book[sheet][address].value = value
    book.save(to or path)
    return to or path


def parts_that_differ(one: Path, other: Path) -> set[str]:
    """The parts of two workbooks that are not the same bytes; all of them where they do not hold the same parts."""
    with zipfile.ZipFile(one) as first, zipfile.ZipFile(other) as second:
        if first.namelist() != second.namelist():
            return {*first.namelist(), *second.namelist()}
        return {name for name in first.namelist() if first.read(name) != second.read(name)}
