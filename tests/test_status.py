"""Where a figure stands against its target and against last year."""

from decimal import Decimal

import pytest
from at_least_one import at_least_one
from hypothesis import given
from hypothesis import strategies as st

from pmr_xl.analysis.status import Status, YearStatus, against_last_year, against_target, missed_sides, shortfall
from pmr_xl.analysis.variance import critical_limits
from pmr_xl.model.measure import Sign, Unit
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.schema.indicator import Direction, Indicator, Target, TargetKind

SETTINGS = OfficeSettings()
numbers = st.decimals(0, 10**6, places=1)


def indicator(kind=TargetKind.NONE, direction=Direction.NONE, **more):
    return Indicator("x", "X", decimals=1, desired_direction=direction, target=Target(kind), **more)


def status(kind, direction, actual, target, last_year=None):
    figure = target if isinstance(target, Sign) or target is None else Decimal(str(target))
    before = None if last_year is None else Decimal(str(last_year))
    now = actual if isinstance(actual, Sign) or actual is None else Decimal(str(actual))
    return against_target(indicator(kind, direction), now, figure, before, SETTINGS)


@pytest.mark.parametrize(
    ("kind", "direction", "actual", "target", "wanted"),
    [
        (TargetKind.MINIMUM, Direction.UP, 90, 90, Status.MET),
        (TargetKind.MINIMUM, Direction.UP, 95, 90, Status.MET),
        (TargetKind.MINIMUM, Direction.UP, 81, 90, Status.NEAR),  # exactly ten percent short
        (TargetKind.MINIMUM, Direction.UP, 80.9, 90, Status.MISSED),
        (TargetKind.MAXIMUM, Direction.DOWN, 99, 90, Status.NEAR),
        (TargetKind.MAXIMUM, Direction.DOWN, 99.1, 90, Status.MISSED),
        (TargetKind.MAXIMUM, Direction.DOWN, 10, 90, Status.MET),
        (TargetKind.EXPECTED, Direction.NONE, 95, 100, Status.MET),
        (TargetKind.EXPECTED, Direction.NONE, 120, 100, Status.ABOVE),  # never good or bad without a direction
        (TargetKind.EXPECTED, Direction.UP, 120, 100, Status.MET),
        (TargetKind.EXPECTED, Direction.DOWN, 120, 100, Status.MISSED),
        (TargetKind.DIRECTIONAL, Direction.UP, 150, 100, Status.MET),  # a number where an arrow was expected
        (TargetKind.DIRECTIONAL, Direction.UP, 80, 100, Status.MISSED),
        (TargetKind.DIRECTIONAL, Direction.DOWN, 50, 100, Status.MET),
        (TargetKind.NONE, Direction.DOWN, 105, 100, Status.NEAR),
        (TargetKind.NONE, Direction.NONE, 150, 100, Status.ABOVE),
        (TargetKind.NONE, Direction.NONE, 50, 100, Status.BELOW),
        (TargetKind.NONE, Direction.UP, 5, Sign.NONE, Status.NO_TARGET),
        (TargetKind.NONE, Direction.UP, Sign.NOT_AVAILABLE, Sign.NONE, Status.NO_DATA),
        (TargetKind.MINIMUM, Direction.UP, None, 5, Status.NO_DATA),
    ],
)
def test_against_a_number(kind, direction, actual, target, wanted):
    assert status(kind, direction, actual, target) is wanted


@pytest.mark.parametrize(
    ("actual", "target", "last_year", "wanted"),
    [
        (11, Sign.UP, 10, Status.RIGHT_WAY),
        (10, Sign.UP, 10, Status.RIGHT_WAY),
        (9.1, Sign.UP, 10, Status.WRONG_WAY),
        (9, Sign.UP, 10, Status.WRONG_WAY_FAR),
        (8.9, Sign.UP, 10, Status.WRONG_WAY_FAR),
        (9, Sign.DOWN, 10, Status.RIGHT_WAY),
        (11.1, Sign.DOWN, 10, Status.WRONG_WAY_FAR),
        (11, Sign.DOWN, None, Status.NONE_BEFORE),
    ],
)
def test_against_a_direction(actual, target, last_year, wanted):
    assert status(TargetKind.DIRECTIONAL, Direction.NONE, actual, target, last_year) is wanted


