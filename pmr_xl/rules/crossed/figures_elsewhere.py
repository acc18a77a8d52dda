"""Figures in another column."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.model.book.places import CellRef, column_letters
from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Severity
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.history import Columns

ENOUGH_ROWS = 8
NEARLY_ALL = 0.8  # of the rows are empty under the actual's heading


@rule(
    "XPR-006",
    Severity.ERROR,
    "{where}: {empty} of {rows} rows are empty here, and {numbers} figures like last year’s stand {there}: the column "
    "of this year’s figures looks as if it were put there{too}.",
    fix="Move it under “{heading}”, and put back what stood {there}. What else there is to say of these rows is said "
    "then.",
    covers=(
        "REV-001", "MIS", "TYP", "TGT", "OUT", "UNT", "RNG", "FMT", "NAR", "IDN-003", "IDN-004", "IDN-010", "XPR-004",
        "STR-008", "STR-011",
    ),
)  # fmt: skip
def figures_elsewhere(submission: Submission, past: Past, context: EditionContext, columns: Columns) -> Iterator[Spot]:
    """The actuals’ column is empty, and another one holds numbers that are like last year’s figures."""
    entries = submission.entries
    few = len(entries) - max(ENOUGH_ROWS, NEARLY_ALL * len(entries))
    if len([figure for figure in columns.now if figure is not None]) > few or Ask.ACTUAL not in submission.columns:
        return  # as in most forms
    empty = [entry for entry in entries if entry.actual.empty]
    if len(entries) - len(empty) > few:
        return
    from pmr_xl.rules.crossed._elsewhere import strange_numbers, years_moved

    column, cells = strange_numbers(submission, past, context, columns)
    if len(cells) < ENOUGH_ROWS:
        return
    headings = {number: key for key, number in submission.columns.items()}
    key = headings.get(column)
    letters = column_letters(column)
    there = f"in column {letters}, which is none of the form’s" if key is None else f"under “{entries[0][key].heading}”"
    own = [said for entry in empty for name in (Ask.ACTUAL, Ask.REASON) if (said := entry.get(name)) is not None]
    where = CellRef(submission.sheet, submission.heading_row, submission.columns[Ask.ACTUAL])
    taken = [CellRef(submission.sheet, row.row, column) for row in submission.rows]
    too, years = years_moved(submission, past, context)
    yield spot(
        where, found="nothing", about=[where, *own, *taken, *years, where._replace(column=column)], empty=len(empty),
        rows=len(entries), numbers=len(cells), there=there, heading=entries[0].actual.heading, too=too,
    )  # fmt: skip
