"""A variance sheet in an office of its own, typed into as a supervisor does, and handed in."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import openpyxl
from click.testing import CliRunner
from office_begun import room_of_this_run

from pmr_xl.cli.commands import pmr
from pmr_xl.desk.demo.forms import EDITION
from pmr_xl.desk.desk import Desk

FORM = "PMR_DSNY_MMR_FY26_v1.xlsx"


@cache
def _reviewed(made: Path) -> Path:
    """An office, the form and its variance sheet: made once in a process, then handed out as copies."""
    room = room_of_this_run()
    shutil.copytree(made / "office", room / "office")
    form = shutil.copy(made / "submissions" / FORM, room)
    asked = ["--office", str(room / "office"), "review", form, "--into", str(room)]
    told = CliRunner().invoke(pmr, asked)
    assert told.exit_code == 0, told.output
    return room


class HandedIn:
    """The variance sheet of the demonstration's submission, in an office of its own."""

    def __init__(self, made, folder: Path) -> None:
        shutil.copytree(_reviewed(made.folder), folder, dirs_exist_ok=True)
        self.office = folder / "office"
        self.form, self.path = folder / FORM, folder / FORM.replace(".xlsx", "_variances.xlsx")

    def ask(self, *arguments: object, leaves: int = 0) -> str:
        done = CliRunner().invoke(pmr, ["--office", str(self.office), *map(str, arguments)])
        assert done.exit_code == leaves, done.output
        return done.stdout + done.stderr

    def refused(self, *arguments: object) -> str:
        """What is said where nothing is done."""
        done = CliRunner().invoke(pmr, ["--office", str(self.office), *map(str, arguments)])
        assert done.exit_code not in (0, 70), done.output
        return f"{done.stdout}{done.stderr}{done.exception}"

    def review(self) -> None:
        self.ask("review", self.form, "--into", self.path.parent)

    def _opened(self):
        book = openpyxl.load_workbook(self.path)
        page = book["Review"]
        top = next(row for row in page.iter_rows() if any(cell.value == "Id" for cell in row))
        return book, page, top[0].row, {cell.value: cell.column for cell in top}

    def type(self, name: str, **cells: object) -> None:
        book, page, top, at = self._opened()
        row = next(n for n in range(top + 1, page.max_row + 1) if page.cell(n, at["Id"]).value == name)
        for heading, content in cells.items():
            page.cell(row, at[heading.replace("_", " ")]).value = content
        book.save(self.path)

    def rows(self) -> dict[str, dict[str, object]]:
        _, page, top, at = self._opened()
        found = {}
        for number in range(top + 1, page.max_row + 1):
            row = {heading: page.cell(number, column).value for heading, column in at.items()}
            found[str(row["Id"])] = row | {"folded": page.row_dimensions[number].hidden}
        return found

    def decided(self) -> dict[str, str]:
        return {name: one.decision for name, one in Desk(self.office).record.decisions(EDITION, "DSNY").items()}
