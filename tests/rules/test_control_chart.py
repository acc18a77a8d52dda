"""The control chart: what it says, and how often it speaks of real months."""

from collections import Counter
from decimal import Decimal
from itertools import pairwise

import pytest
import replay
from hypothesis import given
from hypothesis import strategies as st

from pmr_xl.analysis import control_chart
from pmr_xl.analysis.control_chart import Chart, Signal, signal_of, signals
from pmr_xl.model.entry import Ask
from pmr_xl.model.fiscal import Period, Span

NOVEMBER = Period(2026, Span.MONTH, 5)
STEADY = [Decimal(one) for one in (100, 102) * 6]  # mean 101, mean moving range 2: limits 95.68 to 106.32


def published(*points):
    """Points as the months before November, the last of them October."""
    return {NOVEMBER.months_back(back): Decimal(one) for back, one in enumerate(reversed(points), start=1)}


def test_limits_are_those_of_individual_values_and_moving_ranges():
    chart = Chart.of(STEADY)
    assert (chart.mean, chart.low, chart.high) == (101, Decimal("95.68"), Decimal("106.32"))
    with pytest.raises(ValueError, match="two points"):
        Chart.of(STEADY[:1])


@pytest.mark.parametrize(
    ("newest", "told"), [("106.33", Signal.ABOVE), ("106.32", None), ("95.68", None), ("95.6", Signal.BELOW)]
)
def test_one_point_outside_the_limits(newest, told):
    assert signals([*STEADY, Decimal(newest)]) == (() if told is None else (told,))
    found = signal_of(NOVEMBER, Decimal(newest), published(*STEADY))
    assert (found and found[0]) == told


def test_eight_in_a_row_on_one_side_of_the_mean():
    low, high = (95, 96, 95, 96, 95), (105, 106, 105, 106, 105, 106, 105)
    assert signals([Decimal(one) for one in (*low, *high, 106)]) == (Signal.RUN_ABOVE,)
    assert signals([Decimal(one) for one in (*high[:5], *low, 96, 95, 96)]) == (Signal.RUN_BELOW,)
    assert signals([Decimal(one) for one in (106, 95, 106, 95, 106, *high, 106)]) == (Signal.RUN_ABOVE,)
    assert signals([Decimal(one) for one in (106, 95, 106, 95, 106, 95, *high)]) == (), "seven"


def test_fewer_than_twelve_before_or_a_gap_among_them_say_nothing():
    assert signal_of(NOVEMBER, Decimal(500), published(*STEADY)) is not None
    assert signal_of(NOVEMBER, Decimal(500), published(*STEADY[1:])) is None
    gap = published(*STEADY, *STEADY)
    del gap[NOVEMBER.months_back(6)]
    assert signal_of(NOVEMBER, Decimal(500), gap) is None
    assert signal_of(NOVEMBER, None, published(*STEADY)) is None


def test_what_every_year_does_is_no_signal():
    """Ice is sold in summer: one month high above the others is nothing where it was so the year before."""
    year = [100, 102, 100, 102, 100, 102, 100, 102, 100, 102, 100, 300]  # December to November
    years = [Decimal(one + place % 5) for place, one in enumerate(year * 3)]
    assert signals([*years[-13:-1], Decimal(301)]) == (Signal.ABOVE,), "the months before alone would speak"
    assert signal_of(NOVEMBER, Decimal(301), published(*years[:-1])) is None
    assert signal_of(NOVEMBER, Decimal(400), published(*years[:-1])) is not None


points = st.lists(st.decimals("0", "10000", places=1), min_size=13, max_size=13)


@given(points)
def test_a_point_inside_the_limits_or_a_series_that_never_varies_is_no_outlier(points):
    chart, told = Chart.of(points[:-1]), signals(points)
    assert (Signal.ABOVE in told) == (points[-1] > chart.high > chart.low)
    assert (Signal.BELOW in told) == (points[-1] < chart.low < chart.high)
    assert chart.low <= chart.mean <= chart.high
    assert (chart.low == chart.high) == all(one == other for one, other in pairwise(points[:-1]))


@given(points, st.integers(1, 50), st.integers(-500, 500))
def test_another_unit_or_another_zero_changes_nothing(points, factor, shift):
    assert signals([one * factor + shift for one in points]) == signals(points)


def test_on_real_months_it_is_as_quiet_as_it_says():
    told, alone, months = Counter(), 0, 0
    for series in (replay.dep(), replay.calls()):
        known = {}
        for month in series.months:
            for name, row in month.typed.items():
                figure, past = row[Ask.ACTUAL], known.setdefault(name, {})
                if not isinstance(figure, Decimal):
                    continue
                when = month.edition.submitted_period
                before = [past.get(when.months_back(back)) for back in range(12, 0, -1)]
                if None not in before:
                    months += 1
                    alone += bool(signals([*before, figure]))
                    found = signal_of(when, figure, past)
                    told[None if found is None else found[0]] += 1
                past[when] = figure
    assert months == 1236
    assert round(1 - told[None] / months, 2) == 0.09
    assert round(alone / months, 2) == 0.15
    said = " ".join(control_chart.__doc__.split())
    assert (
        "(1,236 months with twelve before them) that speaks of 9% of the months; the first chart alone of 15%" in said
    )
