"""A record on a server is the same as one in a file; it is moved without loss, and the server says who did what."""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import closing
from datetime import date
from decimal import Decimal

import pytest

from pmr_xl.model.commitments.commitment import Commitment, CommitmentKind, CommitmentStatus
from pmr_xl.model.fact import Fact, FactKind
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Period, Report
from pmr_xl.model.reliability.assessment import Assessment, ReliabilityClass
from pmr_xl.model.reliability.sampling import DrawnIndicator, ReliabilitySample, StratumDrawn
from pmr_xl.record import Acceptance, Decision, Explained, Record, Source, migrations
from pmr_xl.record.copying import print_of, tables
from pmr_xl.record.file.opening import open_for_reading
from pmr_xl.record.publications.lines import LetThrough, PublicationEvent, PublicationKind
from pmr_xl.record.server import layout
from pmr_xl.record.server.address import checked_address, shown_address
from pmr_xl.record.server.connection import connect
from pmr_xl.record.server.moving import grants
from pmr_xl.record.server.storage import ServerStorage

pytestmark = pytest.mark.usefixtures("postgres")
MMR26 = Edition(Report.MMR, 2026)
IDS = ["tst-a", "tst-B", "tst-Ä", "tst-z", "tst_1", "tst-10", "tst-2"]


def fact(value, indicator="tst-a", period=Period(2026), kind=FactKind.ACTUAL, reason=""):  # noqa: B008 - a tuple
    return Fact(indicator, period, kind, Decimal(value), f"{Decimal(value):,}", "J7", reason)


def filled(record):
    """A record with something in most of its tables."""
    facts = [fact(f"{number}.10", name) for number, name in enumerate(IDS)]
    facts += [fact("2361123456789.12345678901234567890", "tst-money"), fact("-0.3", "tst-a", Period.parse("FY26-T04"))]
    record.publish(facts, Source("table “1”.csv", "a" * 64, Edition(Report.CPR, 2026, 5)), {"tst-a": "Cafés, 100%"})
    for version in (1, 2):
        record.accept(
            Acceptance(
                *(f"{version}" * 64, "TST", MMR26, version, f"form_v{version}.xlsx", "x.xlsx"),
                [fact(str(version)), fact("7", period=Period(2025), reason="late")],
                [Explained("tst-a", "Because of \\snow\\, 10%\nand\tice. 🙂")],
            ),
            who="ana",
        )
    record.decide([Decision("TST", MMR26, "tst-a", "Return", "why?", who="ben", at="2026-09-02")])
    record.withdraw(MMR26, "TST", "the wrong file", {})
    first = Commitment("C-0001", "Count “again”\n🙂", CommitmentKind.RECOMMENDATION, "TST", due=date(2026, 9, 30))
    record.commit(lambda _known: [first, first._replace(status=CommitmentStatus.CLOSED, figure="7", why="done")])
    seen = Assessment("tst-a", "TST", "FY26", ReliabilityClass.QUALIFIED, "all “months”\n🙂", "1", "1", limits="few")
    record.assess([seen, seen._replace(limits="fewer")])
    months = DrawnIndicator("tst-a", "TST", "TST · count", ("FY26-M05",))
    record.keep_sample(ReliabilitySample("", "FY26", "7", "all", (months,), (StratumDrawn("TST · count", 9, 1),)))
    excused = (LetThrough("TST", "1 of 2 indicators has no figure", "“late”\n🙂"),)
    record.note_publication(PublicationEvent(MMR26, PublicationKind.SITE, "site", ("TST",), "so far", excused))
    return record


def test_a_record_is_moved_to_a_server_and_back_without_loss(tmp_path, postgres):
    here = filled(Record(tmp_path / "record.sqlite"))
    address = postgres.database()
    there, lines = here.copy_to(address)
    with closing(open_for_reading(here.path)) as connection:
        assert print_of(connection) == (there, lines)
    server = Record.kept_by(address)
    assert server.history("tst-a") == here.history("tst-a")
    assert server.commitments() == here.commitments()
    assert len(server.commitments()[0].steps) == 2
    assert server.assessments("FY26") == here.assessments()
    assert len(here.assessments()) == 2
    assert server.samples() == here.samples() != []
    assert server.publications(MMR26) == here.publications(MMR26) != []
    assert server.assess(here.assessments()[-1:]) == []  # said already
    assert server.past([*IDS, "tst-money"]) == here.past([*IDS, "tst-money"])
    assert str(server.past(["tst-money"]).actual("tst-money", Period(2026))) == "2361123456789.12345678901234567890"
    assert server.decisions_on("tst-a") == here.decisions_on("tst-a")
    assert server.explanations(MMR26, "TST") == here.explanations(MMR26, "TST")
    assert server.copy_to(str(tmp_path / "back.sqlite")) == (there, lines)
    again = Record(tmp_path / "back.sqlite")
    assert again.history("tst-a") == here.history("tst-a")
    for record in (server, again):  # both go on where the other stopped
        record.publish([fact("9", "tst-new")], Source("next.csv", "b", MMR26))
    found = [(one.printed, one.file, one.in_force) for one in server.history("tst-new")]
    assert found == [(one.printed, one.file, one.in_force) for one in again.history("tst-new")]
    assert postgres.sql(address, "SELECT max(no) FROM figures") == [(len_of(again),)]


