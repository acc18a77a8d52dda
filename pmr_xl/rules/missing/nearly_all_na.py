"""A form without figures."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Sign
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.history import Columns

ENOUGH_ROWS = 5
NEARLY_ALL = 0.8  # of the rows that had a figure


@rule(
    "MIS-010",
    Severity.QUERY,
    "{where}: {count} figures are NA that were published for {before}.",
    fix="Fill in the figures; or say on the findings sheet, once for all, why and until when there are none.",
)
def nearly_all_na(submission: Submission, context: EditionContext, columns: Columns) -> Iterator[Spot]:
    """Nearly every figure that was published for last year is NA now."""
    beside = zip(submission.entries, columns.now, columns.then, strict=True)
    without = [entry for entry, now, then in beside if now is None and then is not None]
    if len(without) < ENOUGH_ROWS:
        return
    rows = sum(then is not None for then in columns.then)
    gone = sum((said := row.get(Ask.ACTUAL)) is not None and said.figure is Sign.NOT_AVAILABLE for row in without)
    if gone >= ENOUGH_ROWS and gone >= NEARLY_ALL * rows:
        where = CellRef(submission.sheet, submission.heading_row, submission.columns[Ask.ACTUAL])
        count = f"{gone} of {rows}"
        yield spot(where, found=f"{count} NA", expected="figures", count=count, before=context.last_year.label)
