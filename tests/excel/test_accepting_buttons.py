"""Accepting by a button is the same decision as by the command line: shown, asked about, refused, taken back."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from click.testing import CliRunner

from pmr_xl.cli.commands import pmr
from pmr_xl.excel import buttons

FIRST = Path(__file__).parents[1] / "offices" / "first" / "office"
FORM = "PMR_HFS_PMMR_FY27_v{}.xlsx"
WHY = "The deadline is today; the figure follows"


@pytest.fixture
def office(tmp_path, monkeypatch) -> Path:
    folder = Path(shutil.copytree(FIRST, tmp_path / "office"))
    monkeypatch.setenv("PMR_OFFICE", str(folder))
    return folder


def ask(office: Path, *arguments: object) -> str:
    done = CliRunner().invoke(pmr, ["--office", str(office), *map(str, arguments)])
    return f"{done.output}{done.exception or ''}"


def decide(office: Path, version: int, decision: str) -> None:
    """Decide anew on the one row of the version's own sheet that holds it back."""
    form = office / "inbox" / FORM.format(version)
    ask(office, "review", form, "--into", office / "outbox")
    sheet = office / "outbox" / f"{form.stem}_variances.xlsx"
    book = openpyxl.load_workbook(sheet)
    page = book["Review"]
    heading = next(row for row in page.iter_rows() if any(cell.value == "Id" for cell in row))
    at = {cell.value: cell.column for cell in heading}
    rows = range(heading[0].row + 1, page.max_row + 1)
    row = next(row for row in rows if page.cell(row, at["Id"]).value == "hfs-trips-on-time")
    page.cell(row, at["Decision"]).value = decision
    for column in ("Note", "Name", "Date"):
        page.cell(row, at[column]).value = None
    book.save(sheet)
    assert " new to the record" in ask(office, "decide", sheet)


class Person:
    """Excel without a screen, and what a person reads and answers there."""

    def __init__(self, path: Path, *, saved: bool = True) -> None:
        self.read: list[str] = []
        self.answer, self.typed = "ok", "" if saved else None
        self.status_bar: object = False
        self.api = SimpleNamespace(InputBox=self._asked)
        self.book = SimpleNamespace(
            app=self, name=path.name, impl=SimpleNamespace(fullname=str(path)), api=SimpleNamespace(Saved=saved)
        )
        self.books = [self.book]

    def alert(self, prompt: str, **_look: object) -> str:
        self.read.append(prompt)
        return self.answer

    def _asked(self, prompt: str, _title: str, _default: str) -> object:
        self.read.append(prompt)
        return self.typed


def test_a_hold_refuses_and_nothing_is_asked(office):
    person = Person(office / "inbox" / FORM.format(2))
    before = (office / "record.sqlite").read_bytes()
    buttons.accept_submission(person.book)
    (said,) = person.read
    assert "is not accepted: the decision 1 Hold stands on it: hfs-trips-on-time." in said
    assert (office / "record.sqlite").read_bytes() == before


def test_an_error_refuses(office):
    form = office / "inbox" / FORM.format(2)
    book = openpyxl.load_workbook(form)
    next(cell for row in book["Submission"].iter_rows() for cell in row if cell.value == 14025).value = "many"
    book.save(form)
    person = Person(form)
    buttons.accept_submission(person.book)
    assert "is not accepted: 1 error is open" in person.read[-1]
    assert len(person.read) == 1


def test_what_it_means_is_shown_and_cancelling_leaves_the_record_as_it_is(office):
    decide(office, 2, "Accept")
    before = (office / "record.sqlite").read_bytes()
    person = Person(office / "inbox" / FORM.format(2))
    person.answer = "cancel"
    buttons.accept_submission(person.book)
    (shown,) = person.read
    assert shown.startswith("Accept PMR_HFS_PMMR_FY27_v2.xlsx?\nHFS · PMMR Fiscal 2027 · version 2 · 6 indicators")
    assert "No query is open." in shown
    assert "● Adjust target by J. Okonkwo" in shown
    assert "In the record: 2 figures changed" in shown
    assert "Ferry trips made, FY27 4-month: 14,020 → 14,025" in shown
    assert len(shown) < 1024, "Excel's message box shows no more"
    assert (office / "record.sqlite").read_bytes() == before

    person.answer = "ok"
    buttons.accept_submission(person.book)
    assert person.read[-1].startswith("PMR_HFS_PMMR_FY27_v2.xlsx is in the record: HFS PMMR Fiscal 2027, version 2")
    buttons.accept_submission(person.book)
    assert "is in the record already" in person.read[-1]


