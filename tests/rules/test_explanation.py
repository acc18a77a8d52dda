"""What counts as an explanation: short and honest ones do, full sentences that would fit every figure do not."""

import pytest

from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.rules.engine.evidence.explanation_quality import questions_answered, what_is_lacking

HONEST = (
    "Twice as many lots were cleaned because two crews were added in March.",
    "Cost rose by a third because export contracts were renewed.",
    "Cleaned 38 lots fewer than planned because of eleven snow days.",
    "Calls fell from 17.5 to 17.3 million because of the new web form.",
    "Counted since July 2025 because a letters unit was opened.",
    "Staffing shortage: 14 of 60 inspectors left.",
    "Overtime fell after 120 recruits joined in May.",
    "The count doubled when the state widened eligibility.",
    "Fewer permits due to the moratorium on new hotels.",
    "Local Law 97 took effect; 4,100 more buildings file.",
    "Response times rose 40 seconds owing to congestion.",
    "One large settlement ($65 million) was paid in June.",
    "Shelter census up 22% as asylum seekers arrived.",
    "Backlog of 800 cases was cleared by hiring temps.",
    "Revised from 126,929 to 127,930 because late reports came in.",
    "Two clinics closed for renovation from October on.",
    "Storms in August flooded 900 basements.",
    "Complaints rose 12% due to the app launch.",
    "New York State changed the test, so 2026 cannot be compared.",
    "The flood in September destroyed 40 vehicles.",
    "Two staff retired; inspections down a third.",
    "Fewer snow storms than last year (3 instead of 11).",
    "Led by parking summonses, revenue grew $4 million.",
    "Decline reflects the end of federal stimulus money.",
)
EMPTY = (
    "",
    "Timing.",
    "As expected.",
    "The cost has changed.",
    "It changed because it changed a lot.",
    "The figure increased by 50% due to timing.",
    "lorem ipsum dolor sit amet 5 because",
    "The number is higher because it is higher than last year.",
    "This value decreased because of various factors.",
    "The total rose significantly compared to the prior fiscal year.",
    "The data changed due to normal fluctuation in the data.",
    "Increase due to an increase in the number.",
    "Decreased by 12% as a result of a decrease.",
    "The variation is attributable to other circumstances.",
    "The actual is lower than the target for several reasons.",
    "Changes reflect changes in the underlying data values.",
    "It is what it is because of the situation, 100%.",
    "Normal fluctuation of about 20 percent in this indicator.",
    "See explanation above for the reason of this 5% change.",
    "The change is due to changes that were made.",
    "It went up 20% because more was done.",
    "Performance improved because performance improved by 10%.",
    "The amount went up by a lot because the volume was higher.",
)


@pytest.mark.parametrize("text", HONEST)
def test_a_short_honest_explanation_is_enough(text):
    assert what_is_lacking(text, OfficeSettings()) == "", questions_answered(text)


@pytest.mark.parametrize("text", EMPTY)
def test_what_fits_every_figure_is_no_explanation(text):
    assert what_is_lacking(text, OfficeSettings()) != "", questions_answered(text)


def test_what_is_left_out_is_said():
    assert what_is_lacking("The cost has changed.", OfficeSettings()) == "how much and why"
    assert what_is_lacking("The figure increased by 50% due to timing.", OfficeSettings()) == "what changed and why"
    assert what_is_lacking("lorem ipsum dolor sit amet 5 because", OfficeSettings()) == "what changed and why"
    assert what_is_lacking("It changed because it changed a lot.", OfficeSettings()) == "what changed, how much and why"
