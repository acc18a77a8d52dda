"""Stretches of rows whose figures fit the indicators some rows above or below."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.entry import Ask, Entered
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.evidence.history import FAR, Columns, actual_stored, last_stored, near

CLOSE = 0.15  # of the other row's last year
ENOUGH_ROWS = 3
_MOVES_TOO = (Ask.ACTUAL, Ask.TO_DATE, Ask.REASON, Ask.NEXT_TARGET, Ask.EXPLANATION)
_OFF = (1, -1, 2, -2, 3, -3)  # rows lower than their indicators
_OWN, _STRANGER = -1.5, -0.5  # what a row takes from a stretch whose figure fits itself, or neither
_LEAST = 2.25  # what a stretch is worth: three that fit and one that fits neither, four and three


class Stretch(NamedTuple):
    """Rows from ``first`` to ``last``, by their place in the form, whose figures stand ``off`` rows too low.

    Attributes:
        fits: how many of them fit the other indicators, and not their own.
    """

    off: int
    first: int
    last: int
    fits: int
    worth: float


def fits_elsewhere(submission: Submission, columns: Columns) -> bool:
    """Whether three of the figures far from their own fit the indicators at one and the same distance: a quick look."""
    entries, then = submission.entries, columns.then
    now = [(at, actual_stored(entries[at])) for at in columns.far]
    kept = dict[int, float | None]()
    for off in _OFF:
        fits = 0
        for at, figure in now:
            if not 0 <= (other := at - off) < len(entries):
                continue
            if other not in kept:
                kept[other] = last_stored(entries[other], then[other])
            own = kept[other]
            if figure and own and 1 - CLOSE <= figure / own <= 1 + CLOSE:
                fits += 1
        if fits >= ENOUGH_ROWS:
            return True
    return False


def stretches(columns: Columns) -> Iterator[Stretch]:
    """The stretches of a form, the longest first; no row is in two of them.

    Args:
        columns: this year's and last year's figures as stored, row by row.
    """
    now, then = list(columns.now), columns.then
    while True:
        best = max((_best(now, then, off) for off in _OFF), key=lambda one: (one.worth, -abs(one.off)))
        if best.fits < ENOUGH_ROWS or best.worth < _LEAST:
            return
        yield best
        now[best.first : best.last + 1] = [None] * (best.last + 1 - best.first)


def rows_of(stretch: Stretch, stored: Columns) -> range:
    """The stretch, and the rows beside it up to one that fits its own indicator and not the other, or to the end."""
    now, then = stored.now, stored.then

    def reach(place: int, step: int) -> int:
        moved = filled = place
        while 0 <= (place := place + step) < len(now):
            figure, from_where = now[place], place - stretch.off
            other = then[from_where] if 0 <= from_where < len(then) else None
            own = then[place]
            if figure is not None and (own is None or near(figure, own, FAR)):
                if other is not None and not near(figure, other, FAR):
                    return moved  # it stands where it belongs, or moved from nowhere near
            elif figure is not None:
                moved = place
            filled = place if figure is not None else filled
        return filled

    return range(reach(stretch.first, -1), reach(stretch.last, 1) + 1)


def cells_of(submission: Submission, stretch: Stretch, place: int) -> list[Entered | CellRef]:
    """The row's open cells; and the empty ones that figures moved away from, or those below the table they moved to."""
    entries = submission.entries
    about: list[Entered | CellRef] = []
    for row in (place, place - stretch.off):
        if 0 <= row < len(entries) and (row == place or entries[row].actual.empty):
            about += [said for key in _MOVES_TOO if (said := entries[row].get(key)) is not None]
    if place == len(entries) - 1:
        where = entries[place].actual.where
        below = [submission.columns[key] for key in _MOVES_TOO if key in submission.columns]
        about += [where._replace(row=where.row + abs(stretch.off), column=column) for column in below]
    return about


def _best(now: list[float | None], then: list[float | None], off: int) -> Stretch:
    """The stretch worth most at that distance: what is added row by row begins anew where it falls below nothing."""
    best = Stretch(off, 0, 0, 0, 0.0)
    first, fits, worth = 0, 0, 0.0
    for place, (figure, own) in enumerate(zip(now, then, strict=True)):
        from_where = place - off
        other = then[from_where] if 0 <= from_where < len(then) else None
        if figure is None or own is None or other is None:
            continue
        fits_own, fits_other = near(figure, own, FAR), near(figure, other, CLOSE)
        if fits_own and (fits_other or near(own, other, FAR)):
            continue  # says nothing
        if worth <= 0:
            first, fits, worth = place, 0, 0.0
        here = fits_other and not fits_own
        fits += here
        worth += 1 if here else _OWN if fits_own else _STRANGER
        if here and worth > best.worth:
            best = Stretch(off, first, place, fits, worth)
    return best
