"""Blank forms: what an office writes on them."""

import datetime as dt
from decimal import Decimal

import pytest
from xlsxwriter.worksheet import Worksheet

from pmr_xl.books.reading.reader import read_book
from pmr_xl.books.writing.quick_sheet import QuickSheet
from pmr_xl.books.writing.writer import write
from pmr_xl.desk.blank import blank
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.imported.tables import import_table
from pmr_xl.desk.received.form import submission_of
from pmr_xl.desk.validate import judge_file
from pmr_xl.forms import submission_form
from pmr_xl.forms.paper.paper_book import with_values
from pmr_xl.model.entry import Ask
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Report
from pmr_xl.model.schema.indicator import TargetKind
from pmr_xl.office import built_in_office
from pmr_xl.office.folder import init_office

DUE = dt.date(2026, 9, 17)

EDITION, MONTH = Edition(Report.MMR, 2026), Edition(Report.CPR, 2026, 5)


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


def test_a_form_in_which_nothing_was_entered_is_made_anew(office, tmp_path):
    desk = Desk(office)
    (path,) = blank(desk, ["HRA"], EDITION, tmp_path, due=DUE)
    desk.library.schema_path("HRA").write_text(
        desk.library.schema_path("HRA").read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8"
    )
    import_table(desk, Desk(built_in_office()).office.published_folder / "mmr_fy2026_indicators.csv", 2026)
    again = Desk(office)
    assert blank(again, ["HRA"], EDITION, tmp_path, due=DUE) == [path]
    submission = judge_file(again, path).submission
    assert submission.stamp.schema_hash == again.library.schema_hash("HRA")
    assert any(not entry["FY25"].empty for entry in submission.entries)
    assert blank(again, ["HRA"], EDITION, tmp_path, due=DUE) == [path]


def _worked_on(paper, chapter, edition, what):
    """The form with one thing entered that is no actual, reason or explanation."""
    first = next(line.id for line in chapter.lines if line.indicator.target.kind is not TargetKind.NONE)
    if what == "restated":
        return submission_form.restate(paper, [{"explanation": "Late data"}])
    if what == "signed":
        return submission_form.certify(paper, name="A. Person")
    if what == "row":
        return with_values(paper, "Submission", {f"J{len(chapter.lines) + 7}": 12.0})
    return submission_form.fill(paper, chapter, edition, {first: {what: Decimal(7)}})


@pytest.mark.parametrize(
    ("edition", "what"),
    [(EDITION, Ask.NEXT_TARGET), (EDITION, Ask.TARGET), (MONTH, Ask.TO_DATE), (EDITION, "restated"),
     (EDITION, "signed"), (EDITION, "row")],
)  # fmt: skip
def test_a_form_that_was_worked_on_is_never_written_over(office, tmp_path, edition, what):
    desk = Desk(office)
    chapter = desk.library.chapter("HRA")
    (path,) = blank(desk, ["HRA"], edition, tmp_path, due=DUE)
    paper = submission_form.lay(
        chapter, edition, desk.published_before([chapter], edition), desk.settings, schema_hash="x"
    )
    write(_worked_on(paper, chapter, edition, what), path)
    before = path.read_bytes()
    with pytest.raises(Fault, match="is no blank form; nothing was written"):
        blank(desk, ["HRA"], edition, tmp_path, due=DUE)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("agency", "edition"), [("DSNY", EDITION), ("HRA", Edition(Report.PMMR, 2027)), ("DSNY", MONTH)]
)
def test_every_formula_of_a_form_is_written_the_quick_way_and_as_the_library_would(
    office, tmp_path, monkeypatch, agency, edition
):
    slowly, prepare, quickly = [], Worksheet._prepare_formula, []

    def slow(self, formula, expand_future_functions=False):
        slowly.append(formula)
        return prepare(self, formula, expand_future_functions)

    def quick(self, formula):
        quickly.append((formula.text, as_it_is(self, formula)))
        return quickly[-1][1]

    as_it_is = QuickSheet._formula
    monkeypatch.setattr(Worksheet, "_prepare_formula", slow)
    monkeypatch.setattr(QuickSheet, "_formula", quick)
    blank(Desk(office), [agency], edition, tmp_path, due=DUE)
    assert len(quickly) > 100
    assert slowly == []
    sheet = Worksheet()
    sheet.use_future_functions = True  # the library marks every function that came after 2007
    for text, markup in quickly:
        assert f"<f>{sheet._escape_data(prepare(sheet, f'={text}'))}</f>" in markup
