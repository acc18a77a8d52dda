"""Last year's column, sent again."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.entry import Ask, Entered, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.fiscal import Period
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.history import Columns

ENOUGH_ROWS = 8
_EVERY = 6  # rows looked at first, of the years before last
NEARLY_ALL = 0.8  # a tenth of the rows of a real chapter may stand still, never this many


@rule(
    "XPR-001",
    Severity.ERROR,
    "{where}: {count} figures are exactly those of {before}{too}.",
    fix="Paste this period’s figures; the column seems to be that of {before}.",
    covers=("REV-001", "MIS", "NAR", "OUT", "TGT-006"),
)
def column_copied(submission: Submission, context: EditionContext, columns: Columns, past: Past) -> Iterator[Spot]:
    """Nearly all figures are last year’s, or those of a year before."""
    entries, now = submission.entries, columns.now
    for period in (context.last_year, *(() if context.monthly else reversed(context.history))):
        then = columns.then if period is context.last_year else _figures_of(submission, past, period, now)
        pairs = list(zip(now, then, strict=True)) if then else []
        both = sum(figure is not None and other is not None for figure, other in pairs)
        rows = [entry for entry, (figure, other) in zip(entries, pairs, strict=False) if figure == other is not None]
        if both >= ENOUGH_ROWS and len(rows) >= NEARLY_ALL * both:
            yield _told(submission, past, context, rows, f"{len(rows)} of {both}", period.label)
            return


def _figures_of(submission: Submission, past: Past, period: Period, now: list[float | None]) -> list[float | None]:
    """What was published for a period, entry by entry; nothing where the rows looked at first are others."""
    known, entries = past.numbers(period), submission.entries
    first = [known.get(entry.line.id) == figure for entry, figure in zip(entries[::_EVERY], now[::_EVERY], strict=True)]
    return [known.get(entry.line.id) for entry in entries] if 2 * sum(first) >= len(first) else []


def _told(
    submission: Submission, past: Past, context: EditionContext, rows: list[Entry], count: str, before: str
) -> Spot:
    from pmr_xl.rules.crossed._elsewhere import years_moved

    where = CellRef(submission.sheet, submission.heading_row, submission.columns[Ask.ACTUAL])
    too, years = years_moved(submission, past, context)
    words = [said for entry in rows if (said := entry.get(Ask.EXPLANATION)) is not None]
    about: list[Entered | CellRef] = [where, *(entry.actual for entry in rows), *words, *years]
    return spot(
        where, found=f"figures of {before}", expected="this period’s", about=about, count=count, before=before, too=too
    )
