"""A figure that is read otherwise than it was sent."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "PRV-003",
    Severity.INFO,
    "{where} was sent as {found}; the office reads it as {text}, {by}.",
    fix="Type {text} in the next version; if that is not right, tell the office.",
)
def corrected_by_word_of_mouth(submission: Submission) -> Iterator[Spot]:
    """The office corrected a figure because its agency said so, by telephone or letter."""
    for one in submission.corrections:
        there = submission.by_id[one.indicator].get(one.key)
        if there is not None:
            yield spot(there, found=one.sent or "empty", expected=one.text, text=one.text, by=one.by)
