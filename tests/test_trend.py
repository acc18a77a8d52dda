"""The five-year trend: the rule, its edges and its symmetries."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmr_xl.analysis.trend import Trend, trend
from pmr_xl.model.measure import Sign

figures = st.lists(st.decimals(-(10**6), 10**6, places=2), min_size=5, max_size=5)
OPPOSITE = {Trend.UP: Trend.DOWN, Trend.DOWN: Trend.UP, Trend.NEUTRAL: Trend.NEUTRAL}


def line_through(values):
    """Start and end of the least-squares line at x = 0 and 4, in exact fractions."""
    exact = [Fraction(value) for value in values]
    mean = sum(exact) / 5
    slope = sum((x - 2) * y for x, y in enumerate(exact)) / 10
    return mean - 2 * slope, mean + 2 * slope


def tens(*numbers):
    return [Decimal(str(number)) for number in numbers]


@given(figures)
def test_it_is_the_least_squares_line(values):
    start, end = line_through(values)
    if start:
        share = (end - start) / abs(start)
        wanted = Trend.UP if share > Fraction(1, 10) else Trend.DOWN if share < -Fraction(1, 10) else Trend.NEUTRAL
    else:
        wanted = Trend.NEUTRAL if end == 0 else Trend.UP if end > 0 else Trend.DOWN
    assert trend(values) is wanted


@given(figures, st.integers(1, 10**6))
def test_the_unit_does_not_matter(values, scale):
    assert trend([value * scale for value in values]) is trend(values)


@given(figures)
def test_turned_upside_down_it_is_the_opposite(values):
    assert trend([-value for value in values]) is OPPOSITE[trend(values)]


@pytest.mark.parametrize(
    ("values", "printed"),
    [
        (tens(100, 102.5, 105, 107.5, 110), "Neutral"),  # exactly ten percent
        (tens(100, 102.5, 105, 107.5, "110.01"), "Up"),
        (tens(100, 97.5, 95, 92.5, 90), "Neutral"),
        (tens(100, 97.5, 95, 92.5, 89), "Down"),
        (tens(0, 0, 0, 0, 0), "Neutral"),
        (tens(0, 1, 2, 3, 4), "Up"),  # from nothing upwards: the sign of the end
        (tens(0, -1, -2, -3, -4), "Down"),
        (tens(16, 17, 18, 19, 20), "Up"),
    ],
)
def test_edges(values, printed):
    assert str(trend(values)) == printed


@given(figures, st.integers(0, 4), st.sampled_from([None, *Sign]))
def test_without_all_five_figures_there_is_none(values, place, gap):
    broken = [*values[:place], gap, *values[place + 1 :]]
    assert trend(broken) is Trend.NOT_AVAILABLE


@given(figures)
def test_four_or_six_years_are_not_five(values):
    assert trend(values[:4]) is trend([*values, Decimal(1)]) is Trend.NOT_AVAILABLE
