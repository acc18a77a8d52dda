"""A monthly form asks only what comes about monthly: guessed, confirmed, asked, told, read, judged and accepted."""

from __future__ import annotations

import json
import re
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from pmr_xl.cli.commands import pmr
from pmr_xl.desk.desk import Desk
from pmr_xl.model.fiscal import Period, Span
from pmr_xl.model.schema.frequency import Frequency
from pmr_xl.office import init_office

AGENCY, SLUG = "CCRB", "ccrb"
ID, ACTUAL, TO_DATE, REASON = 1, 10, 11, 14


class Office:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: object, leaves: int | None = 0) -> str:
        told = CliRunner().invoke(pmr, ["--office", str(self.folder), *map(str, arguments)])
        assert leaves is None or told.exit_code == leaves, (told.output, told.exception)
        return told.output or str(told.exception)

    def say(self, name: str, line: str) -> None:
        """A line of an indicator's, written by hand."""
        path = self.folder / "schemas" / "indicators" / f"{SLUG}.yaml"
        text = path.read_text(encoding="utf-8")
        found = re.search(rf"^( *)- id: {name}\n", text, re.MULTILINE)
        put = f"{found[1]}  {line}\n"
        path.write_text(text[: found.end()] + put + text[found.end() :], encoding="utf-8")

    def blank(self, month: str) -> Path:
        told = self(
            "blank",
            "--due",
            "2026-09-17",
            AGENCY,
            "--report",
            "cpr",
            "--month",
            month,
            "--into",
            self.folder / "outbox",
        )
        return Path(told.splitlines()[0])

    def sent(self, form: Path, figures: dict[str, dict[int, object]], version: int = 1) -> Path:
        """The form filled in Excel: what ``figures`` says, by column; NA with its reason for every other row."""
        book = openpyxl.load_workbook(form)
        sheet = book["Submission"]
        for row in range(3, sheet.max_row + 1):
            name = sheet.cell(row, ID).value
            for column, typed in figures.get(name, {ACTUAL: "NA", REASON: "Under review"}).items():
                sheet.cell(row, column).value = typed
        welcome = {cell.value: cell for cell in book["Welcome"]["A"]}
        for label, value in (("Name", "A. Person"), ("Title", "Analyst"), ("Date", 45_985)):
            welcome[label].offset(column=1).value = value
        into = self.folder / "inbox" / form.name.replace("_v1", f"_v{version}")
        book.save(into)
        return into

    def found(self, form: Path) -> list[dict[str, str]]:
        to = self.folder / "findings.json"
        self("validate", form, "--no-copy", "--json", to, leaves=None)
        return json.loads(to.read_text(encoding="utf-8"))["findings"]


@pytest.fixture
def office(tmp_path) -> Office:
    init_office(tmp_path / "office")
    return Office(tmp_path / "office")


def ids(form: Path) -> list[str]:
    sheet = openpyxl.load_workbook(form)["Submission"]
    return [sheet.cell(row, ID).value for row in range(3, sheet.max_row + 1)]


def words(form: Path, sheet: str) -> str:
    return " ".join(str(cell.value) for row in openpyxl.load_workbook(form)[sheet].iter_rows() for cell in row)


def lines(office: Office) -> list[str]:
    return [line.id for line in Desk(office.folder).library.chapter(AGENCY).lines]


def test_a_month_asks_only_what_is_monthly_and_tells_the_rest(office):
    every = lines(office)
    assert ids(office.blank("2025-08")) == every
    quarterly, yearly, half, monthly = every[0], every[2], every[4], every[6]
    office.say(quarterly, "frequency: quarterly")
    office.say(yearly, "frequency: annual")
    office.say(half, "frequency: twice_a_year")
    office.say(monthly, "frequency: monthly")
    for month, left_out, told in (
        (
            "2025-08",
            [quarterly, yearly, half],
            "3 indicators are reported quarterly, half-yearly or yearly and are not asked",
        ),
        ("2025-09", [yearly, half], "2 indicators are reported half-yearly or yearly and are not asked"),
        ("2025-12", [yearly], "1 indicator is reported yearly and is not asked"),
    ):
        form = office.blank(month)
        assert ids(form) == [name for name in every if name not in left_out]
        assert told in words(form, "Instructions")
        assert told in words(form, "Welcome")
        found = office.found(office.sent(form, {}))
        assert not [one for one in found if one["rule"].startswith("STR") or one["indicator"] in left_out]
        assert not [one for one in found if one["severity"] == "error"], found
    assert "not asked" not in words(office.blank("2025-09"), "Submission")
    office("blank", "--due", "2026-09-17", AGENCY, "--into", office.folder / "outbox")
    assert ids(office.folder / "outbox" / f"PMR_{AGENCY}_MMR_FY26_v1.xlsx") == every


def test_a_row_that_is_asked_and_gone_is_missed_and_one_not_asked_is_not(office):
    every = lines(office)
    office.say(every[1], "frequency: annual")
    form = office.blank("2025-08")
    book = openpyxl.load_workbook(office.sent(form, {}))
    book["Submission"].delete_rows(8 - 4)
    book.save(office.folder / "inbox" / form.name)
    found = office.found(office.folder / "inbox" / form.name)
    assert [one["expected"] for one in found if one["rule"] == "STR-005"] == [every[2]]


