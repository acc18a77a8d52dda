"""What a release holds: asked of its own record, whatever the clocks of those who accept and release say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmr_xl.desk.frozen.office import OFFICE, is_frozen, last_release, release_of

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.fiscal import Edition


def is_in_release(desk: Desk, edition: Edition, sha256: str) -> bool:
    """Whether the release in force of an edition was made with that submission as accepted; not where none is released.

    Raises:
        Fault: the release is not where it is kept.
    """
    if desk.office.built_in or is_frozen(desk.office):
        return False
    if (released := last_release(desk.record.edition_events(edition))) is None:
        return False
    key = ("in release", edition.code, released.revision)
    if key not in desk.kept:  # a release never changes
        own = type(desk)(release_of(desk.office, edition, released.revision) / OFFICE)
        desk.kept[key] = frozenset(one.sha256 for one in own.record.accepted_submissions(edition))
    return sha256 in desk.kept[key]
