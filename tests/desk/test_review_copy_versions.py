"""Review copies as the program made them before, filled in by people; filters outlive the next round."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from findings_columns import SHEET, cell, letter, number, rows_of
from openpyxl.worksheet.filters import CustomFilter, CustomFilters, FilterColumn, Filters, Top10

from pmr_xl.cli.commands import pmr

BEFORE = Path(__file__).parents[1] / "offices" / "review_copies" / "PMR_DSNY_MMR_FY26_v1_review.xlsx"
WHY = "Lots cleaned rose from 101 to 257 because a second crew was hired in May."
LOTS, DUMPED = "dsny-lots-cleaned-citywide", "dsny-residential-curbside-trucks-dumped-shift"


@pytest.fixture
def ask(made):
    def asked(*words, leaves=None):
        told = CliRunner().invoke(pmr, ["--office", str(made.folder / "office"), *map(str, words)])
        assert leaves is None or told.exit_code in leaves, told.output
        return told.output

    return asked


@pytest.fixture
def before(tmp_path, ask):
    """The form, and beside it the review copy with its answers, on a findings sheet of the second version."""
    copy = Path(shutil.copy(BEFORE, tmp_path))
    ask("unmark", copy, "--to", tmp_path / "PMR_DSNY_MMR_FY26_v1.xlsx", leaves=(0,))
    return tmp_path / "PMR_DSNY_MMR_FY26_v1.xlsx", copy


def judged(ask, form):
    told = json.loads(ask("validate", form, "--no-copy", "--json", "-"))["findings"]
    return {one["rule"]: one for one in told}


def first_version(page):
    page.delete_cols(15, 2)  # the earlier answer and the stored value


def another_heading(page):
    page["L6"] = "Our own word"


@pytest.mark.parametrize("change", [None, first_version, another_heading])
def test_answers_on_an_older_sheet_are_read_and_stand_on_the_new_one(ask, before, change):
    form, copy = before
    if change is not None:
        book = openpyxl.load_workbook(copy)
        book[SHEET].tables.clear()
        change(book[SHEET])
        book.save(copy)
    found = judged(ask, form)
    assert (found["TGT-006"]["explained"], found["TGT-006"]["answer"]) == (True, WHY)
    assert found["TGT-008"]["explained"], "a state of an earlier word: Accepted"
    assert not found["NAR-002"]["explained"], "a draft"
    told = ask("validate", form)
    if change is another_heading:
        assert "the heading “Our own word” is not known; the column was read as “Your answer”." in told
    page = openpyxl.load_workbook(copy)[SHEET]
    (row,) = rows_of(page, "TGT-006", LOTS)
    now = [page.cell(row, number(name)).value for name in ("State", "Your answer", "Name", "Cell", "Where")]
    assert now == ["✎ Explained", WHY, "Ana Diaz", "J8", "Submission!J8"]
    assert page.cell(row, number("Date")).value.strftime("%Y-%m-%d") == "2025-12-09"
    (row,) = rows_of(page, "TGT-008", DUMPED)
    assert page.cell(row, number("State")).value == "● Waived"
    (row,) = rows_of(page, "NAR-002", DUMPED)
    drafted = [page.cell(row, number(name)).value for name in ("State", "Your answer")]
    assert drafted == ["○ Open", "Not yet sure about this; we ask the depot."]


def test_the_marks_of_an_older_copy_come_off(ask, before):
    form, copy = before
    book = openpyxl.load_workbook(form)
    assert SHEET not in book.sheetnames
    assert all(one.comment is None for row in book["Submission"].iter_rows() for one in row)
    ask("validate", form)
    again = copy.with_name("again.xlsx")
    ask("unmark", copy, "--to", again, leaves=(0,))
    assert openpyxl.load_workbook(again).sheetnames == book.sheetnames


def filtered(copy: Path, heading: str, criterion: object) -> None:
    """A filter set in the copy, as Excel keeps it in the table."""
    book = openpyxl.load_workbook(copy)
    (table,) = book[SHEET].tables.values()
    kinds = {Filters: "filters", Top10: "top10", CustomFilters: "customFilters"}
    more = {kinds[type(criterion)]: criterion}
    table.autoFilter.filterColumn.append(FilterColumn(colId=number(heading) - 1, **more))
    book.save(copy)


def seen(copy: Path) -> list[str]:
    page = openpyxl.load_workbook(copy)[SHEET]
    rows = [row for row in page.iter_rows(min_row=7) if cell(row, "Rule")]
    return [cell(row, "Severity") for row in rows if not page.row_dimensions[row[0].row].hidden]


def test_filters_outlive_the_next_validation_and_what_they_hide_is_told(ask, before):
    form, copy = before
    ask("validate", form)
    whole = seen(copy)
    assert len(set(whole)) == 3
    filtered(copy, "Severity", Filters(filter=["▲ Query"]))
    told = ask("validate", form)
    assert seen(copy) == [sign for sign in whole if sign == "▲ Query"]
    assert f"{len(whole) - len(seen(copy))} findings are hidden by the filters" in told
    (table,) = openpyxl.load_workbook(copy)[SHEET].tables.values()
    assert table.autoFilter.filterColumn[0].filters.filter == ["▲ Query"]

    book = openpyxl.load_workbook(form)
    book["Submission"]["N8"] = "A depot opened in May with 12 more crews."
    for address in ("J8", "M27", "N27"):
        book["Submission"][address] = {"J8": 101, "M27": None, "N27": None}[address]
    book.save(form)
    told = ask("validate", form)
    if "▲ Query" not in seen(copy):
        assert "The filters of the findings sheet were taken off: they would hide every finding." in told


def test_the_filter_of_an_older_sheet_is_taken_over_by_its_heading(ask, before):
    form, copy = before
    book = openpyxl.load_workbook(copy)
    (table,) = book[SHEET].tables.values()
    table.autoFilter.filterColumn.append(FilterColumn(colId=10, filters=Filters(filter=["● Accepted", "○ Open"])))
    book.save(copy)
    ask("validate", form)
    page = openpyxl.load_workbook(copy)[SHEET]
    shown = {page[f"{letter('State')}{row}"].value for row in range(7, 30) if not page.row_dimensions[row].hidden}
    assert shown - {None} == {"● Waived", "○ Open"}


def test_a_condition_outlives_the_next_validation_too(ask, before):
    form, copy = before
    ask("validate", form)
    whole = seen(copy)
    filtered(copy, "Severity", CustomFilters(customFilter=[CustomFilter(operator="notEqual", val="*Error")]))
    ask("validate", form)
    assert seen(copy) == [sign for sign in whole if sign != "✕ Error"]
    ask("validate", form)
    assert seen(copy) == [sign for sign in whole if sign != "✕ Error"], "and the one after"


def test_a_filter_that_goes_by_no_text_is_told(ask, before):
    form, copy = before
    ask("validate", form)
    filtered(copy, "No", Top10(top=True, val=3))
    assert "The filter of “No” on the findings sheet was not kept" in ask("validate", form)
