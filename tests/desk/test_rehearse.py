"""Rehearsal: rules asked of the published report and of the office's own submissions."""

from __future__ import annotations

import shutil

import pytest
from click.testing import CliRunner

from pmr_xl.cli.commands import pmr
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.rehearse import rehearse
from pmr_xl.model.fault import Fault
from pmr_xl.model.finding import Severity
from pmr_xl.office import built_in_office


def test_one_rule_over_the_published_report():
    told = rehearse(Desk(built_in_office()), ["ari-002"])
    assert (told.cases, told.rows) == (45, 2361)
    (tally,) = told.tallies
    assert (tally.code, tally.count, dict(tally.agencies)) == ("ARI-002", 4, {"DOF": 2, "LAW": 1, "NYCEM": 1})
    said = " ".join(one.message for _, one in tally.examples)
    assert "3,308, but its parts add up to 3,319" in said
    assert "1,049,250" in said
    assert told.costs["ARI-002"].calls > 20


def test_the_offices_own_submissions(made, tmp_path):
    office = tmp_path / "office"
    shutil.copytree(made.folder / "office", office)
    desk = Desk(office)
    for path in (made.folder / "submissions").glob("*.xlsx"):
        if "DSNY" not in path.name:
            shutil.copy(path, desk.office.inbox)
    told = rehearse(desk, with_report=False)
    assert told.cases == 3
    fired = {tally.code: tally for tally in told.tallies if tally.count}
    assert fired["MIS-001"].agencies == {"FDNY": 2, "NYPD": 1}
    assert [tally.count for tally in told.tallies] == sorted((t.count for t in told.tallies), reverse=True)


BY = "who: Ana Diaz, why: it is known"
LET_THROUGH = {  # settings, what is new by them, what is found as they are
    f"rules:\n  MIS-001: {{on: false, {BY}}}\n": (3, 0),
    f"rules:\n  MIS-001: {{severity: info, {BY}}}\n": (3, 3),
    f"waivers:\n  - {{rule: MIS-001, agency: FDNY, {BY}, until: 2099-06-30}}\n": (2, 3),
    f"waivers:\n  - {{rule: MIS-001, agency: FDNY, {BY}, until: 2020-06-30}}\n": (0, 3),
}


@pytest.mark.parametrize("settings", LET_THROUGH)
def test_what_the_settings_let_through_today_is_new(made, tmp_path, settings):
    office = tmp_path / "office"
    shutil.copytree(made.folder / "office", office)
    for path in (made.folder / "submissions").glob("*.xlsx"):
        shutil.copy(path, office / "inbox")
    asked = ["--office", str(office), "rules", "rehearse", "--no-report", "MIS-001", "OUT-004"]
    assert " new" not in CliRunner().invoke(pmr, asked).output
    (office / "settings.yaml").write_text(settings, encoding="utf-8")
    new, as_set = LET_THROUGH[settings]
    (tally,) = rehearse(Desk(office), ["MIS-001"], with_report=False).tallies
    assert (tally.count, tally.new, tally.examples[0][1].severity) == (3, new, Severity.ERROR), "as the rule came"
    (tally,) = rehearse(Desk(office), ["MIS-001"], with_report=False, as_set=True).tallies
    assert (tally.count, tally.new) == (as_set, 0)
    said = CliRunner().invoke(pmr, asked).output
    assert f"MIS-001     3{f' ({new} new)' if new else ''}  FDNY 2, NYPD 1" in said
    assert ("New is what this office's settings let through today" in said) is bool(new)
    assert "OUT-004 (beta)     0" in said


def test_a_rule_that_is_none():
    with pytest.raises(Fault, match="no rule"):
        rehearse(Desk(built_in_office()), ["ARI-999"])
