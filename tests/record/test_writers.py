"""One writer, many readers; a writer that dies leaves the record whole."""

import ctypes
import json
import os
import platform
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from pmr_xl import atomic_write as whole
from pmr_xl import running
from pmr_xl.model.fact import Fact, FactKind
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Period, Report
from pmr_xl.record import Record, Source
from pmr_xl.record.file.lock import Lock

MMR26 = Edition(Report.MMR, 2026)
# A writer that dies at the named moment, as a crash or a power cut would end it: nothing is tidied up.
DYING = """
import os, sys
from decimal import Decimal
from pathlib import Path
from pmr_xl.model.fact import Fact, FactKind
from pmr_xl.model.fiscal import Edition, Period, Report
from pmr_xl.record import Record, Source
from pmr_xl.record.file import storage
from pmr_xl.record.file.lock import Lock

moment = sys.argv[2]
if moment == "before writing":
    storage.examine_copy = lambda *_: os._exit(9)
elif moment == "half written":
    def half(descriptor):
        os.ftruncate(descriptor, 5000)
        os._exit(9)
    os.fsync = half
elif moment == "before replacing":
    Path.replace = lambda *_: os._exit(9)
elif moment == "before committing":
    Lock.still_mine = lambda *_: os._exit(9)
Record(Path(sys.argv[1])).publish(
    [Fact("tst-a", Period(2025), FactKind.ACTUAL, Decimal(2))], Source("second.csv", "b", Edition(Report.MMR, 2026))
)
"""


def facts(value, count=1):
    return [Fact(f"tst-{number}", Period(2025), FactKind.ACTUAL, Decimal(value)) for number in range(count)]


def source(name="first.csv"):
    return Source(name, "a", MMR26)


@pytest.fixture
def record(tmp_path):
    return Record(tmp_path / "record.sqlite", patience=0.1)


def hold(record, **changes):
    me = {"user": "ana", "host": "DESK-7", "pid": 1234, "since": datetime.now(UTC).isoformat(), "token": "x"}
    record.path.with_name("record.sqlite.lock").write_text(json.dumps(me | changes), encoding="utf-8")


@pytest.mark.parametrize("moment", ["before committing", "before writing", "half written", "before replacing"])
def test_a_writer_that_dies_leaves_the_record_whole(record, moment, kept_on):
    if kept_on == "disk" and moment != "before committing":
        pytest.skip("a moment of a file that is replaced whole")
    record.publish(facts(1), source())
    before = record.path.read_bytes()
    died = subprocess.run([sys.executable, "-c", DYING, str(record.path), moment], check=False)
    assert died.returncode == 9
    assert record.path.read_bytes() == before
    assert record.past(["tst-0"]).actual("tst-0", Period(2025)) == 1  # readers do not care about the lock
    assert record.publish(facts(3), source("third.csv")) == 1  # its lock is taken over, nobody has to unlock by hand
    assert record.holder() is None
    assert [path.name for path in record.path.parent.iterdir() if path.is_file()] == ["record.sqlite"]  # nothing left


def test_a_second_writer_is_told_who_holds_the_record(record):
    hold(record)
    with pytest.raises(Fault, match=r"record.sqlite is being written by ana on DESK-7 since \d\d:\d\d") as caught:
        record.publish(facts(1), source())
    assert caught.value.remedy == "Try again in a minute."
    assert record.holder().user == "ana"
    assert not record.path.exists()


def test_a_lock_that_is_given_back_while_we_look_is_taken(tmp_path, monkeypatch):
    """At the end of our patience too: nobody is told to unlock what nobody holds."""
    tries, take = [], Lock._take

    def at_first_taken(lock, me):
        tries.append(me)
        return len(tries) > 1 and take(lock, me)

    monkeypatch.setattr(Lock, "_take", at_first_taken)
    with Lock(tmp_path / "record.sqlite", patience=0) as lock:
        assert lock.still_mine()
    assert len(tries) == 2


def test_a_lock_held_too_long_elsewhere_is_told_for_what_it_is(record):
    hold(record, since=(datetime.now(UTC) - timedelta(hours=2)).isoformat())
    with pytest.raises(Fault, match="longer than any write takes") as caught:
        record.publish(facts(1), source())
    assert caught.value.remedy.startswith("Ask ana whether the program still runs")


def a_dead_program():
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    return int(gone.stdout)


def test_a_lock_of_a_dead_program_here_is_taken_over_at_once(tmp_path, monkeypatch):
    waited = []
    monkeypatch.setattr(time, "sleep", waited.append)
    record = Record(tmp_path / "record.sqlite", patience=60)
    hold(record, host=platform.node(), pid=a_dead_program())
    assert record.publish(facts(1), source()) == 1
    assert waited == []
    assert record.holder() is None


