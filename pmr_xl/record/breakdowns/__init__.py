"""Figures of places and groups, in and out of the record; what it is told and asked of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmr_xl.model.breakdowns.figures import PastByMember
    from pmr_xl.model.fiscal import Edition, Period
    from pmr_xl.record.breakdowns.storing import StatedByMember
    from pmr_xl.record.file.storage import Storage
    from pmr_xl.record.server.storage import ServerStorage


class RecordByMember:
    """The office's memory, as far as it knows figures by place or group."""

    _storage: Storage | ServerStorage

    def past_by_member(
        self,
        ids: Iterable[str],
        until: Edition | None = None,
        *,
        own: bool = True,
        periods: Iterable[Period] | None = None,
    ) -> PastByMember:
        """Figures in force of places and groups; ``until`` and ``own`` as ``Record.past`` takes them.

        Args:
            periods: only figures of these; None for all.
        """
        from pmr_xl.record.breakdowns.asking import past_by_member

        with self._storage.to_read() as connection:
            return past_by_member(connection, ids, until, own=own, periods=periods)

    def published_by_member(self, ids: Iterable[str]) -> StatedByMember:
        """What tables state of these indicators by place and group, by source, in the order of their editions."""
        from pmr_xl.record.breakdowns.asking import published_by_member

        with self._storage.to_read() as connection:
            return published_by_member(connection, ids)

    def submitted_by_member(self, ids: Iterable[str], until: Edition) -> list[Edition]:
        """The editions up to this one whose submissions state figures of these indicators by place or group."""
        from pmr_xl.record.breakdowns.asking import submitted_by_member

        with self._storage.to_read() as connection:
            return submitted_by_member(connection, ids, until)

    def new_by_member(self, stated: StatedByMember) -> int:
        """How many of these figures of places and groups the record does not have yet; nothing is stored."""
        from pmr_xl.record.breakdowns.storing import not_stated

        with self._storage.to_read() as connection:
            return sum(len(facts) for _, facts in not_stated(connection, stated))

    def publish_by_member(self, stated: StatedByMember, *, who: str = "", at: str = "") -> int:
        """Store published figures of places and groups, all in one change; those already stated are left out.

        Args:
            stated: figures by the file and edition that states them.

        Returns:
            How many are new.
        """
        from pmr_xl.record.breakdowns.storing import store as store_by_member
        from pmr_xl.record.entries import now

        with self._storage.to_change() as connection:
            return store_by_member(connection, stated, who or connection.user, at or now())
