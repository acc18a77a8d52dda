"""A row that stands twice is refused by every import, with both rows and nothing changed."""

import re

import pytest

from pmr_xl.imports.facts import published_facts, reported_facts
from pmr_xl.imports.importing import import_tables
from pmr_xl.imports.monthly import read_monthly
from pmr_xl.imports.published import read_table
from pmr_xl.imports.repeats import refuse_repeated
from pmr_xl.model.fault import Fault
from pmr_xl.office import Library

OWLS, FOXES = {"indicator": "Owls"}, {"indicator": "Foxes"}
SERIES = "agency,id,indicator,fiscal_year,fiscal_month,fytd_value\n"


def test_schemas_are_not_made_of_a_table_with_a_row_twice(tmp_path, make_table):
    twice = make_table(OWLS, FOXES, OWLS | {"FY26": "9"}, FOXES)
    said = "table.csv: “Owls” of TST stands twice, rows 2 and 4; “Foxes” of TST stands twice, rows 3 and 5."
    with pytest.raises(Fault, match=re.escape(said)) as told:
        import_tables(tmp_path / "office", [twice])
    assert "remove the other" in told.value.remedy
    assert not list(tmp_path.rglob("*.yaml"))


def test_many_rows_that_stand_twice_are_told_five_at_a_time(make_table):
    rows = [{"indicator": name} for name in ("Owls", "Foxes", "Bats", "Hares", "Moles", "Newts")]
    with pytest.raises(Fault, match=r"“Moles” of TST stands twice, rows 6 and 12; and 1 more\."):
        refuse_repeated(make_table(*rows, *rows))


def test_figures_are_not_taken_from_a_table_with_a_row_twice(tmp_path, make_table):
    import_tables(tmp_path / "office", [make_table(OWLS, FOXES)])
    library = Library(tmp_path / "office")
    thrice = make_table(OWLS, FOXES, OWLS, OWLS)
    for taken in (published_facts, reported_facts):
        with pytest.raises(Fault, match=r"“Owls” of TST stands 3 times, rows 2, 4 and 5\.") as told:
            taken(library, thrice, 2026)
        assert "schemas first" not in told.value.remedy


@pytest.mark.parametrize(
    "other",
    [
        {"goal_no": "1b", "goal": "Do better."},
        {"service_no": "", "service": "", "goal_no": "", "goal": "", "section": "AGENCY-WIDE MANAGEMENT"},
        {"agency": "TSU", "agency_name": "Another"},
        {"parent": "Foxes"},
    ],
)
def test_the_same_name_elsewhere_is_another_row(make_table, other):
    refuse_repeated(make_table(OWLS, FOXES, OWLS | other))


def test_parts_of_one_name_under_two_wholes_are_two_rows_and_under_one_whole_one(make_table):
    wings = {"indicator": "Wings", "parent": "Owls"}, {"indicator": "Wings", "parent": "Foxes"}
    refuse_repeated(make_table(OWLS, wings[0], FOXES, wings[1]))
    with pytest.raises(Fault, match="“Wings” of TST stands twice, rows 3 and 4"):
        refuse_repeated(make_table(OWLS, wings[0], wings[0]))


def test_the_report_as_published_has_no_row_twice(table, money):
    for one in (table, *money):
        refuse_repeated(one)


def test_money_with_a_row_twice_is_refused(tmp_path):
    head = "agency,agency_name,resource,FY25,FY26\nTST,Department of Tests,Staff,1,2\nTST,Department of Tests,"
    path = tmp_path / "money.csv"
    path.write_text(f"{head}staff,1,3\n", encoding="utf-8")
    with pytest.raises(Fault, match="stands twice, rows 2 and 3"):
        refuse_repeated(read_table(path))
    head = "report,agency,agency_name,unit_of_appropriation,applicable_goals,FY25,FY26\n"
    rows = "".join(f"MMR,TST,Tests,{name},*,1,2\n" for name in ("Personal Services - Total", "001 - All", "001 - All"))
    path.write_text(head + rows, encoding="utf-8")
    with pytest.raises(Fault, match="“001 - All” of TST stands twice, rows 3 and 4"):
        refuse_repeated(read_table(path))


def test_two_figures_for_one_month_are_told_with_both_rows(shipped, tmp_path):
    path = tmp_path / "months.csv"
    path.write_text(f"{SERIES}311,,311 calls (000),2026,5,100\n311,,311 Calls (000),2026,5,120\n", encoding="utf-8")
    said = r"months.csv: 311-311-calls has two figures for .*: 100 \(row 2, fytd_value\) and 120 \(row 3, fytd_value\)"
    with pytest.raises(Fault, match=said):
        read_monthly(shipped, path)


def test_one_figure_told_twice_is_taken_once(shipped, tmp_path):
    path = tmp_path / "months.csv"
    path.write_text(SERIES + "311,,311 calls (000),2026,5,100\n" * 2, encoding="utf-8")
    ((fact,),) = read_monthly(shipped, path).facts.values()
    assert fact.place == "row 2, fytd_value"
