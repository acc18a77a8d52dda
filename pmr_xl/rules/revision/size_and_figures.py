"""A sentence about a restatement that says another size than its figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.model.finding import Severity, visible_text
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Restatement, Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.revision._size import numbers, tells_size, text_agrees


@rule(
    "REV-013",
    Severity.QUERY,
    "{where} says {found}; from {old} to {new} it is {expected}.",
    fix="Let the sentence and the figures say the same: the sentence is kept with the figure as its reason.",
    yields_to=("REV-002", "REV-003", "REV-008", "REV-009"),
)
def size_and_figures(restatement: Restatement, submission: Submission, past: Past) -> Iterator[Spot]:
    """“+1,149”, “by 1,149” or “1,149 more”, where published and new figure are another number apart.

    A text that says the size of any of its indicator’s restatements, or of all of them, is right.
    """
    said, line, period = restatement.entered.get("explanation"), restatement.line, restatement.period
    if said is None or line is None or period is None or line.indicator.unit.is_duration:
        return
    published, measure = past.published_figures(line.id), line.indicator.measure
    pairs = [
        (old, row.new)
        for row in submission.restatements
        if row.line is line and row.period is not None and isinstance(row.new, Decimal)
        and isinstance(old := published.get(row.period), Decimal)
    ]  # fmt: skip
    old, new = published.get(period), restatement.new
    if not isinstance(old, Decimal) or not isinstance(new, Decimal):
        return
    together = sum((one for one, _ in pairs), Decimal(0)), sum((one for _, one in pairs), Decimal(0))
    if tells_size(restatement.explanation, [*pairs, together], measure):
        return
    wrong = next(
        (one for one in numbers(restatement.explanation) if one.size and not text_agrees(one, old, new, measure)), None
    )
    if wrong is not None:
        show = measure.show
        change = f"{'+' if new >= old else '−'}{show(abs(measure.round(new) - measure.round(old)))}"
        yield spot(said, found=f"“{visible_text(wrong.text)}”", expected=change, old=show(old), new=show(new))
