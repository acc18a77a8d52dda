"""What was corrected by word of mouth stands in the next version."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.correction import confirms


@rule(
    "PRV-004",
    Severity.INFO,
    "{where} says {found}: version {version}, sent as {sent}, is confirmed ({by}).",
    fix="Nothing has to be corrected.",
    for_office=True,
)
def correction_confirmed(submission: Submission, past: Past) -> Iterator[Spot]:
    """A figure that was corrected by word of mouth is the same in the version that came afterwards."""
    for one in past.corrections:
        entry = submission.by_id.get(one.indicator)
        there = None if entry is None else entry.get(one.key)
        if there is not None and confirms(there, one):
            yield spot(there, found=one.text, version=str(one.version), sent=one.sent or "empty", by=one.by)
