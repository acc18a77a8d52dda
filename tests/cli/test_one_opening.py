"""A command opens the record once, whatever it asks and of however many files; one that asks nothing opens none."""

from __future__ import annotations

import gc
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from pmr_xl.books.reading.reader import read_book
from pmr_xl.cli.commands import pmr
from pmr_xl.desk.received import answers
from pmr_xl.record.file import storage

DAY = ("--due", "2027-08-13")
COMMANDS = {
    "validate one": ("validate", "DSNY"),
    "validate the inbox": ("validate",),
    "review several": ("review", "DSNY", "FDNY", "NYPD"),
    "accept again": ("accept", "DSNY", "--despite", "seen"),
    "assemble": ("assemble", "DSNY", "FDNY", "--despite", "all=FDNY comes later"),
    "board": ("board", "--edition", "MMR-FY26"),
    "exceptions": ("exceptions", "--edition", "MMR-FY26"),
    "blank": ("blank", "DSNY", "FDNY", "--report", "mmr", "--year", "2027", *DAY),
    "record show": ("record", "show", "dsny-lots-cleaned-citywide"),
}


@pytest.fixture(scope="module")
def office(made, tmp_path_factory) -> Path:
    folder = Path(shutil.copytree(made.folder / "office", tmp_path_factory.mktemp("once") / "office"))
    for form in (made.folder / "submissions").glob("*.xlsx"):
        shutil.copy(form, folder / "inbox")
    return folder


def asked(office: Path, *words: str) -> str:
    forms = {path.name.split("_")[1]: str(path) for path in (office / "inbox").glob("PMR_*_v1.xlsx")}
    files = [forms.get(word, word) if words[0] in ("validate", "review", "accept") else word for word in words]
    done = CliRunner().invoke(pmr, ["--office", str(office), *files])
    assert done.exit_code in (0, 1, 2), done.output
    assert "went wrong" not in done.output
    return done.output


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_command_opens_the_record_once(office, monkeypatch, words):
    openings = []

    def counted(path: Path):
        openings.append(path)
        return real(path)

    real = storage.opened
    monkeypatch.setattr(storage, "opened", counted)
    asked(office, *words)
    assert len(openings) == 1


def test_a_file_that_is_no_form_opens_nothing(office, monkeypatch, tmp_path):
    import xlsxwriter

    other = tmp_path / "other.xlsx"
    book = xlsxwriter.Workbook(other)
    book.add_worksheet("Data").write(0, 0, "no form")
    book.close()
    monkeypatch.setattr(storage, "opened", lambda path: pytest.fail(f"{path} was opened"))
    assert "other.xlsx" in asked(office, "validate", str(other), "--no-copy")


def test_what_is_changed_meanwhile_is_asked_anew(office):
    from pmr_xl.desk.desk import Desk

    record = Desk(office).record
    with record.opened_once():
        before = record.mark()
        assert record.known()
        record.begin()
        assert record.known()
    assert record.mark() == before


def test_a_clean_review_copy_is_read_for_its_findings_sheet_alone(office, monkeypatch):
    asked(office, "validate", "DSNY", "--into", str(office / "outbox"))
    whole = []

    def counted(path: Path, *more: object, **named: object):
        whole.append(path) if not more and not named else None
        return read_book(path, *more, **named)

    monkeypatch.setattr(answers, "read_book", counted)
    asked(office, "validate", "DSNY", "--into", str(office / "outbox"))
    assert whole == []


def test_a_workbook_that_nobody_holds_is_gone_at_once(office):
    form = next((office / "inbox").glob("PMR_DSNY_*_v1.xlsx"))
    cells = sum(len(sheet.cells) for sheet in read_book(form).sheets)
    gc.collect()
    gc.disable()
    try:
        read_book(form)
        left = gc.collect()
    finally:
        gc.enable()
    assert left < cells / 4
