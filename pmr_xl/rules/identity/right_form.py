"""The form of another agency, report or year."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.finding import Severity, visible_text
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot

_ENOUGH = 3  # ids that say whose form it is: of one or two each may be a slip


@rule(
    "IDN-001",
    Severity.ERROR,
    "{where} says {found}; {but}.",
    fix="{how}.",
    stops=True,
)
def right_form(submission: Submission) -> Iterator[Spot]:
    """The About sheet names another agency, report or year than is asked for, or another agency than its rows."""
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
            found, expected = visible_text(said), meant.upper()
            but = f"this submission is checked as {expected}"
            how = f"Send the form for {expected}, or choose {found} when checking it"
            yield spot(stamp.where.get(name, "About"), found=found, expected=expected, but=but, how=how)
    ids = [row.id for row in submission.rows if row.id]
    if len(ids) >= _ENOUGH and all(row.line is None for row in submission.rows):
        found, where = visible_text(stamp.agency) or submission.chapter.agency, stamp.where.get("agency", "About")
        but = f"none of the {len(ids)} rows is of its indicators, the first being “{visible_text(ids[0])}”"
        how = "Send the form of the agency whose figures these are; where the ids were typed over, put them back"
        yield spot(where, found=found, expected="the agency of the rows", but=but, how=how)


def _spellings(meant: str, edition: Edition) -> set[str]:
    year, spellings = edition.year, {meant.casefold()}
    spelled = meant.startswith("FY") and not edition.monthly
    return spellings | {str(year), f"fy{year}"} if spelled else spellings
