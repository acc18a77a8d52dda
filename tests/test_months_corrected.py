"""Months that are corrected after later ones were accepted, the whole way by the command line."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from office_begun import begin_office
from soffice import converted
from two_months import ADDS_UP, AGENCY, DUE, NOVEMBER, OCTOBER, answers

from pmr_xl.books.reading.reader import read_book
from pmr_xl.books.writing.writer import write
from pmr_xl.cli.commands import pmr
from pmr_xl.desk.desk import Desk
from pmr_xl.forms import submission_form
from pmr_xl.forms.submission_form.periods import restatable_periods
from pmr_xl.model.entry import Ask
from pmr_xl.model.fiscal import Edition, Period, Report, Span

pytestmark = pytest.mark.both_engines

DECEMBER = Edition(Report.CPR, 2026, 6)
WHY = "Forty tons of October were weighed late and added."


class Office:
    """An office, and one who works in it by the command line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: str, leaves: int = 0) -> str:
        despite = ("--despite", "years to date are left out on purpose") if arguments[0] == "accept" else ()
        told = CliRunner().invoke(pmr, ["--office", str(self.folder), *arguments, *despite])
        assert told.exit_code == leaves, told.output
        return told.output

    def send(self, edition, version=1, *, change=None, restated=(), to_date=False) -> Path:
        """A month's form, filled, with other figures for one indicator and rows of the sheet Restatements."""
        desk = Desk(self.folder)
        chapter = desk.library.chapter(AGENCY)
        typed = answers(desk, edition, to_date=to_date)
        typed[ADDS_UP] |= change or {}
        paper = submission_form.lay(
            chapter,
            edition,
            desk.published_before([chapter], edition),
            desk.settings,
            schema_hash=desk.library.schema_hash(AGENCY),
        )
        paper = submission_form.restate(submission_form.fill(paper, chapter, edition, typed), list(restated))
        paper = submission_form.certify(paper, name="A. Person", title="Analyst", date=DUE + 30 * (edition.month - 4))
        path = self.folder / "inbox" / f"PMR_{AGENCY}_CPR_{edition.when}_v{version}.xlsx"
        write(paper, path)
        return path

    def figure(self, span, month):
        return Desk(self.folder).record.past([ADDS_UP]).actual(ADDS_UP, Period(2026, span, month))


def restating(month, figure):
    return {"id": ADDS_UP, "year": month, "new": float(figure), "reason": "Late data", "explanation": WHY}


@pytest.fixture(scope="module")
def accepted(tmp_path_factory):
    """October to November accepted; November's year to date was left to be worked out."""
    made = Office(begin_office(tmp_path_factory.mktemp("accepted") / "office"))
    made("accept", str(made.send(OCTOBER, to_date=True)))
    made("accept", str(made.send(NOVEMBER)))
    return made.folder


@pytest.fixture
def office(accepted, tmp_path):
    """A copy of that office."""
    return Office(shutil.copytree(accepted, tmp_path / "office"))


def test_a_later_version_of_october_moves_novembers_year_to_date(office):
    october, november = (office.figure(Span.MONTH, month) for month in (4, 5))
    assert office.figure(Span.TO_DATE, 5) == october * 4 + november
    change = {Ask.ACTUAL: october + 40, Ask.TO_DATE: october * 4 + 40}
    told = office("accept", str(office.send(OCTOBER, 2, change=change, to_date=True)))
    assert "FY26 5-month: " in told
    assert f"because Oct 2025 is {october + 40}, was {october}." in told
    assert office.figure(Span.TO_DATE, 5) == october * 4 + 40 + november
    history = office("record", "show", ADDS_UP)
    assert "worked out with" in history, "what was there before"
    assert "worked out anew (sum)" in history, "and what is there now"
    assert "Oct 2025 is" in history, "and why"


def test_a_month_that_comes_late_fills_the_year_to_date_that_waited_for_it(tmp_path):
    office = Office(begin_office(tmp_path / "office"))
    office("accept", str(office.send(OCTOBER, to_date=True)))
    office("accept", str(office.send(DECEMBER)))
    assert office.figure(Span.TO_DATE, 6) is None, "November is missing"
    told = office("accept", str(office.send(NOVEMBER)))
    months = [office.figure(Span.MONTH, month) for month in (4, 5, 6)]
    assert office.figure(Span.TO_DATE, 6) == months[0] * 4 + months[1] + months[2]
    assert "FY26 6-month: " in told
    assert f"now, was not known, because Nov 2025 is {months[1]}, not known before." in told
    office("withdraw", "CPR-FY26-M05", AGENCY, "--why", "the wrong file")
    assert office.figure(Span.TO_DATE, 6) is None


