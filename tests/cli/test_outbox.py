"""What a command writes goes to the outbox of the office where no folder is named, without an office to pmr-out."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from pmr_xl.cli.commands import pmr

FORM = "PMR_DSNY_MMR_FY26_v1.xlsx"


@pytest.fixture
def office(made, tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = Path(shutil.copytree(made.folder / "office", tmp_path / "office"))
    shutil.rmtree(folder / "outbox")
    (folder / "outbox").mkdir()
    return folder


def ask(*words: object) -> str:
    done = CliRunner().invoke(pmr, list(map(str, words)))
    assert done.exit_code in (0, 1, 2), done.output
    return done.output


@pytest.mark.parametrize(
    ("words", "file"),
    [
        (("blank", "DSNY", "--due", "2026-09-01", "--year", "2026"), FORM),
        (("review", "FORM"), "PMR_DSNY_MMR_FY26_v1_variances.xlsx"),
        (("assemble", "DSNY", "--year", "2026"), "PMR_DSNY_MMR_FY26_tables.xlsx"),
        (("compare", "FORM", "FORM"), "PMR_DSNY_MMR_FY26_v1_changes.xlsx"),
    ],
)
def test_an_office_has_its_outbox(made, office, tmp_path, words, file):
    form = next((made.folder / "submissions").glob("PMR_DSNY_*_v1.xlsx"))
    ask("--office", office, *(form if word == "FORM" else word for word in words))
    assert (office / "outbox" / file).is_file()
    assert not (tmp_path / "pmr-out").exists()
    elsewhere = tmp_path / "elsewhere"
    ask("--office", office, *(form if word == "FORM" else word for word in words), "--into", elsewhere)
    assert (elsewhere / file).is_file()


def test_without_an_office_it_is_pmr_out(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PMR_OFFICE", raising=False)
    ask("blank", "DSNY", "--due", "2026-09-01")
    assert (tmp_path / "pmr-out" / FORM).is_file()


def test_what_of_the_inbox_is_not_looked_into_is_told_and_what_windows_leaves_there_is_nothing(made, office):
    inbox = office / "inbox"
    shutil.copy(made.folder / "submissions" / FORM, inbox)
    for litter in ("Thumbs.db", "desktop.ini", ".DS_Store", "~$" + FORM):
        (inbox / litter).write_bytes(b"litter")
    for folder in ("late", "notes"):
        (inbox / folder).mkdir()
    shutil.copy(made.folder / "submissions" / FORM, inbox / "late")
    (inbox / "notes" / "notes.txt").write_text("none", encoding="utf-8")
    (inbox / "gone.xlsx").symlink_to(inbox / "nowhere.xlsx")
    done = CliRunner().invoke(pmr, ["--office", str(office), "validate", "--no-copy"])
    assert done.exit_code == 0, done.output
    assert done.stdout.count("PMR_DSNY_MMR_FY26_v1.xlsx") == 1
    assert done.stderr.splitlines() == [
        "gone.xlsx leads to a file that is not there: skipped.",
        "late is a folder: skipped, with 1 workbook. Name its files, or move them up.",
    ]
