"""Planted slips: each is found on its cell by the right rule, and nothing else is said about those rows."""

import pytest
import stories

PLANTED = {
    "a thousand times": ({"J4": "3120700"}, "UNT-001", "J4"),
    "percent as fraction": ({"J10": "0.987 {General}"}, "UNT-002", "J10"),
    "transposed digits": ({"J12": "754"}, "OUT-001", "J12"),
    "10:55 as hours": ({"J8": "10:55:00"}, "TYP-004", "J8"),
    "text number": ({"J13": "'80,115"}, "TYP-001", "J13"),
    "part without whole": ({"J6": "790"}, "ARI-002", "J5"),
    "past value typed over": ({"I11": "4.6"}, "REV-001", "I11"),
    "NA without reason": ({"J16": "NA"}, "MIS-001", "J16"),
    "boilerplate explanation": ({"J3": "520", "P3": "'As expected."}, "NAR-002", "P3"),
    "formula without result": ({"J16": "=SUM(Z1:Z9)"}, "FIL-005", "J16"),
    "error value": ({"J16": "#REF!"}, "TYP-002", "J16"),
    "invisible characters": ({"J12": "'574\\u200b"}, "TYP-011", "J12"),
    "zero for missing": ({"J17": "0"}, "MIS-004", "J17"),
    "arrow the wrong way": ({"O4": "↑"}, "TGT-005", "O4"),
    "a negative amount": ({"J12": "-574"}, "RNG-002", "J12"),
}
MOVED = {
    "lost row": ("delete Submission 11", "", "STR-005", "A11"),
    "blank row put in": ("insert Submission 11", "", "STR-010", "A11"),
    "hidden row": ("hide row Submission 11", "", "STR-006", "A11"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_slip_is_found_on_its_cell_and_nothing_else(name):
    cells, rule, place = PLANTED[name]
    found = stories.findings([[("Submission", "cell", "value"), *(("", at, value) for at, value in cells.items())]])
    assert [(f.rule, f.where.address) for f in found] == [(rule, place)], [f.message for f in found]


@pytest.mark.parametrize("name", MOVED)
def test_a_slip_of_rows_is_found_and_nothing_else(name):
    change, to, rule, place = MOVED[name]
    found = stories.findings([[("Book", "change", "to"), ("", change, to)]])
    assert [(f.rule, f.where.address) for f in found] == [(rule, place)], [f.message for f in found]


def test_a_repeated_id_is_found_once():
    found = stories.findings([[("Submission", "cell", "value"), ("", "A12", "'dox-days")]])
    assert [(f.rule, f.place) for f in found] == [("IDN-002", "Submission!A12")]


def test_all_slips_together_are_each_found():
    cells = {at: value for cells, *_ in PLANTED.values() for at, value in cells.items() if at not in ("J16", "J12")}
    found = stories.findings([[("Submission", "cell", "value"), *(("", at, value) for at, value in cells.items())]])
    expected = {(rule, place) for cells, rule, place in PLANTED.values() if not cells.keys() & {"J16", "J12"}}
    assert {(f.rule, f.where.address) for f in found} == expected
