"""What a row says while an explanation is due is what its status asks, and what is typed shows its beginning."""

from dataclasses import replace
from decimal import Decimal

from at_least_one import at_least_one
from example import CHAPTER, CPR, MMR, MONTHLY, PAST, PMMR, SETTINGS

from pmr_xl.analysis.comparison import compare
from pmr_xl.forms import submission_form
from pmr_xl.forms.submission_form.plan import FIRST_ROW
from pmr_xl.forms.submission_form.sheets import words
from pmr_xl.model.entry import Ask
from pmr_xl.model.fiscal import Period
from pmr_xl.model.past import Past
from pmr_xl.office import Library, built_in_office

LINE = CHAPTER.lines[0]  # critical, its target a minimum
FAR = replace(PAST, targets={**PAST.targets, LINE.id: {Period(2026): Decimal(3200), Period(2027): Decimal(3200)}})
LONGEST_IN_FORMULA = 255


def hint(compared):
    return words.explain_hint(compared.indicator.measure, compared.band, *words.compared_with(compared))


def test_where_history_and_target_cannot_both_be_met_the_hint_says_so():
    compared = compare(LINE, None, FAR, MMR, SETTINGS)
    assert compared.band.low > compared.band.high
    high = LINE.indicator.measure.show(compared.band.high)
    said = hint(compared)
    assert said.startswith(f"Under 2,880 is a critical target missed by more than 10%, over {high} a change")
    assert said.endswith("Say what, how much, why.")
    for figure in (0, 100, 152, 200, 2879, 2880, 5000):  # nor does the status take any
        assert compare(LINE, Decimal(figure), FAR, MMR, SETTINGS).due


def test_the_form_says_it_in_that_row():
    paper = submission_form.lay(CHAPTER, MMR, FAR, SETTINGS, schema_hash="x")
    formula = paper.page("Submission").cells[FIRST_ROW, 12].content.text
    assert hint(compare(LINE, None, FAR, MMR, SETTINGS)) in formula
    assert "Usual:" not in formula


def test_no_shipped_hint_is_longer_than_a_text_in_a_formula_may_be():
    """With targets and history so far apart that each indicator has the longest hint there is."""
    for chapter in at_least_one(Library(built_in_office()).chapters()):
        for line in at_least_one(chapter.lines):
            near = {Period(year): Decimal("1.5") for year in range(2022, 2026)}
            past = Past({line.id: near}, {line.id: {Period(2026): Decimal(123_456_789)}})
            assert len(hint(compare(line, None, past, MMR, SETTINGS))) <= LONGEST_IN_FORMULA


def test_what_is_typed_shows_its_beginning_where_the_row_is_too_low_for_all_of_it():
    for edition, past in ((MMR, PAST), (PMMR, PAST), (CPR, MONTHLY)):
        paper = submission_form.lay(CHAPTER, edition, past, SETTINGS, schema_hash="x")
        page = paper.page("Submission")
        at = [column.key for column in submission_form.columns(edition)].index(Ask.EXPLANATION) + 1
        looks = [page.cells[row, at].style for row in range(FIRST_ROW, FIRST_ROW + len(CHAPTER.lines))]
        # Without an alignment of its own the indent of a cell that starts at the top is not kept.
        assert {(look.valign, look.align, look.indent, look.wrap) for look in looks} == {("top", "left", 0, True)}
    restated = [put.style for put in paper.page("Restatements").cells.values() if not put.style.locked]
    assert {look.valign for look in restated if look.wrap} == {"top"}
