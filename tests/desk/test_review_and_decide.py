"""Decisions typed on a variance sheet come back into the record, once."""

from __future__ import annotations

import openpyxl
import pytest

from pmr_xl.desk.decide import decide
from pmr_xl.desk.demo_forms import EDITION
from pmr_xl.desk.desk import Desk
from pmr_xl.model.fault import Fault


def test_decisions_come_back_with_the_submission_they_were_made_on(made, tmp_path):
    desk = Desk(made.folder / "office")
    book = openpyxl.load_workbook(made.variances[0])
    sheet = book["Review"]
    heading = next(row for row in sheet.iter_rows() if any(cell.value == "Id" for cell in row))
    columns = {cell.value: cell.column for cell in heading}
    row = heading[0].row + 1
    names = [sheet.cell(at, columns["Id"]).value for at in (row, row + 1)]
    sheet.cell(row, columns["Decision"]).value = "Accept"
    sheet.cell(row, columns["By"]).value = "ana"
    sheet.cell(row + 1, columns["Decision"]).value = "Return"
    sheet.cell(row + 1, columns["Note"]).value = "=1+1 is text in a note"
    sheet.cell(row + 1, columns["Note"]).data_type = "s"
    path = tmp_path / "decided.xlsx"
    book.save(path)

    assert decide(desk, path) == (2, 2)
    assert decide(desk, path) == (2, 0)
    kept = desk.record.decisions(EDITION, "DSNY")
    assert [kept[name].decision for name in names] == ["Accept", "Return"]
    assert kept[names[0]].who == "ana"
    assert kept[names[0]].submission == made.validations[0].book.sha256


def test_another_workbook_is_no_variance_sheet(made):
    with pytest.raises(Fault, match="no variance sheet"):
        decide(Desk(made.folder / "office"), made.tables[0])
