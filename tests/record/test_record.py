"""What the record keeps, what it gives back, and what it refuses."""

import hashlib
import os
import sqlite3
from contextlib import closing
from decimal import Decimal

import pytest

from pmr_xl.imports.facts import published_facts
from pmr_xl.imports.published import read_table
from pmr_xl.model.fact import Fact, FactKind
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Period, Report, Span
from pmr_xl.model.measure import Sign
from pmr_xl.office import Library, built_in_office
from pmr_xl.record import WITHDRAWN, Acceptance, Decision, Explained, Record, Source
from pmr_xl.record.migrations import FORMAT

MMR26, MMR25, PMMR26 = Edition(Report.MMR, 2026), Edition(Report.MMR, 2025), Edition(Report.PMMR, 2026)
FY25, FY26 = Period(2025), Period(2026)


def fact(value, period=FY25, kind=FactKind.ACTUAL, indicator="tst-a", **more):
    figure = Decimal(value) if isinstance(value, str) else value
    return Fact(indicator, period, kind, figure, str(value), **more)


def source(edition=MMR26, name="table.csv"):
    return Source(name, hashlib.sha256(name.encode()).hexdigest(), edition)


def submission(*facts, version=1, content="one", edition=MMR26, **more):
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    return Acceptance(
        sha256, "TST", edition, version, f"form_v{version}.xlsx", f"inbox/form_v{version}.xlsx", facts, **more
    )


@pytest.fixture
def record(tmp_path):
    return Record(tmp_path / "record.sqlite", patience=0.2)


def test_an_absent_record_knows_nothing_and_is_not_created_by_asking(record):
    assert record.past(["tst-a"]).actual("tst-a", FY25) is None
    assert record.history("tst-a") == []
    assert record.indicator_ids() == set()
    assert not record.path.exists()


def test_figures_and_signs_come_back_as_they_were(record):
    facts = [
        fact("12.50"),
        fact(Sign.NOT_AVAILABLE, FY26),
        fact(Sign.UP, FY26, FactKind.TARGET),
        fact(Sign.NONE, Period(2027), FactKind.TARGET),
        fact("-0.3", Period.parse("FY26-T04")),
        fact("553", indicator="tst-b"),
    ]
    assert record.publish(facts, source()) == 6
    past = record.past(["tst-a"])
    assert past.actuals == {
        "tst-a": {FY25: Decimal("12.50"), FY26: Sign.NOT_AVAILABLE, Period.parse("FY26-T04"): Decimal("-0.3")}
    }
    assert past.targets == {"tst-a": {FY26: Sign.UP, Period(2027): Sign.NONE}}
    assert str(past.actual("tst-a", FY25)) == "12.50"
    assert record.indicator_ids() == {"tst-a", "tst-b"}


def test_what_was_in_force_before_is_known_and_what_only_a_later_edition_states_was_not(record):
    record.publish([fact("1"), fact("7", FY26)], source(MMR25))
    record.accept(submission(fact("2"), edition=PMMR26))
    record.accept(submission(fact("3"), fact("7", FY26), edition=MMR26, content="two"))
    assert record.past(["tst-a"]).once == {"tst-a": {FY25: [Decimal(1), Decimal(2)]}}
    before = record.past(["tst-a"], PMMR26, beyond=True)
    assert (before.actual("tst-a", FY25), before.once) == (2, {"tst-a": {FY25: [Decimal(1)]}})
    first = record.past(["tst-a"], MMR25, beyond=True)
    assert (first.actual("tst-a", FY25), first.once) == (1, {})


@pytest.mark.of_a_file
def test_publishing_again_changes_not_one_byte(record):
    record.publish([fact("1"), fact("2", FY26)], source())
    before = record.path.read_bytes()
    assert record.publish([fact("1"), fact("2", FY26)], source(name="the same, saved again.csv")) == 0
    assert record.path.read_bytes() == before


def test_publishing_again_never_undoes_a_restatement(record):
    record.publish([fact("211")], source())
    record.accept(submission(fact("214", reason="Late filings."), fact("5", FY26)))
    assert record.publish([fact("211")], source()) == 0
    assert record.past(["tst-a"]).actual("tst-a", FY25) == 214


def test_an_older_edition_loaded_later_does_not_rule(record):
    record.publish([fact("2")], source(MMR26))
    record.publish([fact("3")], source(PMMR26, "pmmr.csv"))
    record.publish([fact("1")], source(MMR25, "old.csv"))
    assert record.past(["tst-a"]).actual("tst-a", FY25) == 2
    assert [(str(one.figure), one.edition.code, one.in_force) for one in record.history("tst-a")] == [
        ("1", "MMR-FY25", False),
        ("3", "PMMR-FY26", False),
        ("2", "MMR-FY26", True),
    ]


def test_a_corrected_table_of_the_same_edition_rules(record):
    record.publish([fact("2")], source())
    assert record.publish([fact("20")], source(name="corrected.csv")) == 1
    assert record.past(["tst-a"]).actual("tst-a", FY25) == 20


