"""A later version is judged beside the one before it; an old form, and one that is not asked for, are told."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal

import pytest

from pmr_xl.books.writing.writer import write
from pmr_xl.desk.acceptance.accept import accept
from pmr_xl.desk.blank import blank
from pmr_xl.desk.demo.demonstration import EDITION
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.rehearse import rehearse
from pmr_xl.desk.validate import judge_file
from pmr_xl.forms import submission_form
from pmr_xl.imports.facts import published_facts
from pmr_xl.imports.published import read_table
from pmr_xl.model.entry import Ask
from pmr_xl.model.fact import Fact, FactKind
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Period, Report, day_in_words
from pmr_xl.model.measure import Sign
from pmr_xl.office import built_in_office
from pmr_xl.record import Record, Source

DUE = date(2026, 9, 17)

LOTS, NEEDLES, BASKETS = "dsny-vacant-lot-cleaning-requests", "dsny-needles-removed", "dsny-litter-baskets-serviced"
TOLD = ("XPR-003", "XPR-004", "IDN-008", "IDN-009")


@pytest.fixture
def sent(made, tmp_path):
    """A desk where version 1 is accepted, and a way to send a version with some answers given otherwise."""
    shutil.copytree(made.folder / "office", tmp_path / "office")
    desk = Desk(tmp_path / "office")
    first = made.validations[0].submission
    paper = submission_form.lay(
        first.chapter, EDITION, desk.past([first.chapter]), desk.settings, schema_hash=first.stamp.schema_hash
    )

    def send(version, folder=tmp_path, **otherwise):
        answers = {
            entry.line.id: {
                Ask.ACTUAL: entry.actual.figure,
                Ask.REASON: entry[Ask.REASON].text or None,
                Ask.EXPLANATION: entry[Ask.EXPLANATION].text or None,
                **otherwise.get(entry.line.id, {}),
            }
            for entry in first.entries
        }
        filled = submission_form.fill(paper, first.chapter, EDITION, answers)
        path = folder / f"PMR_DSNY_MMR_FY26_v{version}.xlsx"
        write(submission_form.certify(filled, name="A. Person", title="Analyst", date=46_000.0), path)
        return path

    return desk, send


def told(desk, path):
    return {f.rule: f.message for f in judge_file(desk, path).findings if f.rule in TOLD}


def test_a_second_version_is_judged_beside_the_accepted_first(sent):
    desk, send = sent
    path = send(2, **{
        LOTS: {Ask.ACTUAL: Decimal(2411)},
        BASKETS: {Ask.ACTUAL: Sign.NOT_AVAILABLE, Ask.REASON: "Under review"},
    })  # fmt: skip
    day = day_in_words(date.fromisoformat(desk.record.accepted_submissions(EDITION, "DSNY")[-1].at[:10]))
    found = told(desk, path)
    assert set(found) == {"XPR-003", "XPR-004"}
    assert f"1 figure changed since version 1 (accepted on {day}): Vacant lot cleaning requests" in found["XPR-003"]
    assert found["XPR-003"].endswith(", FY26 actual (J3): 2,410 → 2,411.")
    assert f"has lost the figure of version 1 (accepted on {day}): " in found["XPR-004"]
    accept(desk, path, despite="the figure comes later")
    assert told(desk, path) == found, "accepting it changes nothing of what it is compared with"


def test_what_was_accepted_is_still_missed_two_versions_later(sent):
    desk, send = sent
    gone = {BASKETS: {Ask.ACTUAL: Sign.NOT_AVAILABLE, Ask.REASON: "Under review"}}
    send(2, desk.office.inbox, **gone)
    assert set(told(desk, send(3, **gone))) == {"XPR-004"}


def test_where_nothing_is_accepted_the_one_in_the_inbox_is_the_version_before(sent):
    desk, send = sent
    desk.office.record.unlink()
    send(1, desk.office.inbox)
    path = send(2, **{LOTS: {Ask.ACTUAL: Decimal(2411)}})
    assert " since version 1: " in told(desk, path)["XPR-003"]
    (desk.office.inbox / "PMR_DSNY_MMR_FY26_v1.xlsx").write_bytes(b"no workbook")
    assert told(desk, path) == {}
    assert told(Desk(built_in_office()), path) == {}


def test_an_accepted_file_that_is_gone_or_damaged_stops_nothing(sent):
    desk, send = sent
    path = send(2, **{LOTS: {Ask.ACTUAL: Decimal(2411)}})
    (kept,) = (desk.folder / "accepted" / "dsny").iterdir()
    kept.write_bytes(kept.read_bytes()[:1000])
    assert told(desk, path) == {}
    kept.unlink()
    assert told(desk, path) == {}


def test_the_same_again_says_nothing(sent):
    desk, send = sent
    assert told(desk, send(2)) == {}


def test_a_form_from_before_the_schema_was_changed_is_told(sent):
    desk, send = sent
    path = send(1)
    schema = desk.library.schema_path("DSNY")
    schema.write_text(schema.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    assert told(Desk(desk.folder), path) == {}, "a remark means nothing"
    said = schema.read_text(encoding="utf-8").replace("name: Needles removed", "name: Syringes removed")
    schema.write_text(said, encoding="utf-8")
    again = Desk(desk.folder)
    (message,) = told(again, path).values()
    assert again.library.schema_hash("DSNY") in message
    rehearsed = rehearse(again, ["IDN-008"], with_report=False)
    assert (rehearsed.cases, rehearsed.tallies[0].count) == (1, 0), "past submissions are of past schemas"


def test_the_form_of_an_edition_that_is_not_asked_for_is_told_and_nothing_else(sent, tmp_path):
    desk, send = sent
    path = send(1).rename(tmp_path / "our figures.xlsx")
    desk.office.settings_file.write_text("asking: [MMR-FY27, PMMR-FY27]\n", encoding="utf-8")
    strict = Desk(desk.folder)
    (finding,) = judge_file(strict, path).findings
    assert (finding.rule, finding.expected) == ("IDN-009", "MMR Fiscal 2027 or PMMR Fiscal 2027")
    with pytest.raises(Fault, match="what is asked for now is"):
        accept(strict, path)
    assert all(not tally.count for tally in rehearse(strict, ["IDN-009"], with_report=False).tallies), (
        "past submissions are of past editions"
    )
    desk.office.settings_file.write_text("asking: [MMR-FY27, mmr-fy26]\n", encoding="utf-8")
    assert told(Desk(desk.folder), path) == {}


@pytest.mark.parametrize("said", ["[MMR-FY26, FY27]", "[MMR 2026]", "['']"])
def test_an_edition_that_is_none_is_refused_with_its_line(sent, said):
    desk, _ = sent
    desk.office.settings_file.write_text(f"near: 0.2\nasking: {said}\n", encoding="utf-8")
    with pytest.raises(Fault, match=r"settings\.yaml, line 2: “.*” is no edition"):
        _ = Desk(desk.folder).settings


def test_a_form_shows_what_was_published_until_its_edition():
    desk, edition = Desk(built_in_office()), Edition(Report.PMMR, 2026)
    chapter = desk.library.chapter("HRA")
    table = read_table(desk.office.published_folder / "pmmr_fy2026_hra_indicators.csv")
    facts = published_facts(desk.library, table, 2026)[edition]

    def otherwise(past):
        shelf = {FactKind.ACTUAL: past.actual, FactKind.TARGET: past.target}
        return {
            (one.indicator, one.period.code)
            for one in facts
            if shelf[one.kind](one.indicator, one.period) != one.figure
        }

    assert len(facts) == 588
    assert otherwise(desk.published_before([chapter], edition)) == set()
    assert ("hra-average-customer-person-wait-time", "FY25") in otherwise(desk.past([chapter]))


def test_a_blank_form_of_the_preliminary_report_is_judged_by_what_it_shows(tmp_path):
    desk, edition = Desk(built_in_office()), Edition(Report.PMMR, 2026)
    (path,) = blank(desk, ["HRA"], edition, tmp_path, due=DUE)
    result = judge_file(desk, path)
    wait = result.submission.by_id["hra-average-customer-person-wait-time"]
    assert wait["FY25"].as_printed == "81:40", "as January knew it; September restated it to 81:25"
    assert "REV-001" not in {finding.rule for finding in result.findings}


def test_what_only_later_editions_state_is_taken_from_the_nearest(tmp_path):
    record, year = Record(tmp_path / "record.sqlite"), Period(2025)

    def state(report, fiscal, value):
        fact = Fact("dox-lots", year, FactKind.ACTUAL, Decimal(value), str(value), "row 1")
        record.publish([fact], Source("table.csv", f"{report}{fiscal}", Edition(report, fiscal)))

    for report, fiscal, value in ((Report.MMR, 2027, 27), (Report.PMMR, 2026, 1), (Report.MMR, 2026, 2)):
        state(report, fiscal, value)
    for code, value in {"MMR-FY25": 1, "PMMR-FY26": 1, "MMR-FY26": 2, "PMMR-FY27": 2, "MMR-FY28": 27}.items():
        past = record.past(["dox-lots"], Edition.parse(code), beyond=True)
        assert past.actual("dox-lots", year) == value, code
    assert record.past(["dox-lots"], Edition(Report.MMR, 2025)).actual("dox-lots", year) is None
    assert record.past(["dox-lots"]).actual("dox-lots", year) == 27
