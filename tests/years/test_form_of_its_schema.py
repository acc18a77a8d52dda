"""A form is read by the schema it was made from, whatever the office changed since; tables are named by ids."""

from __future__ import annotations

import re

import pytest
from years_played import Years

from pmr_xl.books.reading.reader import read_book
from pmr_xl.office import Library

pytestmark = pytest.mark.both_engines

GOAL = """      - goal: A new goal in between.
        indicators:
          - id: dsny-lidded-containers-installed
            name: Lidded containers installed
"""
SECOND_GOAL = "      - goal: Enforce Sanitation regulations."


@pytest.fixture
def office(tmp_path):
    return Years.begun(tmp_path / "office")


def told(findings):
    """Rule, place and severity of what is found, without what tells of the older schema."""
    return {(one["rule"], one["cell"], one["severity"]) for one in findings if one["rule"] != "IDN-008"}


def test_remarks_and_guesses_make_no_form_one_of_an_older_schema(office):
    form = office.form()
    before = office.found(form)
    assert "IDN-008" not in {one["rule"] for one in before}
    text = office.schema().read_text(encoding="utf-8")
    text = (
        re.sub(r"^ *guessed: .*\n", "", text, flags=re.MULTILINE).replace("services:", "services:  # as agreed")
        + "# end\n"
    )
    office.schema().write_text(text, encoding="utf-8")
    assert office.found(form) == before


def test_what_the_office_changed_is_never_the_agencys_fault(office):
    form = office.form()
    before = told(office.found(form))
    office.edit((SECOND_GOAL, GOAL + SECOND_GOAL), ("name: Needles removed", "name: Syringes removed"))
    office.edit(("name: Distance of Targeted", "critical: true\n            name: Distance of Targeted"))
    office.retire("dsny-miles-highway-cleaned")
    after = office.found(form)
    assert {one["for"] for one in after if one["rule"] == "IDN-008"} == {"office"}
    assert {one for one in told(after) if one[2] != "info"} <= before
    office.run("accept", form, "--despite", "as printed")


def test_a_form_with_the_stamp_of_an_earlier_program_is_known(office):
    from pmr_xl.books.package.opening import Package

    form, library = office.form(), Library(office.folder)
    old, new = library.text_hash("DSNY"), library.schema_hash("DSNY")
    assert old != new
    _restamp(form, new, old)
    before = told(office.found(form))
    assert not [one for one in office.found(form) if one["rule"] == "IDN-008"]
    office.edit((SECOND_GOAL, GOAL + SECOND_GOAL), ("name: Needles removed", "name: Syringes removed"))
    assert {one for one in told(office.found(form)) if one[2] != "info"} <= before
    assert Package.open(form)


def test_a_form_of_a_schema_nobody_kept_blames_no_agency(office):
    form = office.form()
    _restamp(form, Library(office.folder).schema_hash("DSNY"), "0123456789ab")
    before = told(office.found(form))
    office.edit((SECOND_GOAL, GOAL + SECOND_GOAL), ("name: Needles removed", "name: Syringes removed"))
    assert {one for one in told(office.found(form)) if one[2] != "info"} <= before


def test_a_goal_put_between_moves_no_named_range(office):
    before = ranges(office, "before")
    office.edit((SECOND_GOAL, GOAL + SECOND_GOAL))
    after = ranges(office, "after")
    assert {"pmr_DSNY_1a", "pmr_DSNY_1b", "pmr_DSNY_2a"} <= before.keys()
    assert {name: after[name] for name in before} == before
    assert before["pmr_DSNY_1b"]
    assert before["pmr_DSNY_1a"] != before["pmr_DSNY_1b"]
    assert len(after) == len(before) + 1


def ranges(office, into):
    """The names of the tables' ranges in the workbook, and the first name of a row in each."""
    office.run("assemble", "DSNY", "--year", "2026", "--into", office.folder / into, leaves=None)
    book = read_book(office.folder / into / "PMR_DSNY_MMR_FY26_tables.xlsx")
    found = {}
    for name, where in book.names.items():
        sheet, _, area = where.lstrip("=").rpartition("!")
        if name.startswith("pmr_DSNY_"):
            first = int(re.search(r"\$(\d+)", area)[1])
            rows = [
                book.sheet(sheet.strip("'")).at(row, column) for column in (1, 2) for row in range(first, first + 4)
            ]
            found[name] = [str(cell.value) for cell in rows if cell is not None and cell.value][-1:]
    return found


def _restamp(form, old, new):
    import zipfile

    with zipfile.ZipFile(form) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    assert any(old.encode() in data for data in parts.values())
    with zipfile.ZipFile(form, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data.replace(old.encode(), new.encode()))
