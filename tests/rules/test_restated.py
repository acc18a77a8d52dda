"""What an agency restates is taken into the record as it says it, a figure that is no longer available too."""

from dataclasses import replace
from decimal import Decimal

import stories
from example import PAST

from pmr_xl.desk.acceptance.stated import facts
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Sign

HEADINGS = ("Restatements", "row", "Indicator id", "Year", "New", "Reason code", "Explanation")
WHY = "'Two of 14 sources were found to be wrong, because counts were doubled."


def test_a_restatement_to_na_is_taken():
    book = stories.told([[HEADINGS, ("", "7", "'dox-days", "'FY25", "NA", "'Correction", WHY)]])[0]
    submission = stories.read(book)
    (row,) = submission.restatements
    assert row.new is Sign.NOT_AVAILABLE
    (fact,) = [one for one in facts(submission, PAST) if one.period == Period(2025)]
    assert (fact.indicator, fact.figure) == ("dox-days", Sign.NOT_AVAILABLE)


def test_a_restated_figure_is_not_explained_by_what_the_row_says_of_this_year():
    """A formula there is asked about, and the words on the sheet Submission speak of another figure."""
    restated = [HEADINGS, ("", "7", "'dox-days", "'FY25", "=2+2.6 → 4.6", "'Correction", WHY)]
    said = [
        ("Submission", "id", "Explanation"),
        ("", "dox-days", "'Up by 0.5 days, or 11%, because of two storms in March."),
    ]
    for told in ([restated], [restated, said]):
        found = {one.rule: one.explained for one in stories.judged(stories.told(told)[0]) if "Restat" in one.place}
        assert found["TYP-007"] is False


def test_a_reason_spelt_otherwise_is_kept_as_the_list_spells_it():
    book = stories.told([[HEADINGS, ("", "7", "'dox-days", "'FY25", "4.6", "' late  DATA", WHY)]])[0]
    (fact,) = [one for one in facts(stories.read(book), PAST) if one.period == Period(2025)]
    assert fact.reason == f"Late data: {WHY.removeprefix(chr(39))}"


def test_the_slip_that_is_mended_makes_no_other_impossible_figure_possible():
    """A share of 8,300% was published by mistake; 8,100% in its place is as impossible as it was."""
    past = replace(
        PAST, actuals={**PAST.actuals, "dox-on-time": {Period(2024): Decimal(84), Period(2025): Decimal(8300)}}
    )
    for typed, rules in (("8100", {"REV-009"}), ("83", set())):
        told = [[HEADINGS, ("", "7", "'dox-on-time", "'FY25", typed, "'Correction", WHY)]]
        found = stories.judged(stories.told(told)[0], past=past)
        assert {one.rule for one in found if one.rule == "REV-009"} == rules
