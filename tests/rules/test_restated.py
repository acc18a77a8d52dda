"""What an agency restates is taken into the record as it says it, a figure that is no longer available too."""

import stories
from example import PAST

from pmr_xl.desk.accept import facts
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