def test_history_tells_where_each_figure_came_from(record):
    record.publish([fact("2", place="row 14, FY25")], source(), who="ana", at="2026-09-01T10:00:00+00:00")
    record.accept(submission(fact("3", place="Restatements!E8", reason="Late filings.")), who="ben")
    first, second = record.history("tst-a")
    assert (first.file, first.place, first.who, first.at) == (
        "table.csv",
        "row 14, FY25",
        "ana",
        "2026-09-01T10:00:00+00:00",
    )
    assert (second.file, second.place, second.reason, second.who) == (
        "form_v1.xlsx",
        "Restatements!E8",
        "Late filings.",
        "ben",
    )
    assert (first.in_force, second.in_force) == (False, True)
    assert len(first.sha256) == 64


@pytest.mark.of_a_file
def test_a_submission_is_accepted_once(record):
    first = record.accept(submission(fact("5", FY26)), who="ana")
    before = record.path.read_bytes()
    assert record.accept(submission(fact("5", FY26)), who="ben") == first._replace(again=True)
    assert record.path.read_bytes() == before
    assert record.accepted_submissions(MMR26) == [first]
    assert record.accepted_submissions(MMR26, "OTH") == record.accepted_submissions(MMR25) == []


def test_a_later_version_takes_the_place_of_an_earlier_one_and_not_the_reverse(record):
    record.accept(submission(fact("5", FY26), version=2, content="two"), who="ana")
    with pytest.raises(
        Fault, match=r"TST has version 2 of MMR Fiscal 2026 accepted \(form_v2.xlsx, by ana\)"
    ) as caught:
        record.accept(submission(fact("4", FY26), version=1))
    assert caught.value.remedy == (
        "To accept it in place of the other, name it as version 3: …_v3.xlsx; "
        "or take the other back first: pmr withdraw MMR-FY26 TST --why “…”."
    )
    record.accept(submission(fact("6", FY26), version=3, content="three"))
    assert record.past(["tst-a"]).actual("tst-a", FY26) == 6
    assert [one.version for one in record.accepted_submissions(MMR26, "TST")] == [2, 3]


def test_explanations_are_those_of_the_latest_submission(record):
    record.accept(submission(explanations=[Explained("tst-a", "Because of snow."), Explained("tst-b", reason="LAG")]))
    assert record.explanations(MMR26, "TST")["tst-b"] == Explained("tst-b", "", "LAG")
    record.accept(submission(version=2, content="two", explanations=[Explained("tst-a", "Two more garages opened.")]))
    assert record.explanations(MMR26, "TST") == {"tst-a": Explained("tst-a", "Two more garages opened.")}


def test_the_last_decision_is_in_force_and_repeating_it_adds_nothing(record):
    decision = Decision("TST", MMR26, "tst-a", "Return", "Which garages?", "abc", "ana", "2026-09-01T10:00:00+00:00")
    assert record.decide([decision]) == 1
    assert record.decide([decision]) == 0
    assert record.decide([Decision("TST", MMR26, "tst-a", "Accept")]) == 1
    assert record.decisions(MMR26, "TST")["tst-a"].decision == "Accept"
    assert record.decisions(PMMR26, "TST") == {}


def test_a_record_in_memory_is_a_record(tmp_path):
    record = Record.of_figures([(source(), [fact("1")])])
    assert record.past(["tst-a"]).actual("tst-a", FY25) == 1
    assert record.history("tst-a")[0].file == "table.csv"
    assert list(tmp_path.iterdir()) == []


def test_the_published_tables_fill_a_record(record):
    library = Library(built_in_office())
    for name in ("indicators", "resources", "units_of_appropriation"):
        path = library.office.published_folder / f"mmr_fy2026_{name}.csv"
        for edition, facts in published_facts(library, read_table(path), 2026).items():
            assert record.publish(facts, Source.of(path, edition)) == len(facts)
    past = record.past(
        ["nypd-major-felony-crime", "fdny-end-average-response-time-structural-fires", "dsny-resource-expenditures"]
    )
    assert [past.actual("nypd-major-felony-crime", Period(year)) for year in range(2022, 2027)] == [
        119748, 127393, 126212, 121750, None,
    ]  # fmt: skip
    assert past.target("nypd-major-felony-crime", FY26) is Sign.DOWN
    assert past.actual("dsny-resource-expenditures", FY26) == Decimal("2361.1")
    assert past.target("dsny-resource-expenditures", Period(2027)) == Decimal("2137.0")
    assert len(record.indicator_ids()) == 2361 + 199 + 134


