"""One judge of “explained”: what validate, review, the review copy and accept say of an answer is the same."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from findings_columns import letter, rows_of

from pmr_xl.cli.commands import pmr
from pmr_xl.forms.review_copy.answers import HEADINGS

WHY = "Lots cleaned rose from 101 to 257 because a second crew was hired in May."
SHEET, EXPLAINED, OPEN = "PMR findings", "✎ Explained", "○ Open"


class Office:
    """The demonstration's office and folders of one's own, all asked through ``pmr``."""

    def __init__(self, made, folder: Path) -> None:
        self.office = shutil.copytree(made.folder / "office", folder / "office")
        self.inbox = self.office / "inbox"
        self.clean = next((made.folder / "submissions").glob("PMR_DSNY_*_v1.xlsx"))

    def sent(self, name="PMR_DSNY_MMR_FY26_v1.xlsx", source=None, **cells) -> Path:
        """A form in the inbox, these cells of its Submission sheet typed over."""
        path = self.inbox / name
        change(source or self.clean, path, "Submission", cells)
        return path

    def pmr(self, *asked, leaves=None) -> str:
        told = CliRunner().invoke(pmr, ["--office", str(self.office), *map(str, asked)])
        assert leaves is None or told.exit_code == leaves, told.output
        return told.output

    def findings(self, path: Path) -> list[dict]:
        self.pmr("validate", path)
        return json.loads(self.pmr("validate", path, "--no-copy", "--json", "-"))["findings"]

    def of(self, path: Path, rule: str, cell: str) -> dict:
        return next(one for one in self.findings(path) if (one["rule"], one["cell"]) == (rule, cell))

    def variance(self, path: Path, indicator: str) -> dict[str, object]:
        """A row of the variance sheet, as both of its pages show it, by heading."""
        self.pmr("review", path, "--into", self.office / "outbox", leaves=0)
        book, told = openpyxl.load_workbook(self.office / "outbox" / f"{path.stem}_variances.xlsx"), {}
        for page in (book["All rows"], book["Review"]):
            top = next(row for row in page.iter_rows() if row[0].value == "Id")
            row = next(row for row in page.iter_rows() if row[0].value == indicator)
            told |= {str(head.value): cell.value for head, cell in zip(top, row, strict=True)}
        return told


def change(source: Path, target: Path, sheet: str, cells: dict[str, object]) -> None:
    book = openpyxl.load_workbook(source)
    for address, value in cells.items():
        book[sheet][address] = value
    book.save(target)


def review_copy(path: Path) -> Path:
    return path.with_stem(f"{path.stem}_review")


def place(copy: Path, rule: str, indicator: str) -> tuple[int, dict[str, object]]:
    """The row of a finding on the findings sheet, and what stands in it by heading."""
    page = openpyxl.load_workbook(copy)[SHEET]
    at = rows_of(page, rule, indicator)[0]
    row = next(page.iter_rows(min_row=at, max_row=at, max_col=len(HEADINGS)))
    return at, {name: cell.value for name, cell in zip(HEADINGS, row, strict=True)}


def answer(copy: Path, rule: str, indicator: str, text: str, state: str = EXPLAINED) -> None:
    number, _ = place(copy, rule, indicator)
    change(copy, copy, SHEET, {f"{letter('State')}{number}": state, f"{letter('Your answer')}{number}": text})


@pytest.fixture
def office(made, tmp_path):
    return Office(made, tmp_path)


@pytest.fixture(scope="module")
def once(made, tmp_path_factory):
    """An inbox with the form that every other test here begins with, checked once, and its finding."""
    office = Office(made, tmp_path_factory.mktemp("once"))
    path = office.sent(P4=None, O4=3200, J4=260)
    (finding,) = [one for one in office.findings(path) if one["cell"] == "J4" and one["severity"] == "query"]
    return office.inbox, path.name, finding


@pytest.fixture
def asked(office, once):
    """A form whose lots cleaned (row 8) ask for an explanation and have none; rule and indicator."""
    inbox, name, finding = once
    shutil.copytree(inbox, office.inbox, dirs_exist_ok=True)
    return office.inbox / name, finding["rule"], finding["indicator"]


def test_a_reopened_answer_stays_open_however_often_it_is_validated(office, asked):
    path, rule, indicator = asked
    answer(review_copy(path), rule, indicator, WHY)
    assert office.of(path, rule, "J4")["explained"]
    office.pmr("accept", path)
    second = office.sent("PMR_DSNY_MMR_FY26_v2.xlsx", P4=None, O4=3200, J4=9_000)
    for _ in range(3):
        (now,) = [one for one in office.findings(second) if one["cell"] == "J4" and one["severity"] == "query"]
        assert not now["explained"]
    _, row = place(review_copy(second), now["rule"], indicator)
    assert (row["State"], row["Your answer"]) == (OPEN, None)
    if now["rule"] == rule:
        assert row["Earlier answer"].startswith(WHY)
        assert "said of" in row["Earlier answer"]
    stands = office.variance(second, indicator)
    assert stands["Explanation due, and why"].startswith("✎ Explain")
    assert WHY not in str(stands["Agency’s explanation"] or "")


def test_words_beside_open_are_a_draft_and_said_to_be_one(office, asked):
    path, rule, indicator = asked
    answer(review_copy(path), rule, indicator, WHY, OPEN)
    told = office.pmr("validate", path, leaves=1)
    assert "One text stands on the findings sheet beside ○ Open" in told
    assert not office.of(path, rule, "J4")["explained"]
    _, row = place(review_copy(path), rule, indicator)
    assert (row["State"], row["Your answer"]) == (OPEN, WHY)
    assert office.variance(path, indicator)["Explanation due, and why"].startswith("✎ Explain")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("OK", "One answer says too little on the findings sheet: it counts when at least two of what changed"),
        ("=A1", "holds a formula without a saved result, so nothing is read of it: type the answer in words."),
    ],
)
def test_an_answer_that_does_not_count_is_said_to_be_none(office, asked, words, told):
    path, rule, indicator = asked
    answer(review_copy(path), rule, indicator, words)
    assert told in office.pmr("validate", path, leaves=1)
    assert not office.of(path, rule, "J4")["explained"]


def test_words_that_excel_made_a_date_of_are_kept_as_they_look(office, asked):
    path, rule, indicator = asked
    answer(review_copy(path), rule, indicator, date(2026, 9, 9))
    office.pmr("validate", path, leaves=1)
    _, row = place(review_copy(path), rule, indicator)
    assert row["Your answer"] == "2026-09-09"


def test_where_form_and_sheet_both_speak_the_one_that_suffices_counts_and_both_are_shown(office):
    path = office.sent(P4="see above", O4=3200, J4=260)
    found = office.of(path, "NAR-002", "P4")
    assert not found["explained"]
    answer(review_copy(path), "NAR-002", found["indicator"], WHY)
    again = office.of(path, "NAR-002", "P4")
    assert (again["explained"], again["answer"]) == (True, WHY)
    assert again["answered_in"].startswith(f"{SHEET}!{letter('Your answer')}")
    row = office.variance(path, found["indicator"])
    assert row["Explanation due, and why"].startswith("✓ Explained")
    assert row["Agency’s explanation"] == f"{WHY}\n(Submission!P4: see above)"
    _, beside = place(review_copy(path), "NAR-002", found["indicator"])
    assert "In the form, P4: see above" in beside["How to correct it"]


def test_what_explains_the_figure_does_not_explain_the_target(office):
    path = office.sent(P23=WHY, O23="*")
    assert not office.of(path, "TGT-008", "O23")["explained"]
    assert office.pmr("validate", path, leaves=1)
    both = f"{WHY} No target is set for next year, because the crew was hired until June only."
    path = office.sent(P23=both, O23="*")
    assert office.of(path, "TGT-008", "O23")["explained"]


def test_what_explains_the_target_does_not_explain_the_figure(office):
    path = office.sent(P23="The target was lowered to 3,000 because the funding of 12 crews ended.", O23="*")
    found = office.findings(path)
    assert [one["explained"] for one in found if (one["rule"], one["cell"]) == ("TGT-008", "O23")] == [True]
    assert [one["explained"] for one in found if (one["rule"], one["cell"]) == ("NAR-002", "P23")] == [False]
    assert office.variance(path, "dsny-residential-curbside-trucks-dumped-shift")[
        "Explanation due, and why"
    ].startswith("✎ Explain")


def test_an_explanation_of_the_figure_says_nothing_of_a_name_that_was_changed(office):
    path = office.sent(P4=WHY, C4="★ Lots we cleaned")
    (found,) = [one for one in office.findings(path) if one["cell"] == "C4"]
    assert (found["severity"], found["explained"]) == ("query", False)


@pytest.mark.parametrize("heading", ["State", "Your answer", "Rule", "Indicator id", "Found", "Name", "Value"])
def test_a_renamed_heading_is_told_and_loses_no_answer(office, asked, heading):
    path, rule, indicator = asked
    answer(review_copy(path), rule, indicator, WHY)
    column = openpyxl.utils.get_column_letter(HEADINGS.index(heading) + 1)
    change(review_copy(path), review_copy(path), SHEET, {f"{column}6": "Our own word"})
    told = office.pmr("validate", path, "--no-copy")
    assert f"{SHEET}!{column}6: the heading “Our own word” is not known; the column was read as “{heading}”." in told
    assert office.of(path, rule, "J4")["explained"]


def test_headings_in_another_order_lose_no_answer(office, asked):
    path, rule, indicator = asked
    copy = review_copy(path)
    answer(copy, rule, indicator, WHY)
    book = openpyxl.load_workbook(copy)
    page = book[SHEET]
    page.tables.clear()
    for row in page.iter_rows(min_row=6, max_col=len(HEADINGS)):
        values = [cell.value for cell in row]
        for cell, value in zip(row, reversed(values), strict=True):
            cell.value = value
    book.save(copy)
    assert office.of(path, rule, "J4")["explained"]


def test_a_word_that_is_no_state_is_told(office, asked):
    path, rule, indicator = asked
    answer(review_copy(path), rule, indicator, WHY, "Will do")
    assert "“Will do” is no state of the list; it was read as ○ Open." in office.pmr("validate", path, "--no-copy")


def test_every_verb_finds_the_answer_wherever_the_review_copy_lies(office, asked):
    path, rule, indicator = asked
    review_copy(path).unlink()
    office.pmr("validate", path, "--into", office.office / "outbox")
    answer(office.office / "outbox" / review_copy(path).name, rule, indicator, WHY)
    assert office.pmr("validate", path, "--no-copy", leaves=0)
    row = office.variance(path, indicator)
    assert (row["Explanation due, and why"][:1], row["Agency’s explanation"]) == ("✓", WHY)
