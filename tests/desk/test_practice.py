"""The first hour of new staff: every command of docs/practice.md is run, and every answer is what the program says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from page_fit import LEAST_TYPE, SCREEN, pixels, type_in_print

from pmr_xl.cli.commands import pmr
from pmr_xl.desk.demo.practice import WORKBOOK
from pmr_xl.desk.demo.tour import TOUR, page
from pmr_xl.forms.paper.practice_sheet import lay
from pmr_xl.model.fault import Fault

pytestmark = pytest.mark.both_engines

GUIDE = Path(__file__).parents[2] / "docs" / "practice.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Made where a folder of that name is there already: a new one beside it, and nothing is written over."""
    there = tmp_path_factory.mktemp("practice") / "pmr-practice"
    there.mkdir()
    done = CliRunner().invoke(pmr, ["practice", "--into", str(there)])
    assert "pmr board --of Trainee" in done.output, done.exception
    assert list(there.iterdir()) == []
    return there.with_name("pmr-practice-2")


def test_the_guide_is_made_of_the_tour():
    assert GUIDE.read_text(encoding="utf-8") == page(), "run: python docs/make_practice.py"


def test_every_step_of_the_guide_is_run_and_every_answer_is_right(folder, monkeypatch):
    monkeypatch.chdir(folder)
    monkeypatch.delenv("PMR_OFFICE", raising=False)
    parts = re.split(r"^## ", GUIDE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert len(parts) == len(TOUR) >= 10
    for part, step in zip(parts, TOUR, strict=True):
        commands = [shlex.split(line[2:]) for line in part.splitlines() if line.startswith("$ ")]
        assert [one[0] for one in commands] == ["pmr"] * len(step.commands)
        said = ""
        for words, code in zip(commands, step.leaves or (0,) * len(commands), strict=True):
            done = CliRunner().invoke(pmr, words[1:])
            left = done.exception.exit_code if isinstance(done.exception, Fault) else done.exit_code
            assert left == code, (words, done.output[-1500:], done.exception)
            said = done.output
        if step.file:
            said = (folder / step.file).read_text(encoding="utf-8")
        assert step.shown in said, (step.title, said[-1500:])
        assert step.answer in step.shown or step.answer == "Overdue"
        assert f"<summary>Answer</summary>{step.answer}. " in part


def test_it_takes_an_hour():
    assert 55 <= sum(step.minutes for step in TOUR) <= 65


def test_the_workbook_asks_and_its_formulas_know_the_answers(folder):
    book = openpyxl.load_workbook(folder / WORKBOOK)
    sheet = book["Practice"]
    heads = {cell.value: cell.column for cell in sheet[5] if cell.value}
    asked = [sheet.cell(row, heads["Question"]).value for row in range(6, 6 + len(TOUR))]
    assert asked == [step.question for step in TOUR]
    assert [sheet.cell(row, 7).value for row in range(6, 6 + len(TOUR))] == [step.answer for step in TOUR]
    assert sheet.column_dimensions["G"].hidden
    assert not sheet.cell(6, heads["Your answer"]).protection.locked
    assert sheet.protection.sheet
    made = lay([(f"{n} {step.title}", str(step.minutes), "\n".join(step.commands), step.question, step.answer)
                for n, step in enumerate(TOUR, start=1)]).pages[0]  # fmt: skip
    assert pixels(made) <= SCREEN
    assert type_in_print(made) >= LEAST_TYPE
