"""Slips put into the real figures, and how many of them the rules find."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from published import Filled, agencies

from pmr_xl.model.cell import Cell
from pmr_xl.model.measure import Unit

SCALES = (1000, 100, 0.01)
ENOUGH_YEARS = 3


def numeric(filled: Filled):
    """Rows with a number this year and in three published years, where a scale can slip: no zeros, no durations."""
    for entry in filled.submission.entries:
        figure = entry.actual.figure
        years = [f for f in filled.past.actuals[entry.line.id].values() if isinstance(f, Decimal) and f]
        if entry.indicator.unit.is_duration or not isinstance(figure, Decimal) or not figure:
            continue
        if len(years) >= ENOUGH_YEARS:
            yield entry


def times(entry, factor: float) -> Cell:
    """The actual's cell with its figure so many times larger."""
    return entry.actual.cell._replace(value=float(f"{entry.actual.cell.value * factor:.12g}"))


def found(filled: Filled, changes, codes: set[str]) -> int:
    """How many of the changed actuals get a finding of one of these rules."""
    typed = filled.typed(changes)
    places = {typed.submission.by_id[name][key].where for name, key in changes}
    return len({cell for finding in typed.judged() if finding.rule in codes for cell in cells(finding)} & places)


def cells(finding):
    """Every cell of a finding."""
    last = finding.to.row if finding.to else finding.where.row
    return [finding.where._replace(row=row) for row in range(finding.where.row, last + 1)]


@cache
def scale_recall() -> dict[float, tuple[int, int]]:
    """Scale factor → slips found, slips made."""
    tally = {}
    for factor in SCALES:
        hits = made = 0
        for filled in agencies():
            changes = {(entry.line.id, "actual"): times(entry, factor) for entry in numeric(filled)}
            hits += found(filled, changes, {"UNT-001", "UNT-002"})
            made += len(changes)
        tally[factor] = hits, made
    return tally


@cache
def fraction_recall() -> tuple[int, int]:
    """Percentages typed as fractions into cells without percent format: found, made."""
    hits = made = 0
    for filled in agencies():
        changes = {
            (entry.line.id, "actual"): entry.actual.cell._replace(number_format="General")
            for entry in numeric(filled)
            if entry.indicator.unit is Unit.PERCENT
        }
        hits += found(filled, changes, {"UNT-002"})
        made += len(changes)
    return hits, made
