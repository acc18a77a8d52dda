"""A figure of a place or group that cannot be one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.analysis.figures.possible import PossibleFigures
from pmr_xl.model.breakdowns.table import MemberTable
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Unit
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "PLC-011",
    Severity.ERROR,
    "{where}: {found} of {place} {why}.",
    fix="Type the figure as a number as on the sheet Submission, or NA in capitals.",
)
def member_figure_wrong(table: MemberTable) -> Iterator[Spot]:
    """What stands there is no figure, or none that this indicator can have."""
    if table.said is None:
        return
    for one in table.said.entries:
        figure, series = one.figure.figure, table.by_id.get("" if one.line is None else one.line.id)
        if one.figure.empty or series is None:
            continue
        known = [past for period, past in series.figures.get(one.member, {}).items() if period != one.period]
        possible = PossibleFigures.of(series.indicator, known)
        if figure is None:
            unit = series.indicator.unit
            why = "is no number" if unit is Unit.NUMBER else f"is no figure in {unit.words}"
        elif isinstance(figure, Decimal):
            why = possible.refusal(figure)
        else:
            why = "" if figure.value == "NA" else "is no figure of a place"
        if why:
            yield spot(one.figure, found=one.figure.text, place=table.member_name(one.member), why=why)
