"""A restatement that moves a published figure further than its years usually move."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.analysis.variance import band, variance_of
from pmr_xl.model.finding import Severity
from pmr_xl.model.fiscal import Period, Span
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.past import NOTHING, Past
from pmr_xl.model.submission import Restatement
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.message import short
from pmr_xl.rules.revision._size import tells_size


@rule(
    "REV-012",
    Severity.QUERY,
    "{where}: {what} is restated from {old} to {figure}{percent}, further than its figures usually move.",
    fix="Look whether {figure} is right. If it is, say in {explanation} how large the change is and what made it.",
    yields_to=("REV-002", "REV-003", "REV-009", "TYP"),
)
def restated_by_much(restatement: Restatement, past: Past, settings: OfficeSettings) -> Iterator[Spot]:
    """A restated figure outside the usual band around the published one, whose explanation does not say how far.

    The band is that of the variance review, with the published figure as the last one and the other periods as they
    will be printed.
    """
    line, period, new, at = restatement.line, restatement.period, restatement.new, restatement.entered.get("new")
    old = None if line is None or period is None else past.published_figures(line.id).get(period)
    if line is None or period is None or at is None or not isinstance(new, Decimal) or not isinstance(old, Decimal):
        return
    indicator, figures = line.indicator, past.actuals.get(line.id, NOTHING)
    others = [figures[when] for when in sorted(figures) if _beside(when, period)]
    usual = band(indicator, [*others, old], None, settings)
    if usual is None or new in usual or tells_size(restatement.explanation, [(old, new)], indicator.measure):
        return
    share = variance_of(new, old, indicator.desired_direction, "").percent
    said = restatement.entered.get("explanation")
    where = "Explanation" if said is None else f"{said.heading} ({said.where.address})"
    show = indicator.measure.show
    percent = f" ({share})" if share not in ("", "n/m") else ""
    what = f"“{short(indicator.name)}”, {period.label},"
    about = [at, *(cell for key in ("explanation", "reason") if (cell := restatement.entered.get(key)) is not None)]
    expected = f"{show(usual.low)} to {show(usual.high)}"
    yield spot(
        at, expected=expected, about=about,
        what=what, explanation=where, old=show(old), figure=show(new), percent=percent,
    )  # fmt: skip


def _beside(when: Period, period: Period) -> bool:
    """Other periods that cover as much: years beside a year, months beside a month, the same part of other years."""
    if when == period or when.span is not period.span:
        return False
    return period.span is Span.MONTH or when.month == period.month
