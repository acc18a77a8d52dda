"""From hits to findings: none lost behind another, each row's explanation its own, and what stops the rest."""

from dataclasses import replace
from datetime import date

import pytest
import stories
from example import SETTINGS
from published import agencies

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Severity
from pmr_xl.model.office_settings import RuleChoice, Waiver
from pmr_xl.rules import judge
from pmr_xl.rules.engine.calls import Hit
from pmr_xl.rules.engine.declaration import Spot
from pmr_xl.rules.engine.fold import causes_only
from pmr_xl.rules.engine.message import LONGEST_NAME, short
from pmr_xl.rules.engine.registry import rulebook
from pmr_xl.rules.engine.row.laid import LABELS

SHEET = "Submission"


def judged(*table, settings=SETTINGS, **more):
    return stories.judged(stories.told([list(table)])[0], settings=settings, **more)


def test_an_explanation_is_one_rows_own():
    """Two neighbours NA for the same reason, one of them explained: the other is still asked."""
    why = "Only 12 of 14 boroughs reported, because their systems were replaced."
    found = judged(
        (SHEET, "id", "FY26 actual", "If NA: reason", "Explanation"),
        ("", "dox-lots-cleaned", "NA", "'Lagged'", f"'{why}'"),
        ("", "dox-tons", "NA", "'Lagged'", "(empty)"),
    )
    asked = {(one.rule, one.place, one.explained) for one in found if one.rule == "MIS-002"}
    assert {(place, explained) for _, place, explained in asked} == {("Submission!J3", True), ("Submission!J4", False)}


def hit(code, cell, *about, yields_to=()):
    row = int(cell[1:])
    rule = replace(next(iter(rulebook().values())), code=code, yields_to=yields_to, beta=False)
    cells = tuple(CellRef(SHEET, int(one[1:]), 10) for one in about or (cell,))
    return Hit(rule, Spot(CellRef(SHEET, row, 10), about=cells, found=code), None)


def told(*hits):
    return [one.rule.code for one in causes_only(hits, lambda _: Severity.ERROR)]


def test_what_follows_from_something_that_is_not_told_is_told():
    """C stands behind B, B behind A: B is silent, so C has nothing to stand behind."""
    first, second = hit("AAA-001", "J5"), hit("BBB-001", "J3", "J3", "J4", "J5", yields_to=("AAA-001",))
    third = hit("CCC-001", "J4", yields_to=("BBB-001",))
    assert told(first, second, third) == ["AAA-001", "CCC-001"]
    assert told(third, second, first) == ["CCC-001", "AAA-001"]
    assert told(second, third) == ["BBB-001"]


def test_two_that_yield_to_each_other_are_not_both_lost():
    one, other = hit("AAA-001", "J5", yields_to=("BBB-001",)), hit("BBB-001", "J5", yields_to=("AAA-001",))
    assert len(told(one, other)) == 1


@pytest.mark.parametrize(("severity", "others"), [("error", False), ("query", True), ("info", True)])
def test_a_rule_that_stops_the_rest_does_so_only_as_an_error(severity, others):
    settings = replace(
        SETTINGS, rules={"IDN-001": RuleChoice(severity=severity, who="A. Diaz", why="forms are renamed")}
    )
    table = [
        ("Submission", "cell", "value"),
        ("", "J3", "'290"),
    ]
    about = [("About", "cell", "value"), ("", "B9", "'DSNY")]
    book = stories.told([table, about])[0]
    found = {one.rule: one for one in stories.judged(book, settings=settings)}
    assert found["IDN-001"].stops is not others
    assert ("TYP-001" in found) is others


def test_without_the_column_of_actuals_the_other_rules_go_on():
    """Where the office makes less than an error of a lost heading, no rule breaks on the column that is not there."""
    settings = replace(SETTINGS, rules={"STR-004": RuleChoice(severity="info", who="A. Diaz", why="it is read by eye")})
    book = stories.told([[("Submission", "cell", "value"), ("", "J2", "'Ours")]])[0]
    found = stories.judged(book, settings=settings)
    assert {"STR-004", "STR-011"} <= {one.rule for one in found}


