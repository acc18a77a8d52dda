"""What the record is told and asked of what went out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmr_xl.model.fiscal import Edition
    from pmr_xl.record.file.storage import Storage
    from pmr_xl.record.publications.lines import PublicationEvent
    from pmr_xl.record.server.storage import ServerStorage


class RecordPublishing:
    """The office's memory, as far as it knows what went out."""

    _storage: Storage | ServerStorage

    def publications(self, edition: Edition) -> list[PublicationEvent]:
        """All that went out of an edition, in order."""
        from pmr_xl.record.publications.lines import publications

        with self._storage.to_read() as connection:
            return publications(connection, edition)

    def note_publication(self, event: PublicationEvent) -> None:
        """Keep that something went out."""
        from pmr_xl.record.publications.lines import keep

        with self._storage.to_change() as connection:
            keep(connection, event)
