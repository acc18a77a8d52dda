"""A record of every earlier format is read and carried on; it is kept as it was before it is written anew."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from pmr_xl import atomic_write
from pmr_xl.model.fact import Fact, FactKind
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Period, Report
from pmr_xl.record import Acceptance, Decision, Explained, Record, Source
from pmr_xl.record.engine.sqlite import SqliteConnection
from pmr_xl.record.file import content
from pmr_xl.record.migrations import FORMAT, MIGRATIONS, bring_forward

MMR26 = Edition(Report.MMR, 2026)
FIRST = Path(__file__).parents[1] / "offices" / "first" / "office" / "record.sqlite"
ROWS = """
INSERT INTO sources VALUES (1, 'form_v1.xlsx', 'aa', 'MMR-FY26', 'ana', '2026-09-01T10:00:00+00:00');
INSERT INTO figures VALUES (1, 'tst-a', 'FY26', 'actual', '5', '5', 4053, 1, 'Submission!J7', '');
INSERT INTO figures VALUES (2, 'tst-a', 'FY27', 'target', '6', '6', 4053, 1, 'Submission!M7', '');
INSERT INTO submissions VALUES
    (1, 1, 'aa', 'TST', 'MMR-FY26', 1, 'form_v1.xlsx', 'accepted/form_v1.xlsx', 'ana', '2026-09-01T10:00:00+00:00');
INSERT INTO explanations VALUES (1, 1, 'tst-a', 'Because of snow.', '');
INSERT INTO decisions VALUES (1, 'TST', 'MMR-FY26', 'tst-a', 'Return', 'why?', 'aa', 'ben', '2026-09-02');
"""


def made_by_format_1(path: Path) -> Path:
    """A record as the very first program left it: without the columns and the table that came later."""
    with closing(sqlite3.connect(path)) as connection:
        MIGRATIONS[1](SqliteConnection(connection))
        connection.executescript(ROWS)
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
    return path


def layout(connection):
    """Tables and their columns, views and indexes; columns in any order."""
    names = {line[:2] for line in connection.execute("SELECT type, name FROM sqlite_master")}
    tables = [name for kind, name in names if kind == "table"]
    return names, {name: {line[1:] for line in connection.execute(f"PRAGMA table_info({name})")} for name in tables}


def counted(connection):
    """How many rows stand in each table of the first formats."""
    return connection.execute(
        "SELECT (SELECT count(*) FROM sources), (SELECT count(*) FROM figures), (SELECT count(*) FROM submissions), "
        "(SELECT count(*) FROM explanations), (SELECT count(*) FROM decisions), (SELECT count(*) FROM names)"
    ).fetchone()


def test_every_step_has_the_next_number_and_each_record_ends_laid_out_alike():
    assert sorted(MIGRATIONS) == list(range(1, FORMAT + 1))
    laid = []
    for begun in range(FORMAT + 1):
        with closing(SqliteConnection(sqlite3.connect(":memory:", isolation_level=None))) as connection:
            for number in range(1, begun + 1):
                MIGRATIONS[number](connection)
            connection.step = begun
            assert bring_forward(connection) == tuple(range(begun + 1, FORMAT + 1))
            assert connection.step == FORMAT
            assert bring_forward(connection) == ()
            laid.append(layout(connection.raw))
    assert all(one == laid[0] for one in laid)


def test_a_record_of_the_first_format_is_read_and_written_only_when_something_changes(tmp_path):
    record = Record(made_by_format_1(tmp_path / "record.sqlite"))
    before = record.path.read_bytes()
    assert record.past(["tst-a"]).actual("tst-a", Period(2026)) == 5
    assert [(one.printed, one.version, one.program) for one in record.history("tst-a")] == [("5", 1, ""), ("6", 1, "")]
    assert [(one.version, one.who, one.despite) for one in record.accepted_submissions(MMR26)] == [(1, "ana", "")]
    assert record.explanations(MMR26, "TST") == {"tst-a": Explained("tst-a", "Because of snow.")}
    said = [(one.decision, one.note, one.who, one.version, one.seen) for one in record.decisions_taken(MMR26, "TST")]
    assert said == [("Return", "why?", "ben", 0, 0)]
    again = Acceptance("aa", "TST", MMR26, 1, "form_v1.xlsx", "", ())
    assert record.accept(again).again
    assert record.path.read_bytes() == before, "reading writes nothing, nor does what changes nothing"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["record.sqlite"]
    assert record.new_format is None

    record.decide([Decision("TST", MMR26, "tst-a", "Accept", version=1)])
    assert (tmp_path / "record.format-1.sqlite").read_bytes() == before, "as it was"
    assert record.new_format == (1, FORMAT, tmp_path / "record.format-1.sqlite")
    with closing(sqlite3.connect(record.path)) as connection:
        assert SqliteConnection(connection).step == FORMAT
    assert [one.decision for one in record.decisions_on("tst-a")] == ["Return", "Accept"]
    assert Record(record.path).past(["tst-a"]).actual("tst-a", Period(2026)) == 5


def test_bringing_forward_that_is_interrupted_leaves_the_old_record(tmp_path, monkeypatch):
    record = Record(made_by_format_1(tmp_path / "record.sqlite"))
    before, put = record.path.read_bytes(), atomic_write.write_atomically

    def fails(path, content, **how):
        if path == record.path:
            raise OSError(28, "No space left on device")
        put(path, content, **how)

    monkeypatch.setattr(atomic_write, "write_atomically", fails)
    with pytest.raises(Fault, match="cannot be written"):
        record.bring_forward()
    assert record.path.read_bytes() == before
    monkeypatch.undo()
    assert record.bring_forward() == (1, FORMAT, tmp_path / "record.format-1.sqlite")
    assert record.bring_forward() is None, "nothing to do"
    assert (tmp_path / "record.format-1.sqlite").read_bytes() == before
    assert record.past(["tst-a"]).actual("tst-a", Period(2026)) == 5


def test_another_state_of_an_earlier_format_is_kept_beside_the_first(tmp_path):
    record = Record(made_by_format_1(tmp_path / "record.sqlite"))
    record.bring_forward()
    with closing(sqlite3.connect(made_by_format_1(tmp_path / "backup.sqlite"))) as connection:
        connection.execute("UPDATE explanations SET text = 'Because of rain.'")
        connection.commit()
    record.path.write_bytes((tmp_path / "backup.sqlite").read_bytes())
    record.bring_forward()
    assert len(list(tmp_path.glob("record.format-1*.sqlite"))) == 2
    assert record.explanations(MMR26, "TST")["tst-a"].text == "Because of rain."


def test_the_first_offices_record_is_of_format_1_and_keeps_all(tmp_path):
    path = tmp_path / "record.sqlite"
    path.write_bytes(FIRST.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        assert SqliteConnection(connection).step == 1
        rows = counted(connection)
    assert all(rows)
    Record(path).bring_forward()
    with closing(sqlite3.connect(path)) as connection:
        assert counted(connection) == rows


def test_a_program_of_the_first_format_says_that_the_record_is_newer(tmp_path, monkeypatch):
    record = Record(tmp_path / "record.sqlite")
    fact = Fact("tst-a", Period(2026), FactKind.ACTUAL, Decimal(5), "5")
    record.publish([fact], Source("table.csv", "a", MMR26))
    monkeypatch.setattr(content, "FORMAT", 1)
    with pytest.raises(Fault, match=rf"made by a newer program \(format {FORMAT}; this one knows 1\)"):
        record.past(["tst-a"])