def test_a_lock_whose_number_another_program_has_now_is_taken_over(record):
    known = running.known_by(os.getpid())
    if not known:
        pytest.skip("this system does not say when a program began")
    hold(record, host=platform.node(), pid=os.getpid(), known_by=f"{known.rpartition('/')[0]}/1")
    assert record.publish(facts(1), source()) == 1
    hold(record, host=platform.node(), pid=os.getpid(), known_by=known)
    with pytest.raises(Fault, match="is being written by ana"):
        record.publish(facts(2), source("second.csv"))


def test_a_lock_from_before_the_computer_started_again_is_taken_over(record):
    machine, boot, room, began = running.known_by(os.getpid()).split("/")
    if not boot:
        pytest.skip("this system does not say when it was started")
    hold(record, host=platform.node(), pid=os.getpid(), known_by=f"{machine}/another/{room}/{began}")
    assert record.publish(facts(1), source()) == 1


@pytest.mark.parametrize("other", [0, 2], ids=["another computer of that name", "another room's numbers"])
def test_of_a_lock_of_another_place_nothing_is_known(record, other):
    known = running.known_by(os.getpid()).split("/")
    known[other] = "elsewhere"
    hold(record, host=platform.node(), pid=a_dead_program(), known_by="/".join(known))
    with pytest.raises(Fault, match="is being written by ana"):
        record.publish(facts(1), source())


@pytest.mark.parametrize(
    "said",
    ["", "{", "[]", "null", '{"user": "ana"}', '{"user": "a", "host": "b", "pid": "x", "since": "then"}',
     '{"user": "a", "host": "b", "pid": 1, "since": "2026-01-01"}', "[" * 9000],
)  # fmt: skip
def test_a_lock_that_names_nobody_is_no_obstacle(record, said):
    lock_file = record.path.with_name("record.sqlite.lock")
    lock_file.write_text(said, encoding="utf-8")
    with pytest.raises(Fault, match="cannot be read"):  # whoever takes it at this moment is about to say who it is
        record.publish(facts(1), source())
    long_ago = time.time() - 60
    os.utime(lock_file, (long_ago, long_ago))
    assert record.publish(facts(1), source()) == 1
    assert not lock_file.exists()


@pytest.mark.parametrize("pid", [0, -1, 2**70, 999_999_999])
def test_a_number_that_no_program_has_is_a_dead_one(record, pid):
    hold(record, host=platform.node(), pid=pid)
    assert record.publish(facts(1), source()) == 1


def test_of_many_who_find_a_dead_lock_each_writes_in_turn(tmp_path):
    path, troubles = tmp_path / "record.sqlite", []
    hold(Record(path), host=platform.node(), pid=a_dead_program())

    def write(value):
        try:
            Record(path, patience=300).publish(facts(value), source(f"{value}.csv"))
        except Fault as fault:
            troubles.append(fault)

    writers = [threading.Thread(target=write, args=(value,)) for value in range(8)]
    for thread in writers:
        thread.start()
    for thread in writers:
        thread.join()
    assert troubles == []
    assert len(Record(path).history("tst-0")) == 8
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["record.sqlite"]


@pytest.mark.skipif(os.name != "posix", reason="needs links")
def test_a_record_behind_a_link_has_one_lock_and_stays_behind_it(tmp_path):
    (home := tmp_path / "home").mkdir()
    link = tmp_path / "record.sqlite"
    link.symlink_to(home / "record.sqlite")
    assert Record(link).publish(facts(1), source()) == 1
    assert link.is_symlink()
    assert Record(home / "record.sqlite").past(["tst-0"]).actual("tst-0", Period(2025)) == 1
    hold(Record(home / "record.sqlite"))
    with pytest.raises(Fault, match="is being written by ana"):
        Record(link, patience=0.1).publish(facts(2), source("second.csv"))


def test_a_writer_whose_lock_was_taken_away_changes_nothing(record, monkeypatch):
    record.publish(facts(1), source())
    before = record.path.read_bytes()
    monkeypatch.setattr(Lock, "still_mine", lambda _: False)
    with pytest.raises(Fault, match="was taken away while it was being written; nothing was changed"):
        record.publish(facts(2), source("second.csv"))
    assert record.path.read_bytes() == before


def test_an_error_inside_a_write_changes_nothing_and_frees_the_lock(record):
    record.publish(facts(1), source())
    before = record.path.read_bytes()

    def failing():
        yield from facts(2)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        record.publish(failing(), source("second.csv"))
    assert record.path.read_bytes() == before
    assert record.holder() is None


