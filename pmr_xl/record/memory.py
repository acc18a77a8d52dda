"""The record: published and accepted figures, where each came from, and what was said and decided about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from pmr_xl.model.fact import Fact
from pmr_xl.model.finding import Finding
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.record import acceptances, corrections, editions, extensions
from pmr_xl.record.breakdowns import RecordByMember
from pmr_xl.record.commitments import RecordCommitting
from pmr_xl.record.corrections import Correction, CorrectionEnd
from pmr_xl.record.decisions import decisions_taken, keep
from pmr_xl.record.editions import EditionEvent
from pmr_xl.record.entries import now, store
from pmr_xl.record.extensions import Extension
from pmr_xl.record.file.storage import Storage
from pmr_xl.record.publications import RecordPublishing
from pmr_xl.record.reading import PATIENCE, RecordReading
from pmr_xl.record.reliability import RecordAssessing
from pmr_xl.record.tables import (
    Acceptance,
    Accepted,
    Decision,
    Source,
    Withdrawn,
)
from pmr_xl.record.whole import RecordKeeping

if TYPE_CHECKING:
    from pmr_xl.record.breakdowns.storing import StatedByMember
    from pmr_xl.record.commitments.lines import Steps
    from pmr_xl.record.findings import Looked

NO_TARGETS: Mapping[str, Fact] = MappingProxyType({})


class Record(RecordReading, RecordByMember, RecordCommitting, RecordAssessing, RecordPublishing, RecordKeeping):
    """The office's memory, one file.

    Any number may read while one writes. Every method reads or writes the file as it is at that moment.
    """

    @classmethod
    def of_figures(cls, stated: Iterable[tuple[Source, Iterable[Fact]]], by_member: StatedByMember = ()) -> Record:
        """A record in memory alone, for work without an office: it knows these figures and forgets them at the end.

        Args:
            by_member: those of places and groups.
        """
        record = cls(Path("(in memory)"))
        record._storage = Storage(None)
        with record._storage.to_change() as connection:
            for source, facts in stated:
                store(connection, facts, source, "", "")
            if by_member:
                from pmr_xl.record.breakdowns.storing import store as store_by_member

                store_by_member(connection, by_member, "", "")
        return record

    @classmethod
    def of_bytes(cls, content: bytes) -> Record:
        """A record in memory alone, as :meth:`content` gave it."""
        record = cls(Path("(in memory)"))
        record._storage = Storage(None, content=content)
        return record

    @classmethod
    def kept_by(cls, address: str, patience: float = PATIENCE, had: Callable[[], str] = str) -> Self:
        """A record that a server keeps, at ``postgresql://…``. Raises Fault where that is no address.

        Args:
            had: says what speaks for a record that had been there, in words; then none is begun anew.
        """
        from pmr_xl.record.server.storage import ServerStorage

        record = cls(Path("(on a server)"))
        record._storage = ServerStorage(address, patience, had)
        return record

    def publish(
        self,
        facts: Iterable[Fact],
        source: Source,
        names: Mapping[str, str] | None = None,
        *,
        who: str = "",
        at: str = "",
    ) -> int:
        """Store published figures; those already stated for that edition are left out. Returns how many are new.

        Publishing a table again therefore changes nothing, and never undoes what was accepted since.

        Args:
            names: what the indicators are called there, by id.
        """
        from pmr_xl.record.queries.names import keep as keep_names

        with self._storage.to_change() as connection:
            keep_names(connection, names or {}, source.edition)
            return store(connection, facts, source, who or connection.user, at or now())

    def accept(
        self, acceptance: Acceptance, agreed: Steps[Accepted] | None = None, *, who: str = "", at: str = ""
    ) -> Accepted:
        """Store an accepted submission and its figures. The same file accepted again changes nothing.

        Args:
            agreed: what becomes of commitments by it.

        Raises:
            Fault: the agency's submission of that version, or a later one, is accepted already for that edition.
        """
        with self._storage.to_change() as connection:
            taken = acceptances.take(connection, acceptance, who or connection.user, at or now())
            if not taken.again:
                self._follow(connection, agreed, taken)
            return taken

    def withdraw(
        self,
        edition: Edition,
        agency: str,
        why: str,
        indicators: Mapping[str, Indicator],
        agreed: Steps[Withdrawn] | None = None,
        *,
        who: str = "",
        at: str = "",
    ) -> Withdrawn:
        """Take the latest acceptance of an agency's edition back, whole; nothing is deleted, but it counts no more.

        Args:
            indicators: the agency's, by id: years to date that were worked out with it follow.
            agreed: what becomes of commitments by it.

        Raises:
            Fault: nothing of that agency's edition is accepted.
        """
        with self._storage.to_change() as connection:
            gone = acceptances.withdraw(
                connection, agency, edition, indicators, why, who or connection.user, at or now()
            )
            self._follow(connection, agreed, gone)
            return gone

    def decide(self, decisions: Sequence[Decision]) -> int:
        """Store decisions; one that repeats the decision in force is not stored again. Returns how many are new."""
        with self._storage.to_change() as connection:
            new = 0
            for one in decisions:
                taken = decisions_taken(connection, one.edition, one.agency)
                before = [(*old.content, old.reference) for old in taken if old.indicator == one.indicator]
                new += keep(connection, [one] if before[-1:] != [(*one.content, one.reference)] else [])
            return new

    def store_decisions(
        self,
        edition: Edition,
        agency: str,
        weigh: Callable[[Sequence[Decision]], Sequence[Decision]],
        new_targets: Mapping[str, Fact] = NO_TARGETS,
        sheet: Source | None = None,
        agreed: Steps[Sequence[Decision]] | None = None,
    ) -> int:
        """Store what ``weigh`` makes of the decisions taken before; nobody else decides meanwhile. Returns how many.

        A decision is in place of the one before, and so is its target: what was decided before counts no more.

        Args:
            new_targets: what each “Adjust target” makes the target, by indicator; ``sheet``: where it stands.
            agreed: what becomes of commitments by what is decided.
        """
        from pmr_xl.record import targets

        with self._storage.to_change() as connection:
            kept = list(weigh(decisions_taken(connection, edition, agency)))
            targets.follow(connection, edition, kept, new_targets, sheet)
            self._follow(connection, agreed, kept)
            return keep(connection, kept)

    def set_target(self, fact: Fact, source: Source, *, who: str = "", at: str = "") -> None:
        """Set one target by hand; it takes the place of what the source's edition states otherwise."""
        from pmr_xl.record import targets

        with self._storage.to_change() as connection:
            targets.set_by_hand(connection, fact, source, who or connection.user, at or now())

    def extend(self, extension: Extension) -> None:
        """Give an agency a day of its own for an edition, or take it back; who and when are noted where left empty."""
        with self._storage.to_change() as connection:
            extensions.keep(connection, extension)

    def note_edition(self, event: EditionEvent, *, first: bool = False) -> bool:
        """Note what became of an edition; ``first``: only where nothing is noted of it yet. Returns whether it was."""
        with self._storage.to_change() as connection:
            if first and editions.edition_events(connection, event.edition):
                return False
            editions.keep(connection, event)
            return True

    def correct(self, correction: Correction) -> Correction:
        """Note a correction; one of the same cell of the same file that stands is taken back by it."""
        with self._storage.to_change() as connection:
            return corrections.keep(connection, correction)

    def end_corrections(self, ends: Iterable[CorrectionEnd]) -> None:
        """Note what became of corrections; one that has ended already is left as it is."""
        with self._storage.to_change() as connection:
            corrections.end(connection, ends)

    def keep_findings(self, looks: Sequence[tuple[Looked, Sequence[Finding]]]) -> int:
        """Keep what was found in imported tables; what the last look at the same rows found is not kept again.

        Returns:
            How many looks were new, or found something else than the last one.
        """
        from pmr_xl.record.findings import keep_looks, new_looks

        with self._storage.to_read() as connection:
            if not new_looks(connection, looks):
                return 0
        with self._storage.to_change() as connection:
            new = new_looks(connection, looks)
            keep_looks(connection, new)
            return len(new)
