"""The work as it is done around a form, once through: more time, three units, two lists, one conflict, one call."""

from __future__ import annotations

import openpyxl
import pytest
from office import listed, typed

pytestmark = pytest.mark.both_engines

KEYS = ("actual", "reason", "explanation", "next_target")
REST = "*"  # the id of the cell with which all other rows are approved
MILES = "dsny-miles-highway-cleaned"


def unit_of(at):
    return ("North", "South", "Head office")[at % 3]


def sent_rows(office):
    """The demonstration's submission as cells to be listed: per row, per column, what stands there."""
    whole = office.read(office.sent / "PMR_DSNY_MMR_FY26_v1.xlsx")
    return {one.line.id: {key: one[key].cell for key in KEYS if not one[key].empty} for one in whole.entries}


def stored(cell):
    """A cell as it is listed: its value and number format; nothing where it is empty."""
    return None if cell is None else (cell.value, cell.number_format)


def certified(path):
    """The form signed as a whole, and named as a submission."""
    book = openpyxl.load_workbook(path)
    welcome = book["Welcome"]
    for row in welcome.iter_rows():
        for cell in row:
            for label, value in (("Name", "A. Person"), ("Title", "Commissioner"), ("Date", 46_240)):
                if cell.value == label and welcome.cell(cell.row, cell.column + 1).value is None:
                    welcome.cell(cell.row, cell.column + 1).value = value
    book.save(path)
    return path


def approved(office, form):
    """What needs an eye approved row by row, the rest with one cell, and handed in."""
    office.ask("review", form, "--into", office.work)
    sheet = office.work / f"{form.stem}_variances.xlsx"
    book = openpyxl.load_workbook(sheet)
    page = book["Review"]
    heading = next(row for row in page.iter_rows() if any(cell.value == "Id" for cell in row))
    at = {cell.value: cell.column for cell in heading}
    ids = {page.cell(row, at["Id"]).value: row for row in range(heading[0].row + 1, page.max_row + 1)}
    eye = list(ids)[: list(ids).index(REST)]  # what needs an eye stands above the one cell for the rest
    assert MILES in eye, "a figure that was corrected by telephone needs one"
    assert len(eye) < len(ids) - 2
    for name in (*eye, REST):
        page.cell(ids[name], at["Decision"]).value = "Approve"
        page.cell(ids[name], at["Name"]).value = "S. Upervisor"
    book.save(sheet)
    told = office.ask("decide", sheet)
    assert f"{len(office.read(form).entries)} new to the record" in told, "each row has its decision"
    return sheet


def test_a_form_goes_through_many_hands(office):
    office.ask("withdraw", "MMR-FY26", "DSNY", "--why", "for this story")
    office.ask("extend", "DSNY", "2026-08-21", "--why", "three units, one flood", "--by", "Ana", "--year", 2026)
    form = office.blank()
    assert office.read(form).stamp.due == "2026-08-21"

    # split in three; one row is both North's and South's
    told = sent_rows(office)
    units = [(name, unit_of(at)) for at, name in enumerate(told)]
    shared = next(name for name, unit in units if unit == "North" and set(told[name]) == {"actual", "next_target"})
    table = listed(office.work / "units.xlsx", [*units, (shared, "South")], ("Indicator id", "Unit"))
    assert f"In several parts: {shared}." in office.ask("split", form, "--by", table)
    folder = form.parent / f"{form.stem}_parts"
    parts = {office.read(part).stamp.part.rpartition(": ")[2]: part for part in folder.iterdir()}
    assert set(parts) == {"North", "South", "Head office"}

    # two are filled from lists, the third by hand; South's system has another figure for the shared row
    back = []
    headings = ("Id", "FY26 actual", "If NA: reason", "Explanation", "Target FY27")
    for unit in ("North", "South"):
        rows = [
            [name, *(stored(cells.get(key)) for key in KEYS)]
            for name, cells in told.items()
            if name in office.read(parts[unit]).by_id
        ]
        if unit == "South":
            row = next(row for row in rows if row[0] == shared)
            row[1] = (row[1][0] + 7, row[1][1])
        table = listed(office.work / f"{unit}.xlsx", rows, headings)
        office.ask("fill", parts[unit], table, "--over")
        back.append(parts[unit].with_name(f"{parts[unit].stem}_filled.xlsx"))
    mine = office.read(parts["Head office"])
    typed(
        parts["Head office"],
        {
            (entry[key].where.sheet, entry[key].where.address): cell.value
            for entry in mine.entries
            for key, cell in told[entry.line.id].items()
        },
    )
    for part in (*back, parts["Head office"]):
        office.ask("validate", part, "--no-copy")

    # gathered with one conflict, which is chosen
    everything = (*back, parts["Head office"])
    said = office.ask("gather", *everything, "--of", form, leaves=4)
    assert "3 of 3 back; 1 cell differs, choose." in said
    assert f"   {back[0].name}" in said
    assert f"   {back[1].name}" in said
    office.ask("gather", *everything, "--of", form, "--choose", f"{shared}={back[0].name}", "--by", "Ben")
    gathered = form.with_name(f"{form.stem}_gathered.xlsx")
    sent = office.folder / "inbox" / form.name
    sent.write_bytes(certified(gathered).read_bytes())
    whole = office.read(office.sent / form.name)
    assert office.figures(sent) == {one.line.id: one.actual.as_printed for one in whole.entries}
    assert " 0 errors, 0 queries open" in office.ask("validate", "--no-copy", leaves=0)

    # corrected by telephone, approved, taken in
    before = sent.read_bytes()
    who = ("--said-by", "Jo Doe", "--why", "two digits were swapped", "--by", "Ana")
    office.ask("correct", sent, MILES, "4,567", *who)
    approved(office, sent)
    said = office.ask("accept", sent, "--by", "S. Upervisor")
    assert "✓ PMR_DSNY_MMR_FY26_v1.xlsx is in the record" in said
    assert "corrected by word of mouth: sent as 4,576, read as 4,567, said by Jo Doe, noted by Ana" in said
    assert sent.read_bytes() == before
    shown = office.ask("record", "show", MILES)
    assert "4,567" in next(line for line in shown.splitlines() if line.startswith("✓ FY26 ") and "actual" in line)
    assert "● MMR Fiscal 2026: Approve" in shown
    kept = list((office.folder / "accepted" / "dsny").glob("*_v1.xlsx"))
    assert before in [path.read_bytes() for path in kept], "the file as it was sent"
