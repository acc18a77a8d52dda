"""What is a submission, and in which state: every verb has the same answer."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from findings_columns import letter

from pmr_xl.cli.commands import pmr

NAME = "PMR_DSNY_MMR_FY26"


class Inbox:
    """An office with submissions in its inbox, asked through ``pmr``."""

    def __init__(self, made, folder: Path) -> None:
        self.office = Path(shutil.copytree(made.folder / "office", folder / "office"))
        self.folder = self.office / "inbox"
        self.forms = {path.name.split("_")[1]: path for path in (made.folder / "submissions").glob("PMR_*.xlsx")}

    def put(self, name: str, agency: str = "DSNY", **cells: object) -> Path:
        path = self.folder / name
        if not cells:
            return Path(shutil.copy(self.forms[agency], path))
        book = openpyxl.load_workbook(self.forms[agency])
        for address, value in cells.items():
            book["Submission"][address] = value
        book.save(path)
        return path

    def pmr(self, *asked: object) -> tuple[int, str]:
        done = CliRunner().invoke(pmr, ["--office", str(self.office), *map(str, asked)])
        return done.exit_code, done.output

    def names(self) -> set[str]:
        return {path.name for path in self.office.rglob("*.xlsx") if "accepted" not in path.parts}


@pytest.fixture
def inbox(made, tmp_path):
    return Inbox(made, tmp_path)


def mended(copy: Path, **cells: object) -> None:
    book = openpyxl.load_workbook(copy)
    for address, value in cells.items():
        sheet, _, cell = address.rpartition("_")
        book[sheet.replace("_", " ") or "Submission"][cell] = value
    book.save(copy)


def test_statistics_count_each_submission_once(inbox):
    form = inbox.put(f"{NAME}_v1.xlsx")  # accepted already, and so kept in the record's folder too
    inbox.pmr("validate", form)
    slipped = inbox.put("PMR_FDNY_MMR_FY26_v1.xlsx", "FDNY")
    inbox.pmr("validate", slipped)
    inbox.pmr("review", slipped, "--into", inbox.folder)
    inbox.pmr("repair", slipped, "--apply")
    assert len(inbox.names()) >= 6
    _, told = inbox.pmr("rules", "stats")
    assert told.startswith("2 submissions,")


def test_an_answered_review_copy_is_no_second_submission(inbox):
    form = inbox.put(f"{NAME}_v1.xlsx", J4=260, P4=None)
    inbox.pmr("validate", form)
    copy = form.with_stem(f"{form.stem}_review")
    why = "Twelve lots were added in May, because a crew came."
    mended(copy, **{f"PMR_findings_{letter('State')}7": "✎ Explained", f"PMR_findings_{letter('Your answer')}7": why})
    renamed = Path(shutil.copy(copy, form.with_name(f"Copy of {copy.stem} (1).xlsx")))
    _, told = inbox.pmr("validate", form, copy, renamed)
    assert told.count("indicators\n") == 1, "one file is left, so it is told whole"
    assert f"{copy.name} is the review copy of {form.name}, unchanged: skipped." in told
    assert f"{renamed.name} is the review copy of {form.name}, unchanged: skipped." in told
    assert not [name for name in inbox.names() if name.count("_review") > 1]


@pytest.mark.parametrize("verb", ["validate", "accept", "review"])
def test_a_variance_sheet_is_for_decide(inbox, verb):
    form = inbox.put(f"{NAME}_v1.xlsx")
    inbox.pmr("review", form, "--into", inbox.folder)
    before = inbox.names()
    code, told = inbox.pmr(verb, inbox.folder / f"{form.stem}_variances.xlsx")
    assert code == 2
    assert "is a variance sheet" in told
    assert "pmr decide" in told
    assert inbox.names() == before


@pytest.mark.parametrize("verb", ["accept", "review"])
@pytest.mark.parametrize("figure", [None, 4711])
def test_a_review_copy_is_not_accepted(inbox, verb, figure):
    form = inbox.put(f"{NAME}_v2.xlsx", J5=64_137)
    inbox.pmr("validate", form)
    copy = form.with_stem(f"{form.stem}_review")
    if figure:
        mended(copy, Submission_J9=figure)
    code, told = inbox.pmr(verb, copy)
    assert code == 2
    assert f"{copy.name} is our review copy, and no submission. Name {form.name};" in told
    assert f"{NAME}_v3.xlsx" in told
    assert "✓" in inbox.pmr("accept", form)[1], "the agency's own is accepted under its version"


def test_a_mended_review_copy_is_told_and_gets_no_copy_of_its_own(inbox):
    form = inbox.put(f"{NAME}_v2.xlsx", J5=64_137)
    inbox.pmr("validate", form)
    copy = form.with_stem(f"{form.stem}_review")
    mended(copy, Submission_J9=64_138)
    before = inbox.names()
    _, told = inbox.pmr("validate", form, copy)
    assert f"save it as {NAME}_v3.xlsx; the answers in it belong to {form.name}" in told
    assert inbox.names() == before


@pytest.mark.parametrize(
    "name", ["PMR_DSNY_MMR_FY26_v3.xlsx", "PMR_FDNY_PMMR_FY26_v1.xlsx", "PMR_FDNY_MMR_FY27_v1.xlsx"]
)
def test_a_form_under_another_name_is_not_accepted(inbox, name):
    path = inbox.put(name, "NYPD" if "FDNY" not in name else "DSNY")
    code, told = inbox.pmr("accept", path)
    assert code == 2
    assert "is not accepted" in told
    assert name in told


def test_a_form_of_a_later_version_than_its_name_is_not_accepted(inbox):
    path = inbox.put(f"{NAME}_v2.xlsx", J5=64_137)
    book = openpyxl.load_workbook(path)
    cell = next(row[1] for row in book["About"].iter_rows() if row[0].value == "Submission version")
    cell.value = 3
    book.save(path)
    code, told = inbox.pmr("accept", path)
    assert code == 2
    assert "its form says that it is version 3, its name says 2" in told


def test_two_peoples_copies_of_one_version_are_told_with_what_differs(inbox):
    one = inbox.put(f"{NAME}_v2 (1).xlsx", J5=64_137)
    other = inbox.put(f"Copy of {NAME}_v2.xlsx", J5=64_200, P5="Fewer were found.")
    same = Path(shutil.copy(one, inbox.folder / f"{NAME}_v2 - Copy.xlsx"))
    _, told = inbox.pmr("validate", one, other, "--no-copy")
    assert f"{other.name} is a copy of the same version, and 2 cells differ (there → here): J5 64,200 → 64,137" in told
    assert f"{one.name} is a copy of the same version, and 2 cells differ (there → here): J5 64,137 → 64,200" in told
    _, alone = inbox.pmr("validate", one, "--no-copy")
    assert same.name not in alone


def test_a_repaired_copy_knows_its_original(inbox):
    form = inbox.put("PMR_FDNY_MMR_FY26_v1.xlsx", "FDNY")
    inbox.pmr("repair", form, "--apply")
    copy = form.with_stem(f"{form.stem}_repaired")
    assert copy.exists()
    code, told = inbox.pmr("compare", copy, "--into", inbox.office / "outbox")
    assert code == 0
    assert f"from {form.name}: " in told
    _, told = inbox.pmr("validate", form, copy, "--no-copy")
    assert f"{copy.name} is the repaired copy of {form.name}: skipped." in told


@pytest.mark.parametrize("name", ["v1 FINAL", "v1 (1)", "v1 - Copy", "V1"])
def test_earlier_versions_are_found_under_the_names_that_people_give(inbox, name):
    earlier = inbox.put(f"{NAME}_{name}.xlsx")
    later = inbox.put(f"{NAME}_v2 FINAL final.xlsx", J5=64_137)
    code, told = inbox.pmr("compare", later, "--into", inbox.office / "outbox")
    assert code == 0
    assert f"1 cell differs from {earlier.name}: " in told


def test_with_nothing_named_the_inbox_is_judged_one_line_each(inbox):
    inbox.put(f"{NAME}_v1.xlsx")
    inbox.put(f"{NAME}_v2.xlsx", J5=64_137, P4=None)
    inbox.put("PMR_FDNY_MMR_FY26_v1.xlsx", "FDNY")
    inbox.put("PMR_NYPD_MMR_FY26_v1.xlsx", "NYPD")
    (inbox.folder / "PMR_HRA_MMR_FY26_v1.xlsx").write_bytes(b"")
    code, told = inbox.pmr("validate")
    assert code == 3
    lines = {line.rpartition("   ")[2]: line for line in told.splitlines() if line.endswith(".xlsx")}
    assert len(lines) == 5
    assert "DSNY     MMR FY26      v1   ● accepted: 0 errors, 0 queries open, 6 promised" in lines[f"{NAME}_v1.xlsx"]
    assert "DSNY     MMR FY26      v2   ▲ queries open: 0 errors, 1 query open, 6 promised" in lines[f"{NAME}_v2.xlsx"]
    assert "✕ errors to correct: " in lines["PMR_FDNY_MMR_FY26_v1.xlsx"]
    assert "12 days late" in lines["PMR_NYPD_MMR_FY26_v1.xlsx"]
    assert "? cannot be read" in lines["PMR_HRA_MMR_FY26_v1.xlsx"]
    copies = sorted(path.name for path in (inbox.office / "outbox").iterdir())
    assert f"{NAME}_v2_review.xlsx" in copies
    assert len(copies) == 4
    assert not list(inbox.folder.glob("*_review.xlsx"))
    _, whole = inbox.pmr("validate", "--all", "--no-copy")
    assert whole.count(" indicators\n") == 4


def test_of_the_report_that_is_asked_for_those_are_named_that_sent_nothing(inbox):
    inbox.put(f"{NAME}_v1.xlsx")
    settings = inbox.office / "settings.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\nasking: [MMR-FY26]\n", encoding="utf-8")
    _, told = inbox.pmr("validate", "--no-copy")
    (line,) = [line for line in told.splitlines() if line.startswith("Not received, MMR Fiscal 2026: ")]
    assert "DSNY" not in line.split(": ")[1].split(", ")
    assert line.count(",") > 3


@pytest.mark.parametrize("heading", ["Id", "Decision", "Note", "Name", "Date"])
def test_a_renamed_heading_of_a_variance_sheet_loses_no_decision(inbox, heading):
    form = inbox.put(f"{NAME}_v1.xlsx")
    inbox.pmr("review", form, "--into", inbox.folder)
    sheet = form.with_stem(f"{form.stem}_variances")
    book = openpyxl.load_workbook(sheet)
    page = book["Review"]
    top = next(row for row in page.iter_rows() if row[0].value == "Id")
    at = {cell.value: cell.column for cell in top}
    first = top[0].row + 1
    page.cell(first, at["Decision"]).value, page.cell(first, at["Note"]).value = "Hold", "ask the bureau"
    name = page.cell(first, at["Id"]).value
    page.cell(top[0].row, at[heading]).value = "Our own word"
    book.save(sheet)
    _, told = inbox.pmr("decide", sheet)
    assert "1 decision, 1 new to the record" in told
    assert f"the heading “Our own word” is not known; the column was read as “{heading}”." in told
    assert "Hold: ask the bureau" in inbox.pmr("record", "show", name)[1]


def test_several_variance_sheets_are_decided_on_together(inbox):
    forms = [inbox.put(f"{NAME}_v1.xlsx"), inbox.put("PMR_FDNY_MMR_FY26_v1.xlsx", "FDNY")]
    inbox.pmr("review", *forms, "--into", inbox.folder)
    code, told = inbox.pmr("decide", *sorted(inbox.folder.glob("*_variances.xlsx")))
    assert (code, told.count(" new to the record")) == (0, 2)
