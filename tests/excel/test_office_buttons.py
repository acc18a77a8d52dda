"""Board, Exceptions, Brief and Targets pressed in a real spreadsheet: the same files as by the command line."""

from __future__ import annotations

import csv
import io
from datetime import date

import docx
import openpyxl
import pytest
from years_played import Years

from pmr_xl.build.desk_layout import BOARD_FIRST_ROW
from pmr_xl.build.workbooks import FOLDER
from pmr_xl.desk.desk import Desk
from pmr_xl.excel import buttons

pytestmark = pytest.mark.libreoffice
FORM = "PMR_DSNY_MMR_FY26_v1.xlsx"


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """An office of two agencies, one of which has sent what the report printed; an action of it is overdue."""
    office = Years(tmp_path_factory.mktemp("buttons") / "office", only=("DSNY", "LPC"))
    office.history()
    office.form("DSNY")
    said = ("--indicator", "dsny-needles-removed", "--due", "2026-09-06")
    office.run("commitment", "add", "Explain the fall of needles", *said)
    return office


@pytest.fixture
def office(played, tmp_path, monkeypatch):
    monkeypatch.setattr(Desk, "today", property(lambda _desk: date(2026, 9, 18)))
    copied = played.copy(tmp_path / "office")
    monkeypatch.setenv("PMR_OFFICE", str(copied.folder))
    return copied


def asks(office, *editions):
    settings = office.folder / "settings.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text}\nasking: [{', '.join(editions)}]\n", encoding="utf-8")


def test_the_board_is_the_desks_own_sheet_and_elsewhere_a_workbook(spreadsheet, office, tmp_path):
    alerts = spreadsheet.impl.alerts
    form = spreadsheet.books.open(str(office.folder / "inbox" / FORM))
    buttons.show_board(form)
    assert alerts[-1].startswith("The office asks for no edition.")
    asks(office, "MMR-FY26")
    buttons.show_board(form)
    assert spreadsheet.books.active.name == "PMR_board_MMR-FY26.xlsx"
    page = spreadsheet.books.active.sheets["Board"]
    assert [page.range((6, column)).value for column in (1, 2)] == ["DSNY", "▲ queries open"]
    assert "✕ 1 commitment overdue" in spreadsheet.impl.statuses[-1]
    path = tmp_path / "PMR_Desk.xlsm"
    path.write_bytes((FOLDER / "PMR_Desk.xlsm").read_bytes())
    desk = spreadsheet.books.open(str(path))
    buttons.show_board(desk)
    there = desk.sheets["Board"].range((BOARD_FIRST_ROW, 1), (BOARD_FIRST_ROW + 1, 11)).value
    assert [row[0] for row in there] == ["DSNY", "LPC"]
    heads = desk.sheets["Board"].range((BOARD_FIRST_ROW - 1, 1), (BOARD_FIRST_ROW - 1, 11)).value
    assert there[0][heads.index("Overdue")] == 1
    assert "overdue" in desk.sheets["Board"].range((2, 1)).value


def test_exceptions_brief_and_targets_are_made_in_the_outbox_and_opened(spreadsheet, office, monkeypatch):
    asks(office, "MMR-FY26")
    shown = []
    monkeypatch.setattr("pmr_xl.books.live_dialogs.show_page", lambda path: shown.append(path.name) or True)
    form, outbox = spreadsheet.books.open(str(office.folder / "inbox" / FORM)), office.folder / "outbox"
    buttons.list_exceptions(form)
    assert spreadsheet.books.active.name == "PMR_exceptions_MMR-FY26.xlsx"
    count = len(list(csv.DictReader(io.StringIO(office.run("exceptions", "--csv", "-")))))
    assert spreadsheet.impl.statuses[-1].startswith(f"MMR Fiscal 2026: {count} of ")
    buttons.list_exceptions(form)
    assert spreadsheet.impl.statuses[-1].startswith(f"MMR Fiscal 2026: {count} of "), "written anew though it is open"
    buttons.write_brief(form)
    assert spreadsheet.impl.alerts[-1].startswith("DSNY, MMR Fiscal 2026: ")
    assert shown == ["PMR_briefs_DSNY.html"]
    told = " ".join(one.text for one in docx.Document(str(outbox / "PMR_DSNY_brief.docx")).paragraphs)
    assert "C-0001 Explain the fall of needles" in told
    buttons.target_worksheet(form)
    assert spreadsheet.books.active.name == "PMR_DSNY_targets_MMR-FY26.xlsx"
    assert "Target worksheet" in [sheet.name for sheet in spreadsheet.books.active.sheets]
    openpyxl.Workbook().save(lunch := office.folder / "lunch.xlsx")
    buttons.write_brief(spreadsheet.books.open(str(lunch)))
    assert "is no form of an agency of this office." in spreadsheet.impl.alerts[-1]
