"""The demonstration's form of Sanitation, filled by code as an agency would, and what ``pmr validate`` asks of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from click.testing import CliRunner

from pmr_xl.cli.commands import pmr

FORM = "PMR_DSNY_MMR_FY26_v1.xlsx"
FIRST, LAST = 3, 60
ROWS = LAST - FIRST + 1


class Sheet:
    """The Submission sheet: 58 indicators, filled with what was printed.

    Attributes:
        book: the workbook, where another sheet is meant.
    """

    def __init__(self, book: Any) -> None:
        self.book, self.page = book, book["Submission"]

    def column(self, letter: str) -> list[Any]:
        return [self.page[f"{letter}{row}"].value for row in range(FIRST, LAST + 1)]

    def put(self, letter: str, values: list[Any], first: int = FIRST) -> None:
        for row, value in enumerate(values, start=first):
            self.page[f"{letter}{row}"].value = value

    def fill_down(self, letter: str, value: Any) -> None:
        self.put(letter, [value] * ROWS)


class TypedForm:
    """One form, filled anew for each question, in a folder of its own."""

    def __init__(self, made: Any, room: Path) -> None:
        self.made, self.path = made, room / FORM

    def __call__(self, change: Callable[[Sheet], Any], *, known: bool = False) -> list[dict[str, Any]]:
        """The findings after a change, as JSON has them; what is only to be ``known`` where it is asked for."""
        book = openpyxl.load_workbook(self.made.folder / "submissions" / FORM)
        change(Sheet(book))
        book.save(self.path)
        asked = ["--office", str(self.made.folder / "office"), "validate", "--no-copy", "--json", "-", str(self.path)]
        done = CliRunner().invoke(pmr, asked)
        assert done.exit_code in (0, 1, 2), done.output
        return [one for one in json.loads(done.stdout)["findings"] if known or one["severity"] != "info"]
