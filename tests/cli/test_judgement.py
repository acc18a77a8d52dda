"""What is judged, as an office meets it: a table imported, a form sent out, filled and validated, all by ``pmr``."""

from __future__ import annotations

import csv
import json
from datetime import date

import openpyxl
import pytest
from click.testing import CliRunner
from findings_columns import cell
from soffice import converted

from pmr_xl.cli.commands import pmr as command

HEADINGS = (
    "agency", "agency_name", "section", "service_no", "service", "goal_no", "goal", "row", "critical", "equity",
    "indicator", "parent", "unit", "FY22", "FY23", "FY24", "FY25", "FY26", "target_FY26", "target_FY27", "trend_5yr",
    "desired_direction",
)  # fmt: skip
# Indicator, its whole, unit, critical, FY22 to FY25, targets of FY26 and FY27, direction.
ROWS = (
    ("Homes completed (units)", "", "number", "Y", "24,100 25,300 26,800 26,200", "18,500", "18,500", "*"),
    ("Cases closed within 30 days (%)", "", "percent", "Y", "91% 88% 90% 89%", "90%", "90%", "*"),
    ("Cases commenced", "", "number", "N", "8,120 8,430 8,770 8,650", "*", "*", "Down"),
    ("Civil", "Cases commenced", "number", "N", "5,020 5,200 5,401 5,350", "*", "*", "*"),
    ("Criminal", "Cases commenced", "number", "N", "3,100 3,230 3,369 3,300", "*", "*", "*"),
    ("Injuries reported", "", "number", "N", "468 510 495 502", "*", "*", "Down"),
    ("On construction sites", "Injuries reported", "number", "N", "230 557 228 241", "*", "*", "Down"),
    ("Damages paid ($000,000)", "", "dollars", "N", "$512.4 $498.7 $530.2 $521.9", "*", "*", "Down"),
    ("Cases reopened (%)", "", "percent", "N", "1.2% 1.1% 1.3% 1.2%", "*", "*", "Down"),
    ("Units occupied", "", "number", "N", "611 617 622 628", "*", "*", "*"),
    ("Ratio of staff to clients", "", "ratio", "N", "24:1 26:1 25:1 25:1", "*", "*", "*"),
    ("Average wait (hours:minutes)", "", "duration_hh:mm", "N", "7:05 7:10 6:58 7:02", "*", "*", "Down"),
    ("Rents collected (%)", "", "percent", "N", "68.3% 69.1% 71.2% 70.4%", "", "", "Up"),
    ("Surveys answered (%)", "", "percent", "N", "88% 91% 90% 89%", "95%", "*", "Up"),
)
CLEAN = (
    26_900, 0.91, 8_710, 5_390, 3_320, 511, 240, 525.3, 0.013, 633, 25, 7.05 / 24, 0.715, 0.9,
)  # fmt: skip
FIRST, ACTUAL = 3, "J"
ROW = range(FIRST, FIRST + len(ROWS))