@pytest.mark.of_a_file
@pytest.mark.parametrize("damage", ["not a database", "half", "garbled", "empty table"])
def test_a_damaged_record_is_told_and_never_written_over(record, damage):
    record.publish([fact(str(number), Period(2000 + number)) for number in range(90)], source())
    whole = record.path.read_bytes()
    broken = {
        "not a database": b"hello",
        "half": whole[: len(whole) // 2],
        "garbled": whole[:100] + b"\x7f" * (len(whole) - 100),
        "empty table": b"SQLite format 3\0" + bytes(84),
    }[damage]
    record.path.write_bytes(broken)
    for act in (lambda: record.past(["tst-a"]), lambda: record.publish([fact("9")], source())):
        with pytest.raises(Fault) as caught:
            act()
        assert "backup" in caught.value.remedy
    assert record.path.read_bytes() == broken
    assert record.holder() is None


@pytest.mark.of_a_file
def test_a_record_of_a_newer_program_is_left_alone(record):
    record.publish([fact("1")], source())
    with closing(sqlite3.connect(record.path)) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.commit()
    with pytest.raises(Fault, match=rf"made by a newer program \(format 99; this one knows {FORMAT}\)"):
        record.past(["tst-a"])


@pytest.mark.of_a_file
@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights do not bind the superuser")
def test_a_folder_that_cannot_be_written_is_told(record):
    record.path.parent.chmod(0o500)
    try:
        with pytest.raises(Fault, match="cannot be written"):
            record.publish([fact("1")], source())
    finally:
        record.path.parent.chmod(0o700)


@pytest.mark.of_a_file
def test_a_folder_that_is_a_file_is_told(tmp_path):
    (tmp_path / "office").write_text("", encoding="utf-8")
    record = Record(tmp_path / "office" / "record.sqlite")
    with pytest.raises(Fault, match="cannot be written"):
        record.publish([fact("1")], source())
    with pytest.raises(Fault, match="cannot be read"):
        record.past(["tst-a"])


def test_the_program_that_accepted_is_kept(record):
    taken = record.accept(submission(fact("5", FY26), program="0.1.0"))
    assert taken.program == "0.1.0"
    assert record.accepted_submissions(MMR26) == [taken]
    (stated,) = record.history("tst-a")
    assert (stated.version, stated.program) == (1, "0.1.0")


@pytest.mark.of_a_file
def test_a_record_without_its_tables_is_told(record):
    record.publish([fact("1")], source())
    with closing(sqlite3.connect(record.path)) as connection:
        connection.executescript("DROP TABLE left_open; DROP TABLE explanations; DROP TABLE submissions;")
    with pytest.raises(Fault, match="is damaged or no record"):
        record.past(["tst-a"])


def test_origins_are_the_files_of_the_figures_in_force(record):
    record.publish([fact("1"), fact("2", FY26)], source(MMR25, "old.csv"))
    record.publish([fact("3", indicator="tst-b")], source(MMR26))
    record.accept(submission(fact("4"), program="0.1.0"))
    record.accept(submission(fact("5", FY26), version=2, content="two", program="0.1.0"))
    told = [(one.edition.code, one.agency, one.version, one.file) for one in record.origins(["tst-a"], MMR26)]
    assert told == [("MMR-FY26", "TST", 1, "form_v1.xlsx"), ("MMR-FY26", "TST", 2, "form_v2.xlsx")]
    assert [one.file for one in record.origins(["tst-a"], MMR25)] == ["old.csv"], "what the edition before printed from"
    assert [one.file for one in record.origins(["tst-b"], MMR25)] == ["table.csv"], "stated first after it"
    assert [(one.version, one.program, len(one.sha256)) for one in record.origins(["tst-b"], MMR26)] == [(None, "", 64)]
    assert record.origins(["tst-c"], MMR26) == []


def test_a_report_does_not_come_from_months_that_it_does_not_print(record):
    months = [Fact("tst-a", Period(2026, span, 5), FactKind.ACTUAL, Decimal(5)) for span in (Span.MONTH, Span.TO_DATE)]
    record.publish([fact("211")], source())
    record.publish(months, Source("november.csv", "b" * 64, Edition.parse("cpr-FY26-M05")))
    assert [one.file for one in record.origins(["tst-a"], MMR26)] == ["table.csv"]
    assert "november.csv" in [one.file for one in record.origins(["tst-a"], Edition.parse("cpr-FY26-M05"))]


def test_a_withdrawn_decision_is_no_longer_in_force_and_stays_in_the_history(record):
    first = Decision("TST", MMR26, "tst-a", "Return", who="ana", at="2026-09-01")
    back = Decision("TST", MMR26, "tst-a", WITHDRAWN, "too soon", who="ben", at="2026-09-02", version=1, seen=1)
    assert record.decide([first]) == 1
    assert record.store_decisions(MMR26, "TST", lambda taken: [back] if taken == [first] else []) == 1
    assert record.decisions(MMR26, "TST") == {}
    assert record.decisions_on("tst-a") == record.decisions_taken(MMR26, "TST") == [first, back]


def test_every_decision_on_an_indicator_is_kept(record):
    decisions = [
        Decision("TST", edition, "tst-a", word, who="ana", at="2026-09-01")
        for edition, word in ((MMR25, "Accept"), (MMR26, "Return"), (MMR26, "Accept"))
    ]
    for one in decisions:
        record.decide([one])
    assert record.decisions_on("tst-a") == decisions
    assert record.decisions_on("tst-b") == []
