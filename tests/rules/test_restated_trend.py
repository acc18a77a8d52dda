"""REV-006 speaks of the five-year trend as the report will print it, and only where one is printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from example import CHAPTER, MMR, PAST, SETTINGS

from pmr_xl.forms import submission_form
from pmr_xl.forms.paper.paper_book import as_book
from pmr_xl.forms.submission_form.plan import Restate
from pmr_xl.model.entry import Ask
from pmr_xl.model.fiscal import Edition, Period, Report
from pmr_xl.model.past import Past
from pmr_xl.rules import judge

DAYS = "dox-days"
JULY = Edition(Report.CPR, 2026, 1)
WHY = "35 requests came in late and were added, 0.4 days more."


def told(edition, past, actual, year, new):
    """What REV-006 says of one restatement of the days to close a request."""
    paper = submission_form.lay(CHAPTER, edition, past, SETTINGS, schema_hash="x")
    paper = submission_form.fill(paper, CHAPTER, edition, {DAYS: {Ask.ACTUAL: Decimal(actual)}})
    row = {Restate.ID: DAYS, Restate.YEAR: year, Restate.NEW: new, Restate.EXPLANATION: WHY}
    book = as_book(submission_form.restate(paper, [row]), "form.xlsx")
    submission = submission_form.read(book, CHAPTER, edition)
    assert submission.restatements[0].period is not None
    return [found.message for found in judge(book, submission, past, SETTINGS, only=["REV-006"])]


@pytest.mark.parametrize(
    ("history", "actual", "new", "says"),
    [
        (("4.0", "4.1", "4.2", "4.2"), "4.24", 4.7, None),  # unrounded it would become Up
        (("4.0", "4.1", "4.2", "4.2"), "4.25", 4.6, "becomes Up; it would be Neutral"),  # unrounded it would not
    ],
)
def test_the_trend_is_that_of_the_printed_figures(history, actual, new, says):
    past = Past({DAYS: dict(zip(MMR.history, map(Decimal, history), strict=True))}, PAST.targets)
    messages = told(MMR, past, actual, "FY25", new)
    assert [says in message for message in messages] == ([True] if says else [])


@pytest.mark.parametrize("code", ["FY25-M12", "FY25-T12"])
def test_a_form_of_july_prints_no_five_year_trend(code):
    codes = ("FY25-M01", "FY25-M12", "FY25-T01", "FY25-T12")
    assert tuple(period.code for period in JULY.history) == codes
    figures = dict(zip(JULY.history, map(Decimal, (100, 100, 100, 1200)), strict=True))
    for new in (10.0, 90.0, 5000.0):
        assert told(JULY, Past({DAYS: figures}, {}), "105", Period.parse(code).label, new) == []
