"""The variance sheet's columns of differences: to the target, to last year, to last month, of the years to date.

Every difference is actual minus reference with its plain sign; what it means stands in a column of its own. Every
share names its reference in its heading: against 0 it is n/m, and percentages are compared in percentage points only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pmr_xl.analysis.variance import Variance, variance_of
from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.figure_width import width_for
from pmr_xl.forms.variance_sheet.cells import FIGURE, QUIET, VERDICT, Filled, percent, signed_difference
from pmr_xl.forms.variance_sheet.reviewed import Reviewed, SheetColumn
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.measure import Measure, Sign, Unit

_NO_TARGET = {None: "no target", Sign.NONE: "no target", Sign.NOT_AVAILABLE: "target NA"}


def against(key: str, band: str, name: str, rows: Sequence[Reviewed]) -> tuple[SheetColumn, SheetColumn, SheetColumn]:
    """Difference, share and verdict against ``target``, ``year``, ``month`` or, of the years to date, ``to_date``.

    Args:
        band: what stands above the columns; ``name``: what stands in their headings.
    """

    def variance(row: Reviewed) -> Variance:
        one = row.comparison
        if key in ("to_date", "month"):
            edition, figure = one.edition, one.actual if key == "month" else row.to_date
            then = (
                edition.submitted_period.months_back()
                if key == "month"
                else (edition.to_date or edition.submitted_period).back()
            )
            measures = one.indicator.measure, one.indicator.measure
            return variance_of(figure, one.published.get(then), one.indicator.desired_direction, name, measures)
        return one.to_target if key == "target" else one.to_last_year

    target = key == "target"
    differences = [(row.comparison.indicator.measure, variance(row).delta) for row in rows]
    texts = [f"+{measure.show(abs(difference))} pp" for measure, difference in differences if difference is not None]
    wide = width_for(texts, FIGURE, 8.8)
    return (
        SheetColumn(
            f"{key}-delta", f"Δ to {name}", f"Against {band}", wide, lambda row: delta(row, variance(row), target)
        ),
        SheetColumn(f"{key}-share", f"Δ in % of {name}", f"Against {band}", 8, lambda row: share(row, variance(row))),
        SheetColumn(
            f"{key}-verdict", f"Against {name}", f"Against {band}", 10, lambda row: VERDICT[variance(row).verdict],
            left=True,
        ),
    )  # fmt: skip


def in_one_figure(key: str, heading: str, rows: Sequence[Reviewed]) -> SheetColumn:
    """Against the ``target`` or last ``year`` in one figure: percentages in points, everything else in percent."""

    def fill(row: Reviewed) -> Filled:
        variance = row.comparison.to_target if key == "target" else row.comparison.to_last_year
        if variance.printed is None or row.comparison.indicator.unit is Unit.PERCENT:
            return delta(row, variance, key == "target")
        return share(row, variance)

    texts = [content for row in rows if isinstance(content := fill(row)[0], str)]
    return SheetColumn(key, heading, "Against", width_for(texts, FIGURE, 9.0), fill)


def beside_month(edition: Edition, rows: Sequence[Reviewed]) -> tuple[SheetColumn, ...]:
    """Differences without a verdict of their own: to the month before, and of the years to date."""
    month, year = (
        edition.submitted_period.months_back().label,
        (edition.to_date or edition.submitted_period).back().label,
    )
    return (*against("month", month, month, rows)[:2], *against("to_date", year, year, rows)[:2])


def delta(row: Reviewed, variance: Variance, target: bool = False) -> Filled:
    """Printed actual minus printed reference; where there is none, why.

    Clock times are text: Excel shows no time below zero.
    """
    if variance.printed is None:
        return _why_none(row, variance, target), replace(QUIET, align="right", wrap=False)
    indicator = row.comparison.indicator
    decimals = max(indicator.decimals, indicator.target_measure.decimals) if target else indicator.decimals
    return signed_difference(variance.printed[0], Measure(indicator.unit, decimals))


def _why_none(row: Reviewed, variance: Variance, target: bool) -> str:
    """The reason in few words: most rows have no numeric target, and a column of sentences would drown the rest."""
    if target and not isinstance(variance.reference, Decimal):
        return _NO_TARGET.get(variance.reference, "direction only")
    if not isinstance(row.comparison.actual, Decimal):
        return "no figure" if row.absent else "actual NA"
    return "not known" if variance.missing.startswith("actual") else "none before"


def share(row: Reviewed, variance: Variance) -> Filled:
    """Difference by reference; n/m against 0; a dash for percentages, whose difference is in points."""
    if variance.printed is None:
        return "", FIGURE
    if row.comparison.indicator.unit is Unit.PERCENT:
        return "–", replace(FIGURE, colour=theme.GREY)
    moved, base = variance.printed
    if not base:
        return "n/m", replace(FIGURE, colour=theme.GREY)
    return percent(float(moved / abs(base)))