def test_october_is_restated_in_december_and_all_follow(office):
    october, november = (office.figure(Span.MONTH, month) for month in (4, 5))
    rows = [restating("Oct 2025", october + 40), restating("FY26 4-month", october * 4 + 40)]
    sent = office.send(DECEMBER, restated=rows)
    office("validate", str(sent), "--no-copy", leaves=1)
    told = office("accept", str(sent))
    assert "FY26 5-month: " in told
    december = office.figure(Span.MONTH, 6)
    assert office.figure(Span.MONTH, 4) == october + 40
    assert office.figure(Span.TO_DATE, 5) == october * 4 + 40 + november
    assert office.figure(Span.TO_DATE, 6) == october * 4 + 40 + november + december
    assert WHY in office("record", "show", ADDS_UP)


def test_a_year_to_date_the_agency_typed_is_left_and_told(office):
    october = office.figure(Span.MONTH, 4)
    told = office("accept", str(office.send(DECEMBER, restated=[restating("Oct 2025", october + 40)])))
    assert "FY26 4-month: stays" in told
    assert office.figure(Span.TO_DATE, 4) == october * 4
    assert office.figure(Span.MONTH, 4) == october + 40


@pytest.mark.parametrize("month", [1, 6])
def test_every_month_of_this_year_and_the_last_can_be_chosen(office, month):
    edition = Edition(Report.CPR, 2026, month)
    month_of = f"{edition.submitted_period.last_day:%Y-%m}"
    told = office(
        "blank",
        "--due",
        "2026-09-17",
        AGENCY,
        "--report",
        "cpr",
        "--month",
        month_of,
        "--into",
        str(office.folder / "outbox"),
    )
    line, *_ = told.splitlines()
    periods = restatable_periods(edition)
    months = [one for one in periods if one.span is Span.MONTH]
    assert sorted(months) == [
        *(Period(2025, Span.MONTH, number) for number in range(1, 13)),
        *(Period(2026, Span.MONTH, number) for number in range(1, month)),
    ]
    book = openpyxl.load_workbook(line)
    (rule,) = [one for one in book["Restatements"].data_validations.dataValidation if "Lists!$G" in str(one.formula1)]
    offered = [cell.value for (cell,) in book["Lists"][rule.formula1.partition("!")[2].replace("$", "")]]
    assert offered == [one.label for one in periods]
    form = submission_form.read(read_book(Path(line)), Desk(office.folder).library.chapter(AGENCY), edition)
    assert form.lost_columns == ()


@pytest.mark.libreoffice
def test_published_figures_beside_a_chosen_month_are_its_own(office, tmp_path):
    sent = office.send(DECEMBER, restated=[restating(label, 1) for label in ("Oct 2025", "FY26 5-month", "Jul 2025")])
    converted([sent], tmp_path, "xlsx:Calc MS Excel 2007 XML", recalculate=True)
    sheet = openpyxl.load_workbook(tmp_path / sent.name, data_only=True)["Restatements"]
    shown = [sheet.cell(row, 4).value for row in (7, 8, 9)]
    measure = Desk(office.folder).library.chapter(AGENCY).by_id[ADDS_UP].indicator.measure
    figures = [office.figure(Span.MONTH, 4), office.figure(Span.TO_DATE, 5)]
    assert all(isinstance(one, Decimal) for one in figures)
    assert shown == [*(measure.show(one) for one in figures), "none"]


def test_a_form_that_was_out_before_a_month_was_corrected_is_not_accused(office):
    october = office.figure(Span.MONTH, 4)
    out = office.send(DECEMBER)
    change = {Ask.ACTUAL: october + 40, Ask.TO_DATE: october * 4 + 40}
    office("accept", str(office.send(OCTOBER, 2, change=change, to_date=True)))
    told = office("validate", str(out), "--no-copy", "--all", leaves=1)
    assert "REV-001" not in told
    assert "REV-010" in told
    office("accept", str(out))
    assert office.figure(Span.TO_DATE, 6) is not None


