"""Where a person says that something is written: never in the place of another kind of file, nor of another content."""

from __future__ import annotations

import shutil

import openpyxl
import pytest
from at_the_door import run

FORM = "PMR_FDNY_MMR_FY26_v1.xlsx"
AS_TEXT = {
    "validate --json": ("validate", FORM, "--no-copy", "--json"),
    "board --json": ("board", "--json"),
    "board --csv": ("board", "--csv"),
    "promised --csv": ("promised", "--csv"),
    "exceptions --csv": ("exceptions", "--csv"),
    "letters --csv": ("letters", "FDNY", "--into", "letters", "--csv"),
    "commitment list --csv": ("commitment", "list", "--csv"),
    "commitment list --json": ("commitment", "list", "--json"),
    "record findings --csv": ("record", "findings", "--csv"),
    "record findings --json": ("record", "findings", "--json"),
    "changes --csv": ("changes", "--since", "2020-01-01", "--csv"),
    "open-data-ids --gaps": ("schema", "open-data-ids", "list.csv", "--dry-run", "--gaps"),
}
AS_WORKBOOK = {
    "board": ("board", "--sheet"),
    "exceptions": ("exceptions", "--sheet"),
    "promised": ("promised", "--sheet"),
    "statement": ("reliability", "statement", "FDNY", "--year", "FY25", "--to"),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory, made):
    """A folder with an office and a submission in it."""
    folder = tmp_path_factory.mktemp("outputs")
    shutil.copytree(made.folder / "office", folder / "office")
    shutil.copy(made.folder / "submissions" / FORM, folder)
    shutil.copy(made.folder / "submissions" / FORM, folder / "office" / "inbox")
    return folder


def asked(folder, *words):
    return run("--office", "office", *words, cwd=folder)


@pytest.mark.parametrize("option", AS_TEXT)
@pytest.mark.parametrize("name", [FORM, "office/settings.yaml", "office/record.sqlite", "form"])
def test_text_is_never_written_over_a_workbook_the_settings_or_the_record(desk, option, name):
    shutil.copy(desk / FORM, desk / "form")  # a workbook under a name that says nothing
    before = (desk / name).read_bytes()
    told = asked(desk, *AS_TEXT[option], name)
    assert (told.returncode, told.stdout) == (2, ""), told.stderr
    assert f"“{name}” is " in told.stderr
    assert "Name a file that ends in ." in told.stderr
    assert (desk / name).read_bytes() == before


def test_text_goes_where_it_is_named_and_an_earlier_one_is_replaced(desk):
    for name in ("board.csv", "board.txt", "board"):
        for _ in range(2):
            assert asked(desk, "board", "--csv", name).returncode == 0
        assert "MMR-FY26,FDNY,Fire Department" in (desk / name).read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("command", AS_WORKBOOK)
def test_a_list_is_never_written_over_another_workbook_and_may_be_over_its_own(desk, command):
    words = AS_WORKBOOK[command]
    foreign = openpyxl.Workbook()
    foreign.active["A1"] = "a budget"
    foreign.save(desk / "budget.xlsx")
    for name in (FORM, "budget.xlsx"):
        before = (desk / name).read_bytes()
        told = asked(desk, *words, name)
        assert told.returncode == 2, told.stdout
        assert f"{name} is there already, and is no earlier one of this; nothing was written." in told.stderr
        assert (desk / name).read_bytes() == before
    for _ in range(2):
        assert asked(desk, *words, f"{command}.xlsx").returncode in (0, 1)  # from 2027 on something promised is overdue
    assert "x.csv " in asked(desk, *words, "x.csv").stderr
    assert not (desk / "x.csv").exists()


def test_what_is_given_back_is_never_written_over_something_else(desk):
    asked(desk, "validate", FORM, "--into", "copies")
    review = f"copies/{FORM[:-5]}_review.xlsx"
    assert asked(desk, "repair", FORM, "--apply", "--to", "repaired.xlsx").returncode == 0
    for words in (("remove-marks", review), ("repair", "repaired.xlsx", "--undo")):
        other = desk / "other.xlsx"
        shutil.copy(desk / "repaired.xlsx", other)
        openpyxl.load_workbook(other).save(other)
        before = other.read_bytes()
        told = asked(desk, *words, "--to", "other.xlsx")
        assert (told.returncode, "says something else; nothing was written" in told.stderr) == (2, True), told
        assert other.read_bytes() == before
        for _ in range(2):
            assert asked(desk, *words, "--to", "given_back.xlsx").returncode == 0
        assert (desk / "given_back.xlsx").read_bytes() == (desk / FORM).read_bytes()


def test_the_book_of_definitions_is_a_word_document_by_its_name_too(desk):
    told = asked(desk, "schema", "definitions", "book", "DSNY", "--to", "book.pdf")
    assert (told.returncode, "book.pdf does not end in .docx." in told.stderr) == (2, True)
    assert not (desk / "book.pdf").exists()


@pytest.mark.parametrize(
    "words", [("init", ""), ("validate", ""), ("blank", "DSNY", "--into", " "), ("board", "--csv", "")]
)
def test_an_empty_name_is_not_the_folder_one_stands_in(tmp_path, words):
    told = run(*words, cwd=tmp_path)
    assert told.returncode == 2, told
    assert "the name is empty." in told.stderr or "is no name of a file" in told.stderr
    assert not list(tmp_path.iterdir())


def test_what_a_receipt_counted_is_told_in_words(desk):
    assert asked(desk, "receipt", FORM, "--into", "receipts").returncode == 0
    told = asked(desk, "verify", f"receipts/{FORM[:-5]}_receipt.json", FORM)
    assert ": 10 errors, 2 queries, 1 thing to know. It was not accepted then." in told.stdout
