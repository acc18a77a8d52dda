"""Figures of places and groups in the record: on both engines the same, copied whole, taken back with their source."""

from contextlib import closing
from decimal import Decimal

import pytest

from pmr_xl.model.breakdowns import MemberFact
from pmr_xl.model.fiscal import Edition, Period, Report
from pmr_xl.record import Acceptance, Record, Source
from pmr_xl.record.copying import print_of
from pmr_xl.record.file.opening import open_for_reading

MMR26, BY = Edition(Report.MMR, 2026), "community_district"


def fact(value, member="202", period=Period(2025)):  # noqa: B008 - a tuple
    return MemberFact("tst-a", BY, member, period, Decimal(value), "row 2")


def played(record):
    """Published, published again with a correction, accepted, and taken back."""
    first, again = Source("a.csv", "a" * 64, Edition(Report.MMR, 2025)), Source("b.csv", "b" * 64, MMR26)
    assert record.publish_by_member([(first, [fact(1), fact(2, "203")])]) == 2
    assert record.new_by_member([(first, [fact(1), fact(3, "204")])]) == 1
    assert record.publish_by_member([(first, [fact(1), fact(2, "203")]), (again, [fact("1.5")])]) == 1
    this_year = [fact(7, period=Period(2026)), fact("2.5", "203")]
    record.accept(Acceptance("c" * 64, "TST", MMR26, 1, "form_v1.xlsx", "x.xlsx", (), by_member=this_year))
    return record


def in_force(record, until=None, *, own=True):
    return {
        code: {period.code: str(figure) for period, figure in series.items()}
        for code, series in record.past_by_member(["tst-a"], until, own=own).of("tst-a", BY).items()
    }


WHOLE = {"202": {"FY25": "1.5", "FY26": "7"}, "203": {"FY25": "2.5"}}


def test_what_counts_is_what_was_stated_last(tmp_path):
    record = played(Record(tmp_path / "record.sqlite"))
    assert in_force(record) == WHOLE
    assert in_force(record, Edition(Report.MMR, 2025)) == {"202": {"FY25": "1"}, "203": {"FY25": "2"}}
    assert in_force(record, MMR26, own=False) == {"202": {"FY25": "1.5"}, "203": {"FY25": "2"}}
    assert record.past(["tst-a"]).actuals == {}, "no citywide figure came of it"


def test_what_is_taken_back_counts_no_more(tmp_path):
    record = played(Record(tmp_path / "record.sqlite"))
    assert record.submitted_by_member(["tst-a"], MMR26) == [MMR26]
    assert record.submitted_by_member(["tst-a"], Edition(Report.MMR, 2025)) == []
    record.withdraw(MMR26, "TST", "the wrong file", {})
    assert record.submitted_by_member(["tst-a"], MMR26) == []
    assert in_force(record) == {"202": {"FY25": "1.5"}, "203": {"FY25": "2"}}


def test_what_tables_state_is_told_without_what_submissions_do(tmp_path):
    told = played(Record(tmp_path / "record.sqlite")).published_by_member(["tst-a"])
    assert [(source.file, [str(one.figure) for one in facts]) for source, facts in told] == [
        ("a.csv", ["1", "2"]),
        ("b.csv", ["1.5"]),
    ]
    again = Record.of_figures(())
    assert again.publish_by_member(told) == 3


@pytest.mark.usefixtures("postgres")
def test_a_server_says_the_same_and_a_copy_is_whole(tmp_path, postgres):
    here, address = played(Record(tmp_path / "record.sqlite")), postgres.database()
    there = here.copy_to(address)
    with closing(open_for_reading(here.path)) as connection:
        assert print_of(connection) == there
    assert in_force(Record.kept_by(address)) == WHOLE
    assert Record.kept_by(address).submitted_by_member(["tst-a"], MMR26) == [MMR26]
    assert in_force(played(Record.kept_by(postgres.database()))) == WHOLE
    back = tmp_path / "back.sqlite"
    assert Record.kept_by(address).copy_to(str(back)) == there
    assert in_force(Record(back)) == WHOLE
