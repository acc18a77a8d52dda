"""The record is missing, damaged or lost: told at once, never begun anew in silence, and brought back from a copy."""

from __future__ import annotations

import itertools
import os
import random
import re
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from pmr_xl.cli.commands import pmr
from pmr_xl.model.fault import Fault
from pmr_xl.record.file import copies, keeping

FIRST = Path(__file__).parents[1] / "offices" / "first" / "office"
FORM = "PMR_HFS_PMMR_FY27_v2.xlsx"
TRIPS = "hfs-ferry-trips"
TARGET = ("target", "hfs-ferry-trips", "15000", "--why", "agreed in November")


class Office:
    """A copy of the first office."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(shutil.copytree(FIRST, folder / "office"))
        self.record = self.folder / "record.sqlite"
        self.copies = self.folder / "record-copies"

    def ask(self, *arguments, leaves=0):
        done = CliRunner().invoke(pmr, ["--office", str(self.folder), *map(str, arguments)])
        fault = done.exception if isinstance(done.exception, Fault) else None
        assert (fault.exit_code if fault else done.exit_code) == leaves, f"{done.output}{done.exception!r}"
        return f"{done.stdout}{done.stderr}{fault or ''}"

    def change(self):
        """Something that changes the record: an acceptance taken back."""
        return self.ask("withdraw", "PMMR-FY27", "HFS", "--why", "to be accepted anew")

    def sql(self, *statements):
        """What no engine lets anybody do: it is done as a failing disk does it."""
        with closing(sqlite3.connect(self.record)) as connection:
            guards = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for statement in (*(f"DROP TRIGGER {name}" for (name,) in guards), *statements):
                connection.execute(statement)
            connection.commit()


@pytest.fixture
def office(tmp_path, monkeypatch):
    monkeypatch.setenv("PMR_CACHE", str(tmp_path / "cache"))
    return Office(tmp_path)


@pytest.fixture
def copied(office):
    """An office with a copy of before the day's first change, and a change after it."""
    office.change()
    assert len(list(office.copies.iterdir())) == 1
    return office


def forms(office):
    return office.folder / "inbox" / FORM


@pytest.mark.parametrize("gone", ["renamed", "empty"])
@pytest.mark.parametrize("asked", ["accept", "validate", "show", "withdraw", "review", "state"])
def test_a_record_that_had_been_there_is_never_begun_anew_in_silence(office, gone, asked):
    office.record.rename(office.folder / "record.old")
    if gone == "empty":
        office.record.write_bytes(b"")
    form = forms(office)
    told = office.ask(
        *{
            "accept": ("accept", form),
            "validate": ("validate", form, "--no-copy"),
            "show": ("record", "show", TRIPS),
            "withdraw": ("withdraw", "PMMR-FY27", "HFS", "--why", "x"),
            "review": ("review", form, "--into", office.folder / "outbox"),
            "state": ("record", "check"),
        }[asked],
        leaves=2,
    )
    assert "record.sqlite is missing, and the office holds 6 accepted submissions; none is begun anew." in told
    assert "Put a copy of record.sqlite from your backup in its place" in told
    assert not office.record.exists() or office.record.read_bytes() == b""
    (office.folder / "record.old").replace(office.record)
    assert "14,020" in office.ask("record", "show", TRIPS)


def test_a_new_office_begins_its_record_and_what_is_moved_away_on_purpose_is_no_sign(office):
    office.record.unlink()
    (office.folder / "accepted").rename(office.folder / "old")
    told = office.ask("record", "check", leaves=2)
    assert "has no record yet. It begins with the first table that is imported." in told
    office.ask("record", "import", office.folder / "tables" / "mmr_fy2026_indicators.csv", "--year", "2026")
    assert "✓ The record is whole: " in office.ask("record", "check")


def test_a_whole_record_is_looked_through_with_its_originals(office):
    told = office.ask("record", "check")
    assert "✓ The record is whole: 125 figures, 6 submissions, 16 decisions." in told
    assert "Copies: none yet" in told
    kept = sorted((office.folder / "accepted").rglob("*.xlsx"))
    kept[0].write_bytes(b"another")
    kept[1].unlink()
    (office.folder / "accepted" / "hfs" / "0123456789ab_mine.xlsx").write_bytes(b"x")
    told = office.ask("record", "check", leaves=2)
    assert told.count("✕ Kept as it was sent, ") == 2
    assert "is not the file that was accepted any more" in told
    assert "cannot be read (No such file or directory)" in told
    assert "mine.xlsx is kept as accepted, and the record does not know it." in told


