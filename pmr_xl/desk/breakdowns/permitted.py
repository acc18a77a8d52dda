"""What may go out by place or group: a released edition's own figures; without a release, what tables state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pmr_xl.desk.released.permitted import may_be_published
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.office_settings import Publishes
from pmr_xl.record import Milestone

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk

_OUT = (Milestone.RELEASED, Milestone.PUBLISHED)


def places_published_from(desk: Desk, edition: Edition, agencies: Sequence[str] = ()) -> tuple[Desk, str]:
    """The desk whose figures by place go out (a released edition's own, or this one), and in a sentence what they are.

    Most of them come from tables that are published already, of years in which no form asked for them: those go out
    without a release. What an accepted form says waits for its edition's release, as everything that is published.

    Args:
        agencies: whose; every agency's where none is named.

    Raises:
        Fault: forms of an edition that is not released state some, and the setting ``publishes`` wants a release.
    """
    if desk.office.built_in or desk.settings.publishes is Publishes.ACCEPTED or _is_out(desk, edition):
        return may_be_published(desk, edition, agencies)
    chapters = [desk.library.chapter(one) for one in agencies] if agencies else list(desk.library.chapters())
    ids = [line.id for chapter in chapters for line in (*chapter.every_line, *chapter.retired_lines)]
    waiting = [one for one in desk.record.submitted_by_member(ids, edition) if not _is_out(desk, one)]
    if not waiting:
        return desk, f"Figures as published tables state them; {edition.title} is not released here."
    of = waiting[-1]
    accepted = "say “publishes: accepted” in settings.yaml"
    raise Fault(
        f"Forms of {of.title} state figures by place; it is not released, and what is not released is not published.",
        f"{accepted.capitalize()}." if of.monthly else f"Release it (pmr edition release {of.code}), or {accepted}.",
    )


def released_or_today(desk: Desk, edition: Edition, agencies: Sequence[str] = ()) -> tuple[Desk, str]:
    """A released edition's own desk, else this one; and in a sentence what its figures are."""
    if desk.office.built_in or desk.settings.publishes is Publishes.ACCEPTED or _is_out(desk, edition):
        return may_be_published(desk, edition, agencies)
    return desk, f"Figures as the office has them today; {edition.title} is not released."


def _is_out(desk: Desk, edition: Edition) -> bool:
    return any(one.what in _OUT for one in desk.record.edition_events(edition))
