"""Looks at figures: noted with a class, listed beside the figures as they stand, counted by agency and year."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from years_played import Years

from pmr_xl.desk.desk import Desk

pytestmark = pytest.mark.both_engines

NEEDLES, LOTS = "dsny-needles-removed", "dsny-lots-cleaned-citywide"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    office = Years(tmp_path_factory.mktemp("looked") / "office", only=("DSNY", "TLC"))
    office.history()
    return office


@pytest.fixture
def office(made, tmp_path, monkeypatch):
    monkeypatch.setattr(Desk, "today", property(lambda _desk: date(2026, 11, 30)))
    return made.copy(tmp_path / "office")


def test_a_look_is_noted_with_its_class_and_what_was_agreed_is_followed(office):
    told = office.run(
        *("reliability", "set", NEEDLES, "FY25", "certified with", "--looked", "12 months from the needle log"),
        *("--limits", "two months have no log", "--action", "Keep the log all year", "--due", "March 2027"),
        *("--by", "Jo Doe"),
    )
    assert f"▲ {NEEDLES}, FY25: certified with qualification. C-0001: Keep the log all year" in told
    listed = office.run("reliability", "list", "DSNY", "--year", "FY25")
    figure = Desk(office.folder).record.history(NEEDLES)
    assert f"reported {next(one.printed for one in figure if one.period.code == 'FY25')}" in listed
    assert "Jo Doe, " in listed
    assert "limits: two months have no log" in listed
    assert "action: Keep the log all year (C-0001)" in listed
    shown = office.run("record", "show", NEEDLES)
    assert "Looked at:\n  ▲ FY25  certified with qualification: 12 months from the needle log (Jo Doe, " in shown
    assert "; two months have no log" in shown
    assert "Looked at" not in office.run("record", "show", LOTS)
    commitments = office.run("commitment", "list")
    assert "Keep the log all year" in commitments
    assert NEEDLES not in office.run("reliability", "list", "DSNY", "--year", "FY24")


def test_said_again_nothing_is_added_and_a_later_look_counts(office):
    look = ("reliability", "set", LOTS, "FY25", "certified", "--looked", "all work orders", "--by", "Jo Doe")
    office.run(*look)
    office.run(*look)
    record = Desk(office.folder).record
    assert len(record.assessments()) == 1
    office.run(
        *("reliability", "set", LOTS, "FY25", "factors", "--looked", "work orders", "--limits", "half are lost"),
        *("--by", "Jo Doe"),
    )
    assert [one.verdict.value for one in record.assessments("FY25")] == ["certified", "factors prevented certification"]
    listed = office.run("reliability", "list", "--year", "FY25")
    assert f"? DSNY     {LOTS}  factors prevented certification" in listed


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (("certified",), "nobody says what was looked at"),
        (("certified", "--looked", "x", "--recomputed", "1"), "comes from its source; that is not certified"),
        (("certified with", "--looked", "x"), "“certified with qualification” says by what"),
        (("certified w", "--looked", "x", "--limits", "y", "--action", "z", "--due", "someday"), "names no day"),
        (("good", "--looked", "x"), "“good” is no class. It is one of: certified, certified with qualification"),
        (("c", "--looked", "x"), "“c” is no class"),
        (("inaccurate", "--looked", "x", "--recomputed", "a few"), "“a few” is no figure in number. Say it as the"),
    ],
)
def test_what_does_not_go_together_is_told_and_nothing_is_kept(made, said, told):
    assert told in made.run("reliability", "set", NEEDLES, "FY25", *said, leaves=2)
    assert Desk(made.folder).record.assessments() == []


def test_a_figure_typed_without_its_commas_is_the_same_and_one_that_is_not_there_has_no_look(office):
    figure = next(one for one in Desk(office.folder).record.history(NEEDLES) if one.period.code == "FY25").printed
    plain = figure.replace(",", "")
    assert plain != figure
    office.run("reliability", "set", NEEDLES, "FY25", "certified", "--looked", "log", "--recomputed", plain)
    assert f"reported {figure}, from its source {figure}" in office.run("reliability", "list", "--year", "FY25")
    told = office.run("reliability", "set", NEEDLES, "FY31", "certified", "--looked", "log", leaves=2)
    assert "the record has no figure of FY31, so there is none to look at. Name another year" in told
    assert "There is no such look at a figure of FY31." in office.run("reliability", "list", "--year", "FY31")


def test_a_figure_that_changed_after_it_was_looked_at_is_told(office, made):
    office.run(
        "reliability", "set", NEEDLES, "FY25", "inaccurate", "--looked", "log", "--recomputed", "7", "--by", "Jo"
    )
    assert "▲ It is" not in office.run("reliability", "list", "--year", "FY25")
    table = made.folder.parent / "mmr_fy2026_indicators.csv"
    lines = list(csv.reader(table.read_text(encoding="utf-8-sig").splitlines()))
    name, year = lines[0].index("indicator"), lines[0].index("FY25")
    for line in lines[1:]:
        if line[name] == "Needles removed":
            line[year] = "7"
    changed = office.folder / "changed.csv"
    with changed.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)
    office.run("record", "import", changed, "--year", "2026")
    assert "▲ It is 7 now: what was looked at is another figure." in office.run("reliability", "list", "--year", "FY25")


def test_counted_by_agency_and_year(office):
    assert "Nobody has looked at a figure yet" in office.run("reliability", "coverage")
    office.run("reliability", "set", NEEDLES, "FY25", "certified", "--looked", "log", "--by", "Jo")
    office.run(
        "reliability", "set", LOTS, "FY24", "inaccurate", "--looked", "orders", "--recomputed", "7", "--by", "Jo"
    )
    rows = list(csv.DictReader(io.StringIO(office.run("reliability", "coverage", "--csv"))))
    found = {(row["agency"], row["year"]): row for row in rows}
    assert set(found) == {("DSNY", "FY24"), ("DSNY", "FY25"), ("TLC", "FY24"), ("TLC", "FY25")}
    dsny = found["DSNY", "FY25"]
    assert (dsny["looked_at"], dsny["certified"], dsny["inaccurate"]) == ("1", "1", "0")
    assert int(dsny["not yet looked at"]) == int(dsny["indicators"]) - 1
    assert found["DSNY", "FY24"]["inaccurate"] == "1"
    assert found["TLC", "FY25"]["looked_at"] == "0"
    told = office.run("reliability", "coverage", "DSNY", "--year", "FY25")
    assert "1 of 58 looked at" in told
