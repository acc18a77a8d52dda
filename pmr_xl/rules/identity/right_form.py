"""The form of another agency, report or year."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity, visible_text
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "IDN-001",
    Severity.ERROR,
    "{where} says {found}; this submission is checked as {expected}.",
    fix="Send the form for {expected}, or choose {found} when checking it.",
    stops=True,
)
def right_form(submission: Submission) -> Iterator[Spot]:
    """The About sheet names another agency, report or fiscal year."""
    stamp, edition, before = submission.stamp, submission.edition, submission.chapter.known_as
    for name, said, meant in (
        ("agency", stamp.agency, submission.chapter.agency),
        ("report", stamp.report, edition.report.name),
        ("fiscal_year", stamp.fiscal_year, edition.when),
    ):
        if not said or said.strip().casefold() == meant.casefold():
            continue  # as in most forms
        known = _spellings(meant, edition) | {code.casefold() for code in before if name == "agency"}
        if said.strip().casefold() not in known:
            yield spot(stamp.where.get(name, "About"), found=visible_text(said), expected=meant.upper())


def _spellings(meant: str, edition: Edition) -> set[str]:
    year, spellings = edition.year, {meant.casefold()}
    spelled = meant.startswith("FY") and not edition.monthly
    return spellings | {str(year), f"fy{year}"} if spelled else spellings
