"""The sheets of a review copy fit one screen and one page, with the longest names and answers there are."""

from __future__ import annotations

import pytest
from found_example import finding
from page_fit import LEAST_TYPE, SCREEN, pixels, shown, type_in_print

from pmr_xl.analysis.changes import Change, Changes
from pmr_xl.forms.paper.fitting import TALLEST, height_of
from pmr_xl.forms.review_copy import changes_sheet, repairs_sheet, rules_sheet
from pmr_xl.forms.review_copy.answers import HEADINGS, Answer, key_of
from pmr_xl.forms.review_copy.findings_sheet import HEADING_ROW, columns_of, lay
from pmr_xl.forms.review_copy.rule_texts import RuleText
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.finding import Severity
from pmr_xl.rules import rulebook
from pmr_xl.rules.engine.pages import for_agencies

NAME = ("Average time from the first call to the arrival of the first unit, structural fires and others, " * 3)[:223]
WORDS = ("Two snowstorms closed 3 of 5 stations for a week, and 14 crews were lent to Sanitation. " * 12)[:900]
RULES = {code: RuleText(*for_agencies(rule)) for code, rule in rulebook().items()}
ON_SCREEN = ("No", "Severity", "Cell", "Indicator", "Found", "Expected", "How to correct it", "State", "Your answer")


def long_findings():
    said = {"indicator": NAME, "found": "12,345,678,901", "expected": "8,700 to 10,900", "remedy": WORDS[:220]}
    codes = zip(list(Severity) * 40, RULES, strict=False)
    return [finding(row, severity, rule=code, **said) for row, (severity, code) in enumerate(codes, start=7)]


def pages():
    rows = long_findings()
    said = {key_of(one): Answer(one.place, explanation=WORDS, found=one.found, value=one.value) for one in rows[:9]}
    answers = {key: (one,) for key, one in said.items()}
    page = lay(rows, title="Findings · Department of Sanitation", rules=RULES, answers=answers)
    repaired = repairs_sheet.Repaired(CellRef("Submission", 7, 10), rows[0], " 1,234 ", 1234.0, WORDS[:90])
    changed = Change(CellRef("Submission", 9, 14), "changed", "dox-tons", NAME, "Explanation", WORDS, "short")
    return {
        "findings": page,
        "rules": rules_sheet.lay(rows, RULES, columns_of(page), title="Why the rules ask"),
        "clean": lay([], title="Findings"),
        "changes": changes_sheet.lay(Changes((changed,), 0), "Changes", "v1.xlsx", "v2.xlsx").pages[0],
        "repairs": repairs_sheet.lay([repaired], file="PMR_DSNY_MMR_FY26_v1.xlsx", when="2026-08-03"),
    }


@pytest.mark.parametrize("name", ["findings", "rules", "clean", "repairs", "changes"])
def test_one_screen_and_one_letter_page_wide_in_type_that_can_be_read(name):
    page = pages()[name]
    assert page.zoom == 100
    assert pixels(page) <= SCREEN
    assert (page.print.paper, page.print.landscape, page.print.fit_width, page.print.fit_height) == (
        "letter",
        True,
        1,
        0,
    )
    assert type_in_print(page) >= LEAST_TYPE


def test_what_is_worked_with_is_seen_and_the_rest_is_one_click_away():
    page = pages()["findings"]
    assert tuple(HEADINGS[column - 1] for column in shown(page)) == ON_SCREEN
    assert {HEADINGS[column - 1] for column in page.hidden_columns} == {"Where", "Value"}, "the machine's own"
    assert {HEADINGS[column - 1] for column in page.folded} >= {"Name", "Date", "Rule", "Indicator id"}
    assert page.freeze == (HEADING_ROW + 1, HEADINGS.index("Indicator") + 1)


@pytest.mark.parametrize("name", ["findings", "repairs", "changes"])
def test_the_sign_that_opens_closed_columns_is_seen(name):
    page = pages()[name]
    assert page.after_folded
    assert not page.after_folded & page.hidden_columns
    beyond = page.after_folded - set(shown(page))
    assert pixels(page) + sum(page.widths[column] * 7 + 5 for column in beyond) <= SCREEN


@pytest.mark.parametrize("name", ["findings", "rules", "repairs", "changes"])
def test_every_row_is_as_high_as_what_is_seen_in_it(name):
    page = pages()[name]
    looked = 0
    for (row, column), put in page.cells.items():
        if column in shown(page) and put.style.wrap and row > HEADING_ROW:
            looked += 1
            assert page.heights[row] >= min(height_of(put, page.widths[column]), TALLEST), (row, column)
    assert looked > 20 or name in ("repairs", "changes")


def test_twelve_usual_findings_take_about_half_a_page():
    usual = "Completed inspections performed by civilian fire prevention personnel"
    page = lay([finding(row, indicator=usual) for row in range(7, 19)])
    rows = sum(page.heights[row] for row in range(HEADING_ROW + 1, HEADING_ROW + 13))
    _, _, top, bottom = page.print.margins
    assert rows * type_in_print(page) / 10 <= 0.55 * (8.5 - top - bottom) * 72


@pytest.mark.parametrize("code", sorted(code for code, rule in rulebook().items() if not rule.for_office))
def test_an_agency_reads_nothing_of_our_laboratory(code):
    title, why, how = RULES[code]
    assert title
    assert why
    told = f"{title} {why} {how}"
    for word in ("Measured", "Recall", "Replayed", "schema", "settings", "SHA", "2,361", "pmr "):
        assert word not in told, told


def test_the_machine_s_words_are_in_hidden_columns_alone():
    page = lay([finding()], source="PMR_DSNY_MMR_FY26_v1.xlsx · SHA-256 0123456789ab · pmr_xl 1.0")
    at = [column for (_, column), put in page.cells.items() if "SHA-256" in str(put.content)]
    assert at
    assert set(at) <= page.hidden_columns
