"""Last year's column, sent again."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.model.finding import Severity
from pmr_xl.model.sheet import CellRef
from pmr_xl.model.submission import Ask, Submission
from pmr_xl.rules.rule import Spot, rule, spot
from pmr_xl.variance import Setting

ENOUGH_ROWS = 8
NEARLY_ALL = 0.8  # a tenth of the rows of a real chapter may stand still, never this many


@rule(
    "XPR-001",
    Severity.ERROR,
    "{where}: {count} figures are exactly those of {before}.",
    fix="Paste this period’s figures; the column seems to be that of {before}.",
)
def column_copied(submission: Submission, setting: Setting) -> Iterator[Spot]:
    """Nearly all figures are last year’s."""
    last = setting.last_year.code
    pairs = [(entry.entered.get(Ask.ACTUAL), entry.entered.get(last)) for entry in submission.entries]
    both = [
        (now, then)
        for now, then in pairs
        if now is not None and then is not None and isinstance(now.figure, Decimal) and isinstance(then.figure, Decimal)
    ]
    same = [now for now, then in both if now.figure == then.figure]
    if len(both) >= ENOUGH_ROWS and len(same) >= NEARLY_ALL * len(both):
        where = CellRef(submission.sheet, submission.heading_row, submission.columns[Ask.ACTUAL])
        count, before = f"{len(same)} of {len(both)}", both[0][1].heading
        yield spot(
            where,
            found=f"figures of {before}",
            expected="this period’s",
            about=[where, *same],
            count=count,
            before=before,
        )
