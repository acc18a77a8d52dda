"""The engine: walks, formats, folds, obeys the office's settings; a new rule is two files."""

import re
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest
import stories
from at_least_one import at_least_one
from example import CHAPTER, MMR, PAST, SETTINGS
from published import agencies

import pmr_xl.rules as family_of_families
import pmr_xl.rules.type as family
from pmr_xl.forms import submission_form
from pmr_xl.model.breakdowns.table import MemberTable
from pmr_xl.model.definitions.defined import DefinedIndicators
from pmr_xl.model.finding import Severity
from pmr_xl.model.office_settings import RuleChoice
from pmr_xl.model.past import Past
from pmr_xl.model.published import MonthSeries, PublishedRows
from pmr_xl.rules import Cost, judge, rulebook
from pmr_xl.rules.engine import declaration, registry
from pmr_xl.rules.engine.declaration import Rule


def story(cells: dict[str, str], sheet: str = "Submission"):
    return stories.told([[(sheet, "cell", "value"), *(("", place, value) for place, value in cells.items())]])[0]


def codes(book, **options):
    return [(f.rule, f.place) for f in stories.judged(book, **options)]


def test_adding_a_rule_takes_two_files_and_no_other_edit(tmp_path, monkeypatch):
    (tmp_path / "lucky_number.py").write_text(
        textwrap.dedent('''
            """A rule for this test."""
            from __future__ import annotations
            from collections.abc import Iterator
            from pmr_xl.model.finding import Severity
            from pmr_xl.rules.engine.declaration import Spot, rule, spot
            from pmr_xl.rules.engine.subjects import NumberCell

            @rule("TYP-999", Severity.INFO, "{where} is {found}.", fix="Nothing to correct.", ordinary=lambda _: True)
            def lucky_number(count: NumberCell) -> Iterator[Spot]:
                """A seven."""
                if count.figure == 7:
                    yield spot(count)
        ''')
    )
    (tmp_path / "lucky_number.md").write_text("# Lucky number\n**Why.** Luck. **Fix.** Nothing.\n")
    monkeypatch.setattr(family, "__path__", [*family.__path__, str(tmp_path)])
    try:
        assert "TYP-999" in registry.look_again()
        assert rulebook()["TYP-999"].page.startswith("# Lucky number")
        assert ("TYP-999", "Submission!J3") in codes(story({"J3": "7"}))
    finally:
        declaration.entered.pop("TYP-999")
        monkeypatch.undo()
        assert "TYP-999" not in registry.look_again()


def test_a_rule_on_comparisons_is_judged_at_the_price_of_its_own_calls(tmp_path, monkeypatch):
    """A newcomer's first rule, in a family of its own, changes nothing about how often the others are asked."""
    room = tmp_path / "newcomers"
    room.mkdir()
    (room / "__init__.py").write_text('"""A family for this test."""\n')
    (room / "far_up.py").write_text(
        textwrap.dedent('''
            """A rule for this test."""
            from __future__ import annotations
            from collections.abc import Iterator
            from pmr_xl.analysis.comparison import Comparison
            from pmr_xl.model.finding import Severity
            from pmr_xl.model.entry import Entry
            from pmr_xl.rules.engine.declaration import Spot, rule, spot

            @rule("NEW-001", Severity.INFO, "{where} is {found}, twice {expected}.", fix="Nothing to correct.")
            def far_up(comparison: Comparison, entry: Entry) -> Iterator[Spot]:
                """A figure that is twice last year's."""
                if comparison.last_year and comparison.to_last_year.share and comparison.to_last_year.share >= 1:
                    yield spot(entry.actual, expected=comparison.show(comparison.last_year))
        ''')
    )
    (room / "far_up.md").write_text("# Far up\n**Why.** It grew. **Fix.** Nothing.\n")

    def asked() -> tuple[dict[str, int], int]:
        costs: dict[str, Cost] = {}
        found = [f.rule for filled in agencies() for f in filled.judged(costs)]
        return {code: cost.calls for code, cost in costs.items()}, found.count("NEW-001")

    before, _ = asked()
    monkeypatch.setattr(family_of_families, "__path__", [*family_of_families.__path__, str(tmp_path)])
    try:
        assert "NEW-001" in registry.look_again()
        after, found = asked()
        own = after.pop("NEW-001")
        assert after == before
        assert 10 < found <= own < sum(len(filled.submission.entries) for filled in agencies()) / 5
    finally:
        declaration.entered.pop("NEW-001")
        monkeypatch.undo()
        sys.modules.pop("pmr_xl.rules.newcomers.far_up", None)
        sys.modules.pop("pmr_xl.rules.newcomers", None)
        assert "NEW-001" not in registry.look_again()


def test_fourteen_subjects_are_all_there_is():
    subjects = {subject for rule in rulebook().values() for subject in rule.subjects}
    assert len(subjects) <= 14, sorted(map(str, subjects))
    guide = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [subject.__name__ for subject in subjects if f"`{subject.__name__}`" not in guide] == []


def test_the_rules_on_imported_tables_are_families_that_judging_a_form_does_without():
    tables = (PublishedRows, MonthSeries, MemberTable, DefinedIndicators)
    of_tables = {code for code, rule in rulebook().items() if set(rule.subjects) & set(tables)}
    assert len(of_tables) > 10
    assert of_tables == rulebook().keys() - registry.form_rules().keys()
    assert all(set(rulebook()[code].subjects) <= set(tables) for code in of_tables)
    assert {rule.code for table in tables for rule in registry.rules_on(table)} == of_tables