def pmr(*arguments):
    done = CliRunner().invoke(command, [str(one) for one in arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done


def imported(folder, rows=ROWS):
    """An office of one agency, DOX, its table imported as history; the table itself."""
    table = folder / "table.csv"
    with table.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEADINGS)
        for number, (name, whole, unit, critical, years, target, following, direction) in enumerate(rows, start=1):
            place = ["DOX", "Department of Examples", "", "1", "Serve.", "1a", "Serve well.", number]
            last = [*years.split(), "", target, following, "NA", direction]
            writer.writerow([*place, critical, "N", name, whole, unit, *last])
    office = folder / "office"
    for step in (
        ("init", office),
        ("--office", office, "schema", "import", table),
        ("--office", office, "record", "import", table, "--year", "2026"),
    ):
        done = pmr(*step)
        assert done.exit_code == 0, done.output
    return office


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return imported(tmp_path_factory.mktemp("judged"))


@pytest.fixture
def judged(office, tmp_path):
    """Findings of a form filled cleanly but for these cells, by rule, as ``pmr validate --json`` tells them."""

    def judge(changes, figures=CLEAN):
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        assert (
            pmr("--office", office, "blank", "--due", "2026-09-17", "DOX", "--year", "2026", "--into", folder).exit_code
            == 0
        )
        path = folder / "PMR_DOX_MMR_FY26_v1.xlsx"
        book = openpyxl.load_workbook(path)
        sheet, welcome = book["Submission"], book["Welcome"]
        sheet["O15"] = "*"
        for row, figure in enumerate(figures, start=FIRST):
            sheet[f"{ACTUAL}{row}"] = figure
        for place, value in changes.items():
            sheet[place] = value
        for at, value in zip(("B27", "B28", "B29"), ("Jo Doe", "Commissioner", date(2026, 9, 10)), strict=True):
            welcome[at] = value
        book.save(path)
        return validated(office, path)

    return judge


def validated(office, path):
    """The findings by rule; the review copy stands beside the form."""
    told = {}
    for one in json.loads(pmr("--office", office, "validate", path, "--json", "-").output)["findings"]:
        told.setdefault(one["rule"], []).append(one)
    return told


def on_the_sheet(path):
    """The rules that the findings sheet of a form's review copy names."""
    book = openpyxl.load_workbook(path.with_stem(f"{path.stem}_review"))
    return {value for row in book["PMR findings"].iter_rows(min_row=7) if (value := cell(row, "Rule"))}


def cells(told, rule):
    return [one["cell"] for one in told.get(rule, [])]


def errors(told):
    return {(rule, one["cell"]) for rule, found in told.items() for one in found if one["severity"] == "error"}


def asked(told):
    return {(rule, one["cell"]) for rule, found in told.items() for one in found if one["severity"] != "info"}


def test_ordinary_figures_are_asked_nothing(judged):
    assert asked(judged({})) == set()


def test_a_figure_above_a_target_whose_direction_nobody_said_is_no_miss(judged):
    assert cells(judged({"J3": 26_971}), "TGT-006") == []
    # Below it the words of its name ask for a word, and nothing is called a miss.
    (found,) = judged({"J4": 0.79})["TGT-006"]
    assert "which is more than 10% below the target of 90% of a critical indicator" in found["message"]
    assert "misses" not in found["message"]


def test_a_total_one_above_parts_that_always_added_up_exactly_is_found(judged):
    assert errors(judged({"J5": 8_711})) == {("ARI-002", "J5")}


def test_one_published_year_does_not_switch_part_and_whole_off(judged):
    told = judged({"J9": 530, "P9": "Rose by 290, because site inspections were extended to all five boroughs in May."})
    assert errors(told) == {("ARI-007", "J9")}


@pytest.mark.parametrize(
    ("place", "value", "rule"),
    [
        ("J10", 525_300_000, "UNT-001"),  # dollars in full, where millions are asked for
        ("J5", 0.00871, "UNT-001"),
        ("J11", 0.00013, "UNT-002"),  # prints 0.0% and never did
        ("J11", 0.000013, "UNT-002"),
        ("J13", 25 / 24 + 1 / 1440, "TYP-015"),  # 25:1 that Excel made a time of
        ("J14", 7.05 / 24 / 60, "TYP-004"),  # hours and minutes typed as minutes and seconds
    ],
)
def test_a_slip_of_unit_is_an_error(judged, place, value, rule):
    assert (rule, place) in errors(judged({place: value}))


@pytest.mark.parametrize(("place", "value"), [("J12", 628), ("J15", 0.704)])
def test_last_year_s_three_digits_are_asked_about(judged, place, value):
    assert asked(judged({place: value})) == {("OUT-003", place)}


def test_an_empty_target_is_no_target_and_takes_no_decimals_away(judged):
    told = judged({"O15": 0.715})
    assert cells(told, "FMT-001") == []


def test_nothing_is_rounded_in_silence(judged):
    (found,) = judged({"J16": 0.905})["FMT-001"]
    assert (found["cell"], found["severity"]) == ("J16", "info")
    assert "holds 90.5; it will be printed as 91%" in found["message"]


def test_a_star_that_the_form_was_laid_with_is_not_asked_about_and_one_that_was_typed_is(judged):
    told = judged({"O3": "*"})  # O16 was laid with a star: the record has it so
    assert cells(told, "TGT-008") == ["O3"]


def form_in(folder):
    (path,) = [one for one in folder.rglob("PMR_DOX_*.xlsx") if not one.stem.endswith("_review")]
    return path


def test_what_only_the_office_can_mend_is_told_to_the_office_and_not_to_the_agency(judged, office, tmp_path):
    told = judged({"J5": 8_711})
    (found,) = told["TGT-011"]
    assert (found["for"], found["severity"]) == ("office", "info")
    assert "2 critical indicators" in found["message"]
    assert "“Cases closed within 30 days (%)” (its words say: a minimum)" in found["message"]
    assert told["ARI-002"][0]["for"] == "agency"
    assert on_the_sheet(form_in(tmp_path)) == {"ARI-002"}
    shown = pmr("--office", office, "validate", form_in(tmp_path), "--no-copy").output
    assert "1 for the office" in shown
    assert [line for line in shown.splitlines() if "TGT-011" in line and line.endswith("for the office")]


def test_a_rename_by_the_office_is_no_fault_of_the_agency_whose_form_was_out(judged, tmp_path, tmp_path_factory):
    own = imported(tmp_path_factory.mktemp("renamed"))
    judged({})
    schema = own / "schemas" / "indicators" / "dox.yaml"
    text = schema.read_text(encoding="utf-8")
    schema.write_text(text.replace("name: Units occupied", "name: Homes occupied"), encoding="utf-8")
    told = validated(own, form_in(tmp_path))
    assert {(one["severity"], one["for"]) for one in told["IDN-003"]} == {("info", "office")}
    assert asked(told) == set()
    assert not {"IDN-003", "IDN-008"} & on_the_sheet(form_in(tmp_path))


def test_the_same_name_typed_over_in_today_s_form_is_asked_of_the_agency(judged, tmp_path):
    told = judged({"C12": "Homes occupied"})
    assert [(one["severity"], one["for"]) for one in told["IDN-003"]] == [("query", "agency")]
    assert "IDN-003" in on_the_sheet(form_in(tmp_path))


def test_a_form_that_is_na_on_nearly_every_row_is_asked_about_as_a_whole(judged):
    words = {
        f"P{row}": f"Row {row}: the new system gives its first figures in May 2027, {row} months late." for row in ROW
    }
    reasons = {f"M{row}": "Lagged" for row in ROW}
    told = judged(words | reasons, figures=["NA"] * len(ROWS))
    (found,) = told["MIS-010"]
    assert (found["severity"], found["cell"]) == ("query", "J2")
    assert "14 of 14 figures are NA" in found["message"]


def test_one_explanation_on_many_rows_is_asked_about_as_a_whole(judged):
    words = "Fell by about 8 percent, because a new case system was introduced in May 2026."
    told = judged({f"P{row}": words for row in (3, 4, 10, 12, 16)})
    assert [(one["severity"], one["cell"]) for one in told["NAR-004"]] == [("query", "P2")]
    assert "NAR-004" not in judged({f"P{row}": words for row in (5, 6, 7, 10, 12, 16)})  # a whole and its parts are one


@pytest.mark.libreoffice
def test_the_form_says_complete_where_nothing_is_asked_and_nowhere_else(judged, tmp_path):
    told = judged(
        {
            "J3": "NA", "M3": "Not collected",  # critical, and not a word about it
            "J5": "NA", "M5": "Lagged", "P5": "The source is late once more, as it always is.",
            "J10": "NA", "M10": "Lagged", "P10": "Known in January 2027, when the comptroller closes the year.",
            "O4": "*",  # a target given up
            "O16": 0.7,  # easier than the one in force by more than a tenth
            "J12": 628,  # last year's figure
            "J8": 511.5,  # a part of an injury
        }
    )  # fmt: skip
    rows = {int(cell[1:]) for _, cell in asked(told)}
    path = form_in(tmp_path)
    folder = tmp_path / "computed"
    folder.mkdir()
    converted([path], folder, "xlsx:Calc MS Excel 2007 XML", recalculate=True)
    sheet = openpyxl.load_workbook(folder / path.name, data_only=True)["Submission"]
    assert {row for row in ROW if sheet[f"K{row}"].value != "✓ Complete"} == rows == {3, 4, 5, 8, 12, 16}
