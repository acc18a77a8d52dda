"""The variance sheet's column of restated figures: old → new and why; every difference goes by the new ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pmr_xl.analysis.counting import HERE
from pmr_xl.forms.variance_sheet.cells import REVISED, WORDS, Filled
from pmr_xl.forms.variance_sheet.reviewed import Reviewed, SheetColumn
from pmr_xl.model.fact import Restated
from pmr_xl.model.fiscal import Span

HEADING = "Restated: old → new"
_REASON = 160  # signs of a reason; all of it stands on the page of restatements


def revised_column(rows: Sequence[Reviewed]) -> tuple[SheetColumn, ...]:
    """The column; none where nothing that counts is another figure than was published."""
    if not any(row.comparison.restated for row in rows):
        return ()
    return (SheetColumn("revised", HEADING, "Restated", 26, _told, left=True),)


def _told(row: Reviewed) -> Filled:
    """A line each: ``r FY25: 234,845 → 500,000, restated here. Late data: …``; years first, then the latest months."""
    one = row.comparison
    ordered = sorted(one.restated.values(), key=lambda change: (change.period.span is not Span.YEAR, change.period))
    return "\n".join(_line(row, change) for change in ordered), replace(WORDS, indent=1)


def _line(row: Reviewed, change: Restated) -> str:
    show = row.comparison.indicator.measure.show
    old = show(change.old) or "nothing"
    why = f" {_cut(change.reason)}" if change.reason else ""
    return f"{REVISED} {change.period.label}: {old} → {show(change.new)}, {change.by or HERE}.{why}"


def _cut(reason: str) -> str:
    return reason if len(reason) <= _REASON else reason[: _REASON - 1].rstrip() + "…"
