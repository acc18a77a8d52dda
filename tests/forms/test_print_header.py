"""What is printed above and below a page: names as they are, whatever signs are in them."""

from __future__ import annotations

import re
import subprocess

import pytest
from printed_report import MMR, chapters, past_of
from soffice import converted

from pmr_xl.books.writing.writer import write
from pmr_xl.forms import submission_form
from pmr_xl.forms.paper.fitting import text_of
from pmr_xl.forms.paper.pages import Page, Paper, header_text
from pmr_xl.forms.paper.paper_book import with_values
from pmr_xl.forms.report_tables import tables as mmr_tables
from pmr_xl.forms.submission_form.sheets.looks import new_page
from pmr_xl.mmr import assemble
from pmr_xl.model.office_settings import OfficeSettings

ODD = {"311": "311 Customer Service Center", "DORIS": "Department of Records & Information Services"}


def printed(code: str) -> str:
    """Excel's code without its commands, as it reads it: a size takes every digit behind it."""
    return re.sub(r"&(?:\d+|K[0-9A-F]{6}|[LCRAFPN])", "", code.replace("&&", "\0")).replace("\0", "&")


@pytest.mark.parametrize(
    ("text", "code"), [("311 Center", " 311 Center"), ("Records & Information", "Records && Information"), ("", "")]
)
def test_a_name_is_no_command(text, code):
    assert header_text(text) == code


@pytest.mark.parametrize("agency", ODD)
def test_every_page_of_an_odd_name_prints_it(agency):
    chapter = chapters()[agency]
    assert chapter.name == ODD[agency]
    tables = mmr_tables.lay(assemble(chapter, past_of(agency), MMR))
    assert printed(tables.pages[0].print.footer).strip().startswith(ODD[agency])
    form = submission_form.lay(chapter, MMR, past_of(agency), OfficeSettings(), schema_hash="x")
    for page in (*form.pages, *tables.pages, new_page("A", ODD[agency], "")):
        title = page.cells.get((1, 2 if page.name == "Submission" else 1))
        if page.print.footer.startswith("&L&8&K") and title is not None:
            assert printed(page.print.footer).strip().startswith(text_of(title.content).partition(" · ")[0])


@pytest.mark.libreoffice
@pytest.mark.parametrize("agency", ODD)
def test_another_program_prints_the_name(agency, tmp_path):
    path = tmp_path / "tables.xlsx"
    write(mmr_tables.lay(assemble(chapters()[agency], past_of(agency), MMR)), path)
    converted(path, tmp_path, "pdf")
    told = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "tables.pdf", "-"], check=True, capture_output=True, text=True
    )
    last = [line for line in told.stdout.split("\f")[0].splitlines() if line.strip()][-1]
    assert last.split("  ")[0].strip() == f"{ODD[agency]} · MMR Fiscal 2026"


def test_a_sheet_that_is_not_there_is_a_key_error():
    paper = Paper([Page("A"), Page("B")])
    assert paper.page("B") is paper.pages[1]
    assert paper.page("") is paper.pages[0]
    for asked in (paper.page, lambda name: with_values(paper, name, {"A1": 1})):
        with pytest.raises(KeyError):
            asked("C")