def len_of(record):
    with closing(open_for_reading(record.path)) as connection:
        return connection.execute("SELECT max(no) FROM figures").fetchone()[0]


def test_nothing_is_copied_over_what_is_there(tmp_path, postgres):
    here, address = filled(Record(tmp_path / "record.sqlite")), postgres.database()
    here.copy_to(address)
    before = postgres.sql(address, "SELECT count(*) FROM figures")
    with pytest.raises(Fault, match="holds something already; nothing was changed"):
        here.copy_to(address)
    with pytest.raises(Fault, match="is there already; nothing was changed"):
        here.copy_to(str(here.path))
    assert postgres.sql(address, "SELECT count(*) FROM figures") == before


def test_both_engines_give_texts_in_one_order(tmp_path, postgres):
    server = Record.kept_by(postgres.database())
    file = Record(tmp_path / "record.sqlite")
    for record in (server, file):
        for name in IDS:
            record.accept(Acceptance(name, name, MMR26, 1, "f.xlsx", "f.xlsx", [fact("1", name)]))
    order = [one.agency for one in file.accepted_submissions(MMR26)]
    assert order == [one.agency for one in server.accepted_submissions(MMR26)] == sorted(IDS)
    assert file.indicator_ids() == server.indicator_ids() == set(IDS)
    assert file.stated_ids("tst-", None, MMR26) == server.stated_ids("tst-", None, MMR26) == set(IDS) - {"tst_1"}


def test_tables_have_the_same_columns_on_both_engines(postgres):
    address = postgres.database()
    Record.kept_by(address).publish([fact("1")], Source("t.csv", "a", MMR26))
    there = dict[str, set[str]]()
    for table, column in postgres.sql(address, "SELECT table_name, column_name FROM information_schema.columns"):
        there.setdefault(table, set()).add(column)
    there = {table.name: there[table.name] for table in tables()}
    assert there == {table.name: set(table.columns) for table in tables()}
    other = postgres.sql(
        address,
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' "
        "AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'",
    )
    assert [line for line in other if line[0] not in ("counted", "standing")] == []


def test_an_earlier_format_is_told_and_brought_forward_step_by_step(postgres, monkeypatch):
    address = postgres.database()
    with monkeypatch.context() as earlier:
        steps = {number: step for number, step in migrations.MIGRATIONS.items() if number <= layout.BEGINS_WITH}
        earlier.setattr(migrations, "MIGRATIONS", steps)
        with closing(connect(address)) as connection:
            layout.bring_forward(connection)
            assert connection.step == layout.BEGINS_WITH
    record = Record.kept_by(address)
    with pytest.raises(Fault, match=f"is of format 4, and this program is of {migrations.FORMAT}") as caught:
        record.indicator_ids()
    assert "pmr office upgrade" in caught.value.remedy
    assert record.to_bring_forward()[:2] == (4, migrations.FORMAT)
    assert record.bring_forward()[:2] == (4, migrations.FORMAT)
    assert record.indicator_ids() == set()
    postgres.sql(address, "UPDATE record_format SET step = 99")
    with pytest.raises(Fault, match=r"made by a newer program \(format 99"):
        record.indicator_ids()


def test_the_server_says_who_did_what_and_who_may(postgres):
    address = postgres.database()
    Record.kept_by(address).publish([fact("1")], Source("t.csv", "a", MMR26))
    postgres.sql(address, *(f"DROP ROLE IF EXISTS {name}" for name in ("rita", "will", "nora")))
    postgres.sql(address, "CREATE ROLE rita LOGIN", "CREATE ROLE will LOGIN", "CREATE ROLE nora LOGIN")
    postgres.sql(address, grants("pmr_read", "pmr_write"))
    postgres.sql(address, "GRANT pmr_read TO rita", "GRANT pmr_write TO will")
    database = shown_address(address).rpartition("/")[2]
    reader, writer, nobody = (Record.kept_by(postgres.address(database, name)) for name in ("rita", "will", "nora"))
    assert reader.past(["tst-a"]).actual("tst-a", Period(2026)) == 1
    for record in (reader, nobody):
        with pytest.raises(Fault, match="permission denied") as caught:
            record.publish([fact("2")], Source("u.csv", "b", MMR26))
        assert "pmr record grants" in caught.value.remedy
    with pytest.raises(Fault, match="permission denied"):
        nobody.indicator_ids()
    writer.accept(Acceptance("c", "TST", MMR26, 1, "f.xlsx", "f.xlsx", [fact("3")]), who="the commissioner")
    writer.decide([Decision("TST", MMR26, "tst-a", "Return")])
    last = writer.history("tst-a")[-1]
    assert (last.who, last.account) == ("the commissioner", "will"), "whatever is said, the server knows who"
    assert writer.decisions_on("tst-a")[-1].who == "will"
    with pytest.raises(Exception, match=r"permission denied|only ever added"):
        postgres.sql(postgres.address(database, "will"), "UPDATE figures SET value = '9'")
    with pytest.raises(Exception, match="figures are only ever added"):
        postgres.sql(address, "DELETE FROM figures")
    writer.assess([Assessment("tst-a", "TST", "FY26", ReliabilityClass.CERTIFIED, "all months")])
    assert [one.noted_by for one in reader.assessments()] == ["will"]
    with pytest.raises(Exception, match="reliability are only ever added"):
        postgres.sql(address, "UPDATE reliability SET verdict = 'inaccurate'")


