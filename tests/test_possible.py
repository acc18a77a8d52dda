"""Which figures are possible is asked in one place, and every door says the same."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pmr_xl.analysis.basis import Basis
from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.analysis.figures.possible import PossibleFigures, ever_published
from pmr_xl.analysis.projection import year_from
from pmr_xl.model.fact import Restated
from pmr_xl.model.fiscal import Edition, Period, Report, Span
from pmr_xl.model.measure import Figure, Sign, Unit
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.past import Past
from pmr_xl.model.schema.indicator import Aggregation, Indicator
from pmr_xl.model.schema.line import Line

PERCENT, COUNT = Indicator("x", "On time (%)", Unit.PERCENT), Indicator("x", "Lots")
SCORE = Indicator("x", "Rating", Unit.RATE, 1, at_most=Decimal(5))


@pytest.mark.parametrize(
    ("indicator", "published", "least", "most", "whole"),
    [
        (PERCENT, ["98"], "0", "100", False),
        (PERCENT, ["98", "120"], "0", "120", False),
        (replace(PERCENT, at_most=Decimal(150)), ["120"], "0", "150", False),
        (PERCENT, ["-3", "98"], None, "100", False),
        (SCORE, ["4.5"], "0", "5", False),
        (SCORE, ["7"], "0", "7", False),
        (COUNT, ["12", "0"], "0", None, True),
        (COUNT, ["12.5"], "0", None, True),
        (COUNT, ["-4"], None, None, True),
        (COUNT, [], "0", None, True),
        (replace(COUNT, decimals=1), ["12"], "0", None, False),
    ],
)
def test_what_the_unit_the_schema_and_what_was_published_let_be(indicator, published, least, most, whole):
    can = PossibleFigures.of(indicator, [Decimal(one) for one in published] + [Sign.NOT_AVAILABLE, None])
    expected = [None if one is None else Decimal(one) for one in (least, most)]
    assert ([can.least, can.most], can.whole) == (expected, whole)
    assert not any(can.too_small(Decimal(one)) or can.too_large(Decimal(one)) for one in published)


def test_what_was_published_once_is_said_to_be_the_reason():
    assert PossibleFigures.of(SCORE, [Decimal(7)]).why == ", which was published once (5.0 is the limit)"
    assert PossibleFigures.of(SCORE, [Decimal(4)]).why == ""


def test_the_range_in_words():
    said = {PossibleFigures.of(PERCENT, [Decimal(one)]).range for one in (98, 120, -3)}
    assert said == {"from 0% to 100%", "from 0% to 120%", "at most 100%"}
    assert PossibleFigures.of(COUNT, []).range == "0 or more"
    assert PossibleFigures.of(COUNT, [Decimal(-1)]).range == ""


def _restated(old: str | None, new: str, *, here: bool) -> Restated:
    return Restated("x", Period(2024), None if old is None else Decimal(old), Decimal(new), here=here)


@pytest.mark.parametrize(
    ("restated", "ever"),
    [
        (_restated("120", "12", here=False), {"98", "12", "120"}),
        (_restated("12", "120", here=True), {"98", "12"}),
        (_restated(None, "120", here=True), {"98"}),
    ],
)
def test_what_was_restated_before_was_published_and_what_is_restated_here_is_not_yet(restated, ever):
    published = {Period(2023): Decimal(98), Period(2024): restated.new}
    assert set(ever_published(published, {Period(2024): restated})) == {Decimal(one) for one in ever}


def test_the_band_rules_and_the_past_know_the_same_figures():
    published: dict[Period, Figure] = {Period(year): Decimal(figure) for year, figure in ((2024, 7), (2025, 4))}
    context, past = EditionContext.of(Edition(Report.MMR, 2026), OfficeSettings()), Past({"x": published}, {})
    basis = Basis.by(context, Line(SCORE, "DOX", 1), past)
    assert basis.possible == PossibleFigures.by(SCORE, past)
    assert basis.possible.most == 7


def test_no_estimate_is_offered_that_cannot_be():
    counted = Indicator("x", "Days open", aggregation=Aggregation.SUM, october_share=Decimal("0.33"))
    october = Period(2026, Span.TO_DATE, 4)
    assert year_from(counted, Decimal(130), october).year == 394
    year = replace(counted, at_most=Decimal(365))
    assert year_from(year, Decimal(120), october).year == 364
    assert year_from(year, Decimal(130), october) is None
    assert year_from(year, Decimal(130), october, PossibleFigures.of(year, [Decimal(400)])).year == 394
