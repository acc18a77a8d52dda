"""What the record is told of commitments."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from pmr_xl.model.commitments.commitment import Commitment
    from pmr_xl.record.commitments.lines import Steps, Weigh
    from pmr_xl.record.engine.connection import Connection
    from pmr_xl.record.file.storage import Storage
    from pmr_xl.record.server.storage import ServerStorage

Event = TypeVar("Event")


class RecordCommitting:
    """The office's memory, as far as commitments are concerned."""

    _storage: Storage | ServerStorage

    def commit(self, weigh: Weigh) -> list[Commitment]:
        """Store the steps that ``weigh`` makes of the commitments there are, and return them as they are kept."""
        from pmr_xl.record.commitments.lines import commit_weighed

        with self._storage.to_change() as connection:
            return commit_weighed(connection, weigh)

    def _follow(self, connection: Connection, agreed: Steps[Event] | None, event: Event) -> None:
        """Keep what becomes of commitments by what is kept itself in the change that is open."""
        if agreed is not None:
            from pmr_xl.record.commitments.lines import follow

            follow(connection, agreed, event)
