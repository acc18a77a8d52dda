"""What is imported is judged: through the commands, with file, row and column, kept and listed; the whole report."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

from pmr_xl.imports.importing import import_tables
from pmr_xl.imports.judged import month_series, published_rows
from pmr_xl.imports.monthly import read_monthly
from pmr_xl.imports.published import read_table
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.office import Library, built_in_office
from pmr_xl.rules import rulebook
from pmr_xl.rules.engine.judge_published import judge_published

DATA, DOCS = Path(__file__).parents[1] / "data", Path(__file__).parents[2] / "docs"
CALLS = DATA / "dmmr_311_fytd_monthly.csv"
PUBLISHED = built_in_office() / "schemas" / "published"


def rows_of(path):
    return list(csv.reader(path.read_text("utf-8").splitlines()))


def changed(path, cells):
    """The table with cells typed over: (row, column heading) → text."""
    rows = rows_of(path)
    for (row, heading), text in cells.items():
        rows[row - 1][rows[0].index(heading)] = text
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return path


def row_of(path, name):
    rows = rows_of(path)
    column = next(rows[0].index(one) for one in ("indicator", "resource", "unit_of_appropriation") if one in rows[0])
    return next(number for number, row in enumerate(rows, 1) if row[column] == name)


def test_slips_of_every_table_are_told_kept_and_listed(pmr, published):
    table = published("NYPD")
    robbery, burglary = row_of(table, "Robbery"), row_of(table, "Burglary")
    whole, parking = row_of(table, "Major felony crime"), row_of(table, "Parking violations")
    changed(table, {(robbery, "FY23"): "16,000", (burglary, "FY24"): "13,000,000", (parking, "FY22"): "4x"})
    done = pmr("record", "import", table, "--year", 2026)
    assert done.returncode == 4, done.stderr
    assert f"row {parking}, FY22: “4x”" in done.stdout
    assert re.search(rf"✕ PUB-001 +table\.csv!N{parking} ", done.stdout)
    assert re.search(rf"▲ PUB-008 +table\.csv!P{burglary} ", done.stdout)
    assert re.search(rf"▲ PUB-002 +table\.csv!O{whole} ", done.stdout)
    listed = pmr("record", "findings")
    assert listed.returncode == 2
    assert f"table.csv, row {burglary}, column P (FY24)" in listed.stdout
    assert pmr("record", "findings", "--rule", "PUB-008").returncode == 1
    assert pmr("record", "findings", "DSNY").stdout == "0 findings about imported tables.\n"
    assert pmr("record", "findings", "DSNY").returncode == 0


def test_they_are_told_as_json_and_csv_and_by_agency_and_edition(pmr, published):
    for code in ("OTI", "DDC"):
        done = pmr("record", "import", published(code, "resources", f"{code}.csv"), "--year", 2026)
        assert done.returncode == 0, done.stderr
    told = json.loads(pmr("record", "findings", "--json", "-").stdout)
    assert {one["agency"] for one in told} == {"OTI", "DDC"}
    (overtime,) = [one for one in told if one["agency"] == "OTI"]
    assert (overtime["rule"], overtime["file"], overtime["column"]) == ("PUB-006", "OTI.csv", "I")
    assert (overtime["heading"], overtime["found"], overtime["edition"]) == ("plan_FY26", "$324", "MMR-FY26")
    rows = list(csv.DictReader(io.StringIO(pmr("record", "findings", "ddc", "--csv", "-").stdout)))
    assert {row["agency"] for row in rows} == {"DDC"}
    assert rows[0].keys() == told[0].keys()
    assert json.loads(pmr("record", "findings", "--edition", "mmr-fy25", "--json", "-").stdout) == []


def test_importing_again_keeps_nothing_twice_and_a_mended_table_takes_its_place(pmr, office, published):
    table = published("OTI", "resources")
    pmr("record", "import", table, "--year", 2026)
    indicators = published("OTI", name="indicators.csv")
    pmr("schema", "import", indicators, table)
    again = (office / "record.sqlite").read_bytes()
    pmr("record", "import", table, "--year", 2026)
    pmr("schema", "import", indicators, table)
    assert (office / "record.sqlite").read_bytes() == again
    assert pmr("record", "findings", "--rule", "PUB-006").stdout.endswith("1 finding about imported tables.\n")
    changed(table, {(row_of(table, "Overtime paid ($000)"), "plan_FY26"): "$3,240"})
    pmr("record", "import", table, "--year", 2026)
    assert pmr("record", "findings", "--rule", "PUB-006").returncode == 0


def test_a_dry_run_tells_them_and_keeps_none(pmr, office, published):
    done = pmr("record", "import", published("OTI", "resources"), "--year", 2026, "--dry-run")
    assert "PUB-006" in done.stdout
    assert not (office / "record.sqlite").exists()


def test_a_name_like_a_formula_is_told_and_taken_as_text(pmr, published):
    table = published("DSNY")
    row = row_of(table, "Needles removed")
    changed(table, {(row, "indicator"): "=HYPERLINK(A1)&Needles removed"})
    done = pmr("schema", "import", table, "--dry-run")
    assert f"PUB-011  table.csv!K{row}" in done.stdout


def test_the_preliminary_reports_impossible_duration_is_told_though_its_year_is_not_taken(pmr, tmp_path):
    path = tmp_path / "pmmr.csv"
    path.write_text(PMMR, "utf-8")
    done = pmr("record", "import", path, "--year", 2026)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "PUB-001  pmmr.csv!T2" in done.stdout
    assert "fy26_4mo, holds “90:60”" in done.stdout


PMMR = (
    "report,agency,agency_name,section,service_no,service,goal_no,goal,critical,equity,indicator,parent_row,unit,"
    "FY23,FY24,FY25,target_FY26,target_FY27,fy25_4mo,fy26_4mo\n"
    "PMMR FY2026,HRA,Human Resources Administration,Customer Experience,,,,,N,N,"
    "Average customer in-person wait time (minutes:seconds),,duration_mm:ss,50:08,77:30,62:21,60:00,60:00,64:57,90:60\n"
)


def test_a_waiver_of_the_office_holds_for_imported_tables_too(pmr, office, published):
    settings = office / "settings.yaml"
    waiver = "\nwaivers:\n  - {rule: PUB-006, agency: OTI, who: Ana, why: The budget says so., until: 2099-06-30}\n"
    settings.write_text(settings.read_text("utf-8") + waiver, "utf-8")
    done = pmr("record", "import", published("OTI", "resources"), "--year", 2026)
    assert "Waived until June 30, 2099 by Ana: The budget says so." in done.stdout
    assert pmr("record", "findings").returncode == 0


def test_the_thousand_fold_slip_and_the_zeros_of_311_are_told(pmr):
    done = pmr("record", "import-months", CALLS)
    assert done.returncode == 0, done.stderr
    assert (
        "H281), July 2021, is 14,637, about 1,000 times the usual 14 of that month, and 11 more figures" in done.stdout
    )
    assert (
        "H293), July 2022, is 10,559, about 1,000 times the usual 14 of that month, and 10 more figures" in done.stdout
    )
    assert "H338), July 2020, is 0, as are 9 more figures of the fiscal year" in done.stdout
    assert pmr("record", "findings", "311").stdout.endswith("3 findings about imported tables.\n")


def found_in_the_report(report="mmr"):
    """What is found in the shipped tables of a report: (rule, agency, indicator, heading); and the agencies."""
    tables = [read_table(path) for path in sorted(PUBLISHED.glob(f"{report}_*.csv"))]
    chapters = {chapter.agency: chapter for chapter in Library(built_in_office()).chapters()}
    found = []
    for table in tables:
        for code, one in judge_published(published_rows(table, chapters), OfficeSettings()):
            found.append((one.rule, code, one.indicator, "" if one.column == table.layout.mark else one.column))
    return found, set(chapters)


def looked_at():
    """The rows of the guide's tables about the report."""
    text = (DOCS / "import-findings.md").read_text("utf-8").partition("## The Preliminary report")[0]
    rows = [line for line in text.splitlines() if line.startswith("| PUB-")]
    cells = [re.split(r"\s*\|\s*", row)[1:-1] for row in rows]
    return [row for row in cells if len(row) == 6]


