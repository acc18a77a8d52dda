"""What was published beyond a limit is possible again: form, check and restatement say the same, by ``pmr``."""

from __future__ import annotations

import json

import openpyxl
import pytest
from click.testing import CliRunner

from pmr_xl.cli.commands import pmr as command

TABLE = """agency,agency_name,section,service_no,service,goal_no,goal,row,critical,equity,indicator,parent,unit,\
FY22,FY23,FY24,FY25,FY26,target_FY26,target_FY27,trend_5yr,desired_direction
DOX,Department of Examples,,1,Serve.,1a,Serve well.,1,N,N,Of plan (%),,percent,96%,104%,98%,97%,,*,*,NA,*
DOX,Department of Examples,,1,Serve.,1a,Serve well.,2,N,N,Rating,,rate,4.4,4.6,4.5,4.5,,*,*,NA,*
"""
WORDS = "Two more crews were added in March, which raised it by 8 points."


def pmr(*arguments):
    done = CliRunner().invoke(command, [str(one) for one in arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("possible")
    table, office = folder / "table.csv", folder / "office"
    table.write_text(TABLE, encoding="utf-8")
    for step in (("init", office), ("--office", office, "schema", "import", table)):
        assert pmr(*step).exit_code == 0
    assert pmr("--office", office, "record", "import", table, "--year", "2026").exit_code == 0
    (path,) = (office / "schemas" / "indicators").glob("dox.yaml")
    text = path.read_text(encoding="utf-8")
    assert 'at_most: "150"' in text or "at_most: 150" in text  # drafted from the 104% that was published
    lines = [line for line in text.splitlines(keepends=True) if "at_most" not in line]
    path.write_text("".join(lines), encoding="utf-8")
    return office


def found(office, folder, changes):
    """The findings of a form with these cells, by rule and cell."""
    folder.mkdir()
    assert (
        pmr("--office", office, "blank", "--due", "2026-09-17", "DOX", "--year", "2026", "--into", folder).exit_code
        == 0
    )
    (path,) = folder.glob("PMR_DOX_*.xlsx")
    book = openpyxl.load_workbook(path)
    for (sheet, place), value in changes.items():
        book[sheet][place] = value
    book.save(path)
    told = json.loads(pmr("--office", office, "validate", path, "--no-copy", "--json", "-").output)["findings"]
    return {(one["rule"], one["sheet"], one["cell"]): one["message"] for one in told}, book


def test_a_percentage_beyond_what_was_published_once_is_refused_by_rule_form_and_restatement(office, tmp_path):
    told, book = found(office, tmp_path / "above", {("Submission", "J3"): 1.05, ("Submission", "P3"): WORDS})
    assert "from 0% to 104%, which was published once (100% is the limit)" in told["RNG-001", "Submission", "J3"]
    limits = [rule.formula1 for rule in book["Submission"].data_validations.dataValidation if "J3" in str(rule.sqref)]
    assert any("<=1.04)" in limit for limit in limits), limits
    lists = {row[7]: row[9:11] for row in book["Lists"].iter_rows(min_row=7, values_only=True) if row[7]}
    name = next(iter(lists))
    assert lists[name] == (0, 104)
    restated = {("Restatements", "A7"): name, ("Restatements", "C7"): "FY25", ("Restatements", "E7"): 105}
    told, _ = found(office, tmp_path / "restated", restated | {("Submission", "J3"): 1.04})
    assert ("RNG-001", "Submission", "J3") not in told
    assert "is more than the 104% that is possible" in told["REV-009", "Restatements", "E7"]
