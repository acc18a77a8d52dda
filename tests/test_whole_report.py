"""The whole report of fiscal 2026 by the command line: every agency's blank form, from filled to printed."""

from __future__ import annotations

from collections import Counter

import pytest
from frames import frame_and_sheet
from kept_on import ENGINES, kept
from pace import slowness
from printed_report import ODD_DECIMALS, ON_THE_BOUNDARY, printed
from season_played import HEADINGS, Season, play

from pmr_xl.desk.desk import Desk
from pmr_xl.model.fiscal import Period

pytestmark = pytest.mark.season
MOST_ASKED = 0.15
MOST_SECONDS = 60.0
SLIPS_IN_PRINT = {("NYCEM", "ARI-002"), ("DOF", "ARI-002"), ("LAW", "ARI-002")}  # wholes that their parts do not make
ODD_FIGURE = ("indicators", "OATH", "oath-letters-responded-within-14-days", "FY23", "92%", "91.67%")


@pytest.fixture(scope="module", params=ENGINES)
def season(tmp_path_factory, request) -> Season:
    folder = tmp_path_factory.mktemp("season") / "office"
    before = slowness()
    played = play(folder, lambda: kept(folder, request.param, request))
    played.slowness = max(before, slowness())
    return played


def test_forms_give_the_reports_own_slips_and_few_queries(season):
    assert len(season.findings) == 45
    told = [(code, one) for code, found in season.findings.items() for one in found]
    assert {(code, one["rule"]) for code, one in told if one["severity"] == "error"} == SLIPS_IN_PRINT
    rows = sum(len(chapter.lines) for chapter in Desk(season.folder).library.chapters())
    assert rows == 2361
    queries = [(code, one) for code, one in told if one["severity"] == "query"]
    asked = {(code, one["sheet"], one["cell"]) for code, one in queries}
    assert 0.10 < len(asked) / rows <= MOST_ASKED, Counter(one["rule"] for _, one in queries)


def test_frames_say_what_json_and_sheets_say(season):
    keys = ["rule", "severity", "sheet", "cell", "message"]
    numbers = 0
    for code, (found, variances) in season.frames.items():
        assert [tuple(row) for row in found[keys].itertuples(index=False)] == [
            tuple(one[key] for key in keys) for one in season.findings[code]
        ], code
        compared, different = frame_and_sheet(variances, season.variance_sheets[code])
        assert different == [], code
        numbers += compared
    assert len(season.frames) == 45
    assert numbers > 1900


def test_every_printed_cell_is_the_reports(season):
    counted = {kind: sum(map(len, printed(kind).values())) * len(HEADINGS[kind]) for kind in HEADINGS}
    assert season.cells == sum(counted.values()) + counted["indicators"]  # as data, and indicators as printed too
    assert counted["indicators"] == 2361 * 9
    known = {("resources", name, year, ours, theirs) for (name, year), (theirs, ours) in ODD_DECIMALS.items()}
    trends = {one for one in season.different if one[3] == "trend_5yr"}
    rest = season.different - trends - {ODD_FIGURE}
    assert {(kind, name, column, ours, theirs) for kind, _, name, column, ours, theirs in rest} == known
    chapters = {chapter.agency: chapter for chapter in Desk(season.folder).library.chapters()}
    assert {(code, chapters[code].by_id[name].indicator.name) for _, code, name, *_ in trends} == ON_THE_BOUNDARY
    assert ODD_FIGURE in season.different


def test_the_season_costs_less_than_a_minute(season, capsys):
    with capsys.disabled():
        print(f"\nThe whole report: {season.told}")  # noqa: T201 - what it costs is told at every run
    assert set(season.seconds) == {"record", "blank", "validate", "review", "accept", "assemble"}
    assert sum(season.seconds.values()) < MOST_SECONDS * season.slowness


def test_what_was_accepted_stands_in_the_record(season):
    desk = Desk(season.folder)
    chapters = desk.library.chapters()
    past = desk.past(chapters)
    missing = [line.id for chapter in chapters for line in chapter.lines if past.actual(line.id, Period(2026)) is None]
    assert missing == []
