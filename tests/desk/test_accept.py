"""A second version, named as the agencies' guide says, takes the place of the first; and our own names are right."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from pmr_xl.books.writer import write
from pmr_xl.desk.accept import accept
from pmr_xl.desk.blank import blank
from pmr_xl.desk.demo import EDITION
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.validate import judge_file
from pmr_xl.forms import submission_form
from pmr_xl.library import built_in_office
from pmr_xl.model.fault import Fault
from pmr_xl.model.submission import Ask

LOTS = "dsny-vacant-lot-cleaning-requests"


def test_a_second_version_is_one_by_its_name(made, tmp_path):
    shutil.copytree(made.folder / "office", tmp_path / "office")
    desk = Desk(tmp_path / "office")
    first = made.validations[0].submission
    answers = {
        entry.line.id: {
            Ask.ACTUAL: entry.actual.figure,
            Ask.REASON: entry[Ask.REASON].text or None,
            Ask.EXPLANATION: entry[Ask.EXPLANATION].text or None,
        }
        for entry in first.entries
    }
    answers[LOTS][Ask.ACTUAL] = Decimal(2411)
    paper = submission_form.lay(
        first.chapter, EDITION, desk.past([first.chapter]), desk.house, schema_hash=first.stamp.schema_hash
    )
    paper = submission_form.fill(paper, first.chapter, EDITION, answers)
    paper = submission_form.certify(paper, name="A. Person", title="Analyst", date=46_000.0)
    again, second = tmp_path / "PMR_DSNY_MMR_FY26_v1.xlsx", tmp_path / "PMR_DSNY_MMR_FY26_v2.xlsx"
    write(paper, again)
    shutil.copy(again, second)

    kept = desk.folder / "accepted" / "dsny"
    before = sorted(kept.iterdir())
    with pytest.raises(Fault, match=r"…_v2\.xlsx"):
        accept(desk, again)
    assert sorted(kept.iterdir()) == before, "what the record does not take is not kept"
    assert accept(desk, second).version == 2
    accept(desk, Path(shutil.copy(second, tmp_path / "the same again.xlsx")))
    assert len(list(kept.iterdir())) == len(before) + 1, "the same bytes are kept once"
    assert desk.past([first.chapter]).actual(LOTS, EDITION.submitted) == Decimal(2411)


@pytest.mark.parametrize("agency", ["H+H", "BPL/NYPL/QPL", "311", "DSNY"])
def test_a_form_under_the_name_we_gave_it_is_no_finding(agency, tmp_path):
    desk = Desk(built_in_office())
    (path,) = blank(desk, [agency], EDITION, tmp_path)
    assert "IDN-005" not in {finding.rule for finding in judge_file(desk, path).findings}
