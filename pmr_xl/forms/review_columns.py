"""The variance sheet's columns: what stands in each, as real numbers wherever a number can say it.

Every difference is actual minus reference with its plain sign; what it means stands in a column of its own. Every
share names its reference in its heading: against 0 it is n/m, and percentages are compared in percentage points only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from decimal import Decimal

from pmr_xl.comparison import Comparison
from pmr_xl.forms import theme
from pmr_xl.forms.figure_width import width_for
from pmr_xl.forms.paper import Content
from pmr_xl.forms.review_cells import CENTRED, FIGURE, QUIET, STATUS, VERDICT, WORDS, Filled, figure, signed
from pmr_xl.model.fiscal import Edition, Report
from pmr_xl.model.frozen import frozen
from pmr_xl.model.measure import Figure, Measure, Sign, Unit
from pmr_xl.rules.explanation import lacking
from pmr_xl.status import Status, YearStatus
from pmr_xl.trend import Trend
from pmr_xl.variance import Variance

LINE = "line"  # key of the sparkline's column
# As the report's labels have them: short enough for one line.
_UNITS = {
    Unit.NUMBER: "number", Unit.THOUSANDS: "(000)", Unit.MILLIONS: "(000,000)", Unit.PERCENT: "%", Unit.DOLLARS: "$",
    Unit.DOLLARS_THOUSANDS: "$000", Unit.DOLLARS_MILLIONS: "$000,000", Unit.DAYS: "days",
    Unit.MINUTES_SECONDS: "min:sec", Unit.HOURS_MINUTES: "hrs:min", Unit.RATE: "rate", Unit.RATIO: "n:1",
}  # fmt: skip
_NO_TARGET = {None: "no target", Sign.NONE: "no target", Sign.NOT_AVAILABLE: "target NA"}


@frozen
class Reviewed:
    """One row of the variance sheet: a comparison and what the agency says about it.

    Attributes:
        reason: why no figure is available, in the form's words; empty where one is.
        last: what the agency explained in the edition before.
        decided: what was decided before, by heading (“Decision”, “Note”, “By”, “On”).
    """

    comparison: Comparison
    explanation: str = ""
    reason: str = ""
    last: str = ""
    decided: Mapping[str, Content] = field(default_factory=dict)

    @property
    def awaited(self) -> bool:
        """An explanation is due and none was given that says enough: the judgement of rule NAR-002."""
        return bool(self.comparison.due) and bool(lacking(self.explanation, self.comparison.house))

    @property
    def pressing(self) -> bool:
        """A target is missed or an explanation is due."""
        return self.comparison.status is Status.MISSED or bool(self.comparison.due)


@frozen
class Column:
    """One column: its heading, the band above it, its width in characters and what it shows."""

    key: str
    heading: str
    band: str
    width: float
    fill: Callable[[Reviewed], Filled]
    left: bool = False  # heading to the left, as words stand


def columns(edition: Edition, rows: Sequence[Reviewed]) -> tuple[Column, ...]:
    """What every page of the workbook shows of a row, in order.

    The Preliminary report compares four months with the same four months: no annual target, no trend (V6).
    """
    whole = edition.report is Report.MMR
    this, following = (year.code for year in edition.target_years)
    before = edition.last_year.label
    return (
        Column("id", "Id", "", 24, lambda row: (row.comparison.line.id, QUIET_ID), left=True),
        Column("status", "Status", "", 10.5 if whole else 13, _status, left=True),
        Column("indicator", "Indicator", "", 31, _indicator, left=True),
        Column("critical", "★", "", 2.8, lambda row: ("★" if row.comparison.indicator.critical else "", _STAR)),
        Column("unit", "Unit", "", 8.2, lambda row: (_UNITS[row.comparison.indicator.unit], QUIET), left=True),
        *(
            Column(period.code, period.label, "Published", _wide(rows, place), _published(place))
            for place, period in enumerate(edition.history)
        ),
        Column("actual", edition.submitted.label, "Submitted", _wide(rows, None), _actual),
        Column(LINE, "5-year line" if whole else "Full years", "", 8.5, lambda _: (None, FIGURE)),
        *((Column("trend", "Trend", "", 7.2, _trend),) if whole else ()),
        Column("target", f"{this} target", "Targets", 8, lambda row: _target(row, row.comparison.target)),
        Column("next", f"{following} target", "Targets", 8, lambda row: _target(row, row.comparison.next_target)),
        *(_against("target", f"the {this} target", f"{this} target", rows) if whole else ()),
        *_against("year", before, before, rows),
        Column("due", "Explanation due, and why", "Explanation", 20, _due, left=True),
        Column("explanation", "Agency’s explanation", "Explanation", 30, _explanation, left=True),
        *(
            (Column("last", "Last explanation", "Explanation", 22, lambda row: (row.last, QUIET), left=True),)
            if any(row.last for row in rows)
            else ()
        ),
    )


def _wide(rows: Sequence[Reviewed], place: int | None) -> float:
    """Room for the widest figure of a period: of the history at ``place``, or of this submission."""
    texts = []
    for row in rows:
        one = row.comparison
        texts.append(one.indicator.measure.show(one.actual if place is None else one.history[place]))
    return width_for(texts, replace(FIGURE, bold=place is None), 8.2)


_STAR = replace(CENTRED, colour=theme.NAVY)
QUIET_ID = replace(QUIET, wrap=False)


def _against(key: str, band: str, name: str, rows: Sequence[Reviewed]) -> tuple[Column, Column, Column]:
    def variance(row: Reviewed) -> Variance:
        return row.comparison.to_target if key == "target" else row.comparison.to_last_year

    target = key == "target"
    differences = [(row.comparison.indicator.measure, variance(row).delta) for row in rows]
    texts = [f"+{measure.show(abs(difference))} pp" for measure, difference in differences if difference is not None]
    wide = width_for(texts, FIGURE, 8.8)
    return (
        Column(f"{key}-delta", f"Δ to {name}", f"Against {band}", wide, lambda row: delta(row, variance(row), target)),
        Column(f"{key}-share", f"Δ in % of {name}", f"Against {band}", 8, lambda row: share(row, variance(row))),
        Column(
            f"{key}-verdict", f"Against {name}", f"Against {band}", 10, lambda row: VERDICT[variance(row).verdict],
            left=True,
        ),
    )  # fmt: skip


def _status(row: Reviewed) -> Filled:
    whole = row.comparison.edition.report is Report.MMR
    status: Status | YearStatus = row.comparison.status if whole else row.comparison.year_status
    return status.value, STATUS.get(status, replace(WORDS, colour=theme.GREY))


def _indicator(row: Reviewed) -> Filled:
    """A sub-row says its whole too: sorted by what needs an eye, it may stand far from it."""
    line = row.comparison.line
    name = f"{line.parent.name}\n{line.label}" if line.parent else line.label
    return name, replace(WORDS, bold=row.pressing)


def _published(place: int) -> Callable[[Reviewed], Filled]:
    return lambda row: figure(row.comparison.history[place], row.comparison.indicator.measure)


def _actual(row: Reviewed) -> Filled:
    content, style = figure(row.comparison.actual, row.comparison.indicator.measure)
    return content, replace(style, bold=True)


def _target(row: Reviewed, target: Figure | None) -> Filled:
    return figure(Sign.NONE if target is None else target, row.comparison.indicator.target_measure)


def _trend(row: Reviewed) -> Filled:
    trend = row.comparison.trend
    sign = {Trend.UP: "↗ Up", Trend.DOWN: "↘ Down", Trend.NEUTRAL: "→ Neutral"}.get(trend, trend.value)
    return sign, replace(WORDS, wrap=False)


def delta(row: Reviewed, variance: Variance, target: bool = False) -> Filled:
    """Actual minus reference; where there is none, why. Clock times are text: Excel shows no time below zero."""
    if variance.delta is None:
        return _why_none(row, variance, target), replace(QUIET, align="right", wrap=False)
    indicator = row.comparison.indicator
    decimals = max(indicator.decimals, indicator.target_measure.decimals) if target else indicator.decimals
    return signed(variance.delta, Measure(indicator.unit, decimals))


def _why_none(row: Reviewed, variance: Variance, target: bool) -> str:
    """The reason in few words: most rows have no numeric target, and a column of sentences would drown the rest."""
    if target and not isinstance(variance.reference, Decimal):
        return _NO_TARGET.get(variance.reference, "direction only")
    return "none before" if isinstance(row.comparison.actual, Decimal) else "actual NA"


def share(row: Reviewed, variance: Variance) -> Filled:
    """Difference by reference; n/m against 0; a dash for percentages, whose difference is in points."""
    if variance.delta is None:
        return "", FIGURE
    if row.comparison.indicator.unit is Unit.PERCENT:
        return "–", replace(FIGURE, colour=theme.GREY)
    if variance.share is None:
        return "n/m", replace(FIGURE, colour=theme.GREY)
    return float(variance.share), replace(FIGURE, number_format="+#,##0.0%;-#,##0.0%;0.0%")


def _due(row: Reviewed) -> Filled:
    if not row.comparison.due:
        return "", WORDS
    why = "; ".join(row.comparison.due)
    if row.awaited:
        return f"✎ Explain: {why}", replace(WORDS, colour=theme.RED_BROWN, bold=True)
    return f"✓ Explained: {why}", WORDS


def _explanation(row: Reviewed) -> Filled:
    told: Sequence[str] = [f"NA: {row.reason}." if row.reason else "", row.explanation]
    return "\n".join(part for part in told if part), replace(WORDS, indent=1)
