"""The year to date of a month: worked out where it can be, and within its own bounds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmr_xl.analysis.fytd import ToDate
from pmr_xl.model.fiscal import Edition, Period, Report, Span
from pmr_xl.model.measure import Sign, Unit
from pmr_xl.model.schema.indicator import Aggregation, Indicator
from pmr_xl.record.order import rank

KNOWN = [how for how in Aggregation if how is not Aggregation.UNKNOWN]
figures = st.decimals(0, 100_000, places=1)


def year(how, months=(), before=None, unit=Unit.NUMBER, decimals=0):
    published = {Period(2026, Span.MONTH, place): figure for place, figure in enumerate(months, 1)}
    edition = Edition(Report.CPR, 2026, len(months) + 1)
    if before is not None:
        published[edition.to_date.months_back()] = before
    return ToDate.of(Indicator("x", "X", unit, decimals, aggregation=how), edition, published)


@given(st.sampled_from(KNOWN), st.lists(figures, max_size=11), figures)
def test_what_is_worked_out_lies_within_the_bounds(how, months, month):
    known = year(how, months)
    worked_out = known.worked_out(month)
    assert not known.needed
    assert any(low <= worked_out <= high for low, high in known.bounds(month))


@given(st.lists(figures, min_size=1, max_size=11), figures)
def test_a_sum_is_the_same_by_its_months_and_by_the_year_so_far(months, month):
    whole, so_far = year(Aggregation.SUM, months), year(Aggregation.SUM, [None] * len(months), sum(months))
    assert whole.worked_out(month) == so_far.worked_out(month) == sum(months) + month


@pytest.mark.parametrize(
    ("how", "worked_out"),
    [
        (Aggregation.SUM, 60), (Aggregation.AVERAGE, 20), (Aggregation.MAXIMUM, 30), (Aggregation.LAST, 20),
        (Aggregation.CUMULATIVE, 20), (Aggregation.TWELVE_MONTH, 20), (Aggregation.UNKNOWN, None),
    ],
)  # fmt: skip
def test_three_months(how, worked_out):
    assert year(how, (Decimal(10), Decimal(30))).worked_out(Decimal(20)) == worked_out


@pytest.mark.parametrize("how", Aggregation)
def test_july_is_its_own_year_to_date(how):
    assert year(how).worked_out(Decimal(7)) == 7
    assert not year(how).needed


@pytest.mark.parametrize("how", [Aggregation.SUM, Aggregation.AVERAGE, Aggregation.UNKNOWN])
def test_a_gap_asks_for_the_year_to_date(how):
    assert year(how, (Decimal(10), None)).needed
    assert year(how, (Decimal(10), None)).bounds(Decimal(5)) == ()


def test_a_month_that_was_not_available_counts_for_no_average_and_no_sum():
    assert year(Aggregation.AVERAGE, (Decimal(10), Sign.NOT_AVAILABLE)).worked_out(Decimal(20)) == 15
    assert year(Aggregation.SUM, (Decimal(10), Sign.NOT_AVAILABLE)).needed


def test_months_come_into_the_record_between_the_reports():
    order = [
        *(Edition(Report.CPR, 2026, 1), Edition(Report.MMR, 2025)),
        *(Edition(Report.CPR, 2026, month) for month in range(2, 7)),
        Edition(Report.PMMR, 2026),
        *(Edition(Report.CPR, 2026, month) for month in range(7, 13)),
        *(Edition(Report.CPR, 2027, 1), Edition(Report.MMR, 2026), Edition(Report.CPR, 2027, 2)),
    ]
    assert sorted(order, key=rank) == order
    assert len({rank(edition) for edition in order}) == len(order)
    assert sorted(order, key=lambda edition: edition.due) == order


def test_the_ranks_of_records_that_exist_stay():
    assert (rank(Edition(Report.PMMR, 2026)), rank(Edition(Report.MMR, 2026))) == (4052, 4053)
