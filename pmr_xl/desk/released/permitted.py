"""What may be published of an edition, as the office's setting says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from pmr_xl.desk.frozen.office import last_release
from pmr_xl.desk.released.kept_release import kept_release
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, day_in_words
from pmr_xl.model.office_settings import Publishes
from pmr_xl.record import Milestone

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk


def may_be_published(desk: Desk, edition: Edition, agencies: Sequence[str] = ()) -> tuple[Desk, str]:
    """The desk whose figures go out (a released edition's own, or this one), and in a sentence what they are.

    Args:
        agencies: whose pages are made; every agency's where none is named.

    Raises:
        Fault: the edition is not released, and the setting ``publishes`` wants that.
    """
    if desk.office.built_in:
        return desk, _as_published(desk, edition, agencies)
    events = desk.record.edition_events(edition)
    if (released := last_release(events)) is not None and (kept := kept_release(desk, edition)) is not None:
        kept.must_be_as_made()
        day = day_in_words(date.fromisoformat(released.at[:10]))
        revision = f", revision {released.revision}" if released.revision else ""
        return type(desk)(kept.office), f"Figures as released on {day}{revision}."
    if any(one.what is Milestone.PUBLISHED for one in events):
        return desk, _as_published(desk, edition, agencies)
    if desk.settings.publishes is Publishes.ACCEPTED:
        return desk, "Figures as accepted so far; the report is not released yet."
    raise Fault(
        f"{edition.title} is not released, and what is not released is not published.",
        f"Release it (pmr edition release {edition.code}), or say “publishes: accepted” in settings.yaml.",
    )


def _as_published(desk: Desk, edition: Edition, agencies: Sequence[str]) -> str:
    """Of what comes from published tables: that they are the edition's own is said only where they are."""
    library = desk.library_of(edition)
    chapters = [library.chapter(code) for code in agencies or library.agencies()]
    past = desk.published_before(chapters, edition, own=True)
    if any(past.actual(name, edition.submitted_period) is not None for chapter in chapters for name in chapter.by_id):
        return f"Figures as published in the report of {edition.when_words}."
    return f"Figures of earlier reports as published; none of {edition.title} itself is known here."
