"""Open data through ``pmr publish --data``: complete, compared with what is posted, and described for programs."""

from __future__ import annotations

import csv
import json
import warnings
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from at_least_one import at_least_one
from openpyxl import load_workbook
from years_played import Years

from pmr_xl.forms.posting.open_data import OPEN_DATA

pytestmark = pytest.mark.both_engines

DATA = Path(__file__).parents[1] / "data"
BIC = DATA / "open_data_monthly_bic.csv"
PUBLISH = ("--report", "mmr", "--year", "2026")


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as table:
        return list(csv.DictReader(table))


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as table:
        made = csv.DictWriter(table, list(rows[0]))
        made.writeheader()
        made.writerows(rows)


def released(folder, only):
    office = Years(folder, only)
    for kind in ("indicators", "resources", "units_of_appropriation"):
        office.run("record", "import", office.table(kind), "--year", "2026", "--released", leaves=None)
    return office


def bic_office(folder):
    """An office whose schema has the 28 indicators of the Business Integrity Commission in the City's open data."""
    office = Years(folder, ("BIC",))
    numbers = sorted({int(row["open_data_id"]) for row in read(BIC)})
    named = [(f"bic-series-{number}", f"Series {number}", number) for number in numbers]
    indicators = [{"id": one, "name": name, "decimals": 2, "open_data_id": number} for one, name, number in named]
    schema = {
        "agency": "BIC",
        "services": [
            {"service": "Regulate.", "id": "bic-service-1",
             "goals": [{"goal": "Count.", "id": "bic-1a", "indicators": indicators}]}
        ],
    }  # fmt: skip
    (office.folder / "schemas" / "indicators" / "bic.yaml").write_text(yaml.safe_dump(schema), encoding="utf-8")
    with (office.folder / "settings.yaml").open("a", encoding="utf-8") as settings:
        settings.write("\npublishes: accepted\n")
    return office


@pytest.fixture(scope="module")
def posted(tmp_path_factory):
    """Two agencies' published report, posted once."""
    office = released(tmp_path_factory.mktemp("posted") / "office", ("DSNY", "TLC"))
    place = office.folder.parent / "data"
    told = office.run("publish", "--data", place, *PUBLISH, leaves=None)
    return office, place, told


class TestMonths:
    """The City's own way: months in, posted, taken back, the same."""

    def test_every_month_comes_out_as_it_came_in(self, tmp_path):
        first = bic_office(tmp_path / "first")
        first.run("record", "import-months", BIC, leaves=None)
        told = first.run("publish", "--data", tmp_path / "data", *PUBLISH, leaves=None)
        assert "28 of 28 indicators have an open-data id" in told
        rows = read(tmp_path / "data" / "open_data.csv")
        assert list(rows[0]) == list(OPEN_DATA)
        out = {
            (row["id"], row["valuedate"][:7]): Decimal(row["acceptedvalueytd"])
            for row in rows
            if row["acceptedvalueytd"]
        }
        brought = {(row["open_data_id"], row["month"]): Decimal(row["value_ytd"]) for row in read(BIC)}
        assert len(brought) == 3298
        assert out == brought
        assert {row["frequency"] for row in rows} == {"Monthly"}

        second = bic_office(tmp_path / "second")
        second.run("record", "import-months", tmp_path / "data" / "open_data.csv", leaves=None)
        told = second.run(
            "publish",
            "--data",
            tmp_path / "again",
            *PUBLISH,
            "--posted",
            tmp_path / "data" / "open_data.csv",
            leaves=None,
        )
        assert f"{len(rows):,} equal, 0 differ, 0 not posted" in told

    def test_what_is_posted_already_is_compared_month_by_month(self, tmp_path):
        office = bic_office(tmp_path / "office")
        office.run("record", "import-months", BIC, leaves=None)
        office.run("publish", "--data", tmp_path / "data", *PUBLISH, leaves=None)
        live = read(tmp_path / "data" / "open_data.csv")
        for row in live[10:24]:
            row["acceptedvalueytd"] = "1"
        platform = [
            {name.replace("_", ""): text for name, text in row.items()} for row in live[37:] + live[:0] + live[10:24]
        ]
        for row in platform:
            row["valuedate"] += "T00:00:00.000"
        write(tmp_path / "live.csv", platform)
        told = office.run(
            "publish", "--data", tmp_path / "new", *PUBLISH, "--posted", tmp_path / "live.csv", leaves=None
        )
        assert f"{len(live) - 37:,} equal, 14 differ, 23 not posted" in told
        log = read(tmp_path / "new" / "change_log.csv")
        assert sum(row["why"] == "First posting." for row in log) == 23
        changed = [row for row in log if row["column"] == "acceptedvalueytd"]
        assert [row["posted"] for row in changed] == ["1"] * 14
        assert len(read(tmp_path / "new" / "open_data_to_post.csv")) == 37

    def test_a_layout_of_the_office_s_own_system_is_a_setting(self, tmp_path):
        office = bic_office(tmp_path / "office")
        office.run("record", "import-months", BIC, leaves=None)
        with (office.folder / "settings.yaml").open("a", encoding="utf-8") as settings:
            settings.write("posting_layout:\n  IndicatorNumber: id\n  Period: month\n  FYTD: acceptedvalueytd\n")
        office.run("publish", "--data", tmp_path / "data", *PUBLISH, leaves=None)
        rows = read(tmp_path / "data" / "monthly_layout.csv")
        assert list(rows[0]) == ["IndicatorNumber", "Period", "FYTD"]
        assert {"IndicatorNumber": "2243", "Period": "2015-07"}.items() <= next(
            r for r in rows if r["IndicatorNumber"] == "2243"
        ).items()
        assert len(rows) == 3298
        with (office.folder / "settings.yaml").open("a", encoding="utf-8") as settings:
            settings.write("  Wrong: nothing_like_it\n")
        told = office.run("publish", "--data", tmp_path / "data", *PUBLISH, leaves=2)
        assert "“Wrong” takes “nothing_like_it”, which is no column" in told