def test_writers_wait_for_each_other_and_readers_see_whole_states(tmp_path):
    path = tmp_path / "record.sqlite"
    Record(path).publish(facts(0, 50), source())
    seen, stop, troubles = set(), threading.Event(), []

    def write(first):
        for value in range(first, first + 4):
            Record(path, patience=300).publish(facts(value, 50), source(f"{value}.csv"))

    def read():
        while not stop.is_set():
            try:
                past = Record(path).past([f"tst-{number}" for number in range(50)])
            except Fault as fault:
                troubles.append(fault)
                return
            seen.add(frozenset(past.actual(f"tst-{number}", Period(2025)) for number in range(50)))

    readers = [threading.Thread(target=read) for _ in range(3)]
    writers = [threading.Thread(target=write, args=(first,)) for first in (100, 200)]
    for thread in (*readers, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    for thread in readers:
        thread.join()
    assert troubles == []
    assert all(len(state) == 1 for state in seen)  # never half of one state and half of another
    assert len(Record(path).history("tst-0")) == 1 + 8  # nobody's write was lost
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["record.sqlite"]


@pytest.fixture
def windows(monkeypatch):
    """A system that removes no file somebody reads; nobody waits for it here."""
    monkeypatch.setattr(whole, "_WINDOWS", True)
    monkeypatch.setattr(whole, "_PAUSE", 0)
    unlink, held = Path.unlink, []

    def refused(path, missing_ok=False):  # as Path.unlink is called
        if path.suffix == ".lock" and held:
            held.pop()
            raise PermissionError(13, "The process cannot access the file because it is being used by another process")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refused)
    return held


def test_a_lock_that_somebody_reads_is_removed_a_moment_later(record, windows):
    windows += [True] * 3
    assert record.publish(facts(1), source()) == 1
    assert record.holder() is None


def test_a_lock_that_cannot_be_removed_does_not_undo_the_write(record, windows):
    windows += [True] * 1000
    assert record.publish(facts(1), source()) == 1
    assert record.past(["tst-0"]).actual("tst-0", Period(2025)) == 1
    with pytest.raises(Fault, match=r"record.sqlite.lock cannot be removed: The process") as told:
        record.break_lock()
    assert told.value.remedy


@pytest.mark.parametrize(
    ("handle", "tells", "error", "runs"), [(7, 1, 0, True), (7, 0, 0, True), (0, 0, 5, True), (0, 0, 87, False)]
)
def test_on_windows_a_program_one_may_not_ask_runs(monkeypatch, handle, tells, error, runs):
    closed = []
    kernel = SimpleNamespace(OpenProcess=lambda *_: handle, CloseHandle=closed.append, GetProcessTimes=lambda *_: tells)
    monkeypatch.setattr(ctypes, "WinDLL", lambda *_, **__: kernel, raising=False)
    monkeypatch.setattr(ctypes, "get_last_error", lambda: error, raising=False)
    with monkeypatch.context() as other:
        other.setattr(sys, "platform", "win32")
        assert running.has_ended(1234) is not runs
    assert closed == ([handle] if handle else [])


def test_who_waits_for_the_lock_keeps_the_file_it_waits_with(record, monkeypatch):
    waiting = record.path.with_name(".record.sqlite.lock.0123.tmp")
    died = record.path.with_name(".record.sqlite.4711.tmp")
    for path in (waiting, died):
        path.write_bytes(b"")
    unlink = Path.unlink

    def refused(path, missing_ok=False):
        if path == died:
            raise PermissionError(13, "in use")
        unlink(path, missing_ok=missing_ok)

    with monkeypatch.context() as held:
        held.setattr(Path, "unlink", refused)
        assert record.publish(facts(1), source()) == 1
    assert record.publish(facts(2), source("second.csv")) == 1
    assert waiting.exists()
    assert not died.exists()


def test_two_processes_cannot_write_at_once(tmp_path):
    path = tmp_path / "record.sqlite"
    code = (
        "import sys; from decimal import Decimal; from pathlib import Path; from pmr_xl.model.fact import *; "
        "from pmr_xl.model.fiscal import *; from pmr_xl.record import *\n"
        "for n in range(5): Record(Path(sys.argv[1]), 300).publish([Fact('tst-a', Period(2025), FactKind.ACTUAL, "
        "Decimal(n))], Source(sys.argv[2], sys.argv[2], Edition.parse(sys.argv[2] + '-FY26')))"
    )
    runs = [subprocess.Popen([sys.executable, "-c", code, str(path), name]) for name in ("mmr", "pmmr")]
    assert [run.wait(600) for run in runs] == [0, 0]
    assert len(Record(path).history("tst-a")) == 10
