"""Last month's column, sent again."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Severity
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Submission
from pmr_xl.rules.crossed.column_copied import ENOUGH_ROWS, NEARLY_ALL
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.months import number, reported_rows


@rule(
    "XPR-005",
    Severity.ERROR,
    "{where}: {count} figures are exactly those of {before}.",
    fix="Type this month’s figures; the column seems to be that of {before}.",
    yields_to=("XPR-001",),
)
def last_month_again(submission: Submission, past: Past) -> Iterator[Spot]:
    """Nearly all figures of a month are those of the month before."""
    before = submission.edition.submitted_period.months_back()
    pairs = [
        (row, number(row.month), past.actual(row.entry.line.id, before)) for row in reported_rows(submission, past)
    ]
    # What is 0 every month says nothing.
    both = [(row, now, then) for row, now, then in pairs if now and isinstance(then, Decimal) and then]
    same = [row.month for row, now, then in both if now == then]
    if len(both) >= ENOUGH_ROWS and len(same) >= NEARLY_ALL * len(both):
        where = CellRef(submission.sheet, submission.heading_row, submission.columns[Ask.ACTUAL])
        yield spot(
            where,
            found=f"figures of {before.label}",
            expected="this month’s",
            about=[where, *same],
            count=f"{len(same)} of {len(both)}",
            before=before.label,
        )
