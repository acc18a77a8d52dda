"""The next version says something else than was said by word of mouth."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.correction import confirms


@rule(
    "PRV-005",
    Severity.QUERY,
    "{where} says {found}; version {version}, sent as {sent}, was to be read as {text} ({by}).",
    fix="Type {text}, or explain why it is {found}.",
)
def correction_not_confirmed(submission: Submission, past: Past) -> Iterator[Spot]:
    """A figure that was corrected by word of mouth is another one in the version that came afterwards."""
    for one in past.corrections:
        entry = submission.by_id.get(one.indicator)
        there = None if entry is None else entry.get(one.key)
        if there is not None and not confirms(there, one):
            found, sent = there.as_printed or "empty", one.sent or "empty"
            yield spot(
                there, found=found, expected=one.text, text=one.text, version=str(one.version), sent=sent, by=one.by
            )