NONSENSE = {
    "value": ("UPDATE figures SET value = 'lots' WHERE no = 3",),
    "period": ("UPDATE figures SET period = 'FYxx' WHERE no = 3",),
    "edition": ("UPDATE sources SET edition = 'MMR' WHERE no = 1",),
    "decided": ("UPDATE figures SET decided = 9 WHERE no = 3",),
    "a blob": ("UPDATE figures SET place = x'00ff' WHERE no = 3",),
    "no text": ("UPDATE decisions SET note = CAST(x'ff41' AS TEXT) WHERE no = 1",),
    "a stray": ("PRAGMA foreign_keys = OFF", "UPDATE explanations SET submission = 999 WHERE no = 1"),
    "a table": ("DROP TABLE decisions",),
    "a column": ("ALTER TABLE explanations DROP COLUMN reason",),
}


@pytest.mark.parametrize("wrong", NONSENSE)
@pytest.mark.parametrize("asked", ["show", "accept", "validate", "check", "change"])
def test_damage_is_told_at_every_opening(copied, wrong, asked):
    copied.sql(*NONSENSE[wrong])
    before = copied.record.read_bytes()
    form = forms(copied)
    told = copied.ask(
        *{
            "show": ("record", "show", TRIPS),
            "accept": ("accept", form),
            "validate": ("validate", form, "--no-copy"),
            "check": ("record", "check"),
            "change": ("withdraw", "MMR-FY26", "HFS", "--why", "x"),
        }[asked],
        leaves=2,
    )
    assert "damaged" in told
    assert "pmr record restore" in told
    assert copied.record.read_bytes() == before
    assert "✓ " in copied.ask("record", "restore")
    assert "✓ The record is whole" in copied.ask("record", "check")


def test_flipped_bytes_are_noticed_or_do_not_matter(copied):
    whole, shown = copied.record.read_bytes(), copied.ask("record", "show", TRIPS)
    noticed = 0
    for seed in range(60):
        dice, content = random.Random(seed), bytearray(whole)  # noqa: S311 - no secret
        for _ in range(20):
            content[dice.randrange(len(content))] ^= dice.randrange(128, 256)
        copied.record.write_bytes(content)
        os.utime(copied.record, (seed, seed))  # else two of them may bear the same time, and no disk does that
        done = CliRunner().invoke(pmr, ["--office", str(copied.folder), "record", "show", TRIPS])
        assert done.exit_code == 0 or isinstance(done.exception, Fault), done.exception
        if isinstance(done.exception, Fault):
            noticed += 1
            assert re.search(r"damaged|not a whole record", str(done.exception))
        else:
            assert done.output == shown
    assert noticed >= 40


def test_a_state_that_was_found_whole_is_not_looked_through_again(office, monkeypatch):
    from pmr_xl.record.file import keeping

    looked, examine = [], keeping.examine
    monkeypatch.setattr(keeping, "examine", lambda path: looked.append(path) or examine(path))
    for _ in range(3):
        office.ask("record", "show", TRIPS)
    assert len(looked) == 1
    office.change()
    office.ask("record", "show", TRIPS)
    assert len(looked) == 1, "what this program changed in a whole record is whole"
    office.sql("UPDATE decisions SET note = 'another' WHERE no = 1")
    office.ask("record", "show", TRIPS)
    assert len(looked) == 2


def test_what_somebody_changes_at_the_same_moment_by_the_clock_of_the_disk_is_looked_through(office, monkeypatch):
    """A clock that moves on every few milliseconds stands still between two changes; here it stands for good."""
    stat, utime, exact = os.stat, os.utime, set()

    def standing(path, **how):
        told = stat(path, **how)
        fields, named = told.__reduce__()[1]
        return told if told.st_mtime_ns in exact else os.stat_result(fields, named | {"st_mtime_ns": 0})

    monkeypatch.setattr(os, "stat", standing)
    monkeypatch.setattr(os, "utime", lambda path, ns: exact.add(ns[1]) or utime(path, ns=ns))
    office.change()
    assert "14,020" in office.ask("record", "show", TRIPS)
    office.sql(*NONSENSE["value"])
    assert os.stat(office.record).st_mtime_ns == 0  # noqa: PTH116 - the one that is patched
    assert "is damaged" in office.ask("record", "show", TRIPS, leaves=2)


