"""Every question to the record goes by an index: none looks through a whole table, whatever the record holds."""

from __future__ import annotations

import inspect
import re
import sqlite3
from contextlib import closing
from decimal import Decimal

import pytest

from pmr_xl.model.breakdowns import MemberFact
from pmr_xl.model.commitments.commitment import Commitment
from pmr_xl.model.fact import Fact, FactKind
from pmr_xl.model.fiscal import Edition, Period, Report, Span
from pmr_xl.model.reliability.assessment import Assessment, ReliabilityClass
from pmr_xl.model.reliability.sampling import DrawnIndicator, ReliabilitySample, StratumDrawn
from pmr_xl.model.schema.indicator import Aggregation, Indicator
from pmr_xl.record import (
    Acceptance,
    Correction,
    CorrectionEnd,
    Decision,
    Explained,
    Extension,
    LeftOpen,
    Outcome,
    Record,
    Source,
)
from pmr_xl.record.editions import EditionEvent, Milestone
from pmr_xl.record.engine.sqlite import SqliteConnection, _bound, spoken
from pmr_xl.record.findings import Looked
from pmr_xl.record.server.connection import PostgresConnection, connected

MMR26, CPR = Edition(Report.MMR, 2026), Edition(Report.CPR, 2026, 5)
A, FY26 = "tst-a", Period(2026)
NO_QUESTIONS = {
    "begin",
    "of_bytes",
    "holding",
    "content",
    "held",
    "opened_once",
    "holder",
    "break_lock",
    "bring_forward",
    "copy_to",
    "kept_by",
    "mark",
    "to_bring_forward",
}
# Asked for everything that is kept, one looks through it all: that is what was asked.
WHOLE = {
    "looks": ("kept_findings",),
    "editions": ("edition_events",),
    "commitments": ("commitments", "commit", "accept", "deciding", "withdraw"),  # few, and each new code needs the last
    "reliability": ("assessments",),
    "reliability_samples": ("samples", "keep_sample"),  # few, and each new code needs their number
}


def fact(period=FY26, kind=FactKind.ACTUAL, reason=""):
    return Fact(A, period, kind, Decimal(5), "5", "J7", reason)


by_member = MemberFact(A, "borough", "1", FY26, Decimal(5))


def submission(edition, version, *facts):
    return Acceptance(
        *(
            f"{edition.code} {version}",
            "TST",
            edition,
            version,
            "form.xlsx",
            "form.xlsx",
            facts,
            [Explained(A, "Snow")],
        ),
        indicators={A: Indicator(A, "Complaints", aggregation=Aggregation.SUM)},
        despite="so be it",
        left_open=[LeftOpen("OUT-001", A, "J7", "5")],
    )