def test_a_code_is_never_given_twice():
    taken = next(iter(rulebook().values()))

    def another() -> None: ...

    with pytest.raises(ValueError, match="is the code of"):
        declaration._register(replace(taken, function=another))


def test_rules_that_yield_to_each_other_would_both_be_silent():
    rules = rulebook().values()

    def yields(one: Rule, other: Rule) -> bool:
        by_itself = other.code in one.yields_to or other.family in one.yields_to
        return one is not other and (by_itself or one.code in other.covers or one.family in other.covers)

    mutual = [(a.code, b.code) for a in rules for b in rules if a.code < b.code and yields(a, b) and yields(b, a)]
    assert mutual == []


def test_what_a_rule_yields_to_exists():
    known = set(rulebook()) | {rule.family for rule in rulebook().values()}
    assert {
        (rule.code, cause)
        for rule in rulebook().values()
        for cause in (*rule.yields_to, *rule.covers)
        if cause not in known
    } == set()


def test_an_office_switches_a_rule_off_or_weighs_it_otherwise():
    book = story({"J3": "290.5"})
    assert codes(book) == [("TYP-008", "Submission!J3")]
    off = replace(SETTINGS, rules={"TYP-008": RuleChoice(on=False, who="ana", why="estimates")})
    assert codes(book, settings=off) == []
    error = replace(SETTINGS, rules={"TYP-008": RuleChoice(severity="error", who="ana", why="estimates")})
    assert [f.severity for f in stories.judged(book, settings=error)] == [Severity.ERROR]


def test_equal_neighbours_become_one_range_and_repairs_stay_apart():
    assert codes(story({f"J{row}": "(empty)" for row in (11, 12, 13, 16)})) == [
        ("MIS-001", "Submission!J11:J13"),
        ("MIS-001", "Submission!J16"),
    ]
    (three, _) = stories.judged(story({f"J{row}": "'–" for row in (11, 12, 13)} | {"J16": "(empty)"}))
    assert three.message.startswith("Submission!J11:J13 (3 cells) hold “–”")
    assert codes(story({"O11": "NA", "O12": "NA"})) == [("TGT-009", "Submission!O11"), ("TGT-009", "Submission!O12")]


def test_what_follows_from_a_cause_is_not_said():
    assert codes(story({"J4": "3120700"})) == [("UNT-001", "Submission!J4")]
    assert codes(story({"J6": "7.4"})) == [("UNT-001", "Submission!J6")]


def test_an_explanation_answers_a_query_and_never_an_error():
    why = "'Twelve lots were counted half because two boroughs share them."
    (query,) = stories.judged(story({"J3": "290.5", "P3": why}))
    assert (query.rule, query.explained) == ("TYP-008", True)
    (error,) = stories.judged(story({"J3": "'290", "P3": why}))
    assert (error.rule, error.explained) == ("TYP-001", False)


def test_a_finding_is_whole():
    (finding,) = stories.judged(story({"J13": "' 80,115 '"}))
    told = finding.as_dict()
    assert told["repair"] == {"old": " 80,115 ", "new": 80115.0, "why": "the same figure, as a number"}
    assert (told["indicator"], told["column"], told["found"]) == ("dox-payout", "FY26 actual", "“·80,115·”")
    assert finding.remedy.startswith("Type $80,115 as a number")


def test_findings_come_in_the_order_of_sheets_rows_and_columns():
    found = stories.judged(story({"O16": "NA", "J16": "'x y", "J3": "TRUE", "G11": "9"}))
    assert [f.place for f in found] == ["Submission!J3", "Submission!G11", "Submission!J16", "Submission!O16"]


def test_nothing_known_of_the_past_is_no_fault_of_the_agency():
    book = stories.clean_book()
    submission = submission_form.read(book, CHAPTER, MMR)
    assert {f.rule for f in judge(book, submission, Past(), SETTINGS)} == {"OUT-006"}
    assert judge(book, submission, PAST, SETTINGS) == ()


def test_costs_are_counted_by_rule_and_a_rule_can_be_asked_alone():
    costs: dict[str, Cost] = {}
    book = story({"J3": "290.5", "J16": "(empty)"})
    stories.judged(book, costs=costs)
    assert costs["TYP-008"].spots == 1
    assert costs["XIN-001"].calls == 1
    assert all(cost.seconds >= 0 for cost in costs.values())
    assert codes(book, only=["MIS-001"]) == [("MIS-001", "Submission!J16")]


def test_loading_every_rule_loads_little_else_and_reads_no_page():
    ask = textwrap.dedent("""
        import importlib.abc, pmr_xl.analysis.variance, pmr_xl.model.submission, re, decimal, math, datetime, sys
        before, opened = set(sys.modules), []
        sys.addaudithook(lambda event, told: opened.append(str(told[0])) if event == "open" else None)
        import pmr_xl.rules
        print(len(pmr_xl.rules.rulebook()), sum(name.endswith(".md") for name in opened))
        print(*{name.partition(".")[0] for name in set(sys.modules) - before})
    """)
    counted, loaded = subprocess.check_output([sys.executable, "-c", ask], text=True).splitlines()
    assert counted.split() == [str(len(rulebook())), "0"]
    assert set(loaded.split()) <= {"pmr_xl", "gc", "importlib", "pkgutil", "unicodedata", "zipimport"}


def test_every_finding_of_every_page_says_its_place():
    typed = {"J3": "TRUE", "M4": "'Lagged", "D5": "'tons", "O16": "'?"}
    for finding in at_least_one(stories.judged(story(typed))):
        assert re.search(r"Submission![A-Z]+\d+", finding.message)
