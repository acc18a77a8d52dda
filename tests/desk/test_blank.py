"""Blank forms: what an office writes on them."""

import datetime as dt

import pytest

from pmr_xl.books.reader import read_book
from pmr_xl.desk.blank import blank
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.validate import judge_file, submission_of
from pmr_xl.library.office import init_office
from pmr_xl.model.fiscal import Edition, Report

EDITION = Edition(Report.MMR, 2026)


@pytest.fixture
def office(tmp_path):
    folder = tmp_path / "office"
    init_office(folder)
    return folder


def test_a_form_says_when_the_office_wants_it_back(office, tmp_path):
    calendar = office / "schemas" / "calendar.yaml"
    text = calendar.read_text(encoding="utf-8")
    calendar.write_text(text.replace("MMR-FY26\n", "MMR-FY26\n    forms_due: 2026-07-31\n", 1), encoding="utf-8")
    desk = Desk(office)
    (path,) = blank(desk, ["HRA"], EDITION, tmp_path)
    book = read_book(path)
    for name in ("Welcome", "Instructions", "Submission"):
        said = [cell.value for cell in book.sheet(name).cells.values() if isinstance(cell.value, str)]
        assert any("July 31, 2026" in text for text in said), name
        assert not any("September 17" in text for text in said), name
    assert submission_of(desk, book)[1].stamp.due == dt.date(2026, 7, 31).isoformat()
    assert "PRV-002" not in {finding.rule for finding in judge_file(desk, path).findings}