def everything(record):
    """Ask and tell the record everything that can be asked and told; gives the name of each method."""
    indicators = {A: Indicator(A, "Complaints", aggregation=Aggregation.SUM)}
    source = Source("table.csv", "a", MMR26)
    month, to_date = Period(2026, Span.MONTH, 5), Period(2026, Span.TO_DATE, 5)
    target = fact(FY26, FactKind.TARGET)
    decision = Decision("TST", MMR26, A, "Return", version=1)
    correction = Correction(*("TST", MMR26, "a", 1, "form.xlsx", A, "actual", "J7", "5", "6", "ana", "typed wrong"))
    look = Looked("MMR-FY26", "indicators", "TST", "table.csv", "a")
    seen = Assessment(A, "TST", "FY26", ReliabilityClass.CERTIFIED, "all months")
    drawn = ReliabilitySample("", "FY26", "7", "all", (DrawnIndicator(A, "TST", "all"),), (StratumDrawn("all", 1, 1),))
    steps = {
        "publish": lambda: record.publish([fact(), target], source, {A: "Complaints"}),
        "accept": lambda: (
            record.accept(submission(MMR26, 1, fact(), fact(Period(2025), reason="late"))),
            record.accept(submission(CPR, 1, fact(month), fact(to_date))),
        ),
        "decide": lambda: record.decide([decision]),
        "deciding": lambda: record.deciding(
            *(MMR26, "TST", lambda _: [decision._replace(decision="Adjust target")], {A: target}, source),
            agreed=lambda _known, _kept: [],
        ),
        "commit": lambda: record.commit(lambda _known: [Commitment("C-0001", "Count again", agency="TST")]),
        "commitments": record.commitments,
        "assess": lambda: record.assess([seen]),
        "assessments": lambda: (record.assessments(), record.assessments("FY26")),
        "keep_sample": lambda: record.keep_sample(drawn),
        "samples": record.samples,
        "set_target": lambda: record.set_target(target, source),
        "extend": lambda: record.extend(Extension("TST", MMR26, None, "flood")),
        "correct": lambda: record.correct(correction),
        "end_corrections": lambda: record.end_corrections([CorrectionEnd(1, Outcome.CONFIRMED)]),
        "keep_findings": lambda: record.keep_findings([(look, [])]),
        "past": lambda: [
            record.past([A], until, beyond=beyond, own=own, parts=parts)
            for until, beyond, own, parts in (
                *((None, False, True, None), (MMR26, True, False, None)),
                *((MMR26, True, False, [month]), (None, False, True, [])),
            )
        ],
        "publish_by_member": lambda: record.publish_by_member([(source, [by_member])]),
        "new_by_member": lambda: record.new_by_member([(source, [by_member])]),
        "published_by_member": lambda: record.published_by_member([A]),
        "submitted_by_member": lambda: record.submitted_by_member([A], MMR26),
        "past_by_member": lambda: (
            record.past_by_member([A]),
            record.past_by_member([A], MMR26, own=False, periods=[FY26]),
        ),
        "history": lambda: record.history(A),
        "origins": lambda: record.origins([A], MMR26),
        "restated": lambda: (record.restated([A], MMR26), record.restated([A], MMR26, [month])),
        "restated_since": lambda: record.restated_since([A], MMR26),
        "stated_ids": lambda: record.stated_ids("tst-", None, MMR26),
        "known": record.known,
        "names_before": lambda: record.names_before([A], MMR26),
        "accepted": lambda: (record.accepted(MMR26), record.accepted(MMR26, "TST")),
        "accepted_as": lambda: record.accepted_as("ab"),
        "left_open": lambda: record.left_open(MMR26, "TST"),
        "left_open_on": lambda: record.left_open_on(A),
        "explanations": lambda: record.explanations(MMR26, "TST"),
        "decided_targets": lambda: record.decided_targets(MMR26),
        "last_target_of": lambda: record.last_target_of(A, FY26),
        "decisions_taken": lambda: record.decisions_taken(MMR26, "TST"),
        "decisions": lambda: record.decisions(MMR26, "TST"),
        "decisions_on": lambda: record.decisions_on(A),
        "decisions_of": lambda: record.decisions_of("Return"),
        "note_edition": lambda: record.note_edition(EditionEvent(MMR26, Milestone.OPENED)),
        "edition_events": lambda: (record.edition_events(), record.edition_events(MMR26)),
        "steps_taken": lambda: record.steps_taken(MMR26),
        "editions_accepted": record.editions_accepted,
        "extensions": lambda: (record.extensions(MMR26), record.extensions(MMR26, "TST")),
        "corrections": lambda: record.corrections(MMR26, "TST"),
        "corrections_on": lambda: record.corrections_on(A),
        "kept_findings": lambda: (record.kept_findings(), record.kept_findings(["TST"], "MMR-FY26", "OUT-001")),
        "would_be_new": lambda: record.would_be_new([(source, [fact()])]),
        "withdraw": lambda: [record.withdraw(one, "TST", "wrong", indicators) for one in (MMR26, CPR)],
    }
    for name, step in steps.items():
        step()
        yield name


@pytest.fixture
def asked(monkeypatch):
    """Every statement that was put to the record, with its values, by the method that was called."""
    told: list[tuple[str, object]] = []
    for name in ("execute", "insert"):
        plain = getattr(SqliteConnection, name)

        def noted(self, sql, values=(), plain=plain):
            told.append((sql, values))
            return plain(self, sql, values)

        monkeypatch.setattr(SqliteConnection, name, noted)
    return told


