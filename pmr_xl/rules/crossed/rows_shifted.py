"""Figures one row off, or two or three."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.display.plural import plural
from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.history import Columns, as_stored

ENOUGH_ROWS = 3


@rule(
    "XPR-002",
    Severity.ERROR,
    "{where}: these figures look as if they stand {rows} {lower} than their indicators; {fits} of them fit the "
    "indicators {rows} {where_to}, and not their own.",
    fix="Look where the column slipped: a row was skipped or put in when the figures were pasted. What else there is "
    "to say of these rows is said then.",
    yields_to=("XPR-001",),
    covers=(
        "UNT", "OUT", "RNG", "TYP", "FMT", "MIS", "NAR", "TGT", "ARI", "AGG", "XIN", "XPR-004", "STR-008",
    ),
)  # fmt: skip
def rows_shifted(submission: Submission, columns: Columns) -> Iterator[Spot]:
    """Three or more figures that fit the history of indicators some rows away, and not their own."""
    if len(columns.far) < ENOUGH_ROWS:
        return
    stand = [submission.entries[at].entered.stored_cell(Ask.ACTUAL) for at in columns.far]
    if columns.kept.get(rows_shifted) == stand:
        return  # as when they were looked at before
    from pmr_xl.rules.crossed._stretches import cells_of, fits_elsewhere, rows_of, stretches

    if not fits_elsewhere(submission, columns):
        columns.kept[rows_shifted] = stand
        return
    stored = as_stored(submission, columns)
    for stretch in stretches(stored):
        low, off = stretch.off > 0, abs(stretch.off)
        rows, where_to = "one row" if off == 1 else f"{off} {plural(off, 'row')}", "above" if low else "below"
        for place in rows_of(stretch, stored):
            yield spot(
                submission.entries[place].actual, found="figures in other rows", rows=rows, where_to=where_to,
                about=cells_of(submission, stretch, place), lower="lower" if low else "higher", fits=stretch.fits,
            )  # fmt: skip
