"""A part larger than its whole."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.model.finding import Severity
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Ask, Submission
from pmr_xl.rules.message import short
from pmr_xl.rules.rule import Spot, rule, spot
from pmr_xl.rules.sound import can_exceed_no_whole
from pmr_xl.rules.subjects import Part

ENOUGH_YEARS = 3


@rule(
    "ARI-007",
    Severity.ERROR,
    "{where} is {found}, more than its whole, “{whole}”, with {expected}.",
    fix="Look at both figures ({both}): a part cannot be larger than its whole.",
    yields_to=("TYP", "MIS", "UNT", "RNG", "ARI-002"),
)
def part_exceeds_whole(entry: Part, submission: Submission, past: Past) -> Iterator[Spot]:
    """A part is larger than the whole it never exceeded in any published year."""
    whole = entry.line.parent
    if whole is None or not can_exceed_no_whole(entry.line):
        return
    above = submission.by_id.get(whole.id)
    part, total = entry.entered.get(Ask.ACTUAL), None if above is None else above.entered.get(Ask.ACTUAL)
    if part is None or total is None:
        return
    if not isinstance(part.figure, Decimal) or not isinstance(total.figure, Decimal) or part.figure <= total.figure:
        return
    if _always_below(past, entry.line.id, whole.id):
        both = f"{part.where.address} and {total.where.address}"
        yield spot(part, expected=total.shown, about=[part, total], whole=short(whole.name), both=both)


def _always_below(past: Past, part: str, whole: str) -> bool:
    """The part was at most the whole in every year in which both were published, in three years or more."""
    wholes = past.actuals.get(whole, {})
    both = [
        (figure, total)
        for period, figure in past.actuals.get(part, {}).items()
        if isinstance(figure, Decimal) and isinstance(total := wholes.get(period), Decimal)
    ]
    return len(both) >= ENOUGH_YEARS and all(figure <= total for figure, total in both)
