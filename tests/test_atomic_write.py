"""Whatever is written is written whole, in one way: open to whom the user's files are open, and patient on Windows."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest

import pmr_xl
from pmr_xl import atomic_write as whole
from pmr_xl.atomic_write import put_whole
from pmr_xl.books.writing.writer import place
from pmr_xl.desk.writing import write_text
from pmr_xl.excel.installing import addin
from pmr_xl.excel.ribbon import journal
from pmr_xl.excel.settings import write_settings
from pmr_xl.office.writing import replace_file


def by_the_journal(path: Path) -> None:
    (made := path.parent / "made").mkdir(exist_ok=True)
    (made / path.name).write_bytes(b"x")
    journal.place("Trial", [made / path.name], path.parent)


def by_the_addin(path: Path) -> None:
    (source := path.with_name("source")).write_bytes(b"x")
    addin._put(source, path)


WRITERS = {
    "put_whole": lambda path: put_whole(path, b"x"),
    "text": lambda path: write_text(path, "x"),
    "schema": lambda path: replace_file(path, "x"),
    "workbook": lambda path: place(b"x", path),
    "settings": lambda path: write_settings({}, path),
    "journal": by_the_journal,
    "addin": by_the_addin,
}


@pytest.fixture(autouse=True)
def own_state(tmp_path, monkeypatch):
    for name in ("XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "state"))
    monkeypatch.delenv("PMR_LOG", raising=False)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no umask")
@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o002, 0o664), (0o077, 0o600)])
def test_a_file_is_open_to_whom_the_users_files_are_open(tmp_path, writer, umask, mode):
    (folder := tmp_path / "share").mkdir()
    before = os.umask(umask)
    try:
        for _ in ("new", "in the place of another"):
            WRITERS[writer](folder / "x.csv")
            assert stat.S_IMODE((folder / "x.csv").stat().st_mode) == mode
    finally:
        os.umask(before)


def test_a_name_as_long_as_names_may_be_leaves_room(tmp_path):
    path = tmp_path / f"{'x' * 250}.csv"
    put_whole(path, b"x")
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_on_windows_a_file_in_use_is_tried_again(tmp_path, monkeypatch):
    monkeypatch.setattr(whole, "_WINDOWS", True)
    monkeypatch.setattr(whole, "_PAUSE", 0)
    tries, replace = [], Path.replace

    def busy(path: Path, target: Path) -> Path:
        tries.append(path)
        if len(tries) < 3:
            raise PermissionError(13, "in use")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", busy)
    put_whole(tmp_path / "x.csv", b"x")
    assert len(tries) == 3
    assert [one.name for one in tmp_path.iterdir()] == ["x.csv"]


@pytest.mark.parametrize("windows", [True, False])
def test_what_cannot_be_replaced_stands_and_nothing_is_left_beside_it(tmp_path, monkeypatch, windows):
    monkeypatch.setattr(whole, "_WINDOWS", windows)
    monkeypatch.setattr(whole, "_PAUSE", 0)
    (tmp_path / "x.csv").write_bytes(b"before")

    def refuse(_path: Path, _target: Path) -> Path:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        put_whole(tmp_path / "x.csv", b"after")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("x.csv", b"before")]


def test_only_what_must_outlast_a_power_cut_waits_for_the_disk(tmp_path, monkeypatch):
    waited = []
    monkeypatch.setattr(os, "fsync", waited.append)
    put_whole(tmp_path / "kept.json", b"x", lasting=False)
    assert waited == []
    put_whole(tmp_path / "x.csv", b"x")
    assert waited


def test_there_is_one_way_to_put_a_file_in_its_place():
    room = Path(pmr_xl.__file__).parent
    other = re.compile(r"mkstemp|os\.replace|\.with_(?:name|suffix)\(f\".*\.(?:tmp|part)\"")
    found = {path.relative_to(room).as_posix() for path in room.rglob("*.py") if other.search(path.read_text("utf-8"))}
    known = {
        "atomic_write.py",
        "record/file/lock.py",
        "office/folder.py",
        "desk/acceptance/accept.py",
        "desk/upgrade.py",
    }  # a lock, a folder; a copy kept, a folder of copies
    assert found <= known
