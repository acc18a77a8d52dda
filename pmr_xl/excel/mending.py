"""Safe repairs, made in the open review copy: live Excel loses nothing of an agency's workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.books import live
from pmr_xl.excel import acts, journal, walk
from pmr_xl.excel.source import Source
from pmr_xl.forms.answers import HEADINGS, State
from pmr_xl.forms.findings_sheet import NAME
from pmr_xl.model.finding import Finding, drawn

if TYPE_CHECKING:
    import xlwings as xw

_MOST_SHOWN = 12
_STATE = HEADINGS.index("State") + 1


def repair(source: Source) -> str:
    """Say which repairs are safe, ask, make them in the review copy, note them there as repaired."""
    result, placed = acts.judged(source)
    safe = [finding for finding in result.findings if finding.repair is not None]
    if not safe:
        return "Nothing here can be repaired safely by a program. The findings say how to mend the rest."
    if source.app.alert(_preview(safe), title="PMR", buttons="ok_cancel", mode="info") != "ok":
        return ""
    review = live.open_beside(source.app, placed)
    journal.keep("Repair", [placed])
    done = sum(_mend(review, finding) for finding in safe)
    _note_repaired(review, safe)
    live.patiently(review.save)
    left = f" {len(safe) - done} could not be changed: their sheets are protected." if done < len(safe) else ""
    return f"{done} of {len(safe)} repaired in {Path(placed).name}.{left} Press Validate submission to judge it again."


def _preview(safe: Sequence[Finding]) -> str:
    lines = [
        f"{f.place}: {drawn(f.repair.old)} becomes {f.repair.new}" for f in safe[:_MOST_SHOWN] if f.repair is not None
    ]
    more = f"\n… and {len(safe) - _MOST_SHOWN} more." if len(safe) > _MOST_SHOWN else ""
    return f"{len(safe)} safe repairs, to be made in the review copy:\n\n" + "\n".join(lines) + more


def _mend(review: xw.Book, finding: Finding) -> bool:
    """Put the new value into one cell; False where the sheet is protected, or the cell no longer holds the old one."""
    repair, where = finding.repair, finding.where
    if repair is None:
        return False
    cell = review.sheets[where.sheet].range((where.row, where.column))
    if str(cell.formula).startswith("=") or str(cell.value) != repair.old:
        return False
    try:
        if repair.number_format is not None:
            cell.number_format = repair.number_format
        cell.value = repair.new
    except Exception as refused:
        if live.is_busy(refused):
            raise
        return False
    return True


def _note_repaired(review: xw.Book, safe: Sequence[Finding]) -> None:
    mended = {(finding.rule, finding.place) for finding in safe}
    page = review.sheets[NAME]
    for row in walk.listed(review):
        if (row.rule, row.where) in mended:
            page.range((row.row, _STATE)).value = State.REPAIRED.value
