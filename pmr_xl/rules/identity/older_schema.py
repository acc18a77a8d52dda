"""A form made before its schema was changed."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity, visible_text
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot
from pmr_xl.rules.engine.evidence.schema_changed import made_before


@rule(
    "IDN-008",
    Severity.INFO,
    "{where}: the form was made from schema {found} of {agency}, which is {expected} now; indicators may differ.",
    fix="Where a name, unit or target differs, other findings say so. “pmr migrate” moves it into today’s form.",
    for_office=True,
)
def older_schema(submission: Submission, past: Past) -> Iterator[Spot]:
    """The stamp on the About sheet is not that of the agency’s schema as it is now."""
    if made_before(submission, past):
        said = submission.stamp.schema_hash.strip()
        where = submission.stamp.where.get("schema_hash", "About")
        yield spot(where, found=visible_text(said), expected=past.schema_hash, agency=submission.chapter.agency)