def test_one_copy_a_day_and_old_ones_are_thinned_out(office):
    first, before = date(2025, 3, 1), office.record.read_bytes()
    for day in (*range(0, 480, 6), *range(480, 500)):  # changed now and then, in the end every day
        copies.keep_copy(office.record, first + timedelta(day))
        copies.keep_copy(office.record, first + timedelta(day))
    there = copies.copies_of(office.record)
    assert [day for day, _ in there[:14]] == [first + timedelta(day) for day in range(499, 485, -1)]
    assert len(there) == 14 + 12
    assert all(earlier.month != later.month for (later, _), (earlier, _) in itertools.pairwise(there[14:]))
    assert all(one.read_bytes() == before for _, one in there)


def test_a_damaged_record_never_takes_the_place_of_a_copy(office):
    office.sql(*NONSENSE["value"])
    with pytest.raises(Fault, match="is damaged: “lots” is no value"):
        copies.keep_copy(office.record, date(2026, 1, 1))
    assert not office.copies.exists()


def test_a_copy_comes_back_and_what_came_later_is_listed(office):
    office.change()
    before = office.record.read_bytes()
    office.record.write_bytes(before[:5000])
    ((day, _),) = copies.copies_of(office.record)
    told = office.ask("record", "show", TRIPS, leaves=2)
    assert "is not a whole record" in told
    assert "“pmr record restore” brings back the copy of" in told
    told = office.ask("record", "restore", "--dry-run")
    assert "would take the record's place: 125 figures, 6 submissions, 16 decisions" in told
    assert office.record.read_bytes() == before[:5000]
    told = office.ask("record", "restore")
    assert "has taken the record's place" in told
    (aside,) = office.folder.glob("record.replaced-*.sqlite")
    assert aside.read_bytes() == before[:5000]
    assert "It is kept as " in told
    assert "125 figures, 6 submissions, 16 decisions" in office.ask("record", "check")
    told = office.ask("record", "restore", leaves=2)
    assert "is whole; nothing was done" in told
    assert "has taken" in office.ask("record", "restore", f"{day:%Y-%m-%d}")


def test_two_that_are_put_aside_in_the_same_second_are_both_kept(copied, monkeypatch):
    monkeypatch.setattr(keeping, "datetime", SimpleNamespace(now=lambda: datetime(2026, 9, 1, 10, 0, tzinfo=UTC)))
    whole = copied.record.read_bytes()
    for damaged in (whole[:5000], whole[:6000]):
        copied.record.write_bytes(damaged)
        assert "has taken the record's place" in copied.ask("record", "restore")
    kept = sorted(path.read_bytes() for path in copied.folder.glob("record.replaced-2026-09-01-*.sqlite"))
    assert kept == [whole[:5000], whole[:6000]]


def test_submissions_accepted_after_the_copy_are_listed(copied):
    known = next((copied.folder / "accepted" / "osl").iterdir())
    later = known.with_name("0123456789ab_PMR_OSL_MMR_FY26_v2.xlsx")
    later.write_bytes(b"accepted this afternoon")
    copied.record.unlink()
    told = copied.ask("record", "restore")
    assert "Accepted after the copy was made, to be accepted again (“pmr accept”):" in told
    assert str(later) in told
    assert str(known) not in told


def test_copies_that_are_damaged_are_passed_over_and_a_file_of_ones_own_can_be_named(copied, tmp_path):
    (newest,) = copied.copies.iterdir()
    own = tmp_path / "backup.sqlite"
    shutil.copy(newest, own)
    older = copied.copies / "record.2025-01-01.sqlite"
    shutil.copy(newest, older)
    newest.write_bytes(newest.read_bytes()[:3000])
    copied.record.unlink()
    assert "record.2025-01-01.sqlite has taken" in copied.ask("record", "restore")
    assert "backup.sqlite has taken" in copied.ask("record", "restore", own)
    assert "is neither a copy's day nor a file" in copied.ask("record", "restore", "2024-01-01", leaves=2)
    older.unlink()
    copied.record.unlink()
    assert "None of the copies is whole; nothing was done." in copied.ask("record", "restore", leaves=2)
    newest.unlink()
    assert "There is no copy in " in copied.ask("record", "restore", leaves=2)


def test_the_built_in_office_has_none_of_it():
    for asked in (["record", "check"], ["record", "restore"], ["record", "unlock"]):
        done = CliRunner().invoke(pmr, asked)
        assert isinstance(done.exception, Fault)
        assert "Without an office of your own there is no record." in str(done.exception)


@pytest.mark.parametrize("asked", ["check", "restore"])
def test_a_record_that_a_server_keeps_is_the_servers(office, asked):
    with (office.folder / "settings.yaml").open("a", encoding="utf-8") as settings:
        settings.write("\nrecord: postgresql://nobody@localhost/none\n")
    told = office.ask("record", asked, leaves=2)
    assert "is kept by the server postgresql://nobody@localhost/none, not in a file" in told
