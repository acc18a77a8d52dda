"""What an edition's schemas say otherwise than those of the edition released before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmr_xl.analysis.years.differences import SchemaDifference, differences
from pmr_xl.desk.frozen.office import BEFORE, is_frozen
from pmr_xl.model.fiscal import Edition
from pmr_xl.office import Library
from pmr_xl.record import Milestone
from pmr_xl.record.order import rank

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk

_PRINTED = (Milestone.RELEASED, Milestone.PUBLISHED)


def between(desk: Desk, before: Edition, now: Edition) -> tuple[SchemaDifference, ...]:
    """The differences of the schemas that two editions go by."""
    return differences(desk.library_of(before).chapters(), desk.library_of(now).chapters())


def printed_before(desk: Desk, edition: Edition) -> Edition | None:
    """The last edition with tables that was released, here or before the office began, and appeared before this one."""
    if desk.office.built_in:
        return None
    events = desk.record.edition_events()
    known = {one.edition for one in events if one.what in _PRINTED and not one.edition.monthly}
    return max((one for one in known if rank(one) < rank(edition)), key=rank, default=None)


def announced_changes(desk: Desk, edition: Edition) -> tuple[SchemaDifference, ...] | None:
    """What the edition has to announce; None where nothing was released before it, and only the record can say."""
    if (key := ("announced", edition)) not in desk.kept:
        desk.kept[key] = _announced(desk, edition)
    found: tuple[SchemaDifference, ...] | None = desk.kept[key]
    return found


def _announced(desk: Desk, edition: Edition) -> tuple[SchemaDifference, ...] | None:
    if is_frozen(desk.office):
        place = desk.folder / BEFORE
        return differences(Library(place).chapters(), desk.library.chapters()) if place.is_dir() else None
    before = printed_before(desk, edition)
    return None if before is None else between(desk, before, edition)
