"""Two months of one agency, the whole way from blank to accepted; and the second month shows the first."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from kept_on import ENGINES, kept
from two_months import ADDS_UP, AGENCY, DUE, NOVEMBER, OCTOBER, answers

from pmr_xl.books.reading.reader import read_book
from pmr_xl.books.writing.writer import write
from pmr_xl.cli.commands import pmr
from pmr_xl.desk.acceptance.accept import accept
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.review.sheets import review
from pmr_xl.desk.tables.assemble import assemble
from pmr_xl.desk.validate import validate
from pmr_xl.forms import submission_form
from pmr_xl.forms.variance_sheet import sheet as review_sheet
from pmr_xl.model.entry import Ask
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Period, Span
from pmr_xl.office import init_office
from pmr_xl.rules import judge


def blank(folder: Path, month: str) -> Path:
    """The form as the command line makes it."""
    into = folder / "outbox"
    arguments = [
        "--office",
        str(folder),
        "blank",
        "--due",
        "2026-09-17",
        AGENCY,
        "--report",
        "cpr",
        "--month",
        month,
        "--into",
        str(into),
    ]
    told = CliRunner().invoke(pmr, arguments)
    assert told.exit_code == 0, told.output
    return Path(told.output.splitlines()[0])


def sent(desk: Desk, edition: Edition, typed, folder: Path) -> Path:
    chapter = desk.library.chapter(AGENCY)
    paper = submission_form.lay(
        chapter,
        edition,
        desk.published_before([chapter], edition),
        desk.settings,
        schema_hash=desk.library.schema_hash(AGENCY),
    )
    paper = submission_form.fill(paper, chapter, edition, typed)
    paper = submission_form.certify(paper, name="A. Person", title="Analyst", date=DUE)
    path = folder / f"PMR_{AGENCY}_CPR_{edition.when}_v1.xlsx"
    write(paper, path)
    return path


@pytest.fixture(scope="module", params=ENGINES)
def office(tmp_path_factory, request) -> Path:
    folder = tmp_path_factory.mktemp("monthly") / "office"
    init_office(folder)
    kept(folder, request.param, request)
    told = CliRunner().invoke(
        pmr, ["--office", str(folder), "record", "import", "mmr_fy2026_indicators.csv", "--year", "2026"]
    )
    assert told.exit_code == 0, told.output
    return folder


@pytest.fixture(scope="module")
def october(office) -> Path:
    """October, the first month of all, in the record."""
    desk = Desk(office)
    path = sent(desk, OCTOBER, answers(desk, OCTOBER, to_date=True), office / "inbox")
    result = validate(desk, path)
    assert [f.message for f in result.findings if f.severity.value in ("error", "query")] == []
    accept(desk, path, "A. Supervisor")
    return path


def test_the_first_form_shows_nothing_monthly_and_asks_no_targets(office):
    path = blank(office, "2025-10")
    assert path.name == "PMR_DSNY_CPR_FY26-M04_v1.xlsx"
    desk = Desk(office)
    form = submission_form.read(read_book(path), desk.library.chapter(AGENCY), OCTOBER)
    assert list(form.columns)[5:11] == [
        "FY25-M04",
        "FY26-M03",
        "FY25-T04",
        "FY26-T03",
        "actual",
        "to_date",
    ]
    assert Ask.NEXT_TARGET not in form.columns
    assert form.lost_columns == ()
    assert form.by_id[ADDS_UP]["FY26-M03"].empty
    sheet = openpyxl.load_workbook(path)["Submission"]
    for entry in form.entries:
        yellow = {
            key
            for key in (Ask.ACTUAL, Ask.TO_DATE, Ask.TARGET)
            if not sheet[entry[key].where.address].protection.locked
        }
        assert yellow == {Ask.ACTUAL, Ask.TO_DATE}
        for key in yellow:
            assert sheet[entry[key].where.address].number_format == entry.indicator.measure.number_format


@pytest.mark.usefixtures("october")
def test_what_was_accepted_stands_in_the_next_months_form(office):
    desk = Desk(office)
    chapter = desk.library.chapter(AGENCY)
    month = desk.record.past([ADDS_UP]).actual(ADDS_UP, Period(2026, Span.MONTH, 4))
    form = submission_form.read(read_book(blank(office, "november")), chapter, NOVEMBER)
    assert form.by_id[ADDS_UP]["FY26-M04"].figure == month
    assert form.by_id[ADDS_UP]["FY26-T04"].figure == month * 4


@pytest.mark.usefixtures("october")
def test_a_year_to_date_left_out_is_worked_out_and_reviewed(office, tmp_path):
    desk = Desk(office)
    typed = answers(desk, NOVEMBER, to_date=False)
    assert Ask.TO_DATE not in typed[ADDS_UP]
    path = sent(desk, NOVEMBER, typed, tmp_path)
    result = validate(desk, path)
    assert [f.message for f in result.findings if f.severity.value == "error"] == []
    (sheet,) = review(desk, [path], tmp_path)
    book = read_book(sheet)
    assert review_sheet.about_of(book)["Edition"] == "CPR-FY26-M05"
    headings = [cell.value for (row, _), cell in sorted(book.sheet("All rows").cells.items()) if row == 6]
    assert {"Oct 2025", "Nov 2025", "Year to date", "Δ to Oct 2025", "Δ to FY25 5-month", "FY26 target"} <= set(
        headings
    )
    headings += [cell.value for (row, _), cell in sorted(book.sheet("Review").cells.items()) if row == 6]
    assert {"Against Nov 2024", "Better or worse"} <= set(headings)
    assert not {"5-year line", "Full years", "FY27 target", "Trend"} & set(headings)
    accept(desk, path, despite="its years to date come with December")
    past = desk.record.past([line.id for line in desk.library.chapter(AGENCY).lines])
    month = past.actual(ADDS_UP, NOVEMBER.submitted_period)
    assert past.actual(ADDS_UP, NOVEMBER.to_date) == past.actual(ADDS_UP, OCTOBER.to_date) + month
    stated = {one.period.code: one for one in desk.record.history(ADDS_UP)}
    assert stated["FY26-T05"].place.startswith("worked out with Submission!J28 (sum)")
    assert stated["FY26-T04"].place == "Submission!K28"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda month: {Ask.ACTUAL: month * 2}, "OUT-002"),
        (lambda month: {Ask.TO_DATE: month}, "ARI-001"),
        (lambda month: {Ask.TO_DATE: month * 5000}, "ARI-001"),
    ],
)
@pytest.mark.usefixtures("october")
def test_slips_in_a_month_are_found_once_months_are_known(office, tmp_path, change, rule):
    desk = Desk(office)
    typed = answers(desk, NOVEMBER, to_date=False)
    typed[ADDS_UP] |= change(typed[ADDS_UP][Ask.ACTUAL])
    result = validate(desk, sent(desk, NOVEMBER, typed, tmp_path))
    found = {f.rule for f in result.findings if f.indicator_id == ADDS_UP}
    assert rule in found
    if rule == "ARI-001":
        with pytest.raises(Fault, match="1 error is open"):
            accept(desk, result.path)


def test_a_month_that_nobody_has_reported_is_told(office, tmp_path):
    with pytest.raises(Fault, match="The record has no figure of March 2026"):
        assemble(Desk(office), [AGENCY], Edition(NOVEMBER.report, 2026, 9), tmp_path)


def test_a_form_of_another_month_is_another_form(office, october):
    desk = Desk(office)
    chapter = desk.library.chapter(AGENCY)
    book = read_book(october)
    wrong = submission_form.read(book, chapter, NOVEMBER)
    findings = judge(book, wrong, desk.published_before([chapter], NOVEMBER), desk.settings)
    (finding,) = [finding for finding in findings if finding.rule == "IDN-001"]
    assert (finding.found, finding.expected) == ("FY26-M04", "FY26-M05")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--report", "cpr"], "needs its month: --month november"),
        (["--month", "november"], "has no months"),
        (["--report", "cpr", "--month", "5"], "is no month: november, nov and 2025-11 are"),
        (["--report", "cpr", "--month", "2025-13"], "is no month"),
    ],
)
def test_a_month_is_named_where_it_belongs(arguments, says):
    told = CliRunner().invoke(pmr, ["blank", "--due", "2026-09-17", AGENCY, *arguments])
    assert told.exit_code == 2
    assert says in told.output
