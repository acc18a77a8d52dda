"""Two versions of one submission: every change on its cell, noise counted, nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pmr_xl.books.reader import read_book
from pmr_xl.books.writer import write
from pmr_xl.desk.compare import compare
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.versions import earlier_version
from pmr_xl.forms import submission_form
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Report
from pmr_xl.model.submission import Ask

EDITION = Edition(Report.MMR, 2026)
NEEDLES, LOTS, SALT = "dsny-needles-removed", "dsny-lots-cleaned-citywide", "dsny-salt-used-tons"


@pytest.fixture(scope="module")
def versions(tmp_path_factory):
    folder = tmp_path_factory.mktemp("versions")
    desk = Desk()
    chapter = desk.library.chapter("DSNY")
    past = desk.past([chapter])
    filled = {
        1: {
            NEEDLES: {Ask.ACTUAL: Decimal(64136)},
            LOTS: {Ask.ACTUAL: Decimal(257)},
            SALT: {Ask.EXPLANATION: "More snow"},
        },
        2: {NEEDLES: {Ask.ACTUAL: Decimal(64163)}, SALT: {Ask.EXPLANATION: "more  snow ", Ask.ACTUAL: Decimal(504811)}},
    }
    for version, answers in filled.items():
        paper = submission_form.lay(chapter, EDITION, past, desk.house, schema_hash="x", submission_version=version)
        paper = submission_form.fill(paper, chapter, EDITION, answers)
        write(paper, folder / f"PMR_DSNY_MMR_FY26_v{version}.xlsx")
    return desk, folder


def test_every_change_and_nothing_else(versions, tmp_path):
    desk, folder = versions
    newer = folder / "PMR_DSNY_MMR_FY26_v2.xlsx"
    older = earlier_version(newer.name, [folder])
    result = compare(desk, newer, older, tmp_path)
    told = {(change.indicator_id, change.kind, change.before, change.now) for change in result.changes.changes}
    assert told == {
        (NEEDLES, "changed", "64,136", "64,163"),
        (LOTS, "emptied", "257", ""),
        (SALT, "filled", "", "504,811"),
    }
    assert result.changes.noise == 1
    shown = {cell.value for cell in read_book(result.path).sheets[0].cells.values()}
    assert {"64,163", "Submission!J9", "● Changed"} <= shown


def test_the_first_version_has_none_before_it(versions):
    _, folder = versions
    with pytest.raises(Fault, match="No earlier version"):
        earlier_version("PMR_DSNY_MMR_FY26_v1.xlsx", [folder])
