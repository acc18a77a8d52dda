"""The first sheet of what is published: what this is, and which sheet holds what."""

from __future__ import annotations

from collections.abc import Sequence

from pmr_xl.forms.paper.pages import Page, Print
from pmr_xl.forms.report_tables.published import sheet
from pmr_xl.mmr import PrintedChapter

_WIDTHS = {1: 30.0, 2: 84.0}


def lay(chapter: PrintedChapter, sheets: Sequence[tuple[str, str]]) -> Page:
    """The contents of a workbook whose other ``sheets`` are given with what each holds, in their order."""
    page = Page(sheet.CONTENTS, widths=dict(_WIDTHS), print=Print(landscape=False))
    title = f"{chapter.name}: tables of the {chapter.report_name}, {chapter.edition.when_words}"
    said = "Published by the Mayor’s Office of Operations, City of New York. A fiscal year runs from July to June."
    sheet.lay_opening(page, title, said, "This sheet holds one table: the sheets of this workbook.")
    rows: list[list[sheet.Cell]] = [
        [(sheet.back(name, name), sheet.LINK), (what, sheet.WORDS)] for name, what in sheets
    ]
    sheet.lay_table(page, sheet.table_name(chapter.agency, sheet.CONTENTS), ("Sheet", "What it holds"), rows)
    return page
