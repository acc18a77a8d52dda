"""What holds of every table of the record, on every engine: whoever adds a table and forgets one of these is told."""

from __future__ import annotations

from contextlib import closing

import pytest
from at_least_one import at_least_one
from record_asked import CHANGES, everything, steps

from pmr_xl.model.fault import NoRecord
from pmr_xl.record import Record
from pmr_xl.record.copying import print_of, tables
from pmr_xl.record.file.opening import open_for_reading
from pmr_xl.record.migrations.m0013_only_added import MAY_CHANGE
from pmr_xl.record.server.moving import grants

WITH_A_NAME = {table.name for table in tables() if "who" in table.columns}


@pytest.fixture
def record(tmp_path):
    """A record with a line in each of its tables."""
    full = Record(tmp_path / "record.sqlite")
    assert list(everything(full))
    return full


def lines(record):
    with record._storage.to_read() as connection:
        return {
            one.name: connection.execute(f"SELECT count(*) FROM {one.name}").fetchall()[0][0]  # noqa: S608 - our own names
            for one in tables()
        }


def test_what_stands_is_not_changed_and_not_taken_away(record):
    there, tried = lines(record), 0
    assert min(there.values()) > 0, "a line that is not there is not refused"
    for table in at_least_one(tables()):
        column = table.columns[-1]
        change = [] if table.name in MAY_CHANGE else [f"UPDATE {table.name} SET {column} = {column}"]  # noqa: S608 - our own names
        for one in at_least_one([f"DELETE FROM {table.name}", *change]):  # noqa: S608 - our own names
            with pytest.raises(Exception, match="only ever added"), record._storage.to_change() as connection:
                connection.execute(one)
            tried += 1
    assert tried == 2 * len(there) - len(MAY_CHANGE)
    assert lines(record) == there


@pytest.mark.usefixtures("postgres")
def test_a_full_record_is_the_same_there_and_back_again(record, postgres, tmp_path):
    assert min(lines(record).values()) > 0, "a table that nothing fills is not compared"
    address = postgres.database()
    told = record.copy_to(address)
    server = Record.kept_by(address)
    assert server.copy_to(str(tmp_path / "back.sqlite")) == told
    with closing(open_for_reading(tmp_path / "back.sqlite")) as connection:
        assert print_of(connection) == told
    assert told[1] == sum(lines(record).values())
    assert record.history("tst-a") == server.history("tst-a") != []


@pytest.mark.usefixtures("postgres")
def test_every_table_with_a_name_in_it_says_the_account_too(postgres):
    assert {table.name for table in tables() if "account" in table.columns} == WITH_A_NAME
    address = postgres.database()
    assert list(everything(Record.kept_by(address)))
    noted = {name: postgres.sql(address, f"SELECT DISTINCT account FROM {name}") for name in WITH_A_NAME}  # noqa: S608 - our own names
    assert noted == {name: [("pmr_owner",)] for name in WITH_A_NAME}


@pytest.mark.usefixtures("postgres")
def test_not_even_all_lines_at_once_are_taken_away(postgres):
    address = postgres.database()
    assert list(everything(Record.kept_by(address)))
    with pytest.raises(Exception, match="only ever added"):
        postgres.sql(address, f"TRUNCATE {', '.join(table.name for table in tables())}")


@pytest.mark.usefixtures("postgres")
def test_a_servers_mark_changes_with_every_change(postgres):
    record = Record.kept_by(postgres.database())
    record.begin()
    marks = {"": record.mark()}
    for name in everything(record):
        marks[name] = record.mark()
    steps = list(marks.values())
    changed = {name for name, before, after in zip(list(marks)[1:], steps, steps[1:], strict=False) if before != after}
    assert changed == CHANGES


@pytest.mark.usefixtures("postgres")
def test_who_may_write_may_say_everything_and_change_nothing_that_stands_and_who_may_read_may_ask_everything(postgres):
    address = postgres.database()
    Record.kept_by(address).begin()
    postgres.sql(address, grants("may_read", "may_write"))
    for name, role in (("robin", "may_read"), ("wanda", "may_write")):
        postgres.account(name)
        postgres.sql(address, f"GRANT {role} TO {name}")
    reader, writer = (Record.kept_by(address.replace("pmr_owner", name)) for name in ("robin", "wanda"))
    denied, tells = set(), steps(writer)
    for name, asks in at_least_one(list(steps(reader).items())):
        if name in CHANGES:
            with pytest.raises(NoRecord, match="permission denied") as told:
                asks()
            assert "pmr record grants" in told.value.remedy
            denied.add(name)
        else:
            asks()
        tells[name]()
    assert denied == CHANGES
    full = lines(writer)
    assert min(full.values()) > 0
    for table in at_least_one(tables()):
        column = table.columns[-1]
        for change in (f"DELETE FROM {table.name}", f"UPDATE {table.name} SET {column} = {column}"):  # noqa: S608 - our own names
            if table.name not in MAY_CHANGE or change.startswith("DELETE"):
                with pytest.raises(Exception, match="permission denied"):
                    postgres.sql(address.replace("pmr_owner", "wanda"), change)
    assert lines(writer) == full
