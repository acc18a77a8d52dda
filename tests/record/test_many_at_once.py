"""Eight who write and eight who read at once: nothing is lost, nobody waits for ever, what is refused is told."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from at_once import MMR26, Writer, record_at

from pmr_xl.record import Record

PROGRAM = Path(__file__).parents[1] / "helpers" / "at_once.py"
EIGHT = range(8)
COUNTED = {
    "accept": "SELECT count(*) FROM submissions WHERE agency = ?",
    "decide": "SELECT count(*) FROM decisions WHERE agency = ?",
    "target": "SELECT count(*) FROM sources WHERE sha256 > ? || ' target ' AND sha256 < ? || ' target:'",
    "withdraw": "SELECT count(*) FROM withdrawals JOIN submissions ON submissions.source = withdrawals.source "
    "WHERE agency = ?",
}


@pytest.fixture
def place(kept_on, tmp_path, monkeypatch, request):
    """Where these programs find the record."""
    monkeypatch.setenv(
        "PYTHONPATH", os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")])
    )
    if kept_on == "server":
        return request.getfixturevalue("postgres").database()
    return str(tmp_path / "record.sqlite")


class Crowd:
    """Processes at work, and what each wrote down."""

    def __init__(self, place, folder, seconds, readers=8):
        begin = record_at(place)
        begin.begin()
        self.place = place
        command = [sys.executable, str(PROGRAM), place, str(seconds), str(folder), str(readers)]
        self.program = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        told = [self.program.stdout.readline().split() for _ in range(len(EIGHT) + readers)]
        self.processes = [int(process) for _, _, process in told]
        self.journals = {(role, int(number)): folder / f"{role}{number}.txt" for role, number, _ in told}

    def ended(self, most):
        """What was said until the last of them ended, and whether all went well."""
        said, _ = self.program.communicate(timeout=most)
        return said, self.program.returncode == 0

    def at_it(self, most=300.0):
        """Waits until each of them has written a line: on a busy machine programs begin late."""
        until = time.monotonic() + most
        while not all(journal.exists() and journal.read_text() for journal in self.journals.values()):
            assert time.monotonic() < until, "they never began"
            time.sleep(0.1)

    def told(self, role):
        """What each of them wrote down."""
        return {number: self.journals[role, number].read_text().splitlines() for number in EIGHT}


def counts(place, agency):
    with record_at(place)._storage.to_read() as connection:
        return Counter(
            {
                what: connection.execute(sql, (agency,) * sql.count("?")).fetchall()[0][0]
                for what, sql in COUNTED.items()
            }
        )


def at_work(place, folder, seconds):
    crowd = Crowd(place, folder, seconds)
    said, well = crowd.ended(seconds + 240)
    assert well, said[-2000:]
    done = 0
    for number, lines in crowd.told("writer").items():
        kept = Counter(line for line in lines if not line.startswith("refused"))
        refused = [line for line in lines if line.startswith("refused")]
        assert all("is being written" in line and "Try again" in line for line in refused), refused[:3]
        assert counts(place, f"A{number}") == kept, "nothing is lost, nothing is there twice"
        done += kept.total()
    looks = [line for lines in crowd.told("reader").values() for line in lines]
    assert set(looks) == {"read"}, "readers are never refused"
    assert done >= len(EIGHT)
    return done, len(looks)


def test_nothing_is_lost_where_many_write_and_read(place, tmp_path):
    at_work(place, tmp_path, 1.5)


@pytest.mark.busy
def test_nothing_is_lost_in_a_minute(place, kept_on, tmp_path, capsys):
    done, looks = at_work(place, tmp_path, 60)
    with capsys.disabled():
        print(f"\n{kept_on}: {done:,} changes and {looks:,} looks in a minute")  # noqa: T201 - told at every run


def test_programs_killed_in_the_middle_leave_a_whole_record(place, tmp_path):
    crowd, dice = Crowd(place, tmp_path, 400, readers=2), random.Random(5)  # noqa: S311 - no secret
    crowd.at_it()
    for process in crowd.processes:
        time.sleep(dice.random() / 8)
        os.kill(process, signal.SIGKILL)
    crowd.ended(300)
    for number, lines in crowd.told("writer").items():
        known = Counter(line for line in lines if not line.startswith("refused"))
        kept = counts(place, f"A{number}")
        assert all(kept[what] >= known[what] for what in known), "what was told as done is done"
        assert (kept - known).total() <= 1, "one at most was done and could not be told"
    record = record_at(place)
    for number in EIGHT:
        past = record.past([f"a{number}-a", f"a{number}-b"])
        assert past.actuals.get(f"a{number}-a") == past.actuals.get(f"a{number}-b"), "all of a change or nothing"
    after = Writer(place, 0)
    after.version = 10_000
    for count in range(4):
        after.step(count)  # whoever comes next just works
    assert isinstance(record, Record)
    assert record.accepted_submissions(MMR26)
