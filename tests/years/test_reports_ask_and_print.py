"""What the City's three reports ask, compare and print is said in their files, and is what it was before they were."""

from __future__ import annotations

import hashlib
import shutil

import pytest
from printed_report import chapters, past_of

from pmr_xl.desk.desk import Desk
from pmr_xl.desk.tables.assemble import assemble
from pmr_xl.forms.submission_form.plan import columns
from pmr_xl.mmr import assemble as press
from pmr_xl.mmr.heads import budget_heads, heads
from pmr_xl.model.fiscal import Edition, Report
from pmr_xl.model.reports.standard import AS_SHIPPED, STANDARD
from pmr_xl.office import built_in_office, init_office
from pmr_xl.office.reports import standard
from pmr_xl.record.order import rank

MMR, PMMR, CPR = Edition(Report.MMR, 2026), Edition(Report.PMMR, 2026), Edition(Report.CPR, 2026, 5)
FORM = "Id,Goal,Indicator,Unit,Want,{}Status,What to do,If NA: reason,Current target FY26,{}Explanation"
NEXT = "Proposed target FY27,"


def _heads(edition, *, resources=False):
    return [head.full for head in heads(edition, resources=resources)]


def test_what_the_program_holds_is_what_the_files_say():
    path = built_in_office() / "pmr_xl" / "model" / "reports" / "standard.py"
    assert path.read_text(encoding="utf-8") == standard.text(), "python -m pmr_xl.office.reports.standard builds it"
    assert [*STANDARD] == [*AS_SHIPPED] == ["mmr", "pmmr", "cpr"]


def test_tables_have_the_columns_they_had():
    years = [f"Actual FY{year}" for year in (22, 23, 24, 25, 26)]
    assert _heads(MMR) == [*years, "Target FY26", "Target FY27", "Trend 5-Year", "Desired Direction"]
    assert _heads(MMR, resources=True) == [*years, "Plan FY26", "Plan FY27", "Trend 5-Year"]
    part = ["4-Month Actual FY25", "4-Month Actual FY26"]
    assert _heads(PMMR) == [*years[1:4], "Target FY26", "Target FY27", *part]
    plans = ["Sept. 2025 MMR Plan FY26", "Updated Plan FY26", "Plan FY27"]
    assert _heads(PMMR, resources=True) == [*years[1:4], *plans, *part]
    final, early = ([head.full for head in budget_heads(one)] for one in (MMR, PMMR))
    assert final[1:] == ["Modified Budget FY26 ($000,000)", "Applicable MMR Goals"]
    assert early[1:] == ["Financial Plan FY26 ($000,000)", "Applicable PMMR Goals"]


def test_forms_ask_and_show_what_they_did():
    asked = {one.code: ",".join(column.heading for column in columns(one)) for one in (MMR, PMMR, CPR)}
    months = "Nov 2024,Oct 2025,FY25 5-month,FY26 4-month,Nov 2025 actual,Year to date,"
    assert asked == {
        "MMR-FY26": FORM.format("FY22,FY23,FY24,FY25,FY26 actual,", NEXT),
        "PMMR-FY26": FORM.format("FY23,FY24,FY25,FY25 4-month,FY26 4-month actual,", NEXT),
        "CPR-FY26-M05": FORM.format(months, ""),
    }


def test_editions_follow_each_other_as_they_did():
    assert [rank(one) for one in (MMR, PMMR, CPR)] == [4053, 4052, 4051 + 5 / 16]
    assert [one.code for one in MMR.before] == ["MMR-FY25", "PMMR-FY26"]
    assert [one.code for one in PMMR.before] == ["PMMR-FY25", "MMR-FY25"]
    assert [one.code for one in CPR.before] == ["CPR-FY25-M05", "CPR-FY26-M04"]
    assert [f"{one.due:%Y-%m-%d}" for one in (MMR, PMMR, CPR)] == ["2026-09-17", "2026-01-30", "2025-12-20"]


def _printed(desk, codes, edition, into):
    paths = assemble(desk, codes, edition, into, with_word=True, with_text=True, with_csv=True)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


@pytest.fixture(scope="module")
def offices(tmp_path_factory):
    """An office as it is laid out; one from before reports were files; one whose files are read anew."""
    folder = tmp_path_factory.mktemp("offices")
    now = init_office(folder / "now")
    before, edited = folder / "before", folder / "edited"
    shutil.copytree(now, before)
    shutil.copytree(now, edited)
    for name in STANDARD:
        (before / "schemas" / "reports" / f"{name}.yaml").unlink()
        path = edited / "schemas" / "reports" / f"{name}.yaml"
        path.write_text(f"# ours\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    return now, before, edited


@pytest.mark.parametrize("codes", [("DSNY", "311", "HRA"), pytest.param((), marks=pytest.mark.season)])
@pytest.mark.parametrize("name", ["mmr", "pmmr"])
def test_an_office_with_and_without_the_files_prints_the_same(offices, tmp_path, name, codes):
    desks = [Desk(one) for one in offices]
    told = [desk.with_its_report(Edition(STANDARD[name], 2026)) for desk in desks]
    assert told[2].report is not STANDARD[name], "the edited file is read"
    codes = codes or tuple(desks[0].library.agencies())
    first, *others = [
        _printed(desk, codes, edition, tmp_path / str(at))
        for at, (desk, edition) in enumerate(zip(desks, told, strict=True))
    ]
    assert len(first) == 3 * len(codes) + 3
    assert [one == first for one in others] == [True, True]


def test_another_order_of_columns_is_an_edit_of_the_file(offices):
    library = Desk(offices[0]).library
    path = library.office.schemas / "reports" / "mmr.yaml"
    was = path.read_text(encoding="utf-8")
    path.write_text(was.replace("[actual, target, trend, direction]", "[direction, actual, status]"), encoding="utf-8")
    try:
        edition = Desk(offices[0]).with_its_report(MMR)
    finally:
        path.write_text(was, encoding="utf-8")
    table = press(chapters()["DSNY"], past_of("DSNY"), edition).tables[0]
    assert [head.full for head in table.heads][:2] == ["Desired Direction", "Actual FY22"]
    assert table.heads[-1].full == "Status against FY26 Target"
    assert {row.cells[-1].text.split(" ", 1)[0] for row in table.rows} <= {"✓", "▲", "✕", "●", "–", "?"}