def test_a_second_posting_has_nothing_new(posted):
    office, place, told = posted
    rows = read(place / "open_data.csv")
    assert f"0 equal, 0 differ, {len(rows):,} not posted" in told
    told = office.run("publish", "--data", place, *PUBLISH, leaves=None)
    assert f"{len(rows):,} equal, 0 differ, 0 not posted" in told
    assert read(place / "open_data_to_post.csv") == []


def test_a_restatement_is_posted_with_its_reason(posted, tmp_path):
    office = posted[0].copy(tmp_path / "office")
    office.only = posted[0].only
    place = tmp_path / "data"
    office.run("publish", "--data", place, *PUBLISH, leaves=None)
    table = office.table("indicators")
    rows = read(table)
    for row in rows:
        if row["indicator"] == "Needles removed":
            row["FY24"] = "83,900"
    write(tmp_path / "corrected.csv", rows)
    told = office.run("record", "import", tmp_path / "corrected.csv", "--year", "2026", "--released", leaves=None)
    assert "1 of them new to the record" in told
    told = office.run("publish", "--data", place, *PUBLISH, leaves=None)
    assert ", 1 differ, 0 not posted" in told
    (change,) = read(place / "change_log.csv")
    assert (change["column"], change["posted"], change["now"]) == ("acceptedvalueytd", "83807", "83900")
    assert change["why"].startswith(("Restatement: ", "Correction: "))
    (row,) = read(place / "open_data_to_post.csv")
    assert (row["indicator"], row["valuedate"]) == ("Needles removed", "2024-06-01")


def test_thousands_say_their_factor_and_kinds_are_told_apart(posted):
    rows = read(posted[1] / "open_data.csv")
    factors = {row["indicator"]: row["multiplication_factor"] for row in rows}
    assert factors["Litter baskets serviced (000)"] == "1000"
    assert factors["Needles removed"] == "1"
    tidy = read(posted[1] / "tidy.csv")
    kinds = {(row["table"], row["kind"]) for row in tidy}
    assert {
        ("resources", "plan"),
        ("appropriations", "budget"),
        ("indicators", "target"),
        ("indicators", "actual"),
    } <= kinds
    assert ("resources", "target") not in kinds
    assert ("appropriations", "target") not in kinds
    sourced = [row for row in tidy if row["table"] == "indicators" and row["kind"] == "actual"]
    assert all(row["provenance"] for row in at_least_one(sourced) if row["value"])


def test_definitions_fill_description_source_and_lag(posted, tmp_path):
    office = posted[0].copy(tmp_path / "office")
    told = {
        "agency": "DSNY", "indicator": "Needles removed", "description": "Syringes found and taken away.",
        "source": "Field reports", "lag": "Two weeks",
    }  # fmt: skip
    write(tmp_path / "definitions.csv", [told])
    office.run("schema", "import-definitions", tmp_path / "definitions.csv", leaves=None)
    office.run("publish", "--data", tmp_path / "data", *PUBLISH, leaves=None)
    rows = [row for row in read(tmp_path / "data" / "open_data.csv") if row["indicator"] == "Needles removed"]
    said = {(row["description"], row["source"], row["lagtime"]) for row in rows}
    assert said == {("Syringes found and taken away.", "Field reports", "Two weeks")}


