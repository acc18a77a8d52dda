"""The editions an office knows, and where each stands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pmr_xl.desk.frozen.office import last_release
from pmr_xl.desk.tables.since_release import changes_since_release
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.record import EditionEvent, Milestone
from pmr_xl.record.order import rank

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk


@value_class
class EditionStanding:
    """Where an edition stands.

    Attributes:
        due: when its forms come back; None where nobody named a day.
        accepted, agencies: how many agencies' submissions are accepted, of how many.
        released: the release in force; ``elsewhere``: it was published before the office kept its own.
        corrected: submissions that were accepted or withdrawn since, and are so in no revision, in words.
        fault: what of it is gone, in words; then ``agencies`` is not known.
    """

    edition: Edition
    asked: bool
    opened: bool
    closed: bool
    due: date | None
    accepted: int
    agencies: int
    released: EditionEvent | None = None
    elsewhere: bool = False
    corrected: tuple[str, ...] = ()
    fault: str = ""


def editions(desk: Desk) -> tuple[EditionStanding, ...]:
    """Every edition that is asked for, was opened or released, or has accepted submissions; in order of appearance."""
    events = desk.record.edition_events()
    asked = [_as_known(desk, Edition.parse(code)) for code in desk.settings.asking]
    known = {*asked, *(one.edition for one in events), *desk.record.editions_accepted()}
    told = [_as_known(desk, one) for one in sorted(known, key=rank)]
    return tuple(_standing(desk, one, asked=one in asked) for one in told)


def _as_known(desk: Desk, edition: Edition) -> Edition:
    """With its report as the office has it; as the record says it where the report's file is gone."""
    try:
        return desk.with_its_report(edition)
    except Fault:
        return edition


def _standing(desk: Desk, edition: Edition, *, asked: bool) -> EditionStanding:
    events = desk.record.edition_events(edition)
    what = {one.what for one in events}
    try:
        agencies, fault = len(desk.library_of(edition).agencies_of(edition)), ""
        since = tuple(one.told for one in changes_since_release(desk, edition))
    except Fault as told:  # of one edition: the others are listed all the same
        agencies, since, fault = 0, (), f"{told.message} {told.remedy}"
    return EditionStanding(
        edition,
        asked,
        Milestone.OPENED in what,
        Milestone.CLOSED in what,
        desk.library.forms_due(edition),
        len({one.agency for one in desk.record.accepted_submissions(edition)}),
        agencies,
        last_release(events),
        Milestone.PUBLISHED in what,
        since,
        fault,
    )
