"""Whatever is written is written whole, in one way: open to whom the user's files are open, and patient on Windows."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import pmr_xl
from pmr_xl import atomic_write as whole
from pmr_xl.atomic_write import put_file, write_atomically
from pmr_xl.books.writing.writer import place
from pmr_xl.desk.writing import write_text
from pmr_xl.excel.installing import addin
from pmr_xl.excel.ribbon import journal
from pmr_xl.excel.settings import write_settings
from pmr_xl.model.fault import Fault
from pmr_xl.office.writing import replace_file


def by_the_journal(path: Path) -> None:
    (made := path.parent / "made").mkdir(exist_ok=True)
    (made / path.name).write_bytes(b"x")
    journal.place("Trial", [made / path.name], path.parent)


def by_the_addin(path: Path) -> None:
    (source := path.with_name("source")).write_bytes(b"x")
    addin._put(source, path)


WRITERS = {
    "write_atomically": lambda path: write_atomically(path, b"x"),
    "text": lambda path: write_text(path, "x"),
    "schema": lambda path: replace_file(path, "x"),
    "workbook": lambda path: place(b"x", path),
    "settings": lambda path: write_settings({"OFFICE": "x"}, path),
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
    write_atomically(path, b"x")
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
    write_atomically(tmp_path / "x.csv", b"x")
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
        write_atomically(tmp_path / "x.csv", b"after")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("x.csv", b"before")]


@pytest.mark.parametrize(
    ("shown", "told"), [("", "{path} cannot be written: in use."), ("x.csv", "x.csv cannot be written: in use.")]
)
def test_who_tells_people_says_what_stood_in_the_way_and_what_to_do(tmp_path, monkeypatch, shown, told):
    path = tmp_path / "new" / "x.csv"
    with pytest.raises(Fault) as missing:
        put_file(path, b"x", "Close it.", shown=shown)
    assert "No such file or directory" in str(missing.value)
    assert not path.parent.exists()
    put_file(path, b"before", "Close it.", with_folder=True)

    def refuse(*_arguments: object, **_options: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(whole, "write_atomically", refuse)
    with pytest.raises(Fault) as refused:
        put_file(path, b"after", "Close it.", shown=shown)
    assert (refused.value.message, refused.value.remedy) == (told.format(path=path), "Close it.")
    assert path.read_bytes() == b"before"


def test_only_what_must_outlast_a_power_cut_waits_for_the_disk(tmp_path, monkeypatch):
    waited = []
    monkeypatch.setattr(os, "fsync", waited.append)
    write_atomically(tmp_path / "kept.json", b"x", lasting=False)
    assert waited == []
    write_atomically(tmp_path / "x.csv", b"x")
    assert waited


def test_there_is_one_way_to_put_a_file_in_its_place():
    room = Path(pmr_xl.__file__).parent
    other = re.compile(r"mkstemp|os\.replace|\.with_(?:name|suffix)\(f\".*\.(?:tmp|part)\"")
    found = {path.relative_to(room).as_posix() for path in room.rglob("*.py") if other.search(path.read_text("utf-8"))}
    known = {
        "atomic_write.py",
    }
    assert found == known


posix = pytest.mark.skipif(os.name != "posix", reason="needs links and pipes")
FILE_WRITERS = {name: write for name, write in WRITERS.items() if name not in ("journal", "addin")}


@posix
@pytest.mark.parametrize("writer", FILE_WRITERS)
@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_followed_and_stays(tmp_path, writer, there):
    (home := tmp_path / "home").mkdir()
    file, link, second = home / "x.csv", tmp_path / "x.csv", tmp_path / "second.csv"
    if there:
        file.write_bytes(b"before")
    link.symlink_to(Path("home") / "x.csv")
    second.symlink_to(link)
    FILE_WRITERS[writer](second)
    assert link.is_symlink()
    assert second.is_symlink()
    assert file.read_bytes() not in (b"", b"before")
    assert [one.name for one in home.iterdir()] == ["x.csv"]


@posix
@pytest.mark.parametrize("writer", FILE_WRITERS)
def test_a_circle_of_links_is_told_and_stays(tmp_path, writer):
    (tmp_path / "a.csv").symlink_to("b.csv")
    (tmp_path / "b.csv").symlink_to("a.csv")
    with pytest.raises((Fault, OSError), match=r"cannot be written|symbolic links"):
        FILE_WRITERS[writer](tmp_path / "a.csv")
    assert (tmp_path / "a.csv").is_symlink()
    assert (tmp_path / "b.csv").is_symlink()


@posix
@pytest.mark.parametrize("writer", FILE_WRITERS)
@pytest.mark.parametrize("linked", [True, False])
def test_a_pipe_is_written_straight(tmp_path, monkeypatch, writer, linked):
    monkeypatch.setattr(whole, "_NOBODY_READS", 60.0)
    pipe = named = tmp_path / "pipe"
    os.mkfifo(pipe)
    if linked:
        (named := tmp_path / "x.csv").symlink_to(pipe)
    got = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    FILE_WRITERS[writer](named)
    reader.join(60)
    assert len(got[0]) > 0
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@posix
def test_a_pipe_that_nobody_reads_does_not_keep_anybody_waiting(tmp_path, monkeypatch):
    monkeypatch.setattr(whole, "_NOBODY_READS", 0.1)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Fault, match=r"pipe cannot be written: it is a pipe, and nobody reads from it\."):
        write_text(tmp_path / "pipe", "x")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


@posix
def test_a_terminal_is_written_straight():
    ours, theirs = os.openpty()
    try:
        path = Path(os.ttyname(theirs))
        write_atomically(path, b"x\n")
        assert os.read(ours, 1) == b"x"
        assert stat.S_ISCHR(path.stat().st_mode)
    finally:
        os.close(ours)
        os.close(theirs)


@posix
def test_a_disk_is_refused(tmp_path, monkeypatch):
    (tmp_path / "disk").write_bytes(b"everything")
    as_it_is = Path.stat

    def a_disk(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        told = as_it_is(path, follow_symlinks=follow_symlinks)
        return os.stat_result((stat.S_IFBLK | 0o660, *told[1:])) if path.name == "disk" else told

    monkeypatch.setattr(Path, "stat", a_disk)
    with pytest.raises(Fault, match="it is a disk"):
        write_text(tmp_path / "disk", "x")
    assert (tmp_path / "disk").read_bytes() == b"everything"


@posix
def test_a_file_that_a_program_has_open_is_written_into(tmp_path):
    with (tmp_path / "out.txt").open("ab") as file:
        file.write(b"first ")
        file.flush()
        write_atomically(Path(f"/dev/fd/{file.fileno()}"), b"second")
    assert (tmp_path / "out.txt").read_bytes() == b"first second"


LEFT_BY_THE_DEAD = """
import os, sys
from pathlib import Path
from pmr_xl.atomic_write import write_atomically
Path.replace = lambda *_: os._exit(9)
write_atomically(Path(sys.argv[1]), b"x")
"""


def test_what_a_dead_program_left_is_swept_and_what_a_living_one_writes_is_not(tmp_path):
    died = subprocess.run([sys.executable, "-c", LEFT_BY_THE_DEAD, str(tmp_path / "x.csv")], check=False)
    assert died.returncode == 9
    (left,) = tmp_path.iterdir()
    living = whole.beside(tmp_path / "y.csv")
    living.write_bytes(b"half")
    (folder := tmp_path / left.name.replace("x.csv", "folder")).mkdir()
    (folder / "x").write_bytes(b"x")
    foreign = [
        tmp_path / name for name in (".x.csv.0123abcd.tmp", ".x.csv.01234567-1-0123abcd.tmp", ".mine.tmp", "a.tmp")
    ]
    for path in foreign:
        path.write_bytes(b"")
    write_atomically(tmp_path / "z.csv", b"x")
    assert {one.name for one in tmp_path.iterdir()} == {"z.csv", living.name, *(path.name for path in foreign)}
    for path in foreign:
        os.utime(path, (0, 0))
    whole._swept.clear()
    write_atomically(tmp_path / "z.csv", b"x")
    assert {one.name for one in tmp_path.iterdir()} == {"z.csv", living.name, ".mine.tmp", "a.tmp"}
