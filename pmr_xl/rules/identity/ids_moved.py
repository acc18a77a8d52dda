"""Ids that stand beside other indicators' figures."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.entry import Ask, Entered
from pmr_xl.model.finding import Severity
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.row.laid import plainly
from pmr_xl.rules.structure.lost_row import GONE

ENOUGH_ROWS = 8
MOST = 0.5
_EVERY = 8  # rows looked at first
_FEW = 3  # one in so many of them may show something else


@rule(
    "IDN-011",
    Severity.ERROR,
    "{where}: in {count} of {rows} rows the published figures are those of another indicator than the id: the {which} "
    "were moved or sorted alone.",
    fix="Undo it, or take the {which} from the form that was sent, each in its row. What else there is to say of "
    "these rows is said then.",
    covers=(
        "IDN", "REV", "TGT", "UNT", "OUT", "RNG", "TYP", "FMT", "MIS", "NAR", "ARI", "AGG", "XIN", "XPR", "STR-005",
        "STR-008", "STR-010", "STR-014",
    ),
)  # fmt: skip
def ids_moved(submission: Submission, past: Past, context: EditionContext) -> Iterator[Spot]:
    """The published figures of most rows are those of another indicator than their id says."""
    entries, year = submission.entries, context.last_year
    some = [(entry.line, entry.entered.stored_cell(year.code)) for entry in entries[::_EVERY]]
    if past.memo.get((ids_moved, context.edition)) == some:
        return  # so they stood when they were looked at before
    plain = [plainly(cell, past.published_figures(line.id).get(year), line.indicator.measure) for line, cell in some]
    if plain.count(False) * _FEW <= len(plain):
        past.memo[ids_moved, context.edition] = some
        return  # as in most forms
    from pmr_xl.rules.identity._whose import of_others

    moved = of_others(submission, past, context)
    if len(moved) < max(ENOUGH_ROWS, MOST * len(entries)):
        return
    labels = [(entry.line, entry.entered.stored_cell(Ask.INDICATOR)) for entry in moved]
    named = [cell is not None and cell.value in (line.label, line.marked_label) for line, cell in labels]
    alone, ids = sum(named) < MOST * len(moved), submission.columns.get(Ask.ID, 1)
    which, first = ("ids", ids) if alone else ("figures", submission.columns.get(context.history[0].code, 1))
    where = CellRef(submission.sheet, submission.heading_row, first)
    about: list[Entered | CellRef] = [said for entry in entries for said in entry.entered.values()]
    about += [where, GONE, *(CellRef(submission.sheet, row.row, ids) for row in submission.rows)]
    yield spot(where, found="other indicators", about=about, count=len(moved), rows=len(entries), which=which)
