"""A trend that is not the one the figures give."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmr_xl.analysis.basis import Basis
from pmr_xl.analysis.comparison import Comparison
from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Severity, visible_text
from pmr_xl.model.past import NOTHING, Past
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot

_TREND = pattern(r"\btrend\b", re.IGNORECASE)


@rule(
    "TRD-001",
    Severity.ERROR,
    "{where} says the five-year trend is {found}; the five figures give {expected}.",
    fix="Delete the trend; it is computed. If {expected} looks wrong, look at the five figures.",
)
def entered_trend(submission: Submission, context: EditionContext, past: Past) -> Iterator[Spot]:
    """A trend was entered in a column of its own, and is not the computed one."""
    headings = [where for where, text in submission.strange_headings if _TREND.search(text)]
    sheet = submission.book.sheet(submission.sheet) if headings else None
    if sheet is None:
        return
    for entry in submission.entries:
        actual = entry.entered.get(Ask.ACTUAL)
        for heading in headings:
            cell = sheet.at(entry.row, heading.column)
            said = "" if cell is None or cell.value is None else str(cell.value).strip()
            if not said or actual is None:
                continue
            published = past.actuals.get(entry.line.id, NOTHING)
            computed = Comparison.on(Basis.of(context, entry.line, published, NOTHING), actual.figure).trend.value
            if said.casefold() != computed.casefold():
                where = CellRef(submission.sheet, entry.row, heading.column)
                yield spot(where, about=[where, heading], found=f"“{visible_text(said)}”", expected=computed)
