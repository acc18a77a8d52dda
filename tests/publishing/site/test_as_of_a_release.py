"""What is published of a release is the release's own; what was said later fills its gaps, and its day is told."""

from __future__ import annotations

import csv
import json
import re

import pytest
from years_played import Years

ASKED = ("--report", "mmr", "--year", "2026")
CALLS, SPANISH, OTHERS = (
    "311-311-calls",
    "311-311-spanish-language-calls",
    "311-311-calls-languages-other-english-spanish",
)


def define(office, **texts):
    """Descriptions by the indicator's name, taken in today."""
    path = office.folder / "definitions.csv"
    with path.open("w", encoding="utf-8", newline="") as table:
        rows = csv.writer(table)
        rows.writerow(["agency", "open_data_id", "indicator", "description", "source"])
        rows.writerows(["311", "", office.names[name], text, "The telephone system"] for name, text in texts.items())
    office.run("schema", "import-definitions", path, "--replace", leaves=None)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """The MMR of two agencies, released with one definition and two ids; today others are said, a row less."""
    office = Years.begun(tmp_path_factory.mktemp("released") / "office", only=("FDNY", "311"))
    text = office.schema("311").read_text(encoding="utf-8")
    named = dict(re.findall(r"- id: (\S+)\n\s+name: (.+)", text))
    office.names = {name: words for name, words in named.items() if "-resource-" not in name}
    office.edit((f"id: {CALLS}\n", f"id: {CALLS}\n            open_data_id: 11\n"), slug="311")
    office.edit((f"id: {OTHERS}\n", f"id: {OTHERS}\n            open_data_id: 13\n"), slug="311")
    define(office, **{CALLS: "Calls as they were counted then."})
    office.run("accept", office.form("311"), "--by", "A. Chief", "--despite", "as printed", leaves=None)
    office.run("edition", "release", "MMR-FY26", "--by", "A. Chief", "--despite", "all=as printed")
    define(office, **{CALLS: "Better words.", SPANISH: "Words that came later."})
    office.edit(
        (f"id: {CALLS}\n            open_data_id: 11\n", f"id: {CALLS}\n            open_data_id: 12\n"), slug="311"
    )
    office.retire(OTHERS, slug="311")
    return office


def test_definitions_on_the_site_are_the_release_s_and_later_ones_say_their_day(office, tmp_path):
    office.run("publish", "311", "--site", tmp_path / "site", *ASKED, leaves=None)
    page = {
        name: (tmp_path / "site" / "indicator" / f"{name}.html").read_text(encoding="utf-8") for name in office.names
    }
    assert "Calls as they were counted then." in page[CALLS]
    assert "Better words." not in page[CALLS]
    assert "The report came without a definition" not in page[CALLS]
    assert "Words that came later." in page[SPANISH]
    assert re.search(r"The report came without a definition; these words are of \w+ \d+, \d{4}\.", page[SPANISH])
    assert "No definition has been published yet." in page[OTHERS]


def downloaded(folder, shape):
    (path,) = folder.glob(f"downloads/*_{shape}.csv")
    with path.open(encoding="utf-8-sig", newline="") as table:
        return list(csv.DictReader(table))


def test_an_id_is_the_same_on_the_site_as_in_the_data(office, tmp_path):
    office.run("publish", "311", "--site", tmp_path / "site", *ASKED, leaves=None)
    told = {row["indicator"]: row["id"] for row in downloaded(tmp_path / "site", "open_data")}
    assert (told[office.names[CALLS]], told[office.names[OTHERS]]) == ("12", "13")
    tidy = {row["indicator_id"]: row["open_data_id"] for row in downloaded(tmp_path / "site", "clean")}
    assert (tidy[CALLS], tidy[OTHERS], tidy[SPANISH]) == ("12", "13", "")
    office.run("assemble", "--all", "--csv", *ASKED, "--into", tmp_path / "kept", leaves=None)
    (path,) = (tmp_path / "kept").glob("*_open_data.csv")
    kept = {row["indicator"]: row["id"] for row in csv.DictReader(path.read_text("utf-8-sig").splitlines())}
    assert kept[office.names[CALLS]] == "11", "the released file stays as it was"


def test_an_id_follows_an_indicator_to_another_agency_and_one_that_was_taken_away_is_gone(office, tmp_path):
    later = office.copy(tmp_path / "office")
    later.run("schema", "move", CALLS, "--to", "fdny-1a", "--agency", "FDNY")
    text = later.schema("fdny").read_text(encoding="utf-8")
    assert text.count("open_data_id: 12") == 1
    later.schema("fdny").write_text(text.replace("open_data_id: 12", "open_data_id: 14"), encoding="utf-8")
    text = later.schema("311").read_text(encoding="utf-8")
    assert text.count("open_data_id: 13") == 1
    later.schema("311").write_text(re.sub(r" *open_data_id: 13\n", "", text), encoding="utf-8")
    later.run("publish", "311", "--data", tmp_path / "data", *ASKED, leaves=None)
    with (tmp_path / "data" / "tidy.csv").open(encoding="utf-8", newline="") as table:
        tidy = {row["indicator_id"]: row["open_data_id"] for row in csv.DictReader(table)}
    assert (tidy[CALLS], tidy[OTHERS]) == ("14", "")


def test_an_id_is_today_s_and_a_retired_row_keeps_the_one_it_had(office, tmp_path):
    office.run("publish", "311", "--data", tmp_path / "data", *ASKED, leaves=None)
    with (tmp_path / "data" / "open_data.csv").open(encoding="utf-8", newline="") as table:
        rows = {row["indicator"]: row for row in csv.DictReader(table)}
    assert rows[office.names[CALLS]]["id"] == "12", "the key of the platform, corrected since"
    assert rows[office.names[OTHERS]]["id"] == "13", "no schema of today has the row"
    assert rows[office.names[CALLS]]["description"] == "Calls as they were counted then."
    with (tmp_path / "data" / "tidy.csv").open(encoding="utf-8", newline="") as table:
        tidy = {row["indicator_id"]: row["open_data_id"] for row in csv.DictReader(table)}
    assert (tidy[CALLS], tidy[OTHERS], tidy[SPANISH]) == ("12", "13", ""), "one file says what the other says"
    with (tmp_path / "data" / "ids_missing.csv").open(encoding="utf-8", newline="") as table:
        missing = {row["indicator_id"] for row in csv.DictReader(table)}
    assert missing == set(office.names) - {CALLS, OTHERS}
    said = json.loads((tmp_path / "data" / "datapackage.json").read_bytes())["description"]
    assert re.match(r"Figures as released on \w+ \d+, \d{4}\. Months and ids are as the office has them on ", said)
