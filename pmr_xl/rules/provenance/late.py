"""A submission signed after its due date."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.display.plural import plural
from pmr_xl.model.finding import Severity
from pmr_xl.model.fiscal import day_in_words
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.day import day_signed, due_of


@rule(
    "PRV-002",
    Severity.INFO,
    "{where}: the submission is signed on {signed}, {days} after it was due on {due}.",
    fix="Nothing can be corrected; note that these figures came late.",
    yields_to=("PRV-001", "TYP-006"),
    for_office=True,
)
def late(submission: Submission, past: Past) -> Iterator[Spot]:
    """The day of the certification is after the day the form was due."""
    signed, due = day_signed(submission), due_of(submission, past.due)
    if signed is not None and signed > due:
        days = (signed - due).days
        yield spot(
            submission.certification["date"],
            found=day_in_words(signed),
            expected=f"by {day_in_words(due)}",
            signed=day_in_words(signed),
            due=day_in_words(due),
            days=f"{days} {plural(days, 'day')}",
        )
