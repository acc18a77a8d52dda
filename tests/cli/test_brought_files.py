"""Files brought for another than their own: a bomb under any name, another kind, an option without its list."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from at_the_door import run

FORM = "PMR_FDNY_MMR_FY26_v1.xlsx"
AS_A_LIST = {
    "fill": ("fill", FORM, "FILE", "--to", "filled.xlsx"),
    "split": ("split", FORM, "--by", "FILE"),
    "import": ("record", "import", "FILE", "--year", "2026", "--dry-run"),
    "months": ("record", "import-months", "FILE", "--dry-run"),
    "places": ("record", "import-places", "FILE", "--dry-run"),
    "definitions": ("schema", "import-definitions", "FILE", "--dry-run"),
    "commitments": ("commitment", "import", "FILE", "--dry-run"),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory, made):
    """A folder with an office and a submission in it."""
    folder = tmp_path_factory.mktemp("brought")
    shutil.copytree(made.folder / "office", folder / "office")
    shutil.copy(made.folder / "submissions" / FORM, folder)
    return folder


def asked(folder: Path, *words: str, file: str = ""):
    return run("--office", "office", *(file if word == "FILE" else word for word in words), cwd=folder)


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.save(held := io.BytesIO())
    return held.getvalue()


def bomb() -> bytes:
    """A sound workbook one part of which unpacks to a thousand times its size."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as sound, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bad:
        for name in sound.namelist():
            more = b" " * 20_000_000 if name.endswith("sheet1.xml") else b""
            bad.writestr(name, sound.read(name) + more)
    return out.getvalue()


@pytest.mark.parametrize("name", ["list.xlsx", "list.csv", "list.txt"])
@pytest.mark.parametrize("command", AS_A_LIST)
def test_a_bomb_is_refused_under_any_name_before_another_program_unpacks_it(desk, command, name, monkeypatch):
    def unpacked(*_arguments, **_how):
        raise AssertionError("openpyxl was given the bomb")

    monkeypatch.setattr("pmr_xl.imports.grid.with_openpyxl.load_workbook", unpacked)
    (desk / name).write_bytes(bomb())
    told = asked(desk, *AS_A_LIST[command], file=name)
    assert (told.returncode, told.stdout) == (3, "")
    assert "unpacks to more than 500 times its size, as a zip bomb does" in told.stderr


KINDS = {
    "paper.docx": (lambda: packed({"word/document.xml": "<a/>"}), "is a Word document (.docx)"),
    "sheet.ods": (lambda: packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "is an OpenDocument"),
    "packed.xlsx": (lambda: packed({"list.csv": "a,b"}), "is a packed folder (.zip)"),
    "print.xlsx": (lambda: b"%PDF-1.4", "is a PDF file"),
    "half.xlsx": (lambda: workbook()[:2000], "is not whole: it breaks off"),
    "~$open.xlsx": (lambda: b"\x09user", "the mark that somebody has it open"),
    "unicode.csv": (lambda: "id,FY26\nx,1\n".encode("utf-16"), "is saved as Unicode text (UTF-16)"),
}


def packed(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in {"[Content_Types].xml": "<Types/>", "_rels/.rels": "<Relationships/>", **parts}.items():
            package.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("command", ["fill", "split", "months"])
def test_a_list_of_another_kind_is_told_by_its_illness(desk, command, kind):
    made, told = KINDS[kind]
    (desk / kind).write_bytes(made())
    answer = asked(desk, *AS_A_LIST[command], file=kind)
    assert answer.returncode in (2, 3)
    assert told in answer.stderr
    for foreign in ("[Content_Types].xml", "zip file", "valid", "Errno"):
        assert foreign not in answer.stderr


def test_headings_that_are_looked_for_are_named_in_one_spelling(desk):
    (desk / "plain.xlsx").write_bytes(workbook())
    told = asked(desk, *AS_A_LIST["fill"], file="plain.xlsx")
    assert (told.returncode, "headings such as id or name or pmr_id." in told.stderr) == (2, True), told.stderr


@pytest.mark.parametrize("option", ["--additive", "--october"])
def test_an_option_that_would_do_nothing_is_refused(desk, option):
    told = asked(desk, "schema", "import", "mmr_fy2026_indicators.csv", "--dry-run", option, "gone.csv")
    assert (told.returncode, told.stdout) == (2, "")
    assert f"{option} says more of the ids of an official list, and none is named: add --open-data." in told.stderr


def test_a_file_whose_name_begins_with_a_dash_is_led_to(desk):
    shutil.copy(desk / FORM, desk / f"-v1 {FORM}")
    told = asked(desk, "validate", "--no-copy", f"-v1 {FORM}")
    assert told.returncode == 2
    assert f"is named with its folder: ./-v1 {FORM}" in told.stderr
    assert asked(desk, "validate", "--no-copy", f"./-v1 {FORM}").stdout.startswith(f"-v1 {FORM}   FDNY")


def test_what_is_no_form_is_said_to_be_none(desk):
    (desk / "plain.xlsx").write_bytes(workbook())
    told = asked(desk, "repair", "plain.xlsx")
    assert (told.returncode, "plain.xlsx is no form of an agency of this office" in told.stderr) == (2, True)
    (desk / "half.xlsx").write_bytes(workbook()[:2000])
    told = asked(desk, "compare", "half.xlsx")
    assert (told.returncode, "is not whole" in told.stderr) == (3, True)


def test_a_document_that_unpacks_without_end_is_not_unpacked(desk, monkeypatch):
    (desk / "words.docx").write_bytes(packed({"word/document.xml": "<a/>" + " " * 2_000_000}))
    monkeypatch.setattr("pmr_xl.books.package.work.DEFAULT.unpacked_bytes", 1 << 20, raising=False)
    told = asked(desk, "proof", "words.docx", "--agency", "FDNY")
    assert (told.returncode, "it unpacks to more than 1 MB" in told.stderr) == (2, True), told.stderr


def test_a_proof_that_compared_nothing_does_not_say_that_all_is_right(desk):
    (desk / "bare.csv").write_text("x,y\n1,2\n")
    told = asked(desk, "proof", "bare.csv", "--agency", "FDNY")
    assert (told.returncode, "bare.csv has no table row and no sentence that can be read" in told.stderr) == (2, True)
    (desk / "other.csv").write_text("A heading\n")
    told = asked(desk, "proof", "other.csv", "--agency", "FDNY")
    assert told.stdout.startswith("▲ other.csv, Fire Department: 0 rows compared, 0 figures differ")
    assert told.returncode == 1
