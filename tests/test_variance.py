"""The variance conventions V1 to V10."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed_report import MMR, chapters, past_of, printed

from pmr_xl.analysis.comparison import compare
from pmr_xl.analysis.status import Status, YearStatus
from pmr_xl.analysis.trend import Trend
from pmr_xl.analysis.variance import Verdict, band, variance_of
from pmr_xl.model.fact import Restated
from pmr_xl.model.fiscal import Edition, Period, Report
from pmr_xl.model.measure import Sign, Unit
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.past import Past
from pmr_xl.model.schema.indicator import Direction, Indicator, Target, TargetKind
from pmr_xl.model.schema.line import Line

SETTINGS = OfficeSettings()
PMMR = Edition(Report.PMMR, 2026)
numbers = st.decimals(-(10**6), 10**6, places=1)


def compared(*history, actual, edition=MMR, target=None, restated=False, target_kind=TargetKind.NONE, **kind):
    """A comparison of one indicator with this history, oldest first, as numbers or None."""
    line = Line(Indicator("x", "X", target=Target(target_kind), **kind), "DOX", 1)
    figures = {
        period: Decimal(str(value)) for period, value in zip(edition.history, history, strict=True) if value is not None
    }
    aims = {} if target is None else {Period(2026): target if isinstance(target, Sign) else Decimal(str(target))}
    now = actual if actual is None or isinstance(actual, Sign) else Decimal(str(actual))
    changed = {"x": {edition.last_year: Restated("x", edition.last_year, None, now, here=True)}} if restated else {}
    return compare(line, now, Past({"x": figures}, {"x": aims}, restated=changed), edition, SETTINGS)


@given(numbers, numbers, st.sampled_from(Direction))
def test_v1_the_sign_is_plain_and_its_meaning_stands_apart(actual, reference, direction):
    variance = variance_of(actual, reference, direction, "last year")
    assert variance.delta == actual - reference
    if actual == reference:
        wanted = Verdict.SAME
    elif direction is Direction.NONE:
        wanted = Verdict.CHANGED
    else:
        wanted = Verdict.BETTER if (actual > reference) == (direction is Direction.UP) else Verdict.WORSE
    assert variance.verdict is wanted


@given(numbers, numbers.filter(bool))
def test_v2_the_share_is_of_the_references_size(actual, reference):
    share = variance_of(actual, reference, Direction.NONE, "last year").share
    assert abs(share * abs(reference) - (actual - reference)) < Decimal("1e-9") * max(1, abs(actual - reference))
    assert (share > 0) == (actual > reference)


def test_v2_against_zero_there_is_no_share():
    variance = variance_of(Decimal(57), Decimal(0), Direction.NONE, "last year")
    assert (variance.delta, variance.share, variance.percent) == (57, None, "n/m")


@pytest.mark.parametrize(
    ("actual", "reference", "name", "why"),
    [
        (Sign.NOT_AVAILABLE, Decimal(1), "last year", "actual not available"),
        (None, None, "target", "actual not available"),
        (Decimal(1), None, "last year", "last year not available"),
        (Decimal(1), Sign.UP, "target", "no numeric target"),
    ],
)
def test_v2_what_is_missing_says_why(actual, reference, name, why):
    variance = variance_of(actual, reference, Direction.UP, name)
    assert (variance.delta, variance.missing, variance.percent) == (None, why, "")
    assert variance.verdict is Verdict.NONE


def test_v3_percentages_differ_in_points():
    comparison = compared(60, 61, 62, "63.2", actual="65.3", unit=Unit.PERCENT, decimals=1)
    assert comparison.to_last_year.delta == Decimal("2.1")


def test_v4_clock_times_differ_in_seconds():
    assert compared(600, 610, 617, 620, actual=553, unit=Unit.MINUTES_SECONDS).to_last_year.delta == -67


def test_v5_differences_are_unrounded_and_status_is_as_printed():
    comparison = compared(80, 85, 88, "89.2", actual="89.6", unit=Unit.PERCENT, desired_direction=Direction.UP)
    assert comparison.to_last_year.delta == Decimal("0.4")
    line = Line(Indicator("x", "X", Unit.PERCENT, 0, Direction.UP, target=Target(TargetKind.MINIMUM)), "DOX", 1)
    met = compare(line, Decimal("89.6"), Past({}, {"x": {Period(2026): Decimal(90)}}), MMR, SETTINGS)
    assert met.status is Status.MET
    assert met.to_target.delta == Decimal("-0.4")


@given(st.decimals(80, 99, places=1), st.integers(-20, 20), st.sampled_from((Direction.UP, Direction.DOWN)))
def test_v5_better_and_worse_are_as_printed_so_they_never_contradict_the_status(reference, hundredths, direction):
    actual = reference + Decimal(hundredths) / 100
    kind = TargetKind.MINIMUM if direction is Direction.UP else TargetKind.MAXIMUM
    one = compared(
        80, 85, 88, reference, actual=actual, target=reference, unit=Unit.PERCENT, decimals=1,
        desired_direction=direction, target_kind=kind,
    )  # fmt: skip
    assert (one.status is Status.MET) == (one.to_target.verdict in (Verdict.SAME, Verdict.BETTER))
    assert (one.year_status is YearStatus.IMPROVED) == (one.to_last_year.verdict in (Verdict.SAME, Verdict.BETTER))
    assert one.to_target.delta == one.to_last_year.delta == actual - reference


def test_v5_what_prints_alike_is_the_same():
    one = compared(80, 85, 88, "90.0", actual="89.96", target="90.0", unit=Unit.PERCENT, decimals=1,
                   desired_direction=Direction.UP)  # fmt: skip
    assert (one.to_target.verdict, one.to_last_year.verdict) == (Verdict.SAME, Verdict.SAME)


def test_v6_four_months_are_compared_with_four_months_and_with_no_annual_target():
    comparison = compared(3000, 3100, 3200, 1000, actual=900, edition=PMMR, target=3000, desired_direction=Direction.UP)
    assert comparison.to_last_year.delta == -100
    assert comparison.to_target.delta is None
    assert comparison.status is Status.NO_TARGET
    assert comparison.trend is Trend.NOT_AVAILABLE
    assert comparison.due == ()


def test_v8_an_ordinary_year_asks_for_nothing():
    assert compared(1000, 1040, 990, 1020, actual=1050).due == ()


@pytest.mark.parametrize(
    ("history", "actual", "more", "why"),
    [
        ((1000, 1040, 990, 1020), 1400, {}, "unusual for its own 4 published years"),
        ((100, 4000, 900, 2000), 3100, {}, "a change of more than 50% against last year"),
        ((None, None, None, None), 12, {}, "a new indicator"),
        ((900, 950, 980, None), 1000, {}, "no figure was published last year"),
        ((1000, 1040, 990, 1020), 1030, {"restated": True}, "a published figure is restated"),
    ],
)
def test_v8_what_asks_for_an_explanation(history, actual, more, why):
    assert why in compared(*history, actual=actual, **more).due


def test_v8_a_critical_target_missed_asks_for_one():
    line = Line(
        Indicator("x", "X", desired_direction=Direction.UP, critical=True, target=Target(TargetKind.MINIMUM)), "DOX", 1
    )
    past = Past({"x": dict.fromkeys(MMR.history, Decimal(880))}, {"x": {Period(2026): Decimal(1000)}})
    assert compare(line, Decimal(900), past, MMR, SETTINGS).due == ()
    assert compare(line, Decimal(899), past, MMR, SETTINGS).due == ("a critical target missed by more than 10%",)


def test_v8_small_counts_move_by_their_own_noise():
    assert compared(4, 6, 3, 4, actual=8).due == ()
    assert compared(4, 6, 3, 4, actual=18).due != ()


def test_v8_a_figure_that_is_not_available_is_explained_by_its_reason():
    assert compared(1000, 1040, 990, 1020, actual=Sign.NOT_AVAILABLE).due == ()


@given(st.lists(st.decimals(1, 10**6, places=0), min_size=4, max_size=4), st.decimals(1, 10**6, places=0))
def test_v8_due_is_exactly_what_lies_outside_the_band(history, actual):
    comparison = compared(*history, actual=actual)
    limits = band(Indicator("x", "X"), history, None, SETTINGS)
    assert limits.low <= history[-1] <= limits.high
    assert bool(comparison.due) == (actual not in limits)


def test_v8_a_target_as_large_as_a_cell_can_hold_is_missed_like_any_other():
    limits = compared(
        99,
        98,
        99,
        97,
        actual=98,
        target="1.9974368e308",
        critical=True,
        unit=Unit.PERCENT,
        desired_direction=Direction.UP,
    ).band
    assert limits.low.is_finite()


def test_v8_the_band_holds_only_what_can_be():
    """A percentage ends at 100, or at what the schema says; nothing that never was below 0 may be."""
    percent = compared(99, 98, 99, 99, actual=95, unit=Unit.PERCENT).band
    assert (percent.low, percent.high) == (Decimal("79.2"), Decimal(100))
    assert compared(104, 98, 99, 99, actual=95, unit=Unit.PERCENT).band.high > 100
    assert compared(99, 98, 99, 99, actual=95, unit=Unit.PERCENT, at_most=Decimal(110)).band.high == 110
    assert compared(99, 98, 99, 99, actual=95, at_most=Decimal(100)).band.high == 100
    assert compared(1, 2, 1, 1, actual=2).band.low == 0
    assert compared(-1, 2, 1, 1, actual=2).band.low < 0
    assert compared(1, 2, 1, 1, actual=-1).due == ("not possible here: less than 0",)
    assert compared(99, 98, 99, 99, actual=101, unit=Unit.PERCENT).due == ("not possible here: more than 100%",)


def test_v8_a_band_beyond_what_the_schema_allows_is_left_as_it_is():
    limits = compared(300, 310, 305, 300, actual=300, at_most=Decimal(100)).band
    assert limits.low > 100
    assert limits.low < limits.high


def test_v8_on_the_printed_report_one_row_in_seven_is_asked():
    asked = rows = 0
    for code in printed("indicators"):
        past = past_of(code)
        for line in chapters()[code].lines:
            rows += 1
            asked += bool(compare(line, past.actual(line.id, Period(2026)), past, MMR, SETTINGS).due)
    assert rows == 2361
    assert 0.12 <= asked / rows <= 0.15


def test_v10_critical_first_then_pressing_then_the_largest_change_capped():
    critical = compared(10, 10, 10, 10, actual=10, critical=True)
    missed = compared(100, 100, 100, 100, actual=99, target=500, desired_direction=Direction.UP)
    calm = compared(100, 100, 100, 100, actual=104)
    calmer = compared(100, 100, 100, 100, actual=101)
    ordered = sorted([calmer, missed, calm, critical], key=lambda one: one.attention)
    assert ordered == [critical, missed, calm, calmer]
    huge, huger = (compared(1, 1, 1, 1, actual=value) for value in (10**6, 10**7))
    assert huge.attention == huger.attention