def test_open_queries_want_a_reason_that_is_kept(office):
    ask(office, "withdraw", "PMMR-FY27", "HFS", "--why", "to be accepted anew")
    decide(office, 1, "Accept")
    person = Person(office / "inbox" / FORM.format(1))
    before = (office / "record.sqlite").read_bytes()
    for typed in (False, "  "):
        person.typed = typed
        buttons.accept_submission(person.book)
        assert (office / "record.sqlite").read_bytes() == before
    assert "1 open:\n▲ MIS-002  Submission!J12  Spending on slip repairs ($000): " in person.read[0]
    assert person.read[1].startswith("1 query is open. Why is PMR_HFS_PMMR_FY27_v1.xlsx accepted nevertheless?")
    assert person.read[-1] == "Nothing is accepted: no reason is given. Press Accept again and type it."
    person.typed = WHY
    buttons.accept_submission(person.book)
    assert f"Accepted despite open queries: {WHY}" in person.read[-1]
    assert f"despite it: {WHY}" in ask(office, "record", "show", "hfs-repair-spending")


def test_an_excel_that_cannot_ask_names_the_command(office):
    ask(office, "withdraw", "PMMR-FY27", "HFS", "--why", "to be accepted anew")
    decide(office, 1, "Accept")
    person = Person(office / "inbox" / FORM.format(1))
    person.api = SimpleNamespace()
    buttons.accept_submission(person.book)
    assert "pmr accept FILE --despite" in person.read[-1]


def test_unsaved_changes_are_no_submission(office):
    person = Person(office / "inbox" / FORM.format(2), saved=False)
    buttons.accept_submission(person.book)
    assert "has changes that are not saved" in person.read[-1]


def test_an_acceptance_is_taken_back_after_asking_why(office):
    person = Person(office / "inbox" / FORM.format(1))
    before = (office / "record.sqlite").read_bytes()
    for typed in (False, " "):
        person.typed = typed
        buttons.withdraw_acceptance(person.book)
        assert (office / "record.sqlite").read_bytes() == before
    assert "HFS PMMR Fiscal 2027, version 1 (PMR_HFS_PMMR_FY27_v1.xlsx), accepted by " in person.read[0]
    assert person.read[-1] == "Nothing is taken back: no reason is given. Press Withdraw again and type it."
    person.typed = "v1 was a draft"
    buttons.withdraw_acceptance(person.book)
    assert ", is withdrawn by " in person.read[-1]
    assert ": v1 was a draft" in person.read[-1]
    assert "withdrawn by" in ask(office, "record", "show", "hfs-ferry-trips")
    buttons.withdraw_acceptance(person.book)
    assert "Nothing of HFS is accepted for PMMR Fiscal 2027. Nothing has to be taken back." in person.read[-1]


def test_what_a_release_prints_otherwise_by_then_is_told_by_the_button_too(office):
    told = ask(office, "edition", "release", "PMMR-FY27", "--by", "A. Chief", "--despite", "all=as printed")
    assert "PMMR Fiscal 2027: released by A. Chief" in told
    person = Person(office / "inbox" / FORM.format(1))
    person.typed = "v1 was a draft"
    buttons.withdraw_acceptance(person.book)
    assert "PMMR Fiscal 2027 is released, and is handed out as it was until a revision takes this in" in person.read[-1]
    person = Person(office / "inbox" / "PMR_HFS_MMR_FY26_v2.xlsx")
    person.typed = "the wrong file"
    buttons.withdraw_acceptance(person.book)
    assert "MMR Fiscal 2026, version 2" in person.read[-1]
    assert "PMMR Fiscal 2027 is released and prints " in person.read[-1]


@pytest.mark.libreoffice
def test_the_buttons_in_a_real_spreadsheet_on_the_desk_and_on_the_form(office, spreadsheet, tmp_path):
    from pmr_xl.build.desk_layout import FILE, FIRST_ROW
    from pmr_xl.build.workbooks import FOLDER

    decide(office, 2, "Accept")
    desk = spreadsheet.books.open(str(shutil.copy2(FOLDER / "PMR_Desk.xlsm", tmp_path / "PMR_Desk.xlsm")))
    page = desk.sheets["Desk"]
    buttons.refresh_desk(desk)
    files = page.range((FIRST_ROW, FILE), (FIRST_ROW + 20, FILE)).value
    page.range((FIRST_ROW + files.index(FORM.format(2)), 2)).select()
    read = spreadsheet.impl.alerts
    buttons.accept_submission(desk)
    assert "In the record: 2 figures changed" in read[-2]
    assert read[-1].startswith("PMR_HFS_PMMR_FY27_v2.xlsx is in the record: ")
    form = spreadsheet.books.open(str(office / "inbox" / FORM.format(2)))
    spreadsheet.impl.typed = "v2 was a draft"
    try:
        buttons.withdraw_acceptance(form)
    finally:
        spreadsheet.impl.typed = None
    assert "Version 1 (PMR_HFS_PMMR_FY27_v1.xlsx) counts again." in read[-1]
