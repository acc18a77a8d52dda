"""A figure that the office does not have is missing in working papers, neither NA nor none; and counted on top."""

from __future__ import annotations

import openpyxl
import pytest
from click.testing import CliRunner

from pmr_xl.cli.commands import pmr


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """The tables of an office that has nothing of the report's own year, by profile."""
    folder = tmp_path_factory.mktemp("missing")
    assert CliRunner().invoke(pmr, ["init", str(folder / "office")]).exit_code == 0
    made = {}
    for profile in ("working", "published"):
        asked = ["--office", str(folder / "office"), "assemble", "DOC", "--profile", profile, "--report", "mmr"]
        done = CliRunner().invoke(pmr, [*asked, "--year", "2026", "--into", str(folder / profile)])
        assert done.exit_code == 4, done.output
        (path,) = (folder / profile).glob("*_tables.xlsx")
        made[profile] = openpyxl.load_workbook(path)
    return made


def texts(sheet):
    return [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_working_tables_say_so_on_a_filled_ground_and_count_on_top(tables):
    for sheet in (tables["working"]["Tables"], tables["working"]["Indicators data"]):
        missing = [cell for cell in texts(sheet) if cell.value == "[missing]"]
        assert len(missing) > 20
        assert all(cell.fill.fill_type == "solid" for cell in missing)
    sheet = tables["working"]["Tables"]
    count = sum(cell.value == "[missing]" for cell in texts(sheet))
    assert f"? {count:,} figures [missing]" in {str(cell.value) for cell in next(sheet.iter_rows(min_row=2, max_row=2))}


def test_what_is_published_says_as_ever_that_it_is_not_available(tables):
    words = {cell.value for sheet in tables["published"] for cell in texts(sheet)}
    assert "[missing]" not in words
    assert "[x]" in words
