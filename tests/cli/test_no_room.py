"""Where there is no room left: what is told is the system's reason and a remedy, and nothing is left by half."""

from __future__ import annotations

import errno
import os
import shutil
import zipfile
from pathlib import Path

import pytest
from years_played import Years

from pmr_xl.record.memory import Record

FIRST = Path(__file__).parents[1] / "offices" / "first" / "office"
FULL = os.strerror(errno.ENOSPC)


def no_room(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, FULL)


@pytest.fixture
def office(tmp_path):
    return Years(Path(shutil.copytree(FIRST, tmp_path / "office")))


def test_a_record_that_cannot_be_exported_is_told(office, tmp_path, monkeypatch):
    monkeypatch.setattr(zipfile.ZipFile, "write", no_room)
    told = office.run("record", "export", "--into", tmp_path / "out", leaves=2)
    assert f"cannot be written: {FULL}." in told
    assert "make room" in told
    assert list((tmp_path / "out").iterdir()) == []


def test_a_release_that_cannot_be_frozen_gives_the_first_reason(office, monkeypatch):
    def copied(source: object, target: object, **_: object) -> None:
        ills = [
            (f"{source}/{n}", f"{target}/{n}", f"[Errno 28] {FULL}: '{source}/{n}' -> '{target}/{n}'") for n in "ab"
        ]
        raise shutil.Error(ills)

    monkeypatch.setattr(shutil, "copytree", copied)
    told = office.run("edition", "release", "MMR-FY26", "--by", "A", "--despite", "all=x", leaves=2)
    assert f"/office cannot be written: {FULL}. Make room, or ask for the right to write there." in told
    assert not list((office.folder / "editions" / "MMR-FY26").glob("r*"))


def test_an_edition_that_the_record_cannot_note_is_not_in_the_calendar(office, monkeypatch):
    schemas = office.folder / "schemas"
    calendar, settings = (schemas / "calendar.yaml", office.folder / "settings.yaml")
    before = calendar.read_bytes(), settings.read_bytes()
    monkeypatch.setattr(Record, "note_edition", no_room)
    asked = ("edition", "open", "MMR-FY28", "--due", "2028-08-14", "--no-forms")
    office.run(*asked, leaves=None)
    assert (calendar.read_bytes(), settings.read_bytes()) == before
    monkeypatch.undo()
    assert "MMR Fiscal 2028 is open." in office.run(*asked)
    assert calendar.read_bytes() != before[0]
