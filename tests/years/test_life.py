"""The life of an indicator by commands: the YAML is edited, comments stay, and each says what follows."""

from __future__ import annotations

import difflib

import pytest
from years_played import Years

from pmr_xl.office import Library


@pytest.fixture
def office(tmp_path):
    one = Years.begun(tmp_path / "office", only=("DSNY", "DPR"))
    one.edit(
        (
            "          - id: dsny-needles-removed\n",
            "          # as agreed in May\n          - id: dsny-needles-removed  # ours\n",
        ),
        ("            name: Needles removed\n", "            name: Needles removed  # by hand\n"),
    )
    return one


def changed(office, slug, *command):
    """The lines of a schema that a command takes away and adds."""
    before = office.schema(slug).read_text(encoding="utf-8").splitlines()
    office.run("schema", *command)
    after = office.schema(slug).read_text(encoding="utf-8").splitlines()
    Library(office.folder).chapter(slug.upper())
    return [
        line for line in difflib.unified_diff(before, after, n=0, lineterm="") if line[:3] not in ("---", "+++", "@@ ")
    ]


def chapter(office, code="DSNY"):
    return Library(office.folder).chapter(code)


def test_renamed_and_back(office):
    assert changed(office, "dsny", "rename", "dsny-needles-removed", "Syringes: removed") == [
        "-            name: Needles removed  # by hand",
        '+            name: "Syringes: removed"  # by hand',
        "+            formerly: Needles removed",
    ]
    assert changed(office, "dsny", "rename", "dsny-needles-removed", "Needles removed") == [
        '-            name: "Syringes: removed"  # by hand',
        "-            formerly: Needles removed",
        "+            name: Needles removed  # by hand",
    ]
    told = office.run("schema", "rename", "dsny-needles-removed", "Needles removed", leaves=2)
    assert "is called “Needles removed”" in told


def test_retired_with_its_comments(office):
    lines = changed(office, "dsny", "retire", "dsny-needles-removed")
    assert [line for line in lines if "# as agreed in May" in line] == [
        "-          # as agreed in May",
        "+  # as agreed in May",
    ]
    assert "+  - id: dsny-needles-removed  # ours" in lines
    assert "dsny-needles-removed" not in chapter(office).by_id
    assert chapter(office).retired_lines[-1].id == "dsny-needles-removed"
    assert "dsny-needles-removed is retired" in office.run("schema", "retire", "dsny-needles-removed", leaves=2)


def test_moved_under_another_goal_and_to_another_agency(office):
    office.run("schema", "move", "dsny-needles-removed", "--to", "dsny-1b")
    assert chapter(office).by_id["dsny-needles-removed"].goal_no == "1b"
    goal = chapter(office, "DPR").lines[0].table_id
    office.run("schema", "move", "dsny-needles-removed", "--to", goal, "--agency", "DPR")
    assert "dsny-needles-removed" not in chapter(office).by_id
    moved = chapter(office, "DPR").by_id["dsny-needles-removed"]
    assert (moved.indicator.moved_from, moved.table_id) == ("DSNY", goal)
    assert "is no goal and no table" in office.run(
        "schema", "move", "dsny-lots-cleaned-citywide", "--to", "dsny-service-1", leaves=2
    )


def test_redefined_added_split_and_shared(office):
    office.run("schema", "redefine", "dsny-needles-removed", "--from", "FY27", "--why", "counted by box, not by piece")
    assert chapter(office).by_id["dsny-needles-removed"].indicator.breaks == {"FY27": "counted by box, not by piece"}
    office.run("schema", "add", "DSNY", "Lidded containers installed", "--to", "dsny-1b", "--critical")
    added = chapter(office).by_id["dsny-lidded-containers-installed"]
    assert (added.goal_no, added.indicator.critical) == ("1b", True)
    office.run("schema", "split", "dsny-needles-removed", "--into", "Needles in parks", "--into", "Needles in streets")
    parts = [line for line in chapter(office).lines if line.indicator.split_from == "dsny-needles-removed"]
    assert [(line.goal_no, line.indicator.critical) for line in parts] == [("1a", True)] * 2
    other = chapter(office, "DPR").lines[0].id
    office.run("schema", "share", "dsny-lots-cleaned-citywide", other)
    assert chapter(office).by_id["dsny-lots-cleaned-citywide"].indicator.same_as == other


def test_what_is_retired_is_said_to_be_and_a_name_that_is_there_already_is_asked_about(office):
    office.run("schema", "retire", "dsny-needles-removed")
    for words in (("schema", "retire", "dsny-needles-removed"), ("schema", "rename", "dsny-needles-removed", "Other")):
        assert "dsny-needles-removed is retired: no form asks for it." in office.run(*words, leaves=2)
    told = office.run("target", "dsny-needles-removed", "FY27", "3", "--why", "x", leaves=2)
    assert "is retired" in told
    assert "Did you mean" not in told
    asked = "▲ Of that agency dsny-lots-cleaned-citywide is called so too."
    assert asked in office.run("schema", "rename", "dsny-vacant-lot-cleaning-requests", "Lots  Cleaned citywide")
    assert asked not in office.run("schema", "rename", "dsny-lots-cleaned-citywide", "Lots cleaned, citywide")
    goal = next(line.split()[0] for line in office.run("schema", "places", "DSNY").splitlines() if line[:1] != " ")
    office.run("schema", "add", "DSNY", "A new thing", "--to", goal, "--unit", "minutes:seconds")
    assert "dsny-new-thing is called so too" in office.run("schema", "add", "DSNY", "A new thing", "--to", goal)


def test_an_id_is_put_back(office):
    office.edit(("id: dsny-needles-removed  # ours", "id: dsny-needles-gone  # ours"))
    office.run("schema", "rename", "dsny-needles-gone", "--id", "dsny-needles-removed")
    assert "id: dsny-needles-removed  # ours" in office.schema().read_text(encoding="utf-8")


def test_what_cannot_be_read_is_not_written(office):
    before = office.schema().read_bytes()
    told = office.run("schema", "add", "DSNY", "Bins", "--to", "dsny-1b", "--unit", "furlongs", leaves=2)
    assert "“furlongs” is no unit" in told
    assert office.schema().read_bytes() == before


def test_a_break_marked_later_names_what_was_released_across_it_and_what_was_said_before(office):
    mark = ("schema", "redefine", "dsny-needles-removed", "--from")
    assert "Released before" not in office.run(*mark, "FY24", "--why", "counted otherwise")
    office.run("edition", "release", "MMR-FY26", "--by", "A. Chief", "--despite", "all=as printed")
    told = office.run(*mark, "FY24", "--why", "counted by the bag")
    assert "It was marked from then on already: counted otherwise." in told
    assert "Released before" not in told, "the release has that break"
    assert "Released before" not in office.run(*mark, "FY27", "--why", "again")
    told = office.run(*mark, "FY25", "--why", "counted by the box")
    assert "Released before, and as they were: MMR Fiscal 2026; their tables go across it." in told
