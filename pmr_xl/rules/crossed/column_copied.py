"""Last year's column, sent again."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Severity
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.history import Columns

ENOUGH_ROWS = 8
NEARLY_ALL = 0.8  # a tenth of the rows of a real chapter may stand still, never this many


@rule(
    "XPR-001",
    Severity.ERROR,
    "{where}: {count} figures are exactly those of {before}{too}.",
    fix="Paste this period’s figures; the column seems to be that of {before}.",
    covers=("REV-001", "MIS", "NAR", "OUT", "TGT-006"),
)
def column_copied(submission: Submission, context: EditionContext, columns: Columns, past: Past) -> Iterator[Spot]:
    """Nearly all figures are last year’s."""
    pairs = list(zip(*columns, strict=True))
    both = sum(now is not None and then is not None for now, then in pairs)
    rows = [entry for entry, (now, then) in zip(submission.entries, pairs, strict=True) if now == then is not None]
    if both >= ENOUGH_ROWS and len(rows) >= NEARLY_ALL * both:
        where = CellRef(submission.sheet, submission.heading_row, submission.columns[Ask.ACTUAL])
        from pmr_xl.rules.crossed._elsewhere import years_moved

        too, years = years_moved(submission, past, context)
        same = [entry.actual for entry in rows]
        words = [said for entry in rows if (said := entry.get(Ask.EXPLANATION)) is not None]
        count, before = f"{len(same)} of {both}", context.last_year.label
        yield spot(
            where,
            found=f"figures of {before}",
            expected="this period’s",
            about=[where, *same, *words, *years],
            count=count,
            before=before,
            too=too,
        )
