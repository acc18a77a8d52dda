"""HRA's preliminary report of fiscal 2026: the record and the four months submitted in the form give it as printed."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass

import pytest
from at_least_one import at_least_one

from pmr_xl.books.reading.reader import read_book
from pmr_xl.books.writing.writer import write
from pmr_xl.desk.acceptance.stated import facts
from pmr_xl.desk.desk import Desk
from pmr_xl.forms import submission_form
from pmr_xl.imports.facts import published_facts
from pmr_xl.imports.matching import match
from pmr_xl.imports.published import read_table
from pmr_xl.mmr import PrintedRow, PrintedTable, TableKind, assemble
from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Finding, Severity
from pmr_xl.model.fiscal import Edition, Report
from pmr_xl.model.measure import MeasureError, Sign
from pmr_xl.model.submission import Submission
from pmr_xl.office import built_in_office
from pmr_xl.record import Record, Source
from pmr_xl.rules import judge

pytestmark = pytest.mark.both_engines

PMMR = Edition(Report.PMMR, 2026)
COLUMNS = {
    "actual:FY23": "FY23",
    "actual:FY24": "FY24",
    "actual:FY25": "FY25",
    "target:FY26": "target_FY26",
    "target:FY27": "target_FY27",
    "actual:FY25-T04": "fy25_4mo",
    "actual:FY26-T04": "fy26_4mo",
}
MONEY = (
    *("FY23_actual", "FY24_actual", "FY25_actual", "FY26_sept2025_mmr_plan", "FY26_updated_plan", "FY27_plan"),
    *("FY25_4mo_actual", "FY26_4mo_actual"),
)
NOT_YET_PRINTED = ("hra-cash-assistance-average-monthly-benefit", "hra-home-energy-program-heap-cases-benefit")
WAIT = "hra-average-customer-person-wait-time"
# Two rows print figures with one or two decimals among whole ones; September's report prints both rows whole.
MIXED_DECIMALS = {
    "hra-letters-responded-within-14-days": {
        "FY23": ("98.5%", "99%"), "FY24": ("98.3%", "98%"), "FY25": ("97.78%", "98%"), "fy25_4mo": ("96.4%", "96%"),
    },
    "hra-e-mails-responded-within-14-days": {
        "FY23": ("99.2%", "99%"), "FY24": ("97.8%", "98%"), "FY25": ("99.26%", "99%"), "fy25_4mo": ("99.3%", "99%"),
    },
}  # fmt: skip
# The one figure that cannot be: it is no minutes:seconds, so nothing of it reaches the table.
IMPOSSIBLE = {WAIT: {"fy26_4mo": ("90:60", "NA")}}
ARROWS = {"ñ": "↑", "ò": "↓"}


@dataclass(frozen=True)
class Way:
    """The whole way once."""

    rows: list[tuple[PrintedTable, PrintedRow]]
    money: list[tuple[PrintedTable, PrintedRow]]
    submission: Submission
    findings: tuple[Finding, ...]
    ids: dict[int, str]


def printed(what: str) -> list[dict[str, str]]:
    path = built_in_office() / "schemas" / "published" / f"pmmr_fy2026_hra_{what}.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def way(tmp_path_factory) -> Way:
    desk = Desk(built_in_office())
    chapter = desk.library.chapter("HRA")
    ids = [*(line.id for line in chapter.lines), *(one.id for one in chapter.resources)]
    published = []
    for what in ("indicators", "resources"):
        path = desk.office.published_folder / f"pmmr_fy2026_hra_{what}.csv"
        for edition, told in published_facts(desk.library, read_table(path), PMMR.year).items():
            published.append((Source.of(path, edition), told))
    record = Record.of_figures(published)
    past = record.past(ids)

    table = read_table(desk.office.published_folder / "pmmr_fy2026_hra_indicators.csv")
    known = match(table, table.rows, chapter).ids
    typed = {}
    for row in table.rows:
        measure = chapter.by_id[known[row.number]].indicator.measure
        try:
            figure = measure.parse(row["fy26_4mo"])
        except MeasureError:
            figure = row["fy26_4mo"]
        typed[known[row.number]] = {
            Ask.ACTUAL: figure,
            **({Ask.REASON: "Lagged"} if figure is Sign.NOT_AVAILABLE else {}),
        }
    form = submission_form.lay(chapter, PMMR, past, desk.settings, schema_hash=desk.library.schema_hash("HRA"))
    form = submission_form.fill(form, chapter, PMMR, typed)
    form = submission_form.certify(form, name="A. Person", title="Performance analyst", date=46_045.0)
    path = tmp_path_factory.mktemp("form") / "PMR_HRA_PMMR_FY26_v1.xlsx"
    write(form, path)

    book = read_book(path)
    submission = submission_form.read(book, chapter, PMMR)
    accepted = (Source.of(path, PMMR), facts(submission, past))
    record = Record.of_figures([*published, accepted])
    september = Edition(Report.MMR, PMMR.year - 1)
    tables = assemble(chapter, record.past(ids), PMMR, desk.settings, planned=record.past(ids, september))
    return Way(
        list(tables.rows(TableKind.INDICATORS)),
        list(tables.rows(TableKind.RESOURCES)),
        submission,
        judge(book, submission, past, desk.settings),
        known,
    )


def test_every_printed_row_is_known_and_in_its_order(way):
    asked = [row.id for _, row in way.rows]
    assert [one for one in asked if one not in NOT_YET_PRINTED] == [way.ids[number] for number in sorted(way.ids)]
    assert len(way.ids) == len(printed("indicators")) == 98
    assert set(asked) - set(way.ids.values()) == set(NOT_YET_PRINTED)


def test_every_printed_cell(way):
    rows = [(table, row) for table, row in way.rows if row.id not in NOT_YET_PRINTED]
    exceptions = MIXED_DECIMALS | IMPOSSIBLE
    for (table, row), want in at_least_one(zip(rows, printed("indicators"), strict=True)):
        shown = {heading: table.cell(row, key).text for key, heading in COLUMNS.items()}
        wanted = {heading: ARROWS.get(want[heading], want[heading]) for heading in shown}
        different = {heading: (wanted[heading], text) for heading, text in shown.items() if text != wanted[heading]}
        assert different == exceptions.get(row.id, {}), row.id
        assert (row.critical, row.equity) == (want["critical"] == "Y", want["equity"] == "Y"), row.id
        assert table.title == (f"Goal {want['goal_no']}" if want["goal_no"] else ""), row.id
        assert bool(row.depth) == (want["is_sub_row"] == "Y"), row.id
        assert [head.key for head in table.heads] == list(COLUMNS), row.id


def test_the_columns_are_headed_as_the_preliminary_report_heads_them(way):
    table, _ = way.rows[0]
    assert [head.full for head in table.heads] == [
        *("Actual FY23", "Actual FY24", "Actual FY25", "Target FY26", "Target FY27"),
        *("4-Month Actual FY25", "4-Month Actual FY26"),
    ]


def test_resources_as_printed(way):
    for (table, row), want in at_least_one(zip(way.money, printed("resources"), strict=True)):
        assert row.name == want["resource_indicator"]
        assert [table.cell(row, head.key).text for head in table.heads] == [want[heading] for heading in MONEY], row.id


def test_what_the_report_did_not_print_yet_is_not_available(way):
    rows = [(table, row) for table, row in way.rows if row.id in NOT_YET_PRINTED]
    assert [row.id for _, row in rows] == list(NOT_YET_PRINTED)
    for table, row in rows:
        assert [table.cell(row, key).text for key in COLUMNS] == ["NA", "NA", "NA", "*", "*", "NA", "NA"]


def rules_fired(way, severity):
    return {(one.rule, one.indicator_id) for one in way.findings if one.severity is severity}


def test_the_impossible_wait_is_found_and_nothing_else_is_wrong(way):
    assert rules_fired(way, Severity.ERROR) == {
        ("TYP-004", WAIT),
        *(("MIS-001", one) for one in NOT_YET_PRINTED),  # nobody filled their rows
    }
    (wait,) = [one for one in way.findings if one.rule == "TYP-004"]
    assert (wait.found, wait.column) == ("“90:60”", "FY26 4-month actual")
    assert wait.place == str(way.submission.by_id[WAIT].actual.where)


def test_four_months_are_compared_with_four_months_and_never_with_a_year(way):
    """Explanations are asked for where the change on the same four months is over half, and nowhere else."""
    moved = set()
    for number, row in enumerate(printed("indicators"), 2):
        before, now = (re.sub("[$,%]", "", row[heading]) for heading in ("fy25_4mo", "fy26_4mo"))
        if "NA" not in (before, now) and ":" not in now and float(before):
            change = abs(float(now) / float(before) - 1)
            if change > 0.5:
                moved.add(way.ids[number])
    assert len(moved) == 4
    asked = {one.indicator_id for one in way.findings if one.rule.startswith(("OUT", "UNT-001"))}
    stood_still = {one.indicator_id for one in way.findings if one.rule == "OUT-003"}
    assert stood_still == {
        "hra-domestic-violence-tier-ii-units-capacity",
        "hra-domestic-violence-emergency-beds-capacity",
    }
    assert asked - stood_still == moved
    of_figures = [
        one for one in way.findings if not one.rule.startswith("TGT")
    ]  # a target is a year's, as its years are
    assert of_figures
    for one in of_figures:
        assert not any(f"{heading} " in one.message for heading in ("FY23", "FY24", "FY25")), one.message


def test_what_is_na_is_asked_for_once_a_row(way):
    rows = {way.ids[number]: row for number, row in enumerate(printed("indicators"), 2)}
    absent = {name for name, row in rows.items() if row["fy26_4mo"] == "NA"}
    without_year = {name for name in absent if rows[name]["FY25"] == "NA"}  # others come once a year
    cells = Counter()
    for one in way.findings:
        if one.rule in ("MIS-002", "MIS-003"):
            last = one.to or one.where
            cells[one.rule] += last.row - one.where.row + 1
    assert cells == {"MIS-002": len(absent), "MIS-003": len(without_year)}
    assert (len(absent), len(without_year)) == (15, 5)
