"""A year estimated from four months: only where it can be, never finer than is known, never a status."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmr_xl.analysis.projection import year_from
from pmr_xl.model.fiscal import Period, Span
from pmr_xl.model.measure import Sign, Unit
from pmr_xl.model.schema.indicator import Aggregation, Indicator, Year

OCTOBER = Period(2026, Span.TO_DATE, 4)
TONS = Indicator("x", "Tons", aggregation=Aggregation.SUM, october_share=Decimal("0.331"))


def test_four_months_by_their_usual_share():
    found = year_from(TONS, Decimal(26_910), OCTOBER)
    assert (found.year, found.share, str(found)) == (81_300, Decimal("0.331"), "≈ 81,300")
    money = replace(TONS, unit=Unit.DOLLARS_MILLIONS, decimals=2, october_share=Decimal("0.335"))
    assert str(year_from(money, Decimal("95.55"), OCTOBER)) == "≈ $285"
    assert str(year_from(money, Decimal("0.33"), OCTOBER)) == "≈ $0.99"


@pytest.mark.parametrize("how", [one for one in Aggregation if one is not Aggregation.SUM])
def test_what_does_not_add_up_is_not_projected(how):
    assert year_from(replace(TONS, aggregation=how), Decimal(100), OCTOBER) is None


@pytest.mark.parametrize(
    ("indicator", "figure", "period"),
    [
        (replace(TONS, october_share=None), Decimal(100), OCTOBER),
        (replace(TONS, october_share=Decimal(0)), Decimal(100), OCTOBER),
        (replace(TONS, october_share=Decimal("1.2")), Decimal(100), OCTOBER),
        (replace(TONS, year=Year.CALENDAR), Decimal(100), OCTOBER),
        (TONS, Sign.NOT_AVAILABLE, OCTOBER),
        (TONS, None, OCTOBER),
        (TONS, Decimal(0), OCTOBER),
        (TONS, Decimal(-5), OCTOBER),
        (TONS, Decimal(100), Period(2026)),
        (TONS, Decimal(100), Period(2026, Span.TO_DATE, 5)),
        (TONS, Decimal(100), Period(2026, Span.MONTH, 4)),
    ],
)
def test_nothing_else_is_projected(indicator, figure, period):
    assert year_from(indicator, figure, period) is None


@given(st.decimals("0.01", "1e9", places=2), st.decimals("0.1", "1", places=3), st.integers(0, 2))
def test_the_estimate_is_the_quotient_to_three_digits_and_no_finer_than_printed(figure, share, decimals):
    indicator = replace(TONS, october_share=share, decimals=decimals)
    found = year_from(indicator, figure, OCTOBER)
    exact = figure / share
    step = max(Decimal(1).scaleb(exact.adjusted() - 2), Decimal(1).scaleb(-decimals))
    assert abs(found.year - exact) <= step / 2
    assert found.year % step == 0
    assert indicator.measure.parse(str(found).removeprefix("≈ ")) == found.year, "what is shown is the whole estimate"
