"""The rules on the real figures of fiscal 2026: quiet on ordinary data, and as quiet as their pages say.

``python benchmarks/rule_pages.py`` states on the pages what is measured now.
"""

import re
from collections import Counter
from functools import cache

import pytest
import slips
from published import agencies

from pmr_xl.rules import rulebook

# What the rules call an error in the published report, each looked at: (agency, rule, cell) and the evidence.
SLIPS_IN_PRINT = {
    (
        "NYCEM",
        "ARI-002",
        "Submission!J6",
    ): "Incidents 3,308; field responses and monitored, 781 and 2,538, add up to 3,319; in FY22 to FY24 they added up.",
    (
        "DOF",
        "ARI-002",
        "Submission!J63",
    ): "Total revenue 54,754 ($ million); the six parts add up to 55,254 (known slip).",
    (
        "DOF",
        "ARI-002",
        "Submission!J26",
    ): "Parking summons hearings 1,049,250; the three parts add up to 1,049,252, and did exactly in four years.",
    (
        "LAW",
        "ARI-002",
        "Submission!J4",
    ): "Total cases commenced 10,125; the two parts add up to 10,124, and did exactly in four years.",
}
ASK = {"OUT-001", "OUT-002", "OUT-006", "TGT-006"}
REMEDY = "python tests/rules/measuring.py writes what is measured into the pages"
MEASURED = re.compile(r"fiscal 2026: (\d+) (?:of|false alarms on) ([\d,]+) rows")


@cache
def findings():
    return tuple((filled.chapter.agency, finding) for filled in agencies() for finding in filled.judged())


@cache
def rows() -> int:
    return sum(len(filled.submission.entries) for filled in agencies())


def test_every_agency_is_judged():
    assert len(agencies()) == 45
    assert rows() == 2361


def test_the_only_errors_are_slips_in_print():
    errors = {(agency, f.rule, f.place) for agency, f in findings() if f.severity.value == "error"}
    assert errors == set(SLIPS_IN_PRINT)


def test_explanations_are_asked_for_on_about_14_percent_of_rows_and_little_else():
    by_rule = Counter(f.rule for _, f in findings() if f.severity.value == "query")
    asked = sum(count for rule, count in by_rule.items() if rule in ASK)
    assert 0.12 < asked / rows() < 0.15, by_rule
    others = sum(count for rule, count in by_rule.items() if rule not in ASK)
    assert others / rows() < 0.05, by_rule


def test_no_row_is_asked_twice():
    asked = Counter((agency, f.where) for agency, f in findings() if f.severity.value != "info")
    assert [place for place, count in asked.items() if count > 1] == []


# What rules on definitions do is measured on published definitions (tests/definitions/test_rules_on_words.py).
ON_FIGURES = [code for code, rule in rulebook().items() if "**Measured**" in rule.page and not code.startswith("DEF-")]


@pytest.mark.parametrize("code", ON_FIGURES)
def test_a_page_states_what_its_rule_does_on_the_real_figures(code):
    page = " ".join(rulebook()[code].page.split())
    found = MEASURED.search(page)
    assert found, f"{code} says **Measured** and no figure; {REMEDY}"
    assert int(found[2].replace(",", "")) == rows(), REMEDY
    fires = [(agency, f.place) for agency, f in findings() if f.rule == code]
    assert int(found[1]) == len(fires), (REMEDY, fires)


def percent(part: int, whole: int) -> int:
    return round(100 * part / whole)


@pytest.mark.parametrize(("name", "code"), [(name, code) for name, slip in slips.SLIPS.items() for code in slip.codes])
def test_a_page_states_how_many_slips_its_rule_finds(name, code):
    """The share of its rule alone; where several are meant to find them, the first says what they do together."""
    page = " ".join(rulebook()[code].page.split())
    assert "**Measured**" in page, "no false alarms are stated"
    stated = re.search(
        rf"{re.escape(name)} (\d+)% of ([\d,]*\d)(?:, together with [-\w, ]+? (\d+)%)?",
        page.partition("**Recall**")[2],
    )
    made, by_rule, right, _ = slips.outcome(name)
    said = f"{code}: {name} {percent(by_rule[code], made)}% of {made:,}, together {percent(right, made)}%; {REMEDY}"
    assert stated, said
    assert (int(stated[1]), int(stated[2].replace(",", ""))) == (percent(by_rule[code], made), made), said
    first, *others = slips.SLIPS[name].codes
    if others and code == first:
        assert stated[3] == str(percent(right, made)), said


def test_slips_of_scale_are_found():
    counts = [slips.outcome(name) for name in ("by 1,000", "by 100", "to a hundredth", "percent as fraction")]
    assert sum(one.right for one in counts) / sum(one.made for one in counts) >= 0.95, counts


def test_words_that_tell_the_figures_of_the_row_are_not_doubted():
    doubted, made = slips.doubted()
    page = " ".join(rulebook()["NAR-001"].page.split())
    assert f"it doubts {doubted} of {made:,}" in page, REMEDY
