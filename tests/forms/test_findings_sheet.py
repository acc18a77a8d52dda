"""The findings sheet: what it says, how it looks, and that an answer outlives the next round."""

from __future__ import annotations

from dataclasses import replace

import pytest
from found_example import WHY, as_book, column, finding, given

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import width_of
from pmr_xl.forms.paper.pages import Formula, Link
from pmr_xl.forms.review_copy import rules_sheet
from pmr_xl.forms.review_copy.answer_reader import read_states
from pmr_xl.forms.review_copy.answers import HEADINGS, TABLE, AnswerState, Key, answer_to, key_of, with_answers
from pmr_xl.forms.review_copy.findings_sheet import HEADING_ROW, by_rule, columns_of, in_sheet_order, lay, summary
from pmr_xl.forms.review_copy.rule_texts import RuleText
from pmr_xl.model.book.places import CellRef, Range
from pmr_xl.model.finding import Finding, Repair, Severity
from pmr_xl.model.office_settings import OfficeSettings


def test_every_finding_has_its_row_errors_first():
    findings = [finding(9), finding(8, Severity.INFO), finding(12, Severity.ERROR, rule="TYP-001")]
    page = lay(findings, title="Findings · Sanitation", about="PMR_DSNY_MMR_FY26_v1.xlsx", sheets=["submission"])
    assert page.cells[1, 1].content == "Findings · Sanitation"
    assert page.cells[2, 1].content == "1 error to correct, 1 query to correct or explain, 1 to know."
    assert page.table == (TABLE, Range(HEADING_ROW, 1, HEADING_ROW + 3, len(HEADINGS)))
    assert [page.cells[HEADING_ROW, at].content for at in range(1, len(HEADINGS) + 1)] == list(HEADINGS)
    assert column(page, "No") == [1, 2, 3]
    assert column(page, "Severity") == ["✕ Error", "▲ Query", "ℹ Info"]
    assert column(page, "Rule") == ["TYP-001", "OUT-001", "OUT-001"]
    assert column(page, "Cell")[0] == Link("internal:'Submission'!J12", "J12", "Go to Submission!J12")
    assert column(page, "Where") == ["Submission!J12", "Submission!J9", "Submission!J8"]
    assert column(page, "State") == ["○ Open", "○ Open", ""]
    assert column(page, "How to correct it")[0] == "Correct it, or say why.", "the remedy alone"
    state = page.cells[2, HEADINGS.index("State") + 1].content
    assert state == Formula('COUNTIF(H7:H9,"○ Open")&" of 2 still open"', "2 of 2 still open")
    assert page.print.repeat_rows == (HEADING_ROW, HEADING_ROW)


def test_counts_are_said_in_words():
    assert summary([finding(severity=Severity.ERROR)] * 3 + [finding()] * 5) == (
        "3 errors to correct, 5 queries to correct or explain."
    )
    assert summary([]) == "Nothing to correct and nothing to explain."


def test_invisible_signs_are_drawn_and_a_repair_is_shown():
    repair = Repair(" 1,234\u00a0", 1234.0, "only blanks and a comma")
    page = lay([finding(found=" 1,234\u00a0", repair=repair), finding(8, repair=Repair("no ", "No", "case"))])
    assert column(page, "Found")[0] == "·1,234⍽"
    assert column(page, "Suggested fix") == ["1234", "No"]


def test_a_clean_submission_gets_a_page_that_says_so():
    page = lay([], title="Findings · Sanitation")
    assert page.table is None
    assert page.cells[2, 1].content == "✓ Clean: nothing to correct and nothing to explain."
    assert read_states(as_book(page)) == {}


def test_a_place_without_a_sheet_has_no_link():
    page = lay([finding(), finding(0)], sheets=["Other"])
    assert column(page, "Cell") == ["Submission", "J7"]
    quoted = Finding("STR-001", Severity.ERROR, CellRef("O'Neill", 0, 0), "Hidden.", "Show it.")
    assert column(lay([quoted]), "Cell") == [Link("internal:'O''Neill'!A1", "O'Neill", "Go to O'Neill")]


def test_colours_never_speak_alone_and_can_be_read():
    page = lay([finding(), finding(8, Severity.ERROR), finding(9, Severity.INFO)])
    signs = {severity.sign for severity in Severity}
    assert set(column(page, "Severity")) == signs
    for put in page.cells.values():
        assert theme.contrast(put.style.colour or theme.INK, put.style.fill or theme.WHITE) >= 4.5
    assert all(theme.contrast(paint.style.colour, theme.PALE_ORANGE) >= 4.5 for paint in page.paints)


def test_an_answer_outlives_the_next_round():
    page = lay([finding()])
    said = "A depot opened in May with 12 more crews."
    typed = {("Your answer", 1): said, ("State", 1): "✎ Explained", ("Name", 1): "Ana", ("Date", 1): 46_000.0}
    answers = read_states(as_book(page, typed))
    again = lay(with_answers([finding(row=9)], answers, OfficeSettings()), answers=answers)
    assert column(again, "State") == ["✎ Explained"]
    assert column(again, "Your answer") == [said]
    assert column(again, "Name") == ["Ana"]
    assert column(again, "Date") == [46_000.0]


