"""Whether an agency's schema was changed since its form was made, and who corrects what follows from that."""

from __future__ import annotations

from typing import Any

from pmr_xl.model.past import Past
from pmr_xl.model.submission import Submission


def made_before(submission: Submission, past: Past) -> bool:
    """Whether the form was made of another schema than its agency has now."""
    said = submission.stamp.schema_hash.strip()
    return bool(said and past.schema_hash) and said != past.schema_hash


OF_THE_OFFICE = (
    "The schema has changed since this form was made: where that is the cause, nothing is the agency’s to correct."
    " Accept the form as it is, or send today’s (“pmr blank”)."
)


def schema_remedy(submission: Submission, past: Past, how: str) -> dict[str, Any]:
    """How a finding is corrected that a change of the schema would explain as well, and by whom: for a spot.

    Where the schema that the form was made from is known, no change of it explains anything: the form is read by that.

    Args:
        how: what the agency has to do where its form was made of today’s schema.
    """
    since = submission.asked is None and made_before(submission, past)
    return {"mend": OF_THE_OFFICE if since else how, "for_office": since}
