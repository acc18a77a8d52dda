"""The last sheet of what is published: every numbered note, every shorthand, every convention, each a row."""

from __future__ import annotations

from pmr_xl.forms.paper.pages import Page, Print
from pmr_xl.forms.report_tables.footnotes import Footnotes, bracketed_mark
from pmr_xl.forms.report_tables.published import sheet
from pmr_xl.forms.report_tables.published.shorthand import MEANINGS
from pmr_xl.mmr import PrintedChapter

_WIDTHS = {1: 18.0, 2: 84.0, 3: 13.0}


def lay(chapter: PrintedChapter, numbered: Footnotes) -> Page:
    """The numbered notes stand first, in their order: a mark in a table leads to its row."""
    page = Page(sheet.NOTES, widths=dict(_WIDTHS), print=Print(landscape=False))
    said = "This sheet holds one table: the signs that stand in the tables, and what each means."
    sheet.lay_opening(page, f"{chapter.name}: notes", said, sheet.back())
    band = f"{(chapter.trend_band * 100).normalize():f}%"
    told = [
        *((bracketed_mark(number), text, "Note") for number, text in enumerate(numbered.texts, start=1)),
        *((sign, meaning, "Shorthand") for sign, meaning in MEANINGS),
        ("Critical", "Yes: among what matters most to the agency’s mission; printed with a star.", "Column"),
        ("Equity", "Yes: an indicator of equity; printed with the sign ®.", "Column"),
        (
            "5-Year Trend",
            f"A line through the five printed years: Up or Down where it moves more than {band}.",
            "Column",
        ),
        ("Percentages", "Stored as shares, shown as percentages: 0.632 shows as 63.2%.", "Convention"),
        ("Clock times", "Stored as Excel’s times, shares of a day: times 86,400 they are seconds.", "Convention"),
    ]
    rows = [[(word, sheet.WORDS) for word in row] for row in told]
    sheet.lay_table(page, sheet.table_name(chapter.agency, sheet.NOTES), ("Sign", "Meaning", "Kind"), rows)
    return page