def test_a_changed_value_opens_the_finding_again_but_keeps_the_words():
    book = as_book(
        lay([finding()]),
        {("Your answer", 1): "A depot opened in May; 12 crews moved there.", ("State", 1): "accepted"},
    )
    answers = read_states(book)
    answer = answer_to(finding(found="15,900"), answers)
    assert (answer.state, answer.explanation) == (AnswerState.OPEN, "")
    assert answer.earlier == "A depot opened in May; 12 crews moved there. (said of 14,300)"
    (same,) = with_answers([finding()], answers, OfficeSettings())
    assert answer_to(same, answers).state is AnswerState.WAIVED
    drawn_otherwise = replace(finding(found="14300"), value="14300")
    assert with_answers([drawn_otherwise], answers, OfficeSettings())[0].explained


@pytest.mark.parametrize(
    ("stored", "severity", "state"),
    [
        (AnswerState.CORRECTED, Severity.ERROR, AnswerState.OPEN),  # it is still there
        (AnswerState.OPEN, Severity.ERROR, AnswerState.OPEN),  # an explanation never answers an error
        (AnswerState.EXPLAINED, Severity.ERROR, AnswerState.OPEN),
        (AnswerState.WAIVED, Severity.ERROR, AnswerState.OPEN),
        (AnswerState.OPEN, Severity.QUERY, AnswerState.OPEN),  # a draft
        (AnswerState.EXPLAINED, Severity.QUERY, AnswerState.EXPLAINED),
        (AnswerState.WAIVED, Severity.QUERY, AnswerState.WAIVED),
    ],
)
def test_what_an_answer_means_now(stored, severity, state):
    met = finding(severity=severity)
    answers = {key_of(met): (given(stored, "A depot opened in May with 12 more crews."),)}
    (now,) = with_answers([met], answers, OfficeSettings())
    assert answer_to(now, answers).state is state


@pytest.mark.parametrize("said", ["", "OK", "A depot opened."])
@pytest.mark.parametrize("stored", [AnswerState.OPEN, AnswerState.EXPLAINED])
def test_what_says_too_little_answers_nothing(said, stored):
    met = finding()
    answers = {key_of(met): (given(stored, said),)}
    (now,) = with_answers([met], answers, OfficeSettings())
    assert not now.explained
    assert answer_to(now, answers).state is AnswerState.OPEN


def test_two_answers_that_fit_equally_answer_nothing():
    met = finding(30)
    answers = {
        key_of(met): tuple(given(AnswerState.WAIVED, WHY, place) for place in ("Submission!J7", "Submission!J8"))
    }
    there, nowhere = with_answers([finding(8), met], answers, OfficeSettings())
    assert (nowhere.explained, answer_to(nowhere, answers).explanation) == (False, "")
    assert (there.explained, answer_to(there, answers).state) == (True, AnswerState.WAIVED)


def test_a_finding_without_an_indicator_is_known_by_its_place():
    assert key_of(finding(indicator_id="")) == Key("OUT-001", "Submission!J7")


def test_the_order_is_stable():
    findings = [finding(row, severity) for row in (9, 7, 8) for severity in Severity]
    assert in_sheet_order(findings) == in_sheet_order(reversed(findings))
    assert lay(findings).cells == lay(reversed(findings)).cells


def test_every_rule_leads_to_why_it_asks_and_is_counted_on_a_sheet_of_its_own():
    rules = {"OUT-001": RuleText("Unusual", "It is far.", "Say so."), "ZZZ-001": RuleText("Not met", "Nothing.")}
    rows = [finding(), finding(8), finding(9, Severity.ERROR, rule="TYP-001")]
    page = lay(rows, rules=rules)
    behind = rules_sheet.lay(rows, rules, columns_of(page), title="Why the rules ask")
    link = page.cells[HEADING_ROW + 2, HEADINGS.index("Rule") + 1].content
    assert isinstance(link, Link)
    assert link.target == f"internal:'{rules_sheet.NAME}'!A5"
    assert page.cells[HEADING_ROW + 2, 1].content == Link(link.target, 2, "Why it is asked")
    assert page.cells[HEADING_ROW + 1, 1].content == 1, "nothing is said of that rule"
    told = [behind.cells[5, column].content for column in range(1, len(rules_sheet.HEADINGS) + 1)]
    assert told == [
        "OUT-001", "Unusual", "▲ Query", Formula("COUNTIF('PMR findings'!$O$7:$O$9,\"OUT-001\")", 2),
        Formula("COUNTIFS('PMR findings'!$O$7:$O$9,\"OUT-001\",'PMR findings'!$H$7:$H$9,\"○ Open\")", 2),
        "It is far.", "Say so.",
    ]  # fmt: skip
    assert (6, 1) not in behind.cells
    assert page.cells[3, 1].content == "By rule: Unusual 2 · TYP-001 1"


def test_what_is_wrong_is_said_where_found_and_expected_do_not_say_it():
    told = finding(message="Lots cleaned (Submission!J7): nobody signed.", expected="", remedy="Sign it.")
    (how,) = column(lay([told]), "How to correct it")
    assert how.text == "Nobody signed.\nSign it."


def test_a_place_on_another_sheet_says_which():
    other = Finding("REV-001", Severity.ERROR, CellRef("Restatements", 7, 4), "m", "r")
    assert column(lay([other]), "Cell")[0].text == "Restatements D7"


@pytest.mark.parametrize("number", [1, 40])
def test_rules_are_counted_in_two_lines_at_most(number):
    rows = [finding(row, rule=f"AAA-{row:03}") for row in range(1, number + 1)]
    rules = {one.rule: RuleText("A rule with quite a long name", "Why.") for one in rows}
    lines = by_rule(rows, rules)
    assert len(lines) == min(2, number)
    told = sum(line.count(" 1") for line in lines)
    assert (f" · and {number - told} more" in lines[-1]) == (told < number)
    assert all(width_of(line, theme.SUBTITLE) < 920 for line in lines)
