"""Numbers that no office can mean are told by their size; those that print as nothing, as what they are."""

from decimal import Decimal

import pytest
from typed_form import Sheet, TypedForm

from pmr_xl.model.measure import Measure, Unit, from_float
from pmr_xl.model.numbers.written_out import written_out
from pmr_xl.rules.engine.message import with_all_decimals


@pytest.fixture(scope="module")
def told(made, tmp_path_factory) -> TypedForm:
    return TypedForm(made, tmp_path_factory.mktemp("numbers"))


def typed(cell: str, value: float):
    """A figure, and no explanation beside it."""

    def change(sheet: Sheet) -> None:
        sheet.page[cell].value, sheet.page[f"P{cell[1:]}"].value = value, None

    return change


HUGE = {
    ("J5", 1e300): "is 1E+300, +7.92E+296% against 126,247 last year",
    ("J5", -1e300): "is -1E+300; nothing below 0",
    ("J5", 1.23456e17): "is 1.23E+17, +97789254398024.3% against",
    ("J23", 1e300): "is 1E+302%; a percentage here is",
    ("O3", 1e300): "is 1E+300, 4E+296 times the current target, 2,500",
    ("I7", 1e300): "shows 1E+300 for FY25; published was 13,188",
    ("N3", -1e300): "shows -1E+300; the current target is 2,500",
}
SMALL = {
    ("J5", -1e-300): "is -1E-300 (printed as 0); nothing below 0 can be counted here",
    ("J5", -0.4): "is -0.4 (printed as 0); nothing below 0 can be counted here",
    ("J23", -1e-7): "is -0.00001% (printed as 0.0%); a percentage here is from 0% to 100.0%",
    ("J22", -0.04): "is -0.04 (printed as 0.0); nothing below 0",
}


@pytest.mark.parametrize(("cell", "value"), [*HUGE, *SMALL])
def test_a_number_is_told_in_few_signs(told, cell, value):
    found = told(typed(cell, value))
    said = (HUGE | SMALL)[cell, value]
    assert [said in one["message"] for one in found if one["cell"] == cell].count(True) == 1, found
    assert max(len(one["message"] + one["remedy"]) for one in found) < 500


def test_a_restated_figure_is_told_so_too(told):
    def restated(sheet: Sheet) -> None:
        page = sheet.book["Restatements"]
        typed = {
            "A": sheet.page["A5"].value,
            "C": "FY25",
            "E": 1e300,
            "F": "Late data",
            "G": "Twelve reports came late.",
        }
        for letter, value in typed.items():
            page[f"{letter}7"].value = value

    found = told(restated)
    assert any("restated from 126,247 to 1E+300 (+7.92E+296%)" in one["message"] for one in found), found
    assert max(len(one["message"] + one["remedy"]) for one in found) < 500


@pytest.mark.parametrize("unit", Unit)
def test_in_every_unit_the_size_is_short(unit):
    measure = Measure(unit, 1)
    for number in (1e300, -1e300, 1e15, 1.7e16, 1e-300, -1e-9):
        figure = from_float(number)
        assert len(measure.show(figure)) <= 20
        assert len(with_all_decimals(measure, figure)) <= 20 or unit.is_duration


def test_what_every_digit_of_is_kept_is_written_out():
    assert Measure(Unit.NUMBER).show(Decimal(999_999_999_999_999)) == "999,999,999,999,999"
    assert Measure(Unit.DOLLARS).show(Decimal(-(10**15))) == "-$1E+15"
    assert with_all_decimals(Measure(Unit.PERCENT, 1), Decimal("0.025")) == "0.025%"
    assert with_all_decimals(Measure(Unit.HOURS_MINUTES), Decimal(20)) == "20 seconds"
    assert (written_out(Decimal("12.5"), "+.1f"), written_out(Decimal(10) ** 20, "+.1f")) == ("+12.5", "+1E+20")