def test_a_correction_that_a_restatement_has_overtaken_is_told(office):
    october = office.figure(Span.MONTH, 4)
    rows = [restating("Oct 2025", october + 40), restating("FY26 4-month", october * 4 + 40)]
    office("accept", str(office.send(DECEMBER, restated=rows)))
    change = {Ask.ACTUAL: october + 60, Ask.TO_DATE: october * 4 + 60}
    told = office("accept", str(office.send(OCTOBER, 2, change=change, to_date=True)))
    show = Desk(office.folder).library.chapter(AGENCY).by_id[ADDS_UP].indicator.measure.show
    assert f"Oct 2025: stays {show(october + 40)}, as PMR_{AGENCY}_CPR_{DECEMBER.when}_v1.xlsx states it later" in told
    assert f"version 2 says {show(october + 60)}. Have it restated" in told
    assert office.figure(Span.MONTH, 4) == october + 40


def test_a_typed_year_to_date_that_a_restatement_leaves_is_asked_about_before(office):
    october = office.figure(Span.MONTH, 4)
    alone = [restating("Oct 2025", october + 40)]
    told = office("validate", str(office.send(DECEMBER, restated=alone)), "--no-copy", leaves=1)
    assert "with Oct 2025 restated, FY26 4-month will not go with the months any more" in told
    both = [*alone, restating("FY26 4-month", october * 4 + 40)]
    assert "REV-011" not in office("validate", str(office.send(DECEMBER, restated=both)), "--no-copy", leaves=1)


def sheet_row(office, path):
    """The row of the variance sheet, as both of its pages show it, by its headings."""
    office("review", str(path), "--into", str(office.folder / "outbox"))
    book, told = openpyxl.load_workbook(office.folder / "outbox" / f"{path.stem}_variances.xlsx"), {}
    for page in (book["All rows"], book["Review"]):
        heading = next(row for row in page.iter_rows() if any(cell.value == "Id" for cell in row))
        row = next(row for row in page.iter_rows(min_row=heading[0].row + 1) if row[0].value == ADDS_UP)
        told |= {name.value: cell.value for name, cell in zip(heading, row, strict=True) if name.value}
    return told


@pytest.mark.filterwarnings("ignore:Sparkline:UserWarning")
def test_a_restated_november_is_what_december_is_compared_with(office):
    november = office.figure(Span.MONTH, 5)
    doubled = november * 2
    sent = office.send(DECEMBER, restated=[restating("Nov 2025", doubled)])
    month = answers(Desk(office.folder), DECEMBER, to_date=False)[ADDS_UP][Ask.ACTUAL]
    row = sheet_row(office, sent)
    assert (row["Nov 2025"], row["Nov ’25"]) == (float(doubled), float(doubled))
    assert row["Δ to Nov 2025"] == pytest.approx(float(month - doubled))
    assert row["Restated: old → new"].startswith("r Nov 2025: ")
    assert "FY26 5-month: " in row["Restated: old → new"], "the year to date that was worked out follows"
    assert row["Status"] == "– None last year", "no December is known, and this one has its figure"
    to_date = row["Year to date"]
    office("accept", str(sent))
    assert float(office.figure(Span.TO_DATE, 6)) == pytest.approx(to_date)
    assert office.figure(Span.MONTH, 5) == doubled
    after = sheet_row(office, sent)
    assert (after["Δ to Nov 2025"], after["Year to date"]) == (row["Δ to Nov 2025"], to_date)


@pytest.mark.filterwarnings("ignore:Sparkline:UserWarning")
def test_a_later_version_of_a_month_is_no_restatement(office):
    october = office.figure(Span.MONTH, 4)
    change = {Ask.ACTUAL: october + 40, Ask.TO_DATE: october * 4 + 40}
    office("accept", str(office.send(OCTOBER, 2, change=change, to_date=True)))
    row = sheet_row(office, office.send(DECEMBER))
    assert row["Oct ’25"] == float(october + 40)
    assert "Oct 2025:" not in row.get("Restated: old → new", "")


def test_what_is_said_of_a_restated_month_is_no_explanation_of_the_next_one(office):
    doubled = office.figure(Span.MONTH, 5) * 2
    sent = office.send(DECEMBER, restated=[restating("Nov 2025", doubled)])
    office("accept", str(sent))
    assert office.figure(Span.MONTH, 5) == doubled
    kept = Desk(office.folder).record.explanations(DECEMBER, AGENCY)
    assert WHY not in [one.text for one in kept.values()]
