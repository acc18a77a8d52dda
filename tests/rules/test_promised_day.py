"""Which day a text promises: the last that it means, so that nobody is called late too early."""

from __future__ import annotations

from datetime import date

import pytest

from pmr_xl.rules.engine.evidence.promised_day import promised_day
from pmr_xl.rules.missing.lagged_until_when import says_when

SAID_ON = date(2026, 8, 20)
SAYS = {
    "The state publishes it in December.": "2026-12-31",
    "The state publishes it in December 2026.": "2026-12-31",
    "To be known in January 2027, when the census closes.": "2027-01-31",
    "Known by January 15, 2027.": "2027-01-15",
    "Known by Jan. 15th, 2027.": "2027-01-15",
    "Known by 15 January 2027": "2027-01-15",
    "by the 3rd of November": "2026-11-03",
    "expected 2026-11-30": "2026-11-30",
    "expected 11/30/2026 or 12/1/26": "2026-12-01",
    "available mid-October": "2026-10-31",
    "in January": "2027-01-31",
    "in August": "2026-08-31",
    "in July": "2027-07-31",
    "the first quarter of 2027": "2027-03-31",
    "in Q4 2026": "2026-12-31",
    "in the first quarter": "2027-03-31",
    "in the second quarter of fiscal 2027": "2026-12-31",
    "Q3 FY27": "2027-03-31",
    "in spring 2027": "2027-06-30",
    "this winter": "2027-03-31",
    "in the fall": "2026-12-31",
    "by the end of FY27": "2027-06-30",
    "in six weeks": "2026-10-01",
    "within 2 months": "2026-10-20",
    "next month": "2026-09-30",
    "in May": "2027-05-31",
    "by late May 2027": "2027-05-31",
}
NONE = (
    *("", "The source lags.", "The figure may be known later.", "Marked as late by the state.", "31 June 2026-13-40"),
    *("About 1,200 of 2,026 cases, or 3/4.", "The decision is pending; we will say.", "Sources are novel."),
)


@pytest.mark.parametrize(("text", "day"), SAYS.items())
def test_a_day_is_understood(text, day):
    assert promised_day(text, SAID_ON) == date.fromisoformat(day)
    assert says_when(text), "what names a day says when, for the rule that asks for it"


@pytest.mark.parametrize("text", NONE)
def test_words_that_name_no_day_promise_none(text):
    assert promised_day(text, SAID_ON) is None
