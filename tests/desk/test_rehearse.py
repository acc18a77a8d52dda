"""Rehearsal: rules asked of the published report and of the office's own submissions."""

from __future__ import annotations

import shutil

import pytest

from pmr_xl.desk.desk import Desk
from pmr_xl.desk.rehearse import rehearse
from pmr_xl.library import built_in_office
from pmr_xl.model.fault import Fault


def test_one_rule_over_the_published_report():
    told = rehearse(Desk(built_in_office()), ["ari-002"])
    assert (told.cases, told.rows) == (33, 1773)
    (tally,) = told.tallies
    assert (tally.code, tally.count, dict(tally.agencies)) == ("ARI-002", 1, {"DOF": 1})
    assert "54,754" in tally.examples[0][1].message
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


def test_a_rule_that_is_none():
    with pytest.raises(Fault, match="no rule"):
        rehearse(Desk(built_in_office()), ["ARI-999"])
