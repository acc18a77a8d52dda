"""What went wrong for a whole column is told once, by its cause, on forms filled as agencies fill them."""

import json
from collections.abc import Callable

import pytest
from forms_of_all import blank_and_filled, told_here
from typed_form import FIRST, LAST, ROWS, Sheet, TypedForm


@pytest.fixture(scope="module")
def told(made, tmp_path_factory) -> TypedForm:
    return TypedForm(made, tmp_path_factory.mktemp("one_cause"))


def test_the_form_itself_asks_nothing(told):
    assert told(lambda _: None) == []


COLUMNS = {
    "ids emptied": (lambda s: s.fill_down("A", None), "STR-010", "A3", "58 of 58 rows of the table have no id"),
    "the first half of the ids emptied": (lambda s: s.put("A", [None] * 29), "STR-010", "A3", "29 of 58 rows"),
    "the last ids emptied": (lambda s: s.put("A", [None] * 29, 32), "STR-010", "A32", "29 of 58 rows"),
    "the first id filled down": (lambda s: s.fill_down("A", s.page["A3"].value), "IDN-002", "A4", "57 of 58 rows"),
    "names of one's own": (
        lambda s: s.put("C", [f"Our indicator {n}" for n in range(ROWS)]),
        "IDN-003",
        "C3",
        "58 of 58 names under “Indicator” are not those of their ids",
    ),
    "names sorted by themselves": (lambda s: s.put("C", sorted(s.column("C"))), "IDN-003", "C3", "54 of 58 names"),
    "names emptied": (lambda s: s.fill_down("C", None), "STR-022", "C2", "58 of 58 names under “Indicator” are gone"),
    "one unit filled down": (lambda s: s.fill_down("D", "Number"), "IDN-004", "D6", "under “Unit”"),
    "units emptied": (lambda s: s.fill_down("D", None), "STR-022", "D2", "58 of 58 units under “Unit” are gone"),
    "one direction filled down": (lambda s: s.fill_down("E", "up"), "IDN-004", "E3", "45 of 58 cells under “Want”"),
    "goals of one's own": (lambda s: s.fill_down("B", "Goal 1"), "IDN-010", "B3", "58 of 58 cells under “Goal”"),
    "footnote marks everywhere": (
        lambda s: s.put("J", [f"{one}*" if isinstance(one, (int, float)) else one for one in s.column("J")]),
        "TYP-003",
        "J3",
        "52 of 58 cells under “FY26 actual” hold words, marks or decimal commas where figures belong",
    ),
    "a percent format everywhere": (
        lambda s: [setattr(s.page[f"J{row}"], "number_format", "0%") for row in range(FIRST, LAST + 1)],
        "TYP-017",
        "J3",
        "41 of 58 cells under “FY26 actual” show another figure than they store",
    ),
    "one number filled down": (
        lambda s: s.put("J", [2026 if isinstance(one, (int, float)) else one for one in s.column("J")]),
        "XPR-008",
        "J2",
        "52 of 52 figures are the same number, 2,026",
    ),
    "fifteen rows deleted together": (
        lambda s: s.page.delete_rows(10, 15),
        "STR-005",
        "A10",
        "the rows of 15 indicators, “Graffiti service requests received”",
    ),
    "notes right below the table": (
        lambda s: s.put("A", ["Notes:", "* preliminary", "(1) without May"], LAST + 1),
        "STR-008",
        "A61",
        "holds “Notes:” and 2 more cells, outside the table",
    ),
    "a formula to another file filled down": (
        lambda s: s.put("J", [f"='[Ours.xlsx]Sheet 1'!B{row}" for row in range(FIRST, LAST + 1)]),
        "FIL-005",
        "J3",
        "58 of 58 cells under “FY26 actual” hold formulas without a saved result",
    ),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_is_told_once_with_its_count_and_remedy(told, name):
    change, rule, cell, words = COLUMNS[name]
    (found,) = told(change)
    assert (found["rule"], found["cell"]) == (rule, cell), found
    assert words in found["message"]
    assert found["remedy"]


def moved(letters: str, by: int) -> Callable[[Sheet], None]:
    """What stands in the columns, so many rows lower; what leaves the table is written below it, as Excel does."""

    def change(sheet: Sheet) -> None:
        for letter in letters:
            values = sheet.column(letter)
            sheet.fill_down(letter, None)
            sheet.put(letter, values if by > 0 else values[-by:], FIRST + max(by, 0))

    return change


def carried(source: str, target: str) -> Callable[[Sheet], None]:
    """A column of figures put into another one."""

    def change(sheet: Sheet) -> None:
        sheet.put(target, sheet.column(source))
        sheet.fill_down(source, None)

    return change


def one_column_left(sheet: Sheet) -> None:
    """The published years and the actuals pasted one column too far to the left."""
    for target, source in ("FG", "GH", "HI", "IJ"):
        sheet.put(target, sheet.column(source))
    sheet.fill_down("J", None)


def one_column_right(sheet: Sheet) -> None:
    """The published years pasted one column too far to the right, over the actuals."""
    for target, source in ("JI", "IH", "HG", "GF"):
        sheet.put(target, sheet.column(source))


def by_size(sheet: Sheet) -> None:
    values = [one for one in sheet.column("J") if one is not None]
    sheet.put("J", sorted(values, key=lambda one: (isinstance(one, str), one)))


def by_name(sheet: Sheet) -> None:
    pairs = sorted(zip(sheet.column("C"), sheet.column("J"), strict=True))
    sheet.put("J", [figure for _, figure in pairs])


CAUSES = {
    "actuals one row lower": (moved("J", 1), "XPR-002", "J4", "stand one row lower than their indicators"),
    "actuals one row higher": (moved("J", -1), "XPR-002", "J3", "stand one row higher than their indicators"),
    "actuals two rows lower": (moved("J", 2), "XPR-002", "J5", "stand 2 rows lower than their indicators"),
    "all that is typed one row lower": (moved("JMOP", 1), "XPR-002", "J4", "stand one row lower"),
    "all that is typed one row higher": (moved("JMOP", -1), "XPR-002", "J3", "stand one row higher"),
    "actuals under last year": (carried("J", "I"), "XPR-006", "J2", "stand under “FY25”"),
    "actuals under the status": (carried("J", "K"), "XPR-006", "J2", "stand under “Status”"),
    "actuals under the reasons": (carried("J", "M"), "XPR-006", "J2", "stand under “If NA: reason”"),
    "actuals under the proposed targets": (carried("J", "O"), "XPR-006", "J2", "stand under “Proposed target FY27”"),
    "actuals beside the table": (carried("J", "R"), "XPR-006", "J2", "in column R, which is none of the form’s"),
    "all figures one column to the left": (
        one_column_left,
        "XPR-006",
        "J2",
        "the published years stand one column to the left of theirs too",
    ),
    "actuals sorted by size": (by_size, "XPR-007", "J2", "stand by their size"),
    "actuals from a list by name": (by_name, "XPR-007", "J2", "names were sorted"),
    "ids one row lower": (moved("A", 1), "IDN-011", "A2", "the ids were moved or sorted alone"),
    "ids sorted": (lambda s: s.put("A", sorted(s.column("A"))), "IDN-011", "A2", "the ids were moved"),
    "figures sorted without ids and names": (
        lambda s: [s.put(letter, s.column(letter)[::-1]) for letter in "FGHIJMNOP"],
        "IDN-011",
        "F2",
        "the figures were moved or sorted alone",
    ),
}


@pytest.mark.parametrize("name", CAUSES)
def test_figures_in_other_rows_or_columns_are_told_by_their_cause_alone(told, name):
    change, rule, cell, words = CAUSES[name]
    found = told(change)
    assert (found[0]["rule"], found[0]["cell"]) == (rule, cell), found
    assert words in found[0]["message"]
    errors = [one["rule"] for one in found if one["severity"] == "error"]
    assert errors == [rule], errors
    assert len(found) <= 2, found  # beside it at most what is said of explanations


def test_figures_one_column_to_the_right_are_last_years_column_again(told):
    errors = [one for one in told(one_column_right) if one["severity"] == "error"]
    assert [one["rule"] for one in errors] == ["XPR-001"]
    assert "the published years stand one column to the right of theirs too" in errors[0]["message"]


def test_an_earlier_years_column_is_told_as_that(told):
    found = told(lambda sheet: sheet.put("J", sheet.column("H")))
    assert [(one["rule"], one["cell"]) for one in found if one["severity"] == "error"][:1] == [("XPR-001", "J2")]
    assert "figures are exactly those of FY24" in found[0]["message"]


def test_a_form_not_begun_is_no_column_elsewhere(told):
    rules = {one["rule"] for one in told(lambda sheet: sheet.fill_down("J", None))}
    assert "MIS-001" in rules
    assert not rules & {"XPR-002", "XPR-006", "XPR-007"}


def test_published_years_typed_over_are_one_error_a_column(told):
    def rounded(sheet: Sheet) -> None:
        for letter in "GHI":
            values = [float(f"{one:.2g}") if isinstance(one, (int, float)) else one for one in sheet.column(letter)]
            sheet.put(letter, values)

    errors = [one for one in told(rounded) if one["severity"] == "error"]
    assert [(one["rule"], one["cell"][0]) for one in errors] == [("REV-001", "G"), ("REV-001", "H"), ("REV-001", "I")]
    assert "(rows 3-" in errors[0]["message"], "which rows, where they do not follow each other"


@pytest.mark.parametrize("column", "BCDEFGHIKLMNOP")
def test_a_heading_that_is_lost_is_all_that_is_told(told, column):
    """Explanations name last year's figure and the current target, which are known all the same."""

    def renamed(sheet: Sheet) -> None:
        sheet.page[f"{column}2"].value = "Ours"

    assert [(one["rule"], one["cell"]) for one in told(renamed)] == [("STR-011", f"{column}2")]


def test_fewer_than_eight_are_each_told(told):
    found = told(lambda sheet: sheet.put("C", [f"Our indicator {n}" for n in range(7)]))
    assert [one["cell"] for one in found if one["rule"] == "IDN-003"] == [f"C{row}" for row in range(3, 10)]


@pytest.mark.season
def test_no_agencys_real_figures_look_moved(tmp_path):
    """Every agency's form of fiscal 2026 with the figures as printed; the small case is the form above."""
    blanks, filled = blank_and_filled(tmp_path)
    assert len(filled) == len(blanks) >= 45
    told = {
        path.name: {one["rule"] for one in json.loads(text)["findings"]}
        for path, text in zip(filled, told_here(filled), strict=True)
    }
    causes = {"XPR-001", "XPR-002", "XPR-006", "XPR-007", "IDN-011", "STR-022"}
    assert {name: rules & causes for name, rules in told.items() if rules & causes} == {}
