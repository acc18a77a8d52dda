"""Two years of three agencies, on the report's figures: released, changed, corrected late, asked for again."""

from __future__ import annotations

import re

import pytest
from kept_on import kept
from years_played import Years

from pmr_xl.books.reading.reader import read_book

NAME = "PMR_DSNY_MMR_FY26_tables.xlsx"
NEEDLES, HIGHWAY, DISTANCE = (
    "dsny-needles-removed",
    "dsny-miles-highway-cleaned",
    "dsny-distance-targeted-neighborhood-taskforce",
)
GOAL = """      - goal: A new goal in between.
        indicators:
          - id: dsny-lidded-containers-installed
            name: Lidded containers installed
"""
SECOND_GOAL = "      - goal: Enforce Sanitation regulations."
OF_THE_SCHEMA = re.compile(r"IDN|STR-005|STR-014|REV-001|TGT-004")


def noteworthy(office, name):
    """The sentences of “Noteworthy changes” about indicators, in the report's phrases."""
    book = read_book(office.folder / "tables" / name)
    page = next((sheet for sheet in book.sheets if "oteworthy" in sheet.name), None)
    return [] if page is None else [str(one.value) for one in page.cells.values() if one.column == 2 and one.row > 4]


@pytest.mark.parametrize("engine", ["file", pytest.param("server", marks=pytest.mark.season)])
def test_the_office_through_two_years(tmp_path, engine, request):
    office = Years(tmp_path / "office", only=("DSNY", "DPR", "LPC"))
    kept(office.folder, engine, request)
    office.history()
    for code in ("DSNY", "DPR", "LPC"):
        office.run("accept", office.form(code), "--despite", "as printed")
    office.run("edition", "release", "MMR-FY26", "--by", "A. Chief")
    released = (office.folder / "editions" / "MMR-FY26" / "r0" / "files" / NAME).read_bytes()

    office.run("edition", "open", "PMMR-FY27", "--due", "2027-01-08", "--no-forms")
    month = office.filled("DSNY", "--report", "cpr", "--month", "november", "--year", "2027", "--due", "2026-12-10")
    early = office.filled("LPC", "--report", "pmmr", "--year", "2027", "--due", "2027-01-08")
    office.run("schema", "rename", NEEDLES, "Syringes removed")
    office.run("schema", "retire", HIGHWAY)
    office.edit((SECOND_GOAL, GOAL + SECOND_GOAL))
    place = next(line.split()[0] for line in office.run("schema", "places", "DPR").splitlines() if "Goal 1a" in line)
    office.run("schema", "move", DISTANCE, "--to", place, "--agency", "DPR")
    broken = "lpc-landmarks-historic-districts-designated"
    places = office.run("schema", "places", "LPC")
    broken = broken if broken in places else re.findall(r"^ {4}(\S+)", places, re.MULTILINE)[0]
    office.run("schema", "redefine", broken, "--from", "FY27", "--why", "districts count as one")
    late = [
        office.filled(code, "--report", "pmmr", "--year", "2027", "--due", "2027-01-08") for code in ("DSNY", "DPR")
    ]
    for form in (month, early, *late):
        found = office.found(form)
        blamed = [one for one in found if OF_THE_SCHEMA.match(one["rule"]) and one["for"] == "agency"]
        assert blamed == [], form.name
        assert not [one for one in found if one["severity"] == "error"], form.name
        office.run("accept", form, "--despite", "the story goes on")

    correction = office.corrected("DSNY", {NEEDLES: 13131.0})
    assert not [one for one in office.found(correction) if OF_THE_SCHEMA.match(one["rule"]) and one["for"] == "agency"]
    office.run("accept", correction, "--despite", "counted again")
    office.run("assemble", "DSNY", "--year", "2026", "--into", office.folder / "tables")
    assert (office.folder / "tables" / NAME).read_bytes() == released
    assert "the same parts, cells and lines" in office.run("edition", "verify", "MMR-FY26", "--recompute")
    told = office.run("edition", "release", "MMR-FY26", "--by", "A. Chief", "--why", "counted again")
    changed = [line for line in told.splitlines() if " → " in line]
    assert changed
    assert all("131" in line or re.search(r"Up|Down|Neutral", line) for line in changed)
    assert "Needles removed" not in "".join(changed)

    office.run("assemble", "--all", "--report", "pmmr", "--year", "2027", "--into", office.folder / "tables", leaves=4)
    said = [one for code in ("DSNY", "DPR", "LPC") for one in noteworthy(office, f"PMR_{code}_PMMR_FY27_tables.xlsx")]
    about = [one for one in said if "indicator" in one]
    assert len(about) == 5, about
    for phrase in (
        "‘Needles removed’ was renamed to ‘Syringes removed’",
        "‘Lidded containers installed’ was added",
        "‘Miles of highway cleaned’ was removed",
        "was moved here from DSNY",
        "was changed: districts count as one (from FY27 on)",
    ):
        assert sum(phrase in one for one in about) == 1, phrase
    assert len(office.run("edition", "changes", "MMR-FY26", "PMMR-FY27").splitlines()) == 5
    assert (office.folder / "record.sqlite").exists() is (engine == "file")
    assert (office.folder / "editions" / "MMR-FY26" / "r1" / "office" / "record.sqlite").is_file()
