"""Words of single rules that no page can show: remedies, and what is said where another rule is switched off."""

from dataclasses import replace

import pytest
import stories
from example import SETTINGS

from pmr_xl.model.office_settings import RuleChoice


def typed(cell, value):
    return [("Submission", "cell", "value"), ("", cell, value)]


@pytest.mark.parametrize(
    ("cell", "value", "remedy"),
    [
        ("J3", "29000", "Type the figure at the scale of the years before."),
        ("J16", "439", "Type the figure at the scale of the years before."),
        ("J4", "3120700", "Type the figure in thousands (000), as in the years before."),
        ("J12", "574000", "Type the figure in dollars ($), as in the years before."),
    ],
)
def test_a_scale_is_named_where_the_unit_has_one(cell, value, remedy):
    record = [("Record", "id", "FY22", "FY23", "FY24", "FY25"), ("", "dox-lots-cleaned", "280", "290", "285", "290")]
    assert [f.remedy for f in stories.findings([record, typed(cell, value)]) if f.rule == "UNT-001"] == [remedy]


def restated(*, new):
    headings = ("Restatements", "row", "Indicator id", "Year", "New", "Reason code", "Explanation")
    why = "'35 requests came in late and were added, 0.4 days more."
    return [headings, ("", "7", "'dox-days", "'FY25", new, "'Late data", why)]


@pytest.mark.parametrize(("new", "begins"), [("4.2", "Take the row out"), ("'*", "Choose the indicator’s id")])
def test_a_restatement_that_changes_nothing_is_to_be_taken_out(new, begins):
    (found,) = [f for f in stories.findings([restated(new=new)]) if f.rule == "REV-003"]
    assert found.remedy.startswith(begins)


def test_where_the_office_does_not_ask_about_more_than_100_percent_the_change_is_told_truly():
    off = replace(SETTINGS, rules={"RNG-001": RuleChoice(on=False, who="A. Person", why="for this test")})
    book, past, chapter, _ = stories.told([typed("J10", "104%")])
    (found,) = stories.judged(book, past, chapter, off)
    assert found.rule == "OUT-002"
    assert "+4.9 percentage points against 99.1% last year: more than 100.0%. From " in found.message
