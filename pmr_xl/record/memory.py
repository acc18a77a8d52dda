"""The record: published and accepted figures, where each came from, and what was said and decided about them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import MappingProxyType

from pmr_xl.model.fact import Fact, Restated
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.indicator import Indicator
from pmr_xl.model.past import Past
from pmr_xl.record import acceptances, targets
from pmr_xl.record.decisions import decisions_on, decisions_taken, keep
from pmr_xl.record.decisions import in_force as decisions_in_force
from pmr_xl.record.entries import now, store
from pmr_xl.record.history import history
from pmr_xl.record.in_force import in_force
from pmr_xl.record.lock import Holder, Lock, whoami
from pmr_xl.record.names import keep as keep_names
from pmr_xl.record.names import names_before
from pmr_xl.record.origins import origins
from pmr_xl.record.restated import restated, restated_since, stated_ids
from pmr_xl.record.storage import Forwarded, Storage
from pmr_xl.record.tables import (
    WITHDRAWN,
    Acceptance,
    Accepted,
    Decided,
    Decision,
    Explained,
    LeftOpen,
    Origin,
    Source,
    Stated,
    Withdrawn,
    rank,
)

PATIENCE = 5.0  # seconds to wait for another writer
NO_TARGETS: Mapping[str, Fact] = MappingProxyType({})


class Record:
    """The office's memory, one file.

    Any number may read while one writes. Every method reads or writes the file as it is at that moment.

    Args:
        path: the file; it need not exist before the first figure is stored.
        patience: seconds to wait for another writer.
    """

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        self.path = path
        self._storage = Storage(path, patience)

    @classmethod
    def holding(cls, stated: Iterable[tuple[Source, Iterable[Fact]]]) -> Record:
        """A record in memory alone, for work without an office: it knows these figures and forgets them at the end."""
        record = cls(Path("(in memory)"))
        record._storage = Storage(None)
        with record._storage.changing() as connection:
            for source, facts in stated:
                store(connection, facts, source, "", "")
        return record

    @classmethod
    def of_bytes(cls, content: bytes) -> Record:
        """A record in memory alone, as :meth:`content` gave it."""
        record = cls(Path("(in memory)"))
        record._storage = Storage(None, content=content)
        return record

    def content(self) -> bytes:
        """All that it knows, to be kept elsewhere and taken up again (:meth:`of_bytes`)."""
        return self._storage.content()

    @property
    def forwarded(self) -> Forwarded | None:
        """That a write brought the file to this program's format; None where it was of it already."""
        return self._storage.forwarded

    def to_bring_forward(self) -> Forwarded | None:
        """What :meth:`bring_forward` would do; None where there is nothing to do."""
        return self._storage.to_bring_forward()

    def bring_forward(self) -> Forwarded | None:
        """Bring the file to this program's format, and keep it as it was beside it; None where there is nothing to do.

        Raises Fault where another writer is at work, or the folder cannot be written.
        """
        return self._storage.bring_forward()

    def past(self, ids: Iterable[str], until: Edition | None = None, *, beyond: bool = False, own: bool = True) -> Past:
        """Figures in force of these indicators, resource rows and units of appropriation.

        Args:
            ids: theirs.
            until: only what this edition and earlier ones state; None for everything.
            beyond: where they state nothing, what is stated first after them.
            own: also what the submissions to ``until`` itself state, and what was decided on them.
        """
        with self._storage.reading() as connection:
            return in_force(
                connection.execute(
                    "SELECT indicator, period, kind, value, edition_rank > ?2, place FROM counted WHERE indicator "
                    "IN (SELECT value FROM json_each(?1)) AND (?2 IS NULL OR ?3 OR edition_rank <= ?2) "
                    "AND (?4 OR edition_rank <> ?2 OR "
                    "(decided <> ?5 AND source NOT IN (SELECT source FROM submissions))) "
                    # The last one stays: later editions come first and backwards, so that the nearest of them stays.
                    "ORDER BY iif(edition_rank > ?2, -edition_rank, edition_rank), decided, no",
                    (
                        *(json.dumps(list(ids)), None if until is None else rank(until), beyond, own or until is None),
                        Decided.ON_A_SHEET,
                    ),
                )
            )

    def history(self, indicator: str) -> list[Stated]:
        """Every figure ever stated for an indicator: by kind and period, then in the order in which they came."""
        with self._storage.reading() as connection:
            return history(connection, indicator)

    def origins(self, ids: Iterable[str], until: Edition) -> list[Origin]:
        """The files that an edition's figures of these ids come from, later ones' only where it has none."""
        with self._storage.reading() as connection:
            return origins(connection, ids, until)

    def restated(self, ids: Iterable[str], edition: Edition) -> list[Restated]:
        """Published actuals of these indicators that an edition changes."""
        with self._storage.reading() as connection:
            return restated(connection, ids, edition)

    def restated_since(self, ids: Iterable[str], edition: Edition) -> list[Restated]:
        """Actuals of these indicators that submissions have restated since the last edition of the same report."""
        with self._storage.reading() as connection:
            return restated_since(connection, ids, edition)

    def stated_ids(self, prefix: str, since: Edition | None, until: Edition) -> set[str]:
        """Ids that begin so and have an actual stated in the editions from ``since`` (or the first) to ``until``."""
        with self._storage.reading() as connection:
            return stated_ids(connection, prefix, since, until)

    def known(self) -> set[str]:
        """Ids of everything that has a figure."""
        with self._storage.reading() as connection:
            return {line[0] for line in connection.execute("SELECT DISTINCT indicator FROM counted")}

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
        with self._storage.changing() as connection:
            keep_names(connection, names or {}, source.edition)
            return store(connection, facts, source, who or whoami(), at or now())

    def names_before(self, ids: Iterable[str], edition: Edition) -> dict[str, str]:
        """What indicators were called last in the reports before this one, by id; only where that is known."""
        with self._storage.reading() as connection:
            return names_before(connection, ids, edition)

    def accept(self, acceptance: Acceptance, *, who: str = "", at: str = "") -> Accepted:
        """Store an accepted submission and its figures. The same file accepted again changes nothing.

        Raises:
            Fault: the agency's submission of that version, or a later one, is accepted already for that edition.
        """
        with self._storage.changing() as connection:
            return acceptances.take(connection, acceptance, who or whoami(), at or now())

    def withdraw(
        self,
        edition: Edition,
        agency: str,
        why: str,
        indicators: Mapping[str, Indicator],
        *,
        who: str = "",
        at: str = "",
    ) -> Withdrawn:
        """Take the latest acceptance of an agency's edition back, whole; nothing is deleted, but it counts no more.

        Args:
            indicators: the agency's, by id: years to date that were worked out with it follow.

        Raises:
            Fault: nothing of that agency's edition is accepted.
        """
        with self._storage.changing() as connection:
            return acceptances.withdraw(connection, agency, edition, indicators, why, who or whoami(), at or now())

    def accepted(self, edition: Edition, agency: str | None = None) -> list[Accepted]:
        """Accepted submissions of an edition that count, latest version last."""
        with self._storage.reading() as connection:
            return acceptances.accepted(connection, agency, edition)

    def left_open(self, edition: Edition, agency: str) -> list[LeftOpen]:
        """Queries that were open when the agency's latest accepted submission of an edition was accepted."""
        with self._storage.reading() as connection:
            return acceptances.left_open(connection, agency, edition)

    def left_open_on(self, indicator: str) -> list[tuple[Accepted, LeftOpen]]:
        """Every query on an indicator that was left open when a submission was accepted that counts."""
        with self._storage.reading() as connection:
            return acceptances.left_open_on(connection, indicator)

    def explanations(self, edition: Edition, agency: str) -> dict[str, Explained]:
        """What an agency explained in its latest accepted submission of an edition, by indicator."""
        with self._storage.reading() as connection:
            return acceptances.explanations(connection, agency, edition)

    def decide(self, decisions: Sequence[Decision]) -> int:
        """Store decisions; one that repeats the decision in force is not stored again. Returns how many are new."""
        with self._storage.changing() as connection:
            new = 0
            for one in decisions:
                taken = decisions_taken(connection, one.edition, one.agency)
                before = [(*old.said, old.reference) for old in taken if old.indicator == one.indicator]
                new += keep(connection, [one] if before[-1:] != [(*one.said, one.reference)] else [])
            return new

    def deciding(
        self,
        edition: Edition,
        agency: str,
        weigh: Callable[[Sequence[Decision]], Sequence[Decision]],
        new_targets: Mapping[str, Fact] = NO_TARGETS,
        sheet: Source | None = None,
    ) -> int:
        """Store what ``weigh`` makes of the decisions taken before; nobody else decides meanwhile. Returns how many.

        A decision is in place of the one before, and so is its target: what was decided before counts no more.

        Args:
            new_targets: what each “Adjust target” makes the target, by indicator; ``sheet``: where it stands.
        """
        with self._storage.changing() as connection:
            kept = list(weigh(decisions_taken(connection, edition, agency)))
            targets.follow(connection, edition, kept, new_targets, sheet)
            return keep(connection, kept)

    def set_target(self, fact: Fact, source: Source, *, who: str = "", at: str = "") -> None:
        """Set one target by hand; it takes the place of what the source's edition states otherwise."""
        with self._storage.changing() as connection:
            targets.set_by_hand(connection, fact, source, who or whoami(), at or now())

    def decided_targets(self, edition: Edition) -> dict[tuple[str, Period], str]:
        """Targets that people decided in the place of what an edition states otherwise, and by whom, in words."""
        with self._storage.reading() as connection:
            return targets.decided(connection, edition)

    def last_target_of(self, indicator: str, year: Period) -> Edition | None:
        """The last edition that states a target of a year; None where none does."""
        with self._storage.reading() as connection:
            return targets.last_edition(connection, indicator, year)

    def decisions_taken(self, edition: Edition, agency: str) -> list[Decision]:
        """Every decision on an agency's edition, in the order in which they were stored."""
        with self._storage.reading() as connection:
            return decisions_taken(connection, edition, agency)

    def decisions(self, edition: Edition, agency: str) -> dict[str, Decision]:
        """Decisions in force, by indicator; none where the last one was withdrawn."""
        last = {one.indicator: one for one in self.decisions_taken(edition, agency)}
        return {name: one for name, one in last.items() if one.decision != WITHDRAWN}

    def decisions_on(self, indicator: str) -> list[Decision]:
        """Every decision ever made on an indicator, in the order in which they were stored."""
        with self._storage.reading() as connection:
            return decisions_on(connection, indicator)

    def decisions_of(self, word: str) -> list[Decision]:
        """The decisions of that word that are in force, of every agency and edition."""
        with self._storage.reading() as connection:
            return decisions_in_force(connection, word)

    def holder(self) -> Holder | None:
        """Who is writing now; None where nobody is."""
        return Lock(self.path, 0).holder()

    def break_lock(self) -> Holder | None:
        """Take away a lock that a dead program left behind; returns whose it was. Only when a person asks for it."""
        return Lock(self.path, 0).break_open()

    def held(self) -> AbstractContextManager[None]:
        """Answer everything that is asked meanwhile from one reading of the file; not for writing."""
        return self._storage.held()
