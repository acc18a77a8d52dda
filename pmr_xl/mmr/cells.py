"""What stands in a cell of a printed table: a figure, a target, a trend, a change, where an indicator stands."""

from __future__ import annotations

from pmr_xl.analysis.comparison import Comparison, compare
from pmr_xl.analysis.trend import YEARS, trend
from pmr_xl.analysis.years.breaks import counted_since
from pmr_xl.mmr.printed import PrintedCell
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.measure import Figure, Measure, Sign, Unit
from pmr_xl.model.numbers.written_out import written_out
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.past import Past
from pmr_xl.model.schema.line import Line

NOT_KNOWN = "—"  # beside a month: a figure that the record does not have


class CellPress:
    """What every cell of one edition is printed from."""

    def __init__(
        self,
        past: Past,
        planned: Past,
        edition: Edition,
        settings: OfficeSettings,
        revised: frozenset[tuple[str, Period]],
    ) -> None:
        self.past, self.planned, self.edition, self.settings, self.revised = past, planned, edition, settings, revised
        self._trend_years = [edition.submitted_period.back(back) for back in range(YEARS - 1, -1, -1)]

    def of_indicator(self, line: Line, kind: str, period: Period | None) -> PrintedCell:
        """An indicator's cell under a head of that kind; ``period``: where it holds a figure."""
        indicator = line.indicator
        if period is not None:
            return self.figure(indicator.id, kind, period, indicator.measure, indicator.target_measure)
        if kind == "trend":
            since = counted_since(indicator, self.edition.submitted_period)
            return PrintedCell(self.trend(indicator.id, indicator.measure, since))
        if kind == "direction":
            return PrintedCell(indicator.desired_direction.as_printed)
        one = compare(
            line, self.past.actual(line.id, self.edition.submitted_period), self.past, self.edition, self.settings
        )
        return PrintedCell(_change(one) if kind == "change" else _standing(one))

    def figure(self, owner: str, kind: str, period: Period, actual: Measure, target: Measure) -> PrintedCell:
        """A figure (``actual``), a target, or what was planned before (``planned``), of an indicator or a resource."""
        if kind == "actual":
            found = self.past.actual(owner, period)
            if found is None and self.edition.monthly and period != self.edition.submitted_period:
                return PrintedCell(NOT_KNOWN)  # where an office begins with months, most are not known
            return self.revisable(owner, period, found, actual)
        book = self.planned if kind == "planned" else self.past
        found = book.target(owner, period)
        figure = Sign.NONE if found is None else found
        return PrintedCell(target.show(figure), figure, target)

    def revisable(self, owner: str, period: Period, found: Figure | None, measure: Measure) -> PrintedCell:
        """A figure that may be revised; where the record has none, one that is missing."""
        figure = Sign.NOT_AVAILABLE if found is None else found
        revised = bool(self.revised) and (owner, period) in self.revised
        return PrintedCell(measure.show(figure), figure, measure, revised, found is None)

    def trend(self, owner: str, measure: Measure, since: int = 0) -> str:
        """The trend of the last five years, none across a break: ``since`` is the first year counted as it is now."""
        figures = [self.past.actual(owner, year) if year.year >= since else None for year in self._trend_years]
        return str(trend([measure.as_printed(figure) for figure in figures], self.settings.trend_band))


def _change(one: Comparison) -> str:
    """Against the same period last year, as printed: ``+12.5%``, of a percentage ``+1.2 pp``; ``n/m`` from zero."""
    variance = one.to_last_year
    if variance.printed is None or one.indicator.measure.unit is not Unit.PERCENT:
        told = variance.percent
        return (told.lstrip("+-") if told in ("+0.0%", "-0.0%") else told) or str(Sign.NOT_AVAILABLE)
    points = variance.printed[0]
    return f"{written_out(points, '+f')} pp" if points else f"{abs(points):f} pp"


def _standing(one: Comparison) -> str:
    """Sign and word: a full year against its target, part of one against last year (V6)."""
    return str(one.status if one.edition.report.whole_year else one.year_status)
