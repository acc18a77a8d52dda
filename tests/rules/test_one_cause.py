"""What went wrong for a whole column is told once, by its cause, on forms filled as agencies fill them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from pmr_xl.cli.commands import pmr

FORM = "PMR_DSNY_MMR_FY26_v1.xlsx"
FIRST, LAST = 3, 60
ROWS = LAST - FIRST + 1


class Sheet:
    """The Submission sheet of the demonstration's form, 58 indicators filled with what was printed."""

    def __init__(self, page) -> None:
        self.page = page

    def column(self, letter: str) -> list[Any]:
        return [self.page[f"{letter}{row}"].value for row in range(FIRST, LAST + 1)]

    def put(self, letter: str, values: list[Any], first: int = FIRST) -> None:
        for row, value in enumerate(values, start=first):
            self.page[f"{letter}{row}"].value = value

    def fill_down(self, letter: str, value: Any) -> None:
        self.put(letter, [value] * ROWS)


@pytest.fixture(scope="module")
def told(made, tmp_path_factory) -> Callable[[Callable[[Sheet], None]], list[dict[str, Any]]]:
    """What ``pmr validate --json`` asks of the form after a change; what is only to be known is left out."""
    room = tmp_path_factory.mktemp("one_cause")

    def told_of(change: Callable[[Sheet], None]) -> list[dict[str, Any]]:
        book = openpyxl.load_workbook(made.folder / "submissions" / FORM)
        change(Sheet(book["Submission"]))
        path: Path = room / FORM
        book.save(path)
        asked = ["--office", str(made.folder / "office"), "validate", "--no-copy", "--json", "-", str(path)]
        done = CliRunner().invoke(pmr, asked)
        assert done.exit_code in (0, 1, 2), done.output
        found = json.loads(done.stdout)["findings"]
        return [one for one in found if one["severity"] != "info"]

    return told_of


def test_the_form_itself_asks_nothing(told):
    assert told(lambda _: None) == []


COLUMNS = {
    "ids emptied": (lambda s: s.fill_down("A", None), "STR-010", "A3", "58 of 58 rows of the table have no id"),
    "the first half of the ids emptied": (lambda s: s.put("A", [None] * 29), "STR-010", "A3", "29 of 58 rows"),
    "the last ids emptied": (lambda s: s.put("A", [None] * 29, 32), "STR-010", "A32", "29 of 58 rows"),
    "the first id filled down": (lambda s: s.fill_down("A", s.page["A3"].value), "IDN-002", "A4", "57 of 58 rows"),
    "names of one's own": (
        lambda s: s.put("C", [f"Our indicator {n}" for n in range(ROWS)]),
        "IDN-003",
        "C3",
        "58 of 58 names under “Indicator” are not those of their ids",
    ),
    "names sorted by themselves": (lambda s: s.put("C", sorted(s.column("C"))), "IDN-003", "C3", "54 of 58 names"),
    "names emptied": (lambda s: s.fill_down("C", None), "STR-022", "C2", "58 of 58 names under “Indicator” are gone"),
    "one unit filled down": (lambda s: s.fill_down("D", "Number"), "IDN-004", "D6", "under “Unit”"),
    "units emptied": (lambda s: s.fill_down("D", None), "STR-022", "D2", "58 of 58 units under “Unit” are gone"),
    "one direction filled down": (lambda s: s.fill_down("E", "up"), "IDN-004", "E3", "45 of 58 cells under “Want”"),
    "goals of one's own": (lambda s: s.fill_down("B", "Goal 1"), "IDN-010", "B3", "58 of 58 cells under “Goal”"),
    "a formula to another file filled down": (
        lambda s: s.put("J", [f"='[Ours.xlsx]Sheet 1'!B{row}" for row in range(FIRST, LAST + 1)]),
        "FIL-005",
        "J3",
        "58 of 58 cells under “FY26 actual” hold formulas without a saved result",
    ),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_is_told_once_with_its_count_and_remedy(told, name):
    change, rule, cell, words = COLUMNS[name]
    (found,) = told(change)
    assert (found["rule"], found["cell"]) == (rule, cell), found
    assert words in found["message"]
    assert found["remedy"]


def test_published_years_typed_over_are_one_error_a_column(told):
    def rounded(sheet: Sheet) -> None:
        for letter in "GHI":
            values = [float(f"{one:.2g}") if isinstance(one, (int, float)) else one for one in sheet.column(letter)]
            sheet.put(letter, values)

    errors = [one for one in told(rounded) if one["severity"] == "error"]
    assert [(one["rule"], one["cell"][0]) for one in errors] == [("REV-001", "G"), ("REV-001", "H"), ("REV-001", "I")]
    assert "(rows 3-" in errors[0]["message"], "which rows, where they do not follow each other"


def test_fewer_than_eight_are_each_told(told):
    found = told(lambda sheet: sheet.put("C", [f"Our indicator {n}" for n in range(7)]))
    assert [one["cell"] for one in found if one["rule"] == "IDN-003"] == [f"C{row}" for row in range(3, 10)]
