"""The form of an edition that the office does not collect now."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "IDN-009",
    Severity.ERROR,
    "{where}: this is the form of {found}; what is asked for now is {expected}.",
    fix="Send the form of {expected}. If {found} is collected too, add {code} to “asking” in settings.yaml.",
    stops=True,
    yields_to=("IDN-001",),
)
def not_asked_for(submission: Submission, settings: OfficeSettings) -> Iterator[Spot]:
    """The form is of another report or year than those that the office says it is collecting."""
    edition, wanted = submission.edition, [Edition.parse(code) for code in settings.asking]
    if wanted and edition not in wanted:
        where, titles = submission.stamp.where.get("fiscal_year", "About"), " or ".join(one.title for one in wanted)
        yield spot(where, found=edition.title, expected=titles, code=edition.code)
