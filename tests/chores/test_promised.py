"""Figures that are NA and promised for a day: listed by it over all agencies, overdue first, until they come."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from click.testing import CliRunner
from office import typed

from pmr_xl.books.reading.reader import read_book
from pmr_xl.cli.commands import pmr
from pmr_xl.desk.desk import Desk

pytestmark = pytest.mark.both_engines

MILES, BASKETS, CAMERAS = (
    *("dsny-miles-highway-cleaned", "dsny-litter-baskets-serviced", "dsny-illegal-dumping-cameras-deployed"),
)


@pytest.fixture
def sent(office, monkeypatch):
    """Two agencies' submissions with promises, asked about on 20 January 2027."""
    monkeypatch.setattr(Desk, "today", property(lambda _desk: date(2027, 1, 20)))
    office.ask("withdraw", "MMR-FY26", "DSNY", "--why", "for this story")
    form = office.submitted()
    entries = office.read(form).by_id
    said = {
        MILES: ("Lagged", "The state publishes it on December 15, 2026."),
        BASKETS: ("Under review", "Known by March 2027."),
        CAMERAS: ("Lagged", "The vendor has not said."),
    }
    cells = {}
    for name, (reason, words) in said.items():
        row = entries[name]
        for key, text in (("actual", "NA"), ("reason", reason), ("explanation", words)):
            cells[row[key].where.sheet, row[key].where.address] = text
    typed(form, cells)
    office.submitted("NYPD")
    return form


def rows(office, leaves):
    return list(csv.DictReader(io.StringIO(office.ask("promised", "--csv", "-", leaves=leaves).split("\n\n ")[0])))


def test_they_are_listed_by_their_day_overdue_first_over_all_agencies(office, sent):
    assert sent.exists()
    told = office.ask("promised", leaves=1)
    assert "2026-12-15  ✕ 36 days overdue  DSNY     MMR Fiscal 2026  Miles of highway cleaned" in told
    assert "The state publishes it on December 15, 2026." in told
    assert "2027-03-31  ○ in 70 days" in told
    found = rows(office, 1)
    days = [one["promised_for"] for one in found]
    assert days == sorted(days, key=lambda day: day or "9999"), "those without a day come last"
    by_id = {one["id"]: one for one in found}
    assert by_id[MILES]["days_overdue"] == "36"
    assert by_id[CAMERAS]["promised_for"] == ""
    assert found.index(by_id[MILES]) < found.index(by_id[BASKETS]) < found.index(by_id[CAMERAS])
    nypd = office.read(office.folder / "inbox" / "PMR_NYPD_MMR_FY26_v1.xlsx")
    lagged = {one.line.id for one in nypd.entries if one["reason"].text == "Lagged" and one.actual.text == "NA"}
    assert {one["id"] for one in found if one["agency"] == "NYPD"} == lagged
    assert {one["agency"] for one in found} == {"DSNY", *(["NYPD"] if lagged else [])}
    assert f"{len(found)} figures promised, " in told


def test_what_has_come_since_is_listed_no_more(office, sent):
    assert MILES in {one["id"] for one in rows(office, 1)}
    second = sent.with_name(sent.name.replace("_v1", "_v2"))
    where = office.read(sent).by_id[MILES].actual.where
    reason = office.read(sent).by_id[MILES]["reason"].where
    typed(sent, {(where.sheet, where.address): 4576, (reason.sheet, reason.address): None}, to=second)
    assert MILES not in {one["id"] for one in rows(office, 0)}, "a later version says it"
    second.unlink()
    assert MILES in {one["id"] for one in rows(office, 1)}
    office.ask("correct", sent, MILES, "4,576", "--said-by", "Jo Doe", "--why", "it came")
    assert MILES not in {one["id"] for one in rows(office, 0)}, "said by telephone"


def test_it_is_a_sheet_and_a_file_too(office, sent):
    sheet, table = office.work / "promised.xlsx", office.work / "promised.csv"
    office.ask("promised", "--sheet", sheet, "--csv", table, leaves=1)
    said = [cell.value for cell in read_book(sheet).sheets[0].cells.values()]
    assert "✕ 36 days overdue" in said
    assert "Miles of highway cleaned" in said
    assert table.read_bytes().startswith(b"\xef\xbb\xbfpromised_for,")
    assert "ends in .xlsx" in office.ask("promised", "--sheet", office.work / "p.pdf", leaves=2)
    (sent.parent / "PMR_FDNY_MMR_FY26_v1.xlsx").write_bytes(b"PK\x03\x04 cut off")
    assert "is left out" in office.ask("promised", leaves=4)


def test_without_an_office_of_ones_own_there_are_none():
    told = CliRunner().invoke(pmr, ["promised"])
    assert "no submissions are kept" in str(told.exception)
