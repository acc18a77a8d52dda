"""Why a row needs an eye: what the first column of the page Review says, and which rows stand above the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.missing import MISSING
from pmr_xl.forms.variance_sheet.cells import STATUS, WORDS, Filled
from pmr_xl.forms.variance_sheet.outlook import chart_signal
from pmr_xl.forms.variance_sheet.reviewed import Reviewed
from pmr_xl.forms.variance_sheet.targets import target_change
from pmr_xl.model.decision import APPROVE
from pmr_xl.model.measure import Sign

_LONGEST = 300  # signs of a decision that stands no more; all of it stands in the record
REOPENED, BY_PHONE = "↺", "● By phone:"


def needs_eye(row: Reviewed) -> bool:
    """Whether somebody has to look at the row before it can be approved."""
    asked = row.pressing or row.absent or _unexplained(row) or row.corrected
    return bool(asked or _open_again(row) or _decided(row) or _target(row))


def why_here(row: Reviewed) -> Filled:
    """Where the row stands, and a line for each reason to look at it."""
    status = _status(row)
    lines = [*filter(None, [_open_again(row), status, _due(row), _corrected(row), _target(row), _information(row)])]
    alarming = row.pressing or row.absent or _unexplained(row)
    style = STATUS.get(row.comparison.status, WORDS) if row.comparison.edition.report.whole_year else WORDS
    if row.absent or row.awaited:
        style = replace(WORDS, colour=theme.RED_BROWN, bold=True, fill=theme.PALE_ORANGE)
    elif not alarming:
        style = replace(style, bold=False)
    return "\n".join(lines), style


def _status(row: Reviewed) -> str:
    one = row.comparison
    if row.absent:
        return f"? {MISSING}"
    if one.actual is Sign.NOT_AVAILABLE:
        return "? NA without a reason" if _unexplained(row) else "– Not available"
    return one.status.value if one.edition.report.whole_year else one.year_status.value


def _due(row: Reviewed) -> str:
    if not row.comparison.due:
        return ""
    return f"{'✎ Explain' if row.awaited else '✓ Explained'}: {'; '.join(row.comparison.due)}"


def _corrected(row: Reviewed) -> str:
    return "\n".join(f"{BY_PHONE} sent as {one.sent or 'empty'}, read as {one.text}" for one in row.corrected)


def _unexplained(row: Reviewed) -> bool:
    return row.comparison.actual is Sign.NOT_AVAILABLE and not row.reason and not row.explanation


def _open_again(row: Reviewed) -> str:
    earlier = row.decided.earlier if row.decided is not None else None
    if earlier is None:
        return ""
    told = f"{REOPENED} {earlier.in_words}"
    return told if len(told) <= _LONGEST else f"{told[: _LONGEST - 1].rstrip()}…"


def _decided(row: Reviewed) -> bool:
    """Something else than an approval stands in the row, which nobody should overlook."""
    return row.decided is not None and row.decided.says_something and row.decided.decision != APPROVE


def _target(row: Reviewed) -> str:
    change = target_change(row.comparison)
    if change is None:
        return ""
    show, year = row.comparison.indicator.target_measure.show, row.comparison.edition.target_years[1]
    return f"{change.kind[0]} {year.code} target {change.kind[2:]}: {show(change.old)} → {show(change.new)}"


def _information(row: Reviewed) -> str:
    return chart_signal(row) if row.comparison.edition.monthly else ""


def in_order(rows: Iterable[Reviewed]) -> list[Reviewed]:
    """Critical first, then what is missed or to be explained, then the largest change (V10)."""
    return sorted(rows, key=lambda row: (*row.comparison.attention, row.comparison.line.order))
