"""An acceptance that is taken back counts nowhere, stays in the history, and makes room for any other."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from decimal import Decimal

import pytest

from pmr_xl.model.fact import Fact, FactKind
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Period, Report, Span
from pmr_xl.model.measure import Sign
from pmr_xl.model.schema.indicator import Aggregation, Indicator
from pmr_xl.record import Acceptance, Explained, LeftOpen, Record, Source

A = "tst-a"
MMR26, MMR27 = Edition(Report.MMR, 2026), Edition(Report.MMR, 2027)
FY25, FY26, FY27 = Period(2025), Period(2026), Period(2027)


def fact(figure, period=FY26, kind=FactKind.ACTUAL, **more):
    return Fact(A, period, kind, Decimal(figure), str(figure), **more)


def submission(*facts, version=1, edition=MMR26, content="", name="Complaints", **more):
    file = f"form_v{version}.xlsx"
    sha256 = content or f"{edition.code} {version}"
    return Acceptance(sha256, "TST", edition, version, file, file, facts, indicators={A: Indicator(A, name)}, **more)


@pytest.fixture
def record(tmp_path):
    made = Record(tmp_path / "record.sqlite")
    made.publish([fact(4, FY25), fact(6, FY26, FactKind.TARGET)], Source("table.csv", "t", MMR26))
    return made


def withdraw(record, why="The wrong file", edition=MMR26):
    return record.withdraw(edition, "TST", why, {A: Indicator(A, "Complaints")}, who="ben", at="2026-09-20T10:00:00")


def test_the_latest_goes_whole_and_the_one_before_counts_again(record):
    first = submission(fact(5), fact(7, FY27, FactKind.TARGET), explanations=[Explained(A, "Because of snow.")])
    second = submission(
        *(fact(8), fact(3, FY25, reason="Late data"), fact(9, FY27, FactKind.TARGET)),
        version=2,
        explanations=[Explained(A, "Because of ice.")],
        left_open=[LeftOpen("OUT-001", A, "Submission!J7", "Complaints is 8.")],
        despite="The commissioner knows.",
    )
    record.accept(first, who="ana")
    record.accept(second, who="ana")
    assert record.accepted_submissions(MMR26)[-1].despite == "The commissioner knows."
    assert [one.rule for one in record.left_open(MMR26, "TST")] == ["OUT-001"]
    assert [(one.version, query.rule) for one, query in record.left_open_on(A)] == [(2, "OUT-001")]

    gone = withdraw(record)
    assert (gone.acceptance.version, gone.before and gone.before.version, gone.figures) == (2, 1, 3)
    past = record.past([A])
    assert (past.actual(A, FY26), past.actual(A, FY25), past.target(A, FY27)) == (5, 4, 7)
    assert past.once == {A: {FY26: [8], FY25: [3]}}, (
        "a form made meanwhile shows what was withdrawn, and nobody typed it"
    )
    assert past.once_targets == {A: {FY27: [9]}}
    assert [one.version for one in record.accepted_submissions(MMR26)] == [1]
    assert record.explanations(MMR26, "TST")[A].text == "Because of snow."
    assert record.left_open(MMR26, "TST") == record.left_open_on(A) == []
    assert record.restated_figures([A], MMR26) == []
    assert [one.file for one in record.origins([A], MMR26)] == ["table.csv", "form_v1.xlsx"]
    told = {one.printed: (one.in_force, one.withdrawn) for one in record.history(A) if one.period == FY26}
    assert told["8"] == (False, "withdrawn by ben on 2026-09-20: The wrong file")
    assert told["5"] == (True, "")


@pytest.mark.of_a_file
def test_the_same_file_or_an_older_version_can_be_accepted_again(record):
    record.accept(submission(fact(8), version=2))
    with pytest.raises(Fault, match="version 2"):
        record.accept(submission(fact(5), version=1))
    withdraw(record)
    assert record.past([A]).actual(A, FY26) is None
    assert not record.accept(submission(fact(5), version=1)).again
    assert record.past([A]).actual(A, FY26) == 5
    withdraw(record)
    again = record.accept(submission(fact(8), version=2))
    assert not again.again
    assert record.past([A]).actual(A, FY26) == 8
    assert [one.version for one in record.accepted_submissions(MMR26)] == [2]
    with closing(sqlite3.connect(record.path)) as connection:
        assert connection.execute("SELECT count(*) FROM submissions").fetchone() == (3,), "nothing is deleted"
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.of_a_file
def test_nothing_accepted_is_told_and_nothing_is_written(record):
    before = record.path.read_bytes()
    with pytest.raises(Fault, match="Nothing of TST is accepted for MMR Fiscal 2026"):
        withdraw(record)
    record.accept(submission(fact(5)))
    withdraw(record)
    with pytest.raises(Fault, match="Nothing of TST"):
        withdraw(record)
    assert record.path.read_bytes() != before


def test_a_name_that_only_a_withdrawn_form_said_is_not_said_before_another(record):
    record.accept(submission(fact(5), name="Complaints by mail"))
    assert record.names_before([A], MMR27) == {A: "Complaints by mail"}
    withdraw(record)
    assert record.names_before([A], MMR27) == {}
    record.accept(submission(fact(5), version=2, name="Complaints"))
    assert record.names_before([A], MMR27) == {A: "Complaints"}


def cpr(month):
    return Edition(Report.CPR, 2026, month)


def monthly(record, month, figure, to_date, version=1, how=Aggregation.SUM):
    facts = [
        Fact(A, Period(2026, Span.MONTH, month), FactKind.ACTUAL, Decimal(figure), str(figure), "Submission!J7"),
        Fact(
            A, Period(2026, Span.TO_DATE, month), FactKind.ACTUAL, Decimal(to_date), str(to_date), "worked out with J7"
        ),
    ]
    indicators = {A: Indicator(A, "Complaints", aggregation=how)}
    name = f"{month} v{version}"
    return record.accept(Acceptance(name, "TST", cpr(month), version, name, name, facts, indicators=indicators))


def to_date(record, month):
    return record.past([A]).actual(A, Period(2026, Span.TO_DATE, month))


def test_years_to_date_that_were_worked_out_follow_when_a_month_is_taken_back(tmp_path):
    record = Record(tmp_path / "record.sqlite")
    for month, figure, so_far in ((1, 100, 100), (2, 110, 210), (3, 120, 330)):
        monthly(record, month, figure, so_far)
    monthly(record, 2, 150, 250, version=2)
    assert to_date(record, 3) == 370
    indicators = {A: Indicator(A, "Complaints", aggregation=Aggregation.SUM)}
    gone = record.withdraw(cpr(2), "TST", "v2 was a draft", indicators)
    assert (to_date(record, 2), to_date(record, 3)) == (210, 330), "as the first version had it"
    assert gone.before is not None
    gone = record.withdraw(cpr(2), "TST", "v1 too", indicators)
    assert to_date(record, 2) is None
    assert to_date(record, 3) is Sign.NOT_AVAILABLE, "it can be worked out no more"
    assert any("Aug 2025 is not known any more" in sentence for sentence in gone.told), gone.told
    told = monthly(record, 2, 115, 215, version=1).told
    assert to_date(record, 3) == 335, told
