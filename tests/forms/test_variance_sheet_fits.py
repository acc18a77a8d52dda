"""Every page of every variance sheet fits a laptop's screen and a letter page, whoever's and of whatever report."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import page_fit
import pytest
from example import CHAPTER, MMR, PAST, SETTINGS

from pmr_xl.analysis.comparison import compare
from pmr_xl.desk.desk import Desk
from pmr_xl.forms.paper.fitting import height_of
from pmr_xl.forms.variance_sheet.row_pages import HEADING_ROW
from pmr_xl.forms.variance_sheet.sheet import lay
from pmr_xl.model.fiscal import Edition, Report
from pmr_xl.model.measure import Measure
from pmr_xl.model.past import Past
from pmr_xl.office import built_in_office

EDITIONS = (Edition(Report.MMR, 2026), Edition(Report.PMMR, 2027), Edition(Report.CPR, 2027, 5))
AGENCIES = [chapter.agency for chapter in Desk(built_in_office()).library.chapters()]
NAME, WORDS = "Indicator of a name that has no end " * 7, "Because of what happened in the depots this year. " * 18


@pytest.fixture(scope="module")
def desk():
    return Desk(built_in_office())


def typical(measure: Measure, past: Past, name: str) -> Decimal:
    """A figure as large as the largest that is published of the indicator; a million where none is."""
    known = [one for one in past.published_figures(name).values() if isinstance(one, Decimal)]
    return max(known, default=Decimal(100) if "%" in measure.example else Decimal(1_000_000))


def sheet(desk, agency, edition):
    chapter = desk.library.chapter(agency)
    past = desk.published_before([chapter], edition)
    rows = [
        compare(line, typical(line.indicator.measure, past, line.id), past, edition, desk.settings)
        for line in chapter.lines
    ]
    words = {line.id: WORDS for line in chapter.lines[::3]}
    return lay(chapter, edition, rows, explanations=words, last_explanations=words)


def test_there_are_all_agencies():
    assert len(AGENCIES) == 45


@pytest.mark.parametrize(("agency", "edition"), list(product(AGENCIES, EDITIONS)), ids=str)
def test_every_page_fits_a_screen_and_a_letter_page(desk, agency, edition):
    pages = sheet(desk, agency, edition).pages
    assert {"Review", "All rows", "Summary", "About"} <= {page.name for page in pages}
    for page in pages:
        assert page.print.paper == "letter"
        assert page_fit.pixels(page) <= page_fit.SCREEN, page.name
        assert page_fit.type_in_print(page) >= page_fit.LEAST_TYPE, page.name
    review = pages[0]
    headings = {put.content: column for (row, column), put in review.cells.items() if row == HEADING_ROW}
    seen = set(page_fit.shown(review))
    for heading in (
        "Why it is here",
        "Indicator",
        edition.submitted_period.label,
        "Agency’s explanation",
        "Decision",
        "Note",
    ):
        assert headings[heading] in seen, heading


def test_a_long_name_and_a_long_explanation_are_seen_whole_and_so_is_a_long_note():
    from dataclasses import replace

    from pmr_xl.forms.variance_sheet.decisions.row import DecisionRow

    line = CHAPTER.lines[0]
    named = replace(line, indicator=replace(line.indicator, name=NAME[:223]))
    one = compare(named, Decimal(5), PAST, MMR, SETTINGS)
    decided = [DecisionRow(line.id, "Return", "Ask the bureau again. " * 12, "ana")]
    page = lay(CHAPTER, MMR, [one], explanations={line.id: WORDS[:900]}, decisions=decided).pages[0]
    needs = [
        height_of(put, page.widths[column])
        for (row, column), put in page.cells.items()
        if row == HEADING_ROW + 1 and column in page_fit.shown(page)
    ]
    assert max(needs) <= page.heights[HEADING_ROW + 1] <= 409
    assert len(needs) > 10
    assert page_fit.pixels(page) <= page_fit.SCREEN
