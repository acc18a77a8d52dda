"""Planted slips: each is found on its cell by the right rule, and nothing else is said about those rows."""

import pytest
import stories

PLANTED = {
    "a thousand times": ({"J8": "3120700"}, "UNT-001", "J8"),
    "percent as fraction": ({"J14": "0.987 {General}"}, "UNT-002", "J14"),
    "transposed digits": ({"J16": "754"}, "OUT-001", "J16"),
    "10:55 as hours": ({"J12": "10:55:00"}, "TYP-004", "J12"),
    "text number": ({"J17": "'80,115"}, "TYP-001", "J17"),
    "part without whole": ({"J10": "790"}, "ARI-002", "J9"),
    "past value typed over": ({"I15": "4.6"}, "REV-001", "I15"),
    "NA without reason": ({"J20": "NA"}, "MIS-001", "J20"),
    "boilerplate explanation": ({"J7": "520", "N7": "'As expected."}, "NAR-002", "N7"),
    "formula without result": ({"J20": "=SUM(Z1:Z9)"}, "FIL-005", "J20"),
    "error value": ({"J20": "#REF!"}, "TYP-002", "J20"),
    "invisible characters": ({"J16": "'574\\u200b"}, "TYP-011", "J16"),
    "zero for missing": ({"J21": "0"}, "MIS-004", "J21"),
    "arrow the wrong way": ({"M8": "↑"}, "TGT-005", "M8"),
    "a negative amount": ({"J16": "-574"}, "RNG-002", "J16"),
}
MOVED = {
    "lost row": ("delete Submission 15", "", "STR-005", "A15"),
    "blank row put in": ("insert Submission 15", "", "STR-010", "A15"),
    "hidden row": ("hide row Submission 15", "", "STR-006", "A15"),
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
    found = stories.findings([[("Submission", "cell", "value"), ("", "A16", "'dox-days")]])
    assert [(f.rule, f.place) for f in found] == [("IDN-002", "Submission!A16")]


def test_all_slips_together_are_each_found():
    cells = {at: value for cells, *_ in PLANTED.values() for at, value in cells.items() if at not in ("J20", "J16")}
    found = stories.findings([[("Submission", "cell", "value"), *(("", at, value) for at, value in cells.items())]])
    expected = {(rule, place) for cells, rule, place in PLANTED.values() if not cells.keys() & {"J20", "J16"}}
    assert {(f.rule, f.where.address) for f in found} == expected