def test_the_guide_lists_what_importing_the_whole_report_finds_and_says_of_each_what_it_is():
    found, agencies = found_in_the_report()
    listed = [(row[0], row[1], row[2], row[3]) for row in looked_at() if row[1] in agencies]
    assert len(listed) > 10
    assert sorted(found) == sorted(listed)
    assert all(re.match(r"\*\*Slip\*\*|No slip|To be asked", row[5]) for row in looked_at())


def test_the_guide_lists_what_the_preliminary_tables_give():
    found, _ = found_in_the_report("pmmr")
    text = (DOCS / "import-findings.md").read_text("utf-8").partition("## The Preliminary report")[2]
    told = [re.split(r"\s*\|\s*", line)[1:5] for line in text.splitlines() if line.startswith("| PUB-")]
    assert sorted(map(tuple, told)) == sorted(found)


def test_the_guide_lists_what_the_months_of_311_give():
    read = read_monthly(Library(built_in_office()), CALLS).read
    found = [one for _, one in judge_published(month_series(read, CALLS), OfficeSettings())]
    text = (DOCS / "import-findings.md").read_text("utf-8")
    told = [line for line in text.splitlines() if re.match(r"\| PUB-01[345] \| 311 ", line)]
    assert [(one.rule, one.indicator) for one in found] == [tuple(re.split(r"\s*\|\s*", line)[1:3]) for line in told]


def test_a_measured_number_on_a_page_is_the_number_measured():
    found, agencies = found_in_the_report()
    listed = looked_at()
    for code, rule in rulebook().items():
        if code.startswith("PUB-") and code < "PUB-013":
            (said,) = re.findall(r"134 units of appropriation\): (\w+)", rule.page)
            assert said == str(sum(row[0] == code for row in listed) or "none"), code
    assert {row[0] for row in found} <= {row[0] for row in listed}
    assert agencies


def test_a_dry_run_into_no_office_makes_none(tmp_path):
    report = import_tables(tmp_path / "office", [read_table(PUBLISHED / "mmr_fy2026_indicators.csv")], dry_run=True)
    assert report.added
    assert not (tmp_path / "office").exists()
