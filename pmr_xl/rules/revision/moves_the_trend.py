"""A restatement that moves the trend."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.analysis.basis import Basis
from pmr_xl.analysis.comparison import Comparison
from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Severity
from pmr_xl.model.past import NOTHING, Past
from pmr_xl.model.submission import Restatement, Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.message import short


@rule(
    "REV-006",
    Severity.INFO,
    "{where}: with this restatement the five-year trend of {what} becomes {expected}; it would be {found}.",
    fix="Nothing has to be done; whoever approves the restatement should know.",
    yields_to=("REV-002", "REV-003", "REV-009"),
)
def moves_the_trend(
    restatement: Restatement, submission: Submission, past: Past, context: EditionContext
) -> Iterator[Spot]:
    """A restatement that changes the printed five-year trend."""
    line, period, new = restatement.line, restatement.period, restatement.new
    entry = None if line is None else submission.by_id.get(line.id)
    rows = [one for one in submission.restatements if one.line is line]
    if line is None or period is None or new is None or entry is None or not context.whole_year:
        return
    if restatement is not rows[0]:
        return  # all its rows together move it; the first one says so
    actual = entry.entered.get(Ask.ACTUAL)
    last = None if actual is None else actual.figure
    before, after = (
        Comparison.on(Basis.of(context, line, figures, NOTHING), last).trend
        for figures in (past.published_figures(line.id), past.actuals.get(line.id, NOTHING))
    )
    if before is not after:
        at = restatement.entered.get("new") or next(iter(restatement.entered.values()))
        yield spot(at, found=before.value, expected=after.value, what=f"“{short(line.indicator.name)}”")
