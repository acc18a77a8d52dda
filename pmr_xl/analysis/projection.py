"""The full year estimated from its first four months (V7): for figures that add up, by their own usual October share.

The estimate is the four months divided by the share of a year that July to October made of past years. It assumes that
this year runs as those did, so it is always marked as an estimate and never decides a status. The shares come with the
schemas (for the City's indicators as the Comptroller computed them from the open data) in thousandths: more than three
digits of the estimate would say more than is known.
"""

from __future__ import annotations

from decimal import Decimal

from pmr_xl.analysis.figures.possible import PossibleFigures
from pmr_xl.model.fiscal import OCTOBER_IN_FISCAL_YEAR, Period, Span
from pmr_xl.model.measure import Figure, Measure, round_half_away
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.schema.indicator import Aggregation, Indicator, Year

DIGITS = 3  # of the estimate that count


@value_class
class Estimate:
    """A full year as four months let it expect.

    Attributes:
        year: in the indicator's unit, to three digits and no finer than is printed.
        share: of a year that July to October usually make, as a fraction.
        measure: how it is printed: with the decimals that count.
    """

    year: Decimal
    share: Decimal
    measure: Measure

    def __str__(self) -> str:
        return f"≈ {self.measure.show(self.year)}"


def year_from(
    indicator: Indicator, figure: Figure | None, period: Period, possible: PossibleFigures | None = None
) -> Estimate | None:
    """The fiscal year that ``figure`` of ``period`` lets expect.

    Args:
        possible: the figures that the indicator can have; by its schema alone where None.

    Returns:
        None where the period is not July to October, the figure is none above 0, the figures do not add up over the
        fiscal year, no usual share is known, or so large a year is not possible.
    """
    share = indicator.october_share
    adds_up = indicator.aggregation is Aggregation.SUM and indicator.year is Year.FISCAL
    four_months = period.span is Span.TO_DATE and period.month == OCTOBER_IN_FISCAL_YEAR
    if not (adds_up and four_months) or share is None or not 0 < share <= 1:
        return None
    if not isinstance(figure, Decimal) or figure <= 0:
        return None
    year = figure / share
    finest = max(year.adjusted() - DIGITS + 1, -indicator.decimals)
    estimated = round_half_away(year, -finest)
    if (possible or PossibleFigures.of(indicator, ())).too_large(estimated):
        return None  # the year does not run as those before it
    return Estimate(estimated, share, Measure(indicator.unit, max(0, -finest)))