def test_status_is_decided_at_published_precision():
    percent = Indicator("x", "X", Unit.PERCENT, 0, Direction.UP, target=Target(TargetKind.MINIMUM))
    assert against_target(percent, Decimal("89.5"), Decimal(90), None, SETTINGS) is Status.MET  # prints 90%
    assert against_target(percent, Decimal("89.4"), Decimal(90), None, SETTINGS) is Status.NEAR


def test_an_indicators_own_tolerance_is_used():
    strict = Indicator(
        "x", "X", desired_direction=Direction.UP, target=Target(TargetKind.MINIMUM, near=Decimal("0.01"))
    )
    assert against_target(strict, Decimal(95), Decimal(100), None, SETTINGS) is Status.MISSED


@given(numbers, numbers, st.sampled_from([TargetKind.MINIMUM, TargetKind.MAXIMUM]))
def test_moving_to_the_good_side_never_worsens_the_status(actual, target, kind):
    better = actual + 1 if kind is TargetKind.MINIMUM else actual - 1
    rank = [Status.MET, Status.NEAR, Status.MISSED]
    now, then = status(kind, Direction.NONE, actual, target), status(kind, Direction.NONE, better, target)
    assert rank.index(then) <= rank.index(now)


@given(numbers, numbers, st.sampled_from(TargetKind), st.sampled_from(Direction))
def test_a_shortfall_is_never_negative_and_none_at_the_target(actual, target, kind, direction):
    one = indicator(kind, direction)
    assert shortfall(one, actual, target) >= 0
    assert shortfall(one, target, target) == 0


@given(numbers, numbers.filter(bool), st.sampled_from(TargetKind), st.sampled_from(Direction))
def test_a_critical_target_is_missed_by_far_on_the_sides_on_which_it_is_missed(actual, target, kind, direction):
    one = indicator(kind, direction, critical=True)
    low, high = critical_limits(one, target, SETTINGS)
    if all(missed_sides(one)):  # nobody said which way is better, and its name says nothing either
        assert (low, high) == (None, None)
        return
    beyond = (low is not None and actual < Decimal(low)) or (high is not None and actual > Decimal(high))
    missed = shortfall(one, actual, target) - target * SETTINGS.critical_miss
    assert beyond == (missed > 0) or abs(missed) < Decimal("1e-6")


@pytest.mark.parametrize(
    ("direction", "now", "before", "wanted"),
    [
        (Direction.UP, 100, 100, YearStatus.IMPROVED),
        (Direction.UP, 91, 100, YearStatus.DECLINED),
        (Direction.UP, 90, 100, YearStatus.DECLINED_MORE),
        (Direction.DOWN, 109, 100, YearStatus.DECLINED),
        (Direction.DOWN, 110, 100, YearStatus.DECLINED_MORE),
        (Direction.NONE, 500, 100, YearStatus.CHANGED),
        (Direction.NONE, 100, 100, YearStatus.SAME),
        (Direction.UP, None, 100, YearStatus.NO_DATA),
        (Direction.UP, 100, None, YearStatus.NONE_BEFORE),
    ],
)
def test_against_last_year(direction, now, before, wanted):
    figures = [None if value is None else Decimal(value) for value in (now, before)]
    assert against_last_year(indicator(direction=direction), *figures, SETTINGS) is wanted


@given(numbers, numbers)
def test_without_a_direction_nothing_is_good_or_bad(now, before):
    assert against_last_year(indicator(), now, before, SETTINGS) in (YearStatus.CHANGED, YearStatus.SAME)


@pytest.mark.parametrize("enumeration", [Status, YearStatus])
def test_every_state_is_an_icon_and_a_word(enumeration):
    for one in at_least_one(enumeration):
        icon, _, word = str(one).partition(" ")
        assert len(icon) == 1
        assert not icon.isalnum()
        assert word
