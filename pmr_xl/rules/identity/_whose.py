"""Whose published figures stand in a row, whatever its id says."""

from __future__ import annotations

from collections.abc import Iterable

from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.model.entry import Entry
from pmr_xl.model.measure import Sign
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Submission

_YEARS = 2  # numbers of a row that say whose they are
_DIGITS = 12  # of a stored number that are compared
_Shown = tuple[float | str | None, ...]


def of_others(submission: Submission, past: Past, context: EditionContext) -> list[Entry]:
    """The rows whose published figures are not those of their id, and are those of another row's, all of them."""
    periods = context.history
    owners: dict[_Shown, str] = {}
    own: dict[str, _Shown] = {}
    for entry in submission.entries:
        published, measure = past.published_figures(entry.line.id), entry.indicator.measure
        figures = [published.get(period) for period in periods]
        shown = own[entry.line.id] = _shown(
            one.value if isinstance(one, Sign) else None if one is None else measure.to_cell(one) for one in figures
        )
        owners.setdefault(shown, entry.line.id)
    found = []
    for entry in submission.entries:
        cells = [entry.entered.stored_cell(period.code) for period in periods]
        shown = _shown(None if cell is None else cell.value for cell in cells)
        numbers = sum(isinstance(one, float) for one in shown)
        if shown != own[entry.line.id] and numbers >= _YEARS and shown in owners:
            found.append(entry)
    return found


def _shown(values: Iterable[object]) -> _Shown:
    return tuple(
        float(f"{one:.{_DIGITS}g}") if isinstance(one, (int, float)) else one if isinstance(one, str) else None
        for one in values
    )
