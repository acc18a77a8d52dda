"""What the record is asked for; nothing here writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.model.fact import Fact, Restated
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.past import Past
from pmr_xl.record import acceptances, corrections, editions, extensions
from pmr_xl.record.corrections import Correction
from pmr_xl.record.decisions import decisions_on, decisions_taken
from pmr_xl.record.decisions import in_force as decisions_in_force
from pmr_xl.record.editions import EditionEvent
from pmr_xl.record.extensions import Extension
from pmr_xl.record.file.storage import Storage
from pmr_xl.record.queries.figures import past_of
from pmr_xl.record.queries.restated import restated_actuals, restated_since
from pmr_xl.record.tables import (
    WITHDRAWN,
    Accepted,
    Decision,
    Explained,
    LeftOpen,
    Origin,
    Source,
    Stated,
    StepTaken,
)

if TYPE_CHECKING:
    from pmr_xl.model.commitments.commitment import Followed
    from pmr_xl.record.findings import KeptFinding
    from pmr_xl.record.server.storage import ServerStorage

PATIENCE = 5.0  # seconds to wait for another writer


class RecordReading:
    """What the office's memory knows, read from the file as it is at that moment.

    Args:
        path: the file; it need not exist before the first figure is stored.
        patience: seconds to wait for another writer.
        changed: is called after a change that was kept, as soon as nothing is open any more.
    """

    def __init__(self, path: Path, patience: float = PATIENCE, changed: Callable[[], None] = lambda: None) -> None:
        self.path = path
        self._storage: Storage | ServerStorage = Storage(path, patience, changed=changed)

    def past(
        self,
        ids: Iterable[str],
        until: Edition | None = None,
        *,
        beyond: bool = False,
        own: bool = True,
        parts: Iterable[Period] | None = None,
    ) -> Past:
        """Figures in force of these indicators, resource rows and units of appropriation.

        Args:
            ids: theirs.
            until: only what this edition and earlier ones state; None for everything.
            beyond: where they state nothing, what is stated first after them.
            own: also what the submissions to ``until`` itself state, and what was decided on them.
            parts: which months and years to date, beside all full fiscal years; None for all of them.
        """
        with self._storage.to_read() as connection:
            return past_of(connection, ids, until, parts, beyond=beyond, own=own)

    def history(self, indicator: str, periods: Iterable[Period] | None = None) -> list[Stated]:
        """Every figure ever stated for an indicator: by kind and period, then in the order in which they came.

        Args:
            periods: only figures of these; None for all.
        """
        from pmr_xl.record.queries.history import history

        with self._storage.to_read() as connection:
            return history(connection, indicator, periods)

    def origins(self, ids: Iterable[str], until: Edition) -> list[Origin]:
        """The files that an edition's figures of these ids come from, later ones' only where it has none."""
        from pmr_xl.record.queries.origins import origins

        with self._storage.to_read() as connection:
            return origins(connection, ids, until)

    def restated_figures(
        self, ids: Iterable[str], edition: Edition, parts: Iterable[Period] | None = None
    ) -> list[Restated]:
        """Published actuals of these indicators that an edition changes; ``parts`` as :meth:`past` takes them."""
        with self._storage.to_read() as connection:
            return restated_actuals(connection, ids, edition, parts)

    def restated_since(self, ids: Iterable[str], edition: Edition) -> list[Restated]:
        """Actuals of these indicators that submissions have restated since the last edition of the same report."""
        with self._storage.to_read() as connection:
            return restated_since(connection, ids, edition)

    def stated_ids(self, prefix: str, since: Edition | None, until: Edition) -> set[str]:
        """Ids that begin so and have an actual stated in the editions from ``since`` (or the first) to ``until``."""
        from pmr_xl.record.queries.ids import stated_ids

        with self._storage.to_read() as connection:
            return stated_ids(connection, prefix, since, until)

    def indicator_ids(self) -> set[str]:
        """Ids of everything that has a figure."""
        from pmr_xl.record.queries.ids import known_ids

        with self._storage.to_read() as connection:
            return known_ids(connection)

    def names_before(self, ids: Iterable[str], edition: Edition) -> dict[str, str]:
        """What indicators were called last in the reports before this one, by id; only where that is known."""
        from pmr_xl.record.queries.names import names_before

        with self._storage.to_read() as connection:
            return names_before(connection, ids, edition)

    def accepted_submissions(self, edition: Edition, agency: str | None = None) -> list[Accepted]:
        """Accepted submissions of an edition that count, latest version last."""
        with self._storage.to_read() as connection:
            return acceptances.accepted_submissions(connection, agency, edition)

    def accepted_as(self, sha256: str) -> list[Accepted]:
        """Acceptances that count of one file, by its SHA-256, the latest last."""
        with self._storage.to_read() as connection:
            return acceptances.accepted_as(connection, sha256)

    def left_open(self, edition: Edition, agency: str) -> list[LeftOpen]:
        """Queries that were open when the agency's latest accepted submission of an edition was accepted."""
        with self._storage.to_read() as connection:
            return acceptances.left_open(connection, agency, edition)

    def left_open_on(self, indicator: str) -> list[tuple[Accepted, LeftOpen]]:
        """Every query on an indicator that was left open when a submission was accepted that counts."""
        with self._storage.to_read() as connection:
            return acceptances.left_open_on(connection, indicator)

    def explanations(self, edition: Edition, agency: str) -> dict[str, Explained]:
        """What an agency explained in its latest accepted submission of an edition, by indicator."""
        with self._storage.to_read() as connection:
            return acceptances.explanations(connection, agency, edition)

    def decided_targets(self, edition: Edition) -> dict[tuple[str, Period], str]:
        """Targets that people decided in the place of what an edition states otherwise, and by whom, in words."""
        from pmr_xl.record import targets

        with self._storage.to_read() as connection:
            return targets.decided_targets(connection, edition)

    def last_target_of(self, indicator: str, year: Period) -> Edition | None:
        """The last edition that states a target of a year; None where none does."""
        from pmr_xl.record import targets

        with self._storage.to_read() as connection:
            return targets.last_edition(connection, indicator, year)

    def decisions_taken(self, edition: Edition, agency: str) -> list[Decision]:
        """Every decision on an agency's edition, in the order in which they were stored."""
        with self._storage.to_read() as connection:
            return decisions_taken(connection, edition, agency)

    def decisions(self, edition: Edition, agency: str) -> dict[str, Decision]:
        """Decisions in force, by indicator; none where the last one was withdrawn."""
        last = {one.indicator: one for one in self.decisions_taken(edition, agency)}
        return {name: one for name, one in last.items() if one.decision != WITHDRAWN}

    def decisions_on(self, indicator: str) -> list[Decision]:
        """Every decision ever made on an indicator, in the order in which they were stored."""
        with self._storage.to_read() as connection:
            return decisions_on(connection, indicator)

    def decisions_of(self, word: str) -> list[Decision]:
        """The decisions of that word that are in force, of every agency and edition."""
        with self._storage.to_read() as connection:
            return decisions_in_force(connection, word)

    def steps_taken(self, edition: Edition) -> list[StepTaken]:
        """What people decided of an edition's submissions: accepted, withdrawn, single figures; by agency and time."""
        from pmr_xl.record.queries.steps import steps_taken

        with self._storage.to_read() as connection:
            return steps_taken(connection, edition)

    def extensions(self, edition: Edition, agency: str | None = None) -> list[Extension]:
        """Every day of its own that an agency was given for an edition, in the order in which they were given."""
        with self._storage.to_read() as connection:
            return extensions.extensions(connection, edition, agency)

    def commitments(self) -> list[Followed]:
        """Every commitment with its history, in the order in which they were first stated."""
        from pmr_xl.record.commitments.lines import commitments

        with self._storage.to_read() as connection:
            return commitments(connection)

    def editions_accepted(self) -> set[Edition]:
        """The editions of which a submission is accepted."""
        from pmr_xl.record.queries.ids import accepted_editions

        with self._storage.to_read() as connection:
            return accepted_editions(connection)

    def edition_events(self, edition: Edition | None = None) -> list[EditionEvent]:
        """Everything that happened to an edition, or to all: opened, closed, released, in the order in which it did."""
        with self._storage.to_read() as connection:
            return editions.edition_events(connection, edition)

    def corrections(self, edition: Edition, agency: str) -> list[Correction]:
        """Every correction of an agency's figures of an edition, taken back or not, in the order in which they came."""
        with self._storage.to_read() as connection:
            return corrections.corrections(connection, edition, agency)

    def corrections_on(self, indicator: str) -> list[Correction]:
        """Every correction of an indicator's figures, of whatever edition, in the order in which they came."""
        with self._storage.to_read() as connection:
            return corrections.corrections_on(connection, indicator)

    def kept_findings(self, agencies: Iterable[str] = (), edition: str = "", rule: str = "") -> list[KeptFinding]:
        """What was found in the tables imported last; see :func:`pmr_xl.record.findings.kept_findings`."""
        from pmr_xl.record.findings import kept_findings

        with self._storage.to_read() as connection:
            return kept_findings(connection, agencies, edition, rule)

    def would_be_new(self, stated: Iterable[tuple[Source, Iterable[Fact]]]) -> int:
        """How many of these figures the record does not have yet; nothing is stored."""
        from pmr_xl.record.trial import would_be_new

        with self._storage.to_read() as connection:
            return would_be_new(connection, stated)

    def opened_once(self) -> AbstractContextManager[None]:
        """Open the record once for all that is asked meanwhile, when something is asked first."""
        return self._storage.opened_once()

    def one_state(self) -> AbstractContextManager[None]:
        """Answer everything that is asked meanwhile from one reading of the file; not for writing."""
        return self._storage.one_state()