@pytest.mark.of_a_file
def test_no_question_looks_through_a_whole_table(tmp_path, asked):
    record = Record(tmp_path / "record.sqlite")
    by_method, begun = {}, 0
    for name in everything(record):
        by_method[name] = [one for one in asked[begun:] if re.match(r"(SELECT|WITH)\b", one[0])]
        begun = len(asked)
    methods = {name for name, _ in inspect.getmembers(Record, callable) if not name.startswith("_")}
    assert methods - NO_QUESTIONS == set(by_method), "a new method is asked here too"
    only_add = {"decide", "extend", "end_corrections", "note_edition"}
    assert all(statements for name, statements in by_method.items() if name not in only_add)
    scanned = []
    connection = sqlite3.connect(record.path)
    for name, statements in by_method.items():
        for sql, values in statements:
            for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {spoken(sql)}", _bound(values)):
                found = re.match(r"SCAN (?!json_each|ids|CONSTANT)(\w+)", step)  # lists, and what a query makes itself
                peeks = sql.endswith(("LIMIT 0", "LIMIT 1"))  # looks whether a table is there
                if found and not peeks and name not in WHOLE.get(found[1], ()):
                    scanned.append((name, step, sql))
    connection.close()
    assert scanned == []


def test_on_a_server_every_question_has_its_index_too(postgres, monkeypatch):
    asked, plain = [], PostgresConnection.execute

    def noted(self, sql, values=()):
        asked.append((sql, values))
        return plain(self, sql, values)

    monkeypatch.setattr(PostgresConnection, "execute", noted)
    address = postgres.database()
    assert len(list(everything(Record.kept_by(address)))) > 25
    questions = [
        one for one in asked if re.match(r"(SELECT|WITH)\b.*\bFROM (counted|figures|sources|submi|stand)", one[0])
    ]
    assert len(questions) > 30
    scanned = []
    with closing(connected(address)) as connection:
        connection.execute("SET enable_seqscan = off")  # the tables are small: where there is an index, it is taken
        for sql, values in questions:
            plan = plain(connection, f"EXPLAIN {sql}", values).fetchall()
            scanned += [(sql, step) for (step,) in plan if "Seq Scan on" in step]
    assert scanned == []


@pytest.mark.of_a_file
def test_a_scan_would_be_seen(tmp_path):
    record = Record(tmp_path / "record.sqlite")
    record.publish([fact()], Source("table.csv", "a", MMR26))
    connection = sqlite3.connect(record.path)
    plan = connection.execute("EXPLAIN QUERY PLAN SELECT no FROM figures WHERE printed = '5'").fetchall()
    connection.close()
    assert any(step.startswith("SCAN figures") for *_, step in plan)


@pytest.mark.of_a_file
def test_what_is_asked_in_a_command_is_asked_of_one_opening(tmp_path, monkeypatch):
    record = Record(tmp_path / "record.sqlite")
    record.publish([fact()], Source("table.csv", "a", MMR26))
    opened, connect = [], sqlite3.connect

    def counted(*told, **more):
        opened.append(told)
        return connect(*told, **more)

    monkeypatch.setattr(sqlite3, "connect", counted)
    with record.held():
        with record.held():
            assert record.past([A]).actual(A, FY26) == 5
        assert record.known() == {A}
        assert len(opened) == 1
        record.publish([fact(Period(2025))], Source("table.csv", "a", MMR26))
        assert record.past([A]).actual(A, Period(2025)) == 5, "what was changed through it is seen"


def test_months_of_long_ago_are_not_read(tmp_path):
    record = Record(tmp_path / "record.sqlite")
    months = [Period(2026 - back, Span.MONTH, 5) for back in range(9)]
    years = [Period(2026 - back) for back in range(9)]
    record.publish([fact(one) for one in (*months, *years)], Source("table.csv", "a", MMR26))
    found = record.past([A], parts=months[:2]).actuals[A]
    assert set(found) == {*years, *months[:2]}
    assert set(record.past([A]).actuals[A]) == {*years, *months}
    assert set(record.past([A], parts=()).actuals[A]) == set(years)
