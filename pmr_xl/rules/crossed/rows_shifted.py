"""Figures one row off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.history import Columns

ENOUGH_ROWS = 3
CLOSE = 0.15  # of the neighbour’s last year
FAR = 0.5  # from its own
Figures: TypeAlias = Sequence[float | None]


@rule(
    "XPR-002",
    Severity.ERROR,
    "{where}: these figures fit the indicators one row {where_to}, and not their own.",
    fix="Look where the column slipped: a row was skipped or put in when the figures were pasted.",
    yields_to=("XPR-001",),
)
def rows_shifted(submission: Submission, columns: Columns) -> Iterator[Spot]:
    """Three or more figures in a row that fit the neighbouring indicators’ history, and not their own."""
    entries = submission.entries
    now, then = columns
    strange = [
        at
        for at, (figure, own) in enumerate(zip(now, then, strict=True))
        if figure and not (own and abs(figure / own - 1) <= FAR)
    ]
    for neighbours, where_to in (([None, *then[:-1]], "above"), ([*then[1:], None], "below")):
        if sum(_near(now[at], neighbours[at]) for at in strange) < ENOUGH_ROWS:
            continue
        for first, last_place in _blocks(now, then, neighbours):
            for entry in entries[first : last_place + 1]:
                yield spot(entry.actual, found="figures one row off", where_to=where_to)


def _blocks(now: Figures, then: Figures, neighbours: Figures) -> Iterator[tuple[int, int]]:
    """First and last place of every stretch of rows that fits the neighbours.

    A figure that fits both, or cannot be compared, says nothing. One that fits neither may have changed; two of them
    in a row end the stretch, and a stretch needs three that fit, twice as many as do not.
    """
    fits: list[int] = []
    strangers = since = 0
    for place, (figure, own, other) in enumerate(zip(now, then, neighbours, strict=True)):
        if figure is None or own is None or other is None or (_near(own, other, FAR) and _near(figure, own, FAR)):
            continue
        if _near(figure, other) and not _near(figure, own, FAR):
            fits.append(place)
            strangers, since = strangers + since, 0
            continue
        since += 1 + _near(figure, own, FAR)  # one that fits its own row ends the stretch at once
        if since > 1:
            if len(fits) >= max(ENOUGH_ROWS, 2 * strangers):
                yield fits[0], fits[-1]
            fits, strangers, since = [], 0, 0
    if len(fits) >= max(ENOUGH_ROWS, 2 * strangers):
        yield fits[0], fits[-1]


def _near(now: float | None, then: float | None, within: float = CLOSE) -> bool:
    return now is not None and then is not None and then != 0 and abs(now / then - 1) <= within