def test_the_data_package_is_what_it_says(posted):
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not here")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of libraries that it stands on
        report = frictionless.validate(str(posted[1] / "datapackage.json"))
    assert report.valid, report.flatten(["resourceName", "rowNumber", "fieldName", "message"])[:5]
    told = json.loads((posted[1] / "datapackage.json").read_bytes())
    assert [one["path"] for one in told["resources"]] == [
        "open_data.csv", "open_data_to_post.csv", "change_log.csv", "tidy.csv", "ids_missing.csv",
    ]  # fmt: skip
    dictionary = read(posted[1] / "dictionary.csv")
    assert all(row["meaning"] for row in at_least_one(dictionary))


def test_ids_are_found_by_name_and_by_figures_and_the_gaps_are_filled_in_once(tmp_path):
    office = released(tmp_path / "office", ("DSNY",))
    schema = office.folder / "schemas" / "indicators" / "dsny.yaml"
    lines = [line for line in schema.read_text(encoding="utf-8").splitlines() if "open_data_id" not in line]
    schema.write_text("\n".join(lines) + "\n", encoding="utf-8")
    listed = [
        ("1", "Department of Sanitation", "Needles removed", ""),
        ("2", "Dept. of Sanitation", "Vacant-lot cleaning requests received", "2941"),
        ("3", "Department of Sanitation", "Empire Bins, all of them", "7"),
    ]
    columns = ("open_data_id", "agency_name", "indicator", "FY22")
    write(tmp_path / "list.csv", [dict(zip(columns, row, strict=True)) for row in listed])
    gaps = tmp_path / "gaps.csv"
    told = office.run("schema", "open-data-ids", tmp_path / "list.csv", "--gaps", gaps, leaves=4)
    assert "2 of 58 indicators have an id: 0 before, 1 by name, 1 by figures and a name like it" in told
    text = schema.read_text(encoding="utf-8")
    assert "open_data_id: 1\n" in text
    assert "open_data_id: 2\n" in text
    assert "open_data_id: 3\n" not in text
    rows = read(gaps)
    assert len(rows) == 56
    assert all(row["why"] for row in rows)
    told = office.run("schema", "open-data-ids", gaps, leaves=2)
    assert "gaps.csv has no row with an id. Fill in its column “id” first." in told
    for number, row in enumerate(rows, start=1000):
        row["id"] = str(number)
    write(gaps, rows)
    told = office.run("schema", "open-data-ids", gaps, leaves=0)
    assert "58 of 58 indicators have an id: 2 before, 56 by the file's own id" in told
    office.run("publish", "--data", tmp_path / "data", *PUBLISH, leaves=None)
    assert {row["id"] for row in read(tmp_path / "data" / "open_data.csv")} >= {"1", "2", "1000"}


def test_everything_the_record_states_is_exported_for_analysts(posted, tmp_path):
    office, place, _ = posted
    told = office.run("record", "export", "--into", tmp_path)
    rows = read(tmp_path / "PMR_record.csv")
    assert f"{len(rows):,} figures" in told
    book = load_workbook(tmp_path / "PMR_record.xlsx", read_only=True)
    grid = list(book.worksheets[0].iter_rows(values_only=True))
    book.close()
    assert list(grid[0]) == list(rows[0])
    assert len(grid) == len(rows) + 1
    wanted = {
        (row["indicator_id"], row["period"]): row["value"]
        for row in read(place / "tidy.csv")
        if row["kind"] == "actual" and row["table"] == "indicators" and row["value"]
    }
    found = {
        (row["indicator_id"], row["period"]): row["value"]
        for row in rows
        if row["kind"] == "actual" and row["in_force"] == "Yes" and row["value"]
    }
    assert len(wanted) > 300
    assert {key: Decimal(found[key]) for key in wanted} == {key: Decimal(value) for key, value in wanted.items()}


def test_a_month_alone_has_no_chapters(posted, tmp_path):
    told = posted[0].run(
        "publish", "--data", tmp_path / "data", "--report", "cpr", "--year", "2026", "--month", "nov", leaves=2
    )
    assert "has no chapters" in told
    assert not (tmp_path / "data").exists()


def test_an_agency_named_twice_is_written_once(posted, tmp_path):
    office, place, _ = posted
    twice = ("dsny", "DSNY", "tlc")
    told = office.run("publish", "--data", tmp_path / "data", *twice, *PUBLISH, leaves=None)
    assert read(tmp_path / "data" / "open_data.csv") == read(place / "open_data.csv")
    assert f"{len(read(place / 'open_data.csv')):,} rows of" in told
    once = office.run("record", "export", "DSNY", "--into", tmp_path)
    assert office.run("record", "export", "dsny", "DSNY", "--into", tmp_path) == once
    assert "2 agencies, " in office.run("publish", "--site", tmp_path / "site", *twice, *PUBLISH, leaves=None)
    counted = office.run("reliability", "coverage", "dsny", "DSNY", "--year", "FY26")
    assert counted.count("DSNY") == 1
