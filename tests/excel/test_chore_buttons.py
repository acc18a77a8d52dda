"""Correct by phone, Fill from a list, Move into today's form: as by the command line, in Excel's own dialogs."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from pmr_xl.cli.commands import pmr
from pmr_xl.excel import buttons
from pmr_xl.excel.ribbon import chores
from pmr_xl.excel.ribbon.source import ButtonSource
from pmr_xl.model.fault import Fault

FIRST = Path(__file__).parents[1] / "offices" / "first" / "office"
FORM = "PMR_HFS_PMMR_FY27_v2.xlsx"
TRIPS = "hfs-ferry-trips"


@pytest.fixture
def office(tmp_path, monkeypatch) -> Path:
    folder = Path(shutil.copytree(FIRST, tmp_path / "office"))
    monkeypatch.setenv("PMR_OFFICE", str(folder))
    return folder


def ask(office: Path, *arguments: object) -> str:
    done = CliRunner().invoke(pmr, ["--office", str(office), *map(str, arguments)])
    return f"{done.output}{done.exception or ''}"


class Excel:
    """Excel without a screen: which cell is selected, what a person types and chooses, what is shown and opened."""

    def __init__(self, path: Path, *, answers=(), cell: str = "J7", chosen: object = False) -> None:
        self.read: list[str] = []
        self.opened: list[str] = []
        self.answers = list(answers)
        self.status_bar: object = False
        self.api = SimpleNamespace(InputBox=self._asked, GetOpenFilename=lambda *_: chosen)
        self.book = SimpleNamespace(
            app=self,
            name=path.name,
            impl=SimpleNamespace(fullname=str(path)),
            api=SimpleNamespace(Saved=True),
            save=lambda: None,
        )
        self.books = Books(self)
        self.selection = Selection(SimpleNamespace(name="Submission", book=self.book), cell)

    def alert(self, prompt: str, **_look: object) -> str:
        self.read.append(prompt)
        return "ok"

    def _asked(self, prompt: str, _title: str, _default: str) -> object:
        self.read.append(prompt)
        return self.answers.pop(0)


class Books(list):
    def __init__(self, excel: Excel) -> None:
        super().__init__([excel.book])
        self.excel = excel

    def open(self, path: object, **_how: object) -> object:
        self.excel.opened.append(Path(str(path)).name)
        return SimpleNamespace(activate=lambda **_how: None, name=Path(str(path)).name)


class Selection:
    def __init__(self, sheet: object, cell: str) -> None:
        self.sheet, self.cell = sheet, cell

    def __getitem__(self, _place: object) -> Selection:
        return self

    def get_address(self, **_how: object) -> str:
        return self.cell


def cell_of(office: Path) -> str:
    told = ask(office, "correct", office / "inbox" / FORM, TRIPS, "1", "--said-by", "x", "--why", "x")
    ask(office, "correct", office / "inbox" / FORM, TRIPS, "--take-back", "--why", "only asked where it is")
    return told.split("Submission!")[1].split(" ")[0]


@pytest.mark.parametrize("name", [FORM, FORM.replace(".xlsx", "_review.xlsx")])
def test_the_selected_cell_is_read_as_was_said_and_nothing_in_excel_changes(office, name):
    cell, form = cell_of(office), office / "inbox" / FORM
    before = form.read_bytes()
    excel = Excel(office / "inbox" / name, answers=("14,052", "Jo Doe", "digits swapped"), cell=cell)
    buttons.correct_figure(excel.book)
    assert excel.read[0].startswith(f"Submission!{cell} of {FORM}: what is it to be read as?")
    assert f"Submission!{cell} of {FORM} is read as 14,052; it was sent as 14,025. Said by Jo Doe" in excel.read[-1]
    assert form.read_bytes() == before
    assert "read as 14052" in ask(office, "correct", form)


@pytest.mark.parametrize("answers", [(False,), ("14,052", False), ("14,052", "Jo", False)])
def test_who_cancels_has_corrected_nothing(office, answers):
    excel = Excel(office / "inbox" / FORM, answers=answers, cell=cell_of(office))
    buttons.correct_figure(excel.book)
    assert len(excel.read) == len(answers)
    assert "taken back" in ask(office, "correct", office / "inbox" / FORM).splitlines()[-1]


def test_what_the_command_refuses_the_button_refuses(office):
    excel = Excel(office / "inbox" / FORM, answers=("many", "Jo", "why"), cell=cell_of(office))
    buttons.correct_figure(excel.book)
    assert "“many” is not a figure in" in excel.read[-1]
    excel = Excel(office / "inbox" / FORM, answers=("5", "Jo", "why"), cell="A7")
    buttons.correct_figure(excel.book)
    assert "is not the agency's to fill" in excel.read[-1]
    excel.api = SimpleNamespace()
    buttons.correct_figure(excel.book)
    assert "pmr correct FILE CELL VALUE" in excel.read[-1]


def test_a_form_is_filled_from_the_list_that_is_chosen(office):
    form, table = office / "inbox" / FORM, office / "list.csv"
    table.write_text(f"id,figure\n{TRIPS},14060\nnobody,3\n", encoding="utf-8")
    excel = Excel(form, chosen=str(table))
    told = chores.fill(ButtonSource(excel, FORM, office / "inbox", None, form))
    assert "1 stands otherwise · 1 no such row" in told
    assert "Nothing was put into the form" in told
    assert excel.opened == [FORM.replace(".xlsx", "_filled_listed.xlsx")]
    excel = Excel(form)
    assert chores.fill(ButtonSource(excel, FORM, office / "inbox", None, form)) == "", "cancelled"


def test_a_form_of_an_older_schema_is_moved_into_today_s(office):
    form = office / "inbox" / FORM
    excel = Excel(form)
    button_source = ButtonSource(excel, FORM, office / "inbox", None, form)
    ask(office, "schema", "rename", TRIPS, "Ferry trips of today")
    before, command = form.read_bytes(), ask(office, "migrate", form, "--dry-run")
    told = chores.migrate(button_source)
    new = office / "inbox" / FORM.replace("_v2", "_v3")
    assert f"The new version is {new}; {FORM} is not changed." in told
    arrived = next(line.strip() for line in command.splitlines() if " figures, " in line)
    assert arrived in told
    assert not arrived.startswith("0 figures")
    assert excel.opened == [new.name]
    assert form.read_bytes() == before
    new.write_bytes(new.read_bytes() + b"\0")
    with pytest.raises(Fault, match="is there already"):
        chores.migrate(button_source)
    with pytest.raises(Fault, match="there is nothing to migrate"):
        chores.migrate(ButtonSource(excel, new.name, office / "inbox", None, moved(office, new)))


def moved(office, new):
    """The migrated form as the command makes it."""
    new.unlink()
    ask(office, "migrate", office / "inbox" / FORM)
    return new
