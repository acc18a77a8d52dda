"""A figure of a place or group that is far from last year's, or NA, without a word."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import sqrt

from pmr_xl.model.breakdowns.entry import MemberEntry
from pmr_xl.model.breakdowns.table import MemberTable
from pmr_xl.model.finding import Severity
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.rules.engine.declaration import Spot, rule, spot

NOISE = 3.0  # a count's own noise: three times the root of both figures together


@rule(
    "PLC-012",
    Severity.QUERY,
    "{where}: {found} of {place} is {far}; say why.",
    fix="Correct the figure, or say on its row what changed, by how much and why.",
    yields_to=("PLC-001", "PLC-002", "PLC-003", "PLC-004", "PLC-005", "PLC-006", "PLC-009", "PLC-011"),
)
def member_figure_unexplained(table: MemberTable, settings: OfficeSettings) -> Iterator[Spot]:
    """A place's figure is far from last year's, past its own noise, and nothing is said to it."""
    if table.said is None:
        return
    for one in table.said.entries:
        if one.line is None or len(" ".join(one.explanation.split())) >= settings.shortest_explanation:
            continue
        far = _far(table, one, settings)
        if far:
            yield spot(one.figure, place=table.member_name(one.member), far=far)


def _far(table: MemberTable, one: MemberEntry, settings: OfficeSettings) -> str:
    """Why a figure asks for words, in words; empty where it does not."""
    figure, series = one.figure.figure, table.by_id[one.line.id if one.line else ""]
    if figure is not None and not isinstance(figure, Decimal):
        return "not available" if figure.value == "NA" else ""
    last = series.figures.get(one.member, {}).get(one.period.back())
    if figure is None or not isinstance(last, Decimal):
        return ""
    by = abs(float(figure) - float(last))
    noise = NOISE * sqrt(abs(figure) + abs(last)) if series.indicator.counts_whole_things else 0.0
    if by > max(settings.large_change * abs(float(last)), noise):
        return f"far from the {series.indicator.measure.show(last)} of {one.period.back().words}"
    return ""