def test_a_second_writer_is_told_who_writes_and_a_dead_one_leaves_no_lock(postgres):
    address = postgres.database()
    record = Record.kept_by(address, patience=0.3)
    record.publish([fact("1")], Source("t.csv", "a", MMR26))
    with ServerStorage(address, 5).to_change() as _:
        with pytest.raises(Fault, match=r"is being written by pmr_owner on the server itself since \d\d:\d\d") as told:
            record.publish([fact("2")], Source("u.csv", "b", MMR26))
        assert told.value.remedy == "Try again in a minute."
        assert record.indicator_ids() == {"tst-a"}, "readers do not wait"
    dying = (
        "import os, sys\nfrom pmr_xl.record.server.storage import ServerStorage\n"
        "with ServerStorage(sys.argv[1], 5).to_change() as c:\n"
        "    c.execute(\"INSERT INTO sources (file, sha256, edition, who, at) VALUES ('x', 'x', 'x', 'x', 'x')\")\n"
        "    os._exit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", dying, address], check=False).returncode == 9
    assert Record.kept_by(address, patience=60).publish([fact("3")], Source("v.csv", "c", MMR26)) == 1
    assert postgres.sql(address, "SELECT count(*) FROM sources WHERE file = 'x'") == [(0,)]


def test_what_was_changed_while_a_state_is_held_is_seen_and_what_others_change_is_not(postgres):
    address = postgres.database()
    record, other = Record.kept_by(address), Record.kept_by(address)
    record.publish([fact("1")], Source("t.csv", "a", MMR26))
    with record.one_state():
        assert record.indicator_ids() == {"tst-a"}
        other.publish([fact("1", "tst-b")], Source("u.csv", "b", MMR26))
        assert record.indicator_ids() == {"tst-a"}
        record.publish([fact("1", "tst-c")], Source("v.csv", "c", MMR26))
        assert record.indicator_ids() == {"tst-a", "tst-b", "tst-c"}


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("postgresql://ana:secret@server/pmr", "holds a password"),
        ("postgresql://server/pmr?password=secret", "holds a password"),
        ("mysql://server/pmr", "is no address of a record"),
        ("server", "is no address of a record"),
        ("postgresql://[server", "is no address of a record"),
    ],
)
def test_an_address_with_a_secret_or_of_another_kind_is_refused(named, said):
    with pytest.raises(Fault, match=said) as caught:
        checked_address(named)
    assert "secret" not in f"{caught.value.message}{caught.value.remedy}"


def test_a_server_that_cannot_be_reached_is_told():
    record = Record.kept_by("postgresql://127.0.0.1:1/pmr?connect_timeout=2")
    with pytest.raises(Fault, match=r"The record's server postgresql://127.0.0.1:1/pmr cannot be reached"):
        record.indicator_ids()


def test_without_the_package_the_way_to_it_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(Fault) as caught:
        Record.kept_by("postgresql://server/pmr").indicator_ids()
    assert caught.value.remedy == "Install it: pip install 'pmr_xl[server]'."


def test_its_mark_changes_with_every_change(postgres):
    record = Record.kept_by(postgres.database())
    marks = [record.mark()]
    for act in (
        lambda: record.publish([fact("1")], Source("t.csv", "a", MMR26)),
        lambda: record.accept(Acceptance("c", "TST", MMR26, 1, "f.xlsx", "f.xlsx", [fact("3")])),
        lambda: record.decide([Decision("TST", MMR26, "tst-a", "Return")]),
        lambda: record.withdraw(MMR26, "TST", "wrong", {}),
    ):
        act()
        marks.append(record.mark())
    assert len(set(marks)) == len(marks)
    assert record.mark() == marks[-1]


def test_threads_of_one_program_may_each_read(postgres):
    address, troubles = postgres.database(), []
    Record.kept_by(address).publish([fact("1")], Source("t.csv", "a", MMR26))

    def read():
        try:
            assert Record.kept_by(address).indicator_ids() == {"tst-a"}
        except Exception as trouble:  # noqa: BLE001 - told to the test
            troubles.append(trouble)

    threads = [threading.Thread(target=read) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert troubles == []
