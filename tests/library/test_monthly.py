"""Monthly figures brought as CSV: both shapes, every month under its own edition, strangers told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pmr_xl.desk.desk import Desk
from pmr_xl.desk.imported.tables import import_months
from pmr_xl.imports.monthly import read_monthly
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Period, Report, Span
from pmr_xl.office import Library, built_in_office, init_office

CALLS = Path(__file__).parents[1] / "data" / "dmmr_311_fytd_monthly.csv"
OPEN_DATA = (
    "agency,agency_name,id,indicator,frequency,fiscalyear,valuedate,acceptedvalue,acceptedvalueytd,targetmmr\n"
    "311,311,,311 calls (000),Monthly,2026,2025-11-01T00:00:00.000,1255,6184,\n"
    "311,311,,Average wait time (tier 1 calls) (minutes:seconds),Monthly,2026,11/1/2025,0.42,1.5,\n"
    "311,311,,311 calls (000),Annually,2025,2025-06-01,,17377,\n"
    "311,311,,Calls answered by owls,Monthly,2026,2025-11-01,5,5,\n"
    "311,311,,Calls answered within 30 seconds (%),Monthly,2026,2025-11-01,many,78,\n"
)


@pytest.fixture(scope="module")
def library():
    return Library(built_in_office())


@pytest.fixture
def desk(tmp_path):
    init_office(tmp_path / "office")
    return Desk(tmp_path / "office")


def written(folder: Path, text: str) -> Path:
    path = folder / "months.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_years_to_date_of_five_indicators(library):
    told = read_monthly(library, CALLS)
    assert not told.strangers
    assert not told.unread
    assert sum(map(len, told.facts.values())) == 405
    november = {fact.indicator: fact for fact in told.facts[Edition(Report.CPR, 2026, 5)]}
    assert november["311-311-calls"].figure == Decimal(6184)
    assert november["311-311-calls"].period == Period(2026, Span.TO_DATE, 5)
    assert november["311-calls-answered-within-30-seconds"].printed == "78%"


def test_the_open_datas_shape(library, tmp_path):
    told = read_monthly(library, written(tmp_path, OPEN_DATA))
    (edition,) = told.facts
    assert edition.code == "CPR-FY26-M05"
    figures = {(fact.indicator, fact.period.code): fact.printed for fact in told.facts[edition]}
    assert figures == {
        ("311-311-calls", "FY26-M05"): "1,255",
        ("311-311-calls", "FY26-T05"): "6,184",
        ("311-average-wait-time-tier-1-calls", "FY26-M05"): "0:42",
        ("311-average-wait-time-tier-1-calls", "FY26-T05"): "1:50",
        ("311-calls-answered-within-30-seconds", "FY26-T05"): "78%",
    }
    assert [(one.agency, one.name) for one in told.strangers] == [("311", "Calls answered by owls")]
    assert told.unread == ["row 6, acceptedvalue: “many” is not a figure in percent (%)"]


def test_importing_again_changes_nothing_and_the_form_shows_it(desk):
    told = import_months(desk, CALLS)
    assert (told.figures, told.new, told.months, told.whole) == (405, 405, 105, True)
    assert import_months(desk, CALLS).new == 0
    past = desk.published_before([desk.library.chapter("311")], Edition(Report.CPR, 2026, 6))
    assert past.actual("311-311-calls", Period(2026, Span.TO_DATE, 5)) == Decimal(6184)


def test_what_is_left_out_is_said(desk, tmp_path):
    told = import_months(desk, written(tmp_path, OPEN_DATA))
    assert [(one.agency, one.name, rows) for one, rows in told.strangers] == [("311", "Calls answered by owls", 1)]
    assert told.left_out == ("row 6, acceptedvalue: “many” is not a figure in percent (%)",)
    assert told.passed == 1
    assert not told.whole


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("agency,indicator,fiscal_year,value\n", "has no column “fiscal_month”"),
        ("agency,id,indicator,fiscal_year,fiscal_month,fytd_value\n311,,311 calls (000),2026,13,5\n", "are no month"),
        (OPEN_DATA.replace("11/1/2025", "11/31/2025"), "is no day"),
        ("agency,id,indicator,fiscal_year,fiscal_month,fytd_value\nXYZ,,Owls,2026,1,5\n", "no figure of an indicator"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_place(desk, tmp_path, text, says):
    with pytest.raises(Fault, match=says):
        import_months(desk, written(tmp_path, text))
