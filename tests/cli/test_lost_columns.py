"""A form that has lost a heading: every command says so, or does its work with what is left; none breaks on it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from at_the_door import run

FORM = "PMR_DSNY_MMR_FY26_v1.xlsx"


@pytest.fixture(scope="module")
def office(made, tmp_path_factory) -> Path:
    return Path(shutil.copytree(made.folder / "office", tmp_path_factory.mktemp("lost") / "office"))


@pytest.fixture(scope="module")
def sent(made, tmp_path_factory):
    """The demonstration's form as the next version, with the heading in a column emptied."""
    folder = tmp_path_factory.mktemp("lost_headings")

    def without(column: str) -> Path:
        book = openpyxl.load_workbook(made.folder / "submissions" / FORM)
        book["Submission"][f"{column}2"].value = None
        form = folder / column / FORM.replace("_v1", "_v2")
        form.parent.mkdir(exist_ok=True)
        book.save(form)
        return form

    return without


@pytest.mark.parametrize("column", ["A", "I", "J", "M", "N", "P"])
def test_the_heading_is_the_one_error_and_it_is_on_its_cell(office, sent, column):
    done = run("--office", office, "validate", sent(column), "--no-copy", "--json", "-")
    assert done.returncode == 2, done.stderr
    errors = [(one["rule"], one["cell"]) for one in json.loads(done.stdout)["findings"] if one["severity"] == "error"]
    assert errors == [("STR-004" if column == "J" else "STR-011", f"{column}2")]


@pytest.mark.parametrize("column", ["J", "N"])
def test_no_command_breaks_on_it(made, office, sent, tmp_path, column):
    form, before = sent(column), made.folder / "submissions" / FORM
    for words in (
        ("compare", form, before, "--into", tmp_path),
        ("receipt", form, "--into", tmp_path),
        ("review", form, "--into", tmp_path),
        ("accept", form, "--dry-run"),
        ("migrate", form, "--dry-run"),
        ("repair", form),
    ):
        done = run("--office", office, *words)
        assert done.returncode in (0, 1, 2, 4), (words, done.stderr)
        assert "went wrong in pmr_xl" not in done.stderr, words


def test_what_changed_names_every_figure_that_is_gone(made, office, sent, tmp_path):
    done = run("--office", office, "compare", sent("J"), made.folder / "submissions" / FORM, "--into", tmp_path)
    assert done.returncode in (0, 1), done.stderr
    rows = list(openpyxl.load_workbook(next(tmp_path.glob("*_changes.xlsx"))).active.iter_rows())
    assert sum("2,410" in [cell.value for cell in row] for row in rows) == 1, "the first indicator's figure"
