"""A form of another layout than the one that is read here."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity, visible_text
from pmr_xl.model.submission import FORM_VERSION, FORM_VERSIONS, Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "IDN-007",
    Severity.ERROR,
    "{where}: this is version {found} of the form; version {expected} is read here.",
    fix="Take the blank form that is sent out now, and copy your figures into its yellow cells as values.",
)
def other_version(submission: Submission) -> Iterator[Spot]:
    """The About sheet names another version of the form’s layout."""
    said = submission.stamp.version
    if said and said not in FORM_VERSIONS:
        yield spot(submission.stamp.where.get("version", "About"), found=visible_text(said), expected=FORM_VERSION)
