"""A form made before its schema was changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pmr_xl.model.finding import Severity, drawn
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "IDN-008",
    Severity.INFO,
    "{where}: the form was made from schema {found} of {agency}, which is {expected} now; indicators may differ.",
    fix="Where a name, unit or target differs, other findings say so. “pmr blank” makes a form of today’s schema.",
    for_office=True,
)
def older_schema(submission: Submission, past: Past) -> Iterator[Spot]:
    """The stamp on the About sheet is not that of the agency’s schema as it is now."""
    if made_before(submission, past):
        said = submission.stamp.schema_hash.strip()
        where = submission.stamp.where.get("schema_hash", "About")
        yield spot(where, found=drawn(said), expected=past.schema_hash, agency=submission.chapter.agency)


def made_before(submission: Submission, past: Past) -> bool:
    """Whether the form was made of another schema than its agency has now."""
    said = submission.stamp.schema_hash.strip()
    return bool(said and past.schema_hash) and said != past.schema_hash


OF_THE_OFFICE = (
    "The schema has changed since this form was made: where that is the cause, nothing is the agency’s to mend."
    " Accept the form as it is, or send today’s (“pmr blank”)."
)


def mending(submission: Submission, past: Past, how: str) -> dict[str, Any]:
    """How a finding is mended that a change of the schema would explain as well, and by whom: for a spot.

    Args:
        how: what the agency has to do where its form was made of today’s schema.
    """
    since = made_before(submission, past)
    return {"mend": OF_THE_OFFICE if since else how, "for_office": since}
