"""What the record is told and asked of looks at figures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmr_xl.model.reliability.assessment import Assessment
    from pmr_xl.model.reliability.sampling import ReliabilitySample
    from pmr_xl.record.file.storage import Storage
    from pmr_xl.record.server.storage import ServerStorage


class RecordAssessing:
    """The office's memory, as far as it knows who looked at which figure."""

    _storage: Storage | ServerStorage

    def assessments(self, year: str = "") -> list[Assessment]:
        """Every look at a figure, or those of one fiscal year (``FY26``), in the order in which they were noted."""
        from pmr_xl.record.reliability.lines import assessments

        with self._storage.to_read() as connection:
            return assessments(connection, year)

    def assess(self, looks: Iterable[Assessment]) -> list[Assessment]:
        """Keep looks at figures, without those that say what the last one said; returns what was added."""
        from pmr_xl.record.reliability.lines import keep

        with self._storage.to_change() as connection:
            return keep(connection, looks)

    def samples(self) -> list[ReliabilitySample]:
        """Every sample that was drawn, in order."""
        from pmr_xl.record.reliability.lines import samples

        with self._storage.to_read() as connection:
            return samples(connection)

    def keep_sample(self, drawn: ReliabilitySample) -> ReliabilitySample:
        """Keep a sample, which gets its code; returns it as it is kept."""
        from pmr_xl.record.reliability.lines import keep_sample

        with self._storage.to_change() as connection:
            return keep_sample(connection, drawn)
