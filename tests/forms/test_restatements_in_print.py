"""The sheet Restatements prints one page, not thirty empty rows; where more is filled in, that page says so."""

from __future__ import annotations

import subprocess

import pytest
from season_played import write
from soffice import converted
from years_played import Years

from pmr_xl.forms.submission_form.plan import FIRST_BELOW, RESTATEMENT_ROWS
from pmr_xl.forms.submission_form.sheets.restatements import PRINTED_TO

SHEET = "xl/worksheets/sheet4.xml"
SAID = "Leave the sheet empty where nothing changes."
BEYOND = f"▲ Rows {PRINTED_TO + 1} to {FIRST_BELOW + RESTATEMENT_ROWS - 1} do not print with the sheet"


@pytest.fixture(scope="module")
def blank(tmp_path_factory):
    """A form as `pmr blank` writes it."""
    folder = tmp_path_factory.mktemp("restated")
    Years(folder / "office", only=["BIC"]).run(
        "blank", "BIC", "--due", "2026-09-03", "--year", "2026", "--into", folder
    )
    (path,) = folder.glob("*.xlsx")
    return path


@pytest.mark.libreoffice
def test_one_page_is_printed_and_says_what_is_not(blank, tmp_path):
    last = f"A{PRINTED_TO}"
    for name, typed in (("few", {last: "bic-id-20"}), ("many", {last: "bic-id-20", f"G{PRINTED_TO + 1}": "Late."})):
        write(blank, tmp_path / f"{name}.xlsx", {SHEET: typed})
        converted(tmp_path / f"{name}.xlsx", tmp_path, "pdf", recalculate=True)
        words = ["pdftotext", "-layout", tmp_path / f"{name}.pdf", "-"]
        told = subprocess.run(words, check=True, capture_output=True, text=True).stdout
        pages = [page for page in told.split("\f") if "Reason code" in page and "Indicator id" in page]
        assert len(pages) == 1, "one page"
        assert "bic-id-20" in pages[0], "as many rows as it holds"
        assert (SAID in pages[0], BEYOND in pages[0]) == (name == "few", name == "many")
        assert "Late." not in told
