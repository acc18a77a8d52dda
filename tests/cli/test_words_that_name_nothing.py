"""A word behind an option that names nothing, or something else than another option, is told: never a clean answer."""

from __future__ import annotations

import shutil

import pytest
from at_the_door import run


@pytest.fixture(scope="module")
def desk(tmp_path_factory, made):
    folder = tmp_path_factory.mktemp("nothing")
    shutil.copytree(made.folder / "office", folder / "office")
    return folder


def asked(folder, *words):
    return run("--office", "office", *words, cwd=folder)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("record", "findings", "--edition", "MMR26"), "“MMR26” is no edition: MMR-FY26"),
        (("record", "findings", "--edition", "XYZ-FY26"), "There is no report “xyz”"),
        (("record", "findings", "--edition", ""), "“” is no edition"),
        (("record", "findings", "--rule", "PUB-777"), "There is no rule PUB-777. Is PUB-"),
        (("rules", "rehearse", "TYP-777", "--no-report"), "There is no rule TYP-777. Is TYP-"),
        (("exceptions", "--of", "Nobody"), "No agency is in the portfolio of Nobody."),
        (("exceptions", "--mine"), "No agency is in the portfolio of "),
        (("blank", "DSNY", "--report", "cpr", "--month", "2025-11", "--year", "2027"), "is of fiscal 2026, and --year"),
        (("changes", "--since", "office", "--year", "2025"), "say themselves which edition they are"),
    ],
)
def test_it_is_told_and_nothing_is_done(desk, words, told):
    outbox = sorted((desk / "office" / "outbox").iterdir())
    answer = asked(desk, *words)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert told in answer.stderr
    assert sorted((desk / "office" / "outbox").iterdir()) == outbox


def test_editions_and_rules_are_found_in_each_spelling(desk):
    import_of = ("record", "import", "mmr_fy2026_resources.csv", "--year", "2026")
    assert asked(desk, *import_of).returncode == 0
    whole = asked(desk, "record", "findings", "--edition", "MMR-FY26", "--rule", "PUB-007")
    assert whole.returncode == 1
    assert "PUB-007" in whole.stdout
    assert asked(desk, "record", "findings", "--edition", "mmr-fy2026", "--rule", "pub-7").stdout == whole.stdout


@pytest.mark.parametrize("year", ["2026", "26", "FY26", "fy2026", "FY 26"])
def test_a_fiscal_year_is_understood_as_people_type_it(desk, year):
    told = asked(desk, "blank", "DSNY", "--year", year, "--due", "2026-09-03", "--into", desk / year)
    assert told.returncode == 0, told.stderr
    assert [one.name for one in (desk / year).iterdir()] == ["PMR_DSNY_MMR_FY26_v1.xlsx"]


def test_a_number_out_of_its_bounds_is_told_in_words(desk):
    told = asked(desk, "reliability", "sample", "--year", "FY25", "--size", "0")
    assert "0 is not from 1 to 2000." in told.stderr
    told = asked(desk, "commitment", "import", "list.csv", "--headings-row", "0")
    assert "0 is below 1." in told.stderr


@pytest.mark.parametrize(
    ("day", "early"), [("2025-09-03", True), ("2026-06-30", True), ("2026-07-01", False), ("2026-09-03", False)]
)
def test_a_day_before_the_period_is_over_is_asked_about(desk, tmp_path, day, early):
    said = "is not after June 30, 2026, when what is asked for ends. Is another day meant?"
    for words in (("blank", "DSNY", "--due", day, "--into", tmp_path), ("extend", "DSNY", day, "--why", "a flood")):
        told = asked(desk, *words, "--year", "2026")
        assert (told.returncode, said in told.stderr) == (0, early), told


SAID = {
    "DSNY-Lots-Cleaned-Citywide": "Did you mean dsny-lots-cleaned-citywide?",
    "Lots cleaned citywide": "Did you mean dsny-lots-cleaned-citywide?",
    "LOTS CLEANED CITYWIDE": "Did you mean dsny-lots-cleaned-citywide?",
    "dsny-lots-cleaned-citywyde": "Did you mean dsny-lots-cleaned-citywide?",
    "zzzz": "",
}
WITH_AN_ID = [
    ("target", "ID", "FY27", "300", "--why", "x"),
    ("record", "show", "ID"),
    ("trace", "ID"),
    ("schema", "definitions", "show", "ID"),
    ("schema", "rename", "ID", "Another name"),
    ("schema", "retire", "ID"),
    ("reliability", "set", "ID", "FY25", "certified", "--looked", "a sample"),
    ("commitment", "add", "Do it", "--indicator", "ID"),
]


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("words", WITH_AN_ID, ids=lambda words: "-".join(words[:2]))
def test_an_id_that_is_none_leads_to_the_one_that_is_meant(desk, words, said):
    told = asked(desk, *(said if word == "ID" else word for word in words))
    assert told.returncode == 2, told.stdout
    assert f"“{said}”" in told.stderr
    assert SAID[said] in told.stderr
    assert bool(SAID[said]) is ("Did you mean" in told.stderr)


def test_a_file_named_as_of_another_report_is_told_beside_its_differences(desk, tmp_path):
    path = tmp_path / "PMR_DSNY_MMR_FY26_tables.csv"
    path.write_text("Sanitation Department\n", encoding="utf-8")
    said = f"▲ {path.name} is named as of MMR-FY26, and compared with MMR-FY27."
    assert said in asked(desk, "proof", path, "--agency", "DSNY", "--year", "2027").stderr
    assert "is named as of" not in asked(desk, "proof", path, "--agency", "DSNY", "--year", "2026").stderr


def test_a_file_that_is_no_record_is_not_told_to_be_put_in_place_of_itself(desk, tmp_path):
    path = tmp_path / "form.xlsx"
    path.write_bytes(b"PK\x03\x04 no record")
    told = asked(desk, "record", "restore", path, "--dry-run")
    assert (told.returncode, "; nothing was done. Copies are kept of: " in told.stderr) == (2, True), told.stderr
    assert "in its place" not in told.stderr


def test_a_folder_is_named_once(desk):
    asked(desk, "blank", "DSNY", "--year", "2026", "--due", "2026-09-03", "--into", "office/inbox")
    told = asked(desk, "compare", "office/inbox/PMR_DSNY_MMR_FY26_v1.xlsx")
    assert "No earlier version of PMR_DSNY_MMR_FY26_v1.xlsx is in " in told.stderr
    assert told.stderr.count("inbox") == 1
