"""Last year's column, sent again."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.fiscal import Period
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.history import Columns

ENOUGH_ROWS = 8
_EVERY = 8  # rows looked at first, of the years before last
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
    if column_copied in columns.kept:
        return
    now, entries = columns.now, submission.entries
    for period in (context.last_year, *_earlier(submission, past, context, columns)):
        known, then = past.numbers(period), columns.then
        if period is not context.last_year:
            then = [known.get(entry.line.id) for entry in entries]
        same = [at for at, (figure, other) in enumerate(zip(now, then, strict=True)) if figure == other is not None]
        if len(same) < NEARLY_ALL * ENOUGH_ROWS:
            continue
        rows = [entries[at] for at in same]
        both = sum(figure is not None and other is not None for figure, other in zip(now, then, strict=True))
        if both >= ENOUGH_ROWS and len(rows) >= NEARLY_ALL * both:
            yield _told(submission, past, context, rows, f"{len(rows)} of {both}", period.label)
            return
    columns.kept[column_copied] = None


def _earlier(submission: Submission, past: Past, context: EditionContext, columns: Columns) -> list[Period]:
    """The years before last whose figures stand in half of the rows looked at first: of most forms none."""
    if context.monthly or Ask.ACTUAL not in submission.columns:
        return []
    first = columns.now[::_EVERY]
    ids = [entry.line.id for entry in submission.entries[::_EVERY]]
    found = []
    for year in context.history[:-1]:
        known = past.numbers(year)
        same = [one for one, name in zip(first, ids, strict=True) if one is not None and one == known.get(name)]
        if 2 * len(same) >= len(first) - first.count(None) > 0:
            found.append(year)
    return found


def _told(
    submission: Submission, past: Past, context: EditionContext, rows: list[Entry], count: str, before: str
) -> Spot:
    from pmr_xl.rules.crossed._elsewhere import years_moved

    columns, sheet = submission.columns, submission.sheet
    where = CellRef(sheet, submission.heading_row, columns[Ask.ACTUAL])
    too, years = years_moved(submission, past, context)
    looked_at = [columns[key] for key in (Ask.ACTUAL, Ask.EXPLANATION) if key in columns]
    about = [where, *(CellRef(sheet, entry.row, column) for column in looked_at for entry in rows), *years]
    return spot(
        where, found=f"figures of {before}", expected="this period’s", about=about, count=count, before=before, too=too
    )