def test_a_form_laid_before_holds_all_rows_and_is_read(office):
    every = lines(office)
    form = office.blank("2025-08")
    office.say(every[0], "frequency: annual")
    office.say(every[1], "frequency: annual")
    left = {every[0]: {}, every[1]: {ACTUAL: 41, TO_DATE: 77}}
    sent = office.sent(form, left)
    found = office.found(sent)
    assert not [one for one in found if one["severity"] == "error"], found
    assert not [one for one in found if one["indicator"] == every[0]]
    office("accept", sent, "--despite", "The months before are not known.", leaves=0)
    record = Desk(office.folder).record.past(every)
    assert record.actual(every[0], Period(2026, Span.MONTH, 2)) is None
    assert record.actual(every[1], Period(2026, Span.MONTH, 2)) == 41
    assert office.blank("2025-08").exists()  # the blank that was laid before is made anew


def test_quarters_make_the_year_to_date(office):
    every = lines(office)
    office.say(every[0], "frequency: quarterly")
    path = office.folder / "schemas" / "indicators" / f"{SLUG}.yaml"
    text = path.read_text(encoding="utf-8")
    if not re.search(rf"id: {every[0]}\n(?:(?! *- id:).*\n)*? *aggregation:", text):
        office.say(every[0], "aggregation: sum")
    why = ("--despite", "The figures were looked at with the agency.")
    september = office.sent(office.blank("2025-09"), {every[0]: {ACTUAL: 800}})
    assert "AGG-001" not in {one["rule"] for one in office.found(september)}
    office("accept", september, *why)
    december = office.sent(office.blank("2025-12"), {every[0]: {ACTUAL: 750}})
    found = [one for one in office.found(december) if one["indicator"] == every[0]]
    assert not [one for one in found if one["rule"] in ("AGG-001", "ARI-001")]
    office("accept", december, *why)
    record = Desk(office.folder).record.past(every)
    assert record.actual(every[0], Period(2026, Span.TO_DATE, 3)) == 800
    assert record.actual(every[0], Period(2026, Span.TO_DATE, 6)) == 1550
    wrong = office.sent(office.blank("2026-03"), {every[0]: {ACTUAL: 700, TO_DATE: 700}})
    assert "ARI-001" in {one["rule"] for one in office.found(wrong)}


def test_guesses_of_frequency_are_proposals_until_they_are_confirmed(office):
    listed = [line.split()[:3] for line in office("schema", "guesses", "DOHMH").splitlines()[:-1]]
    yearly = [name for _, how, name in listed if how == "annual"]
    assert len(yearly) >= 15
    assert ask_all(office, "DOHMH", yearly) == set(yearly)
    left = yearly[0]
    office("schema", "confirm", "DOHMH", "--but", left)
    chapter = Desk(office.folder).library.chapter("DOHMH")
    assert all(chapter.by_id[name].indicator.frequency is Frequency.ANNUAL for name in yearly[1:])
    assert ask_all(office, "DOHMH", yearly) == {left}


def ask_all(office: Office, agency: str, names: list[str]) -> set[str]:
    office(
        "blank",
        "--due",
        "2026-09-17",
        agency,
        "--report",
        "cpr",
        "--month",
        "2025-09",
        "--into",
        office.folder / "outbox",
    )
    return set(ids(office.folder / "outbox" / f"PMR_{agency}_CPR_FY26-M03_v1.xlsx")) & set(names)


def test_guesses_are_written_where_an_import_would_have_written_them(office):
    text = (office.folder / "schemas" / "indicators" / "doe.yaml").read_text(encoding="utf-8")
    stripped = re.sub(r"^ *guessed(?:_frequency)?: .*\n", "", text, flags=re.MULTILINE)
    (office.folder / "schemas" / "indicators" / "doe.yaml").write_text(stripped, encoding="utf-8")
    listed = office("schema", "guesses", "DOE").splitlines()[:-1]
    assert f"doe.yaml: {len(listed)} guesses written." in office("schema", "guesses", "DOE", "--write")
    assert office("schema", "guesses", "DOE").splitlines()[:-1] == listed
    chapter = Desk(office.folder).library.chapter("DOE")
    written = sum(
        (one.indicator.guessed is not None) + (one.indicator.guessed_frequency is not None) for one in chapter.lines
    )
    assert written == len(listed) > 50
    assert all(line.indicator.frequency is None for line in chapter.lines)


def test_an_agency_of_which_a_month_asks_nothing_gets_no_form_and_that_is_told(office):
    for name in lines(office):
        office.say(name, "frequency: annual")
    told = office(
        "blank",
        "--due",
        "2026-09-17",
        AGENCY,
        "--report",
        "cpr",
        "--month",
        "2025-08",
        "--into",
        office.folder / "o",
        leaves=None,
    )
    assert "CCRB: none of its" in told
    assert "Traceback" not in told


@pytest.mark.season
def test_it_stops_no_batch_of_all_agencies(office):
    for name in lines(office):
        office.say(name, "frequency: annual")
    told = office(
        "blank",
        "--due",
        "2026-09-17",
        "--all",
        "--report",
        "cpr",
        "--month",
        "2025-08",
        "--into",
        office.folder / "all",
    )
    assert "CCRB: none of its" in told
    assert "44 blank forms" in told
