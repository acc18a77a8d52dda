"""A part larger than its whole."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from operator import itemgetter

from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.fiscal import Span
from pmr_xl.model.past import NOTHING, Past
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.sound import can_exceed_no_whole
from pmr_xl.rules.engine.message import short

ENOUGH_YEARS = 3
RECENT = 5  # published years that are looked at: what broke it long ago, or once, does not silence it for good


@rule(
    "ARI-007",
    Severity.ERROR,
    "{where} is {found}, more than its whole, “{whole}”, with {expected}.",
    fix="Look at both figures ({both}): a part cannot be larger than its whole.",
    yields_to=("TYP", "MIS", "UNT", "RNG", "ARI-002"),
    indicators=lambda basis: basis.line.parent is not None,
    ordinary=True,
)
def part_exceeds_whole(entry: Entry, submission: Submission, past: Past) -> Iterator[Spot]:
    """A part is larger than the whole that it exceeded in no published year, or in one of the last five."""
    whole = entry.line.parent
    if whole is None or not can_exceed_no_whole(entry.line):
        return
    above = submission.by_id.get(whole.id)
    part, total = entry.entered.get(Ask.ACTUAL), None if above is None else above.entered.get(Ask.ACTUAL)
    if part is None or total is None:
        return
    if not isinstance(part.figure, Decimal) or not isinstance(total.figure, Decimal) or part.figure <= total.figure:
        return
    if _usually_below(past, entry.line.id, whole.id, submission.edition.submitted_period.span):
        both = f"{part.where.address} and {total.where.address}"
        yield spot(part, expected=total.as_printed, about=[part, total], whole=short(whole.name), both=both)


def _usually_below(past: Past, part: str, whole: str, span: Span) -> bool:
    """Of the last five years in which both were published, the part was more than the whole in one at most.

    In three at least it was not. A year that breaks it may be a slip itself: one does not switch the rule off.
    """
    wholes = past.actuals.get(whole, NOTHING)
    both = [
        figure <= total
        for period, figure in sorted(past.actuals.get(part, NOTHING).items(), key=itemgetter(0))
        if period.span is span and isinstance(figure, Decimal) and isinstance(total := wholes.get(period), Decimal)
    ][-RECENT:]
    return sum(both) >= ENOUGH_YEARS and len(both) - sum(both) <= 1
