"""A critical target of which nobody said which way it is meant."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.analysis.status import asked_sides, missed_sides
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.display.plural import plural
from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Severity
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.message import short

SHOWN = 4  # names; the others are counted
_READ_AS = {(True, False): " (its words say: a minimum)", (False, True): " (its words say: a maximum)"}


@rule(
    "TGT-011",
    Severity.INFO,
    "{where}: a number is the target of {count}, and nobody said which way it is meant: {names}."
    " Nothing is called missed there.",
    fix="Say it once, in the schema: kind minimum or maximum under its target, or a desired direction.",
    for_office=True,
)
def target_without_direction(submission: Submission, context: EditionContext, past: Past) -> Iterator[Spot]:
    """Critical indicators whose target is a number, without a direction and without a kind that says one."""
    force, column = context.target_years[0], submission.columns.get(Ask.TARGET)
    if column is None:
        return
    unsaid = [
        entry.indicator
        for entry in submission.entries
        if entry.line.indicator.critical
        and all(missed_sides(entry.indicator))
        and isinstance(past.target(entry.line.id, force), Decimal)
    ]
    if unsaid:
        where = CellRef(submission.sheet, submission.heading_row, column)
        names = [f"“{short(one.name)}”{_READ_AS.get(asked_sides(one), '')}" for one in unsaid[:SHOWN]]
        more = [f"and {len(unsaid) - SHOWN} more"] if len(unsaid) > SHOWN else []
        count = f"{len(unsaid)} critical {plural(len(unsaid), 'indicator')}"
        yield spot(where, found=count, expected="a direction", count=count, names=", ".join([*names, *more]))
