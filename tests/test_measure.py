"""Figures are read and printed exactly as the report prints them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from at_least_one import at_least_one
from hypothesis import given
from hypothesis import strategies as st

from pmr_xl.model.measure import Measure, MeasureError, Sign, Unit, from_float, round_half_away, without_quoted

units = st.sampled_from(Unit)
decimals = st.integers(0, 3)


@st.composite
def measures_and_figures(draw):
    """A measure and a figure at its published precision; ratios are never negative."""
    unit = draw(units)
    measure = Measure(unit, 0 if unit.is_duration else draw(decimals))
    low = 0 if unit is Unit.RATIO else -(10**9)
    whole = Decimal(draw(st.integers(low, 10**9)))
    if unit is Unit.HOURS_MINUTES:
        return measure, whole * 60
    return measure, whole if unit.is_duration else whole.scaleb(-measure.decimals)


@given(measures_and_figures())
def test_reading_is_the_inverse_of_printing(case):
    measure, figure = case
    assert measure.parse(measure.show(figure)) == figure


@given(measures_and_figures())
def test_printing_what_was_read_gives_the_same_text(case):
    measure, figure = case
    text = measure.show(figure)
    assert measure.show(measure.parse(text)) == text


@given(units, decimals, st.sampled_from(Sign))
def test_signs_print_and_read_in_every_unit(unit, places, sign):
    measure = Measure(unit, places)
    assert measure.parse(measure.show(sign)) is sign


@given(measures_and_figures())
def test_a_cell_gives_back_what_was_put_into_it(case):
    measure, figure = case
    assert measure.from_cell(measure.to_cell(figure), measure.number_format) == figure


@given(st.decimals(-(10**9), 10**9, places=6), decimals)
def test_halves_are_rounded_away_from_zero(value, places):
    exact = Fraction(value) * 10**places
    nearest = int(abs(exact) + Fraction(1, 2)) * (1 if exact >= 0 else -1)  # int() cuts: floor of what is not negative
    assert Fraction(round_half_away(value, places)) * 10**places == nearest


@pytest.mark.parametrize(
    ("value", "places", "printed"), [("1.005", 2, "1.01"), ("-0.5", 0, "-1"), ("2.5", 0, "3"), ("0.125", 2, "0.13")]
)
def test_rounding_is_excels_not_the_banks(value, places, printed):
    assert round_half_away(Decimal(value), places) == Decimal(printed)


@pytest.mark.parametrize(
    ("unit", "places", "figure", "printed"),
    [
        (Unit.NUMBER, 0, "119748", "119,748"),
        (Unit.NUMBER, 1, "7.84", "7.8"),
        (Unit.PERCENT, 1, "63.15", "63.2%"),
        (Unit.DOLLARS, 0, "1234", "$1,234"),
        (Unit.DOLLARS_MILLIONS, 1, "2361.1", "$2,361.1"),
        (Unit.DOLLARS_MILLIONS, 1, "-0.3", "-$0.3"),
        (Unit.THOUSANDS, 1, "10744.1", "10,744.1"),
        (Unit.MINUTES_SECONDS, 0, "553", "9:13"),
        (Unit.MINUTES_SECONDS, 0, "4080", "68:00"),
        (Unit.HOURS_MINUTES, 0, "9690", "2:42"),  # 2 h 41 min 30 s
        (Unit.RATIO, 0, "25", "25:1"),
        (Unit.DAYS, 1, "4.25", "4.3"),
        (Unit.NUMBER, 0, "-0.4", "0"),
        (Unit.PERCENT, 1, "-0.04", "0.0%"),
        (Unit.MINUTES_SECONDS, 0, "-45", "-0:45"),
    ],
)
def test_as_the_report_prints_it(unit, places, figure, printed):
    assert Measure(unit, places).show(Decimal(figure)) == printed


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        (Unit.MINUTES_SECONDS, "90:60"),
        (Unit.MINUTES_SECONDS, "9.13"),
        (Unit.MINUTES_SECONDS, "9:1"),
        (Unit.HOURS_MINUTES, "0:10:17"),
        (Unit.NUMBER, "1,23"),
        (Unit.NUMBER, "12%"),
        (Unit.NUMBER, "$12"),
        (Unit.NUMBER, "30,1"),
        (Unit.NUMBER, ""),
        (Unit.NUMBER, "n/a"),
        (Unit.NUMBER, "١٢"),  # digits, but not the report's
        (Unit.RATIO, "25:2"),
    ],
)
def test_what_is_no_figure_is_refused_with_an_example(unit, text):
    with pytest.raises(MeasureError, match=r"“|colon"):
        Measure(unit).parse(text)


def test_the_second_after_the_colon_is_named():
    with pytest.raises(MeasureError, match="60 seconds; the part after the colon is 00 to 59"):
        Measure(Unit.MINUTES_SECONDS).parse("90:60")


@pytest.mark.parametrize("shape", ["{}", "{}:10", "{}:1", "${}", "{}%", "-{}", "1.{}", "{}:{}", "1,{}"])
@pytest.mark.parametrize("unit", Unit)
def test_more_digits_than_any_cell_holds_are_no_figure(unit, shape):
    with pytest.raises(MeasureError, match="signs is not a figure in ") as told:
        Measure(unit).parse(shape.replace("{}", "9" * 5000))
    assert len(str(told.value)) < 120


@given(units, st.integers(280, 297))
def test_whatever_is_read_can_be_shown_and_put_into_a_cell(unit, digits):
    text = "9" * digits + (":10" if unit.is_duration else "")
    measure = Measure(unit, 0 if unit.is_duration else 2)
    figure = measure.parse(text)
    assert measure.show(figure)
    assert measure.to_cell(figure) < float("inf")


def test_an_absent_figure_prints_as_nothing():
    assert Measure(Unit.NUMBER).show(None) == ""


@given(units, decimals)
def test_the_example_is_a_figure_of_its_unit(unit, places):
    measure = Measure(unit, 0 if unit.is_duration else places)
    assert isinstance(measure.parse(measure.example), Decimal)


def test_a_percentage_is_read_as_the_cell_shows_it():
    percent = Measure(Unit.PERCENT, 1)
    assert percent.from_cell(0.632, "0.0%") == Decimal("63.2")
    assert percent.from_cell(63.2, "0.0") == Decimal("63.2")
    assert percent.from_cell(63.2, '0.0"%"') == Decimal("63.2")
    assert without_quoted('0.0"%"') == "0.0"


@given(st.decimals(-(10**7), 10**7, places=4))
def test_a_cells_number_is_the_decimal_its_author_typed(value):
    assert from_float(float(value)) == value


@pytest.mark.parametrize("number", [1.2e45, 1e60, -1.7e308, 5e-324])
def test_whatever_number_a_cell_holds_can_be_read_and_shown(number):
    for unit in at_least_one(Unit):
        measure = Measure(unit, 2)
        assert measure.show(measure.from_cell(number, measure.number_format))
