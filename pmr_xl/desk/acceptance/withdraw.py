"""Take an acceptance back, whole: nothing is deleted, and its figures count no more."""

from __future__ import annotations

from pmr_xl.desk.commitments.decided import by_withdrawal
from pmr_xl.desk.desk import Desk
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.record import Withdrawn


def withdraw(desk: Desk, edition: Edition, agency: str, why: str, who: str = "") -> Withdrawn:
    """Take the latest acceptance of an agency's edition back; the version before counts again.

    Raises:
        Fault: the agency is unknown, nothing of it is accepted for the edition, or nobody says why.
    """
    if not why.strip():
        raise Fault("An acceptance is taken back for a reason.", "Say it with --why “…”; the record keeps it.")
    chapter = desk.library_of(edition).chapter(agency)
    indicators = {line.id: line.indicator for line in chapter.lines}
    return desk.record.withdraw(edition, chapter.agency, why.strip(), indicators, by_withdrawal, who=who)