def test_a_waiver_says_it_has_ended_only_where_the_day_is_known():
    waiver = Waiver("TYP-008", "halves are counted", "Ana Diaz", date(2027, 6, 30), indicator="dox-lots-cleaned")
    settings = replace(SETTINGS, waivers=(waiver,))
    table = [("Submission", "cell", "value"), ("", "J3", "290.5")]
    (found,) = stories.judged(stories.told([table])[0], settings=settings)
    assert "waiver" not in found.remedy.casefold()
    (found,) = stories.judged(stories.told([table])[0], settings=settings, today=date(2027, 7, 1))
    assert "A waiver ended" in found.remedy


@pytest.mark.parametrize(("number", "truth"), [(1.0, True), (0.0, False)])
def test_truth_values_are_not_taken_for_the_numbers_they_equal(number, truth):
    """TRUE where 1 was published, FALSE where 0 is the target in force, are seen."""
    seen = 0
    for filled in agencies():
        keys = [*LABELS, *(period.code for period in filled.submission.edition.history), Ask.TARGET]
        changes = {
            (entry.line.id, key): entry[key].cell._replace(value=truth)
            for entry in filled.submission.entries
            for key in (*keys, Ask.NEXT_TARGET)
            if entry[key].cell is not None and entry[key].cell.value == number
        }
        typed = filled.typed(changes)
        places = {typed.submission.by_id[name][key].where for name, key in changes}
        judge(filled.book, filled.submission, filled.past, SETTINGS)  # so that the numbers have been met
        found = judge(typed.book, typed.submission, filled.past, SETTINGS)
        cells = {
            one.where._replace(row=row) for one in found for row in range(one.where.row, (one.to or one.where).row + 1)
        }
        assert places <= cells
        seen += len(places)
    assert seen


def test_what_a_changed_schema_explains_says_so_and_names_no_id_that_stands_already():
    strange = [(SHEET, "cell", "value"), ("", "A4", "'dox-lots-cleaned-2")]
    since = [("Office", "schema", "hash"), ("", "4567abcd", "")]
    told = stories.told([strange])
    (found,) = [one for one in stories.judged(told[0], past=told.past) if one.rule == "IDN-006"]
    assert "has changed since" not in found.remedy
    assert found.expected != "dox-lots-cleaned"  # it has its row
    told = stories.told([strange, since])
    (found,) = [one for one in stories.judged(told[0], past=told.past) if one.rule == "IDN-006"]
    assert "has changed since" in found.remedy


@pytest.mark.parametrize(
    ("figure", "rule", "expected"), [("520", "OUT-002", "152 or less"), ("160", "TGT-006", "270 or more")]
)
def test_where_history_and_target_part_no_range_is_expected_that_no_figure_is_in(figure, rule, expected):
    """The target of 300 asks for 270 and more, the history that ends with 101 for 152 and less."""
    past = [["Record", "id", "FY22", "FY23", "FY24", "FY25"], ["", "dox-lots-cleaned", "1652", "1440", "534", "101"]]
    typed = [[SHEET, "id", "FY26 actual"], ["", "dox-lots-cleaned", figure]]
    (found,) = stories.findings([past, typed])
    assert (found.rule, found.expected) == (rule, expected)
    assert "From" not in found.message


def test_a_long_name_is_cut_between_two_words():
    names = [line.indicator.name for filled in agencies() for line in filled.chapter.lines]
    long = [name for name in names if len(name) > LONGEST_NAME]
    assert len(long) > 100
    for name in long:
        begun = short(name).removesuffix(" …")
        assert len(short(name)) <= LONGEST_NAME
        assert name.startswith(begun)
        assert begun[-1] not in " -–—,;:(["
        assert not name[len(begun)].isalnum(), "no word is broken"
    assert short("Lots cleaned citywide") == "Lots cleaned citywide"
    assert short("a" * 90) == f"{'a' * 59}…", "but one very long word is"
