"""The fiscal year to date, by how months become a year."""

from __future__ import annotations

from decimal import Decimal

import pytest
from at_least_one import at_least_one
from hypothesis import given, settings
from hypothesis import strategies as st

from pmr_xl.analysis.fytd import MONTHS, to_date
from pmr_xl.model.measure import Sign
from pmr_xl.model.schema.indicator import Aggregation

MONTH = st.decimals(-10_000, 10_000, places=2)
KNOWN = [way for way in Aggregation if way is not Aggregation.UNKNOWN]


@settings(max_examples=80, deadline=None)
@given(st.lists(MONTH, min_size=1, max_size=MONTHS), st.integers(0, MONTHS))
def test_months_to_come_change_nothing(months, after):
    tail = [None] * min(after, MONTHS - len(months))
    for how in at_least_one(KNOWN):
        assert to_date([*months, *tail], how) == to_date(months, how)


@settings(max_examples=80, deadline=None)
@given(st.lists(MONTH, min_size=2, max_size=MONTHS))
def test_a_sum_grows_by_its_last_month(months):
    assert to_date(months, Aggregation.SUM) == to_date(months[:-1], Aggregation.SUM) + months[-1]


def test_a_sum_with_a_hole_is_no_total_and_an_average_is_of_what_is_there():
    months = [Decimal(3), None, Decimal(5)]
    assert to_date(months, Aggregation.SUM) is None
    assert to_date([Decimal(3), Sign.NOT_AVAILABLE, Decimal(5)], Aggregation.SUM) is None
    assert to_date(months, Aggregation.AVERAGE) == 4
    assert to_date(months, Aggregation.LAST) == 5
    assert to_date(months, Aggregation.MAXIMUM) == 5


@pytest.mark.parametrize("how", KNOWN)
def test_nothing_yet_is_nothing(how):
    assert to_date([None, None], how) is None


def test_thirteen_months_and_unknown_ways_are_refused():
    with pytest.raises(ValueError, match="twelve months"):
        to_date([Decimal(1)] * 13, Aggregation.SUM)
    with pytest.raises(ValueError, match="not known"):
        to_date([Decimal(1)], Aggregation.UNKNOWN)
