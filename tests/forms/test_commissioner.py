"""The commissioner's page works itself out from the form: another program computes it from the sample submission."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from recalculation import recalculated

from pmr_xl.forms.submission_form.plan import COMMISSIONER, SUBMISSION

SAMPLE = Path(__file__).parents[2] / "workbooks" / "submissions" / "PMR_FDNY_MMR_FY26_v1.xlsx"


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("commissioner")
    return recalculated(Path(shutil.copy(SAMPLE, folder)), folder)


def section(sheet, title):
    """The lines below a title: what each of its filled lines shows."""
    top = next(row for row in range(1, 80) if sheet.value(f"A{row}") == title)
    lines = []
    for row in range(top + 2, 80):
        if not str(sheet.value(f"A{row}") or "").strip():
            break
        lines.append([str(sheet.value(f"{letter}{row}") or "").strip() for letter in "ABCDE"])
    return lines


@pytest.mark.libreoffice
def test_the_page_says_what_moved_what_is_missed_what_is_open_and_who_signs(book):
    sheet = book.sheet(COMMISSIONER)
    moved = section(sheet, "What moved most")
    assert len(moved) == 6
    assert moved[0][:4] == ["Violation orders issued", "47,522", "49,216,000", "+103,464.7%"]
    assert moved[2][:4] == ["Hazard complaints resolved within one day (%)", "94%", "1%", "-93.1 points"]
    missed = {line[0]: line[1:4] for line in section(sheet, "Targets not met")}
    assert missed["Hazard complaints resolved within one day (%)"] == ["85%", "1%", "-84.1 points"]
    ways = {name: line for name, line in missed.items() if line[0] in ("↑", "↓")}
    assert ways, "a direction is missed too"
    assert {line[2] for line in ways.values()} <= {"✕ Wrong way, under 10%", "✕ Wrong way, 10% or more"}
    proposed = section(sheet, "Targets proposed otherwise")
    assert [line[:3] for line in proposed] == [["CORE facility rating", "*", "↓"]]
    open_rows = section(sheet, "Still open")
    statuses = [str(cell.value) for cell in book.sheet(SUBMISSION).cells.values() if cell.column == 11 and cell.row > 2]
    still = sum(status != "✓ Complete" for status in statuses)
    assert still > len(open_rows) == 4
    row = next(row for row in range(1, 80) if sheet.value(f"A{row}") == "Still open")
    assert sheet.value(f"E{row}") == f"{still} of {len(statuses)} rows are open"
    assert ["Violation orders issued", "✕ Fix", "about 1,000 times the usual 37,758"] in [
        [line[0], line[1], line[4]] for line in open_rows
    ]
    signed = {sheet.value(f"A{row}"): sheet.value(f"B{row}") for row in range(40, 80) if sheet.value(f"A{row}")}
    assert signed["Name:"] == "A. Person"
    assert signed["Date:"] == "September 3, 2026"


@pytest.mark.libreoffice
def test_the_line_to_the_next_open_row_cuts_its_name_between_two_words(book):
    form = book.sheet(SUBMISSION)
    names = [str(form.value(f"C{row}")) for row in range(3, 80) if form.value(f"C{row}")]
    said = next(str(cell.value) for cell in form.cells.values() if cell.row == 1 and "left · next" in str(cell.value))
    begun = said.partition("→ ")[2]
    assert begun.endswith(" …")
    assert any(name.startswith(begun.removesuffix("…")) for name in names)


@pytest.mark.libreoffice
def test_a_restatement_is_on_it_with_its_reason(tmp_path):
    import openpyxl

    path = Path(shutil.copy(SAMPLE, tmp_path))
    typed = openpyxl.load_workbook(path)
    page = typed["Restatements"]
    name = typed["Submission"]["A7"].value
    for address, value in {"A7": name, "C7": "FY25", "E7": 47_600, "F7": "Late data", "G7": "78 came late."}.items():
        page[address] = value
    typed.save(path)
    (line,) = section(recalculated(path, tmp_path).sheet(COMMISSIONER), "Published figures restated")
    assert line == ["Violation orders issued", "FY25", "47,522", "47,600", "Late data: 78 came late."]
