"""The record: published and accepted figures, where each came from, and what was said and decided about them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from pmr_xl.model.fact import Fact, FactKind, Restated
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.past import Past
from pmr_xl.record.decisions import decisions_on, decisions_taken, keep
from pmr_xl.record.entries import SUBMISSION, accepted, add, figure_of, now, period_of, source_number, store
from pmr_xl.record.following import follow, standing
from pmr_xl.record.in_force import in_force
from pmr_xl.record.lock import Holder, Lock, whoami
from pmr_xl.record.names import keep as keep_names
from pmr_xl.record.names import names_before
from pmr_xl.record.origins import origins
from pmr_xl.record.overtaken import overtaken
from pmr_xl.record.restated import restated, stated_ids
from pmr_xl.record.snapshot import blank, changing, opened
from pmr_xl.record.tables import WITHDRAWN, Acceptance, Accepted, Decision, Explained, Origin, Source, Stated, rank

PATIENCE = 5.0  # seconds to wait for another writer


class Record:
    """The office's memory, one file.

    Any number may read while one writes. Every method reads or writes the file as it is at that moment.

    Args:
        path: the file; it need not exist before the first figure is stored.
        patience: seconds to wait for another writer.
    """

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        self.path = path
        self._patience = patience
        self._aside: sqlite3.Connection | None = None

    @classmethod
    def holding(cls, stated: Iterable[tuple[Source, Iterable[Fact]]]) -> Record:
        """A record in memory alone, for work without an office: it knows these figures and forgets them at the end."""
        record = cls(Path("(in memory)"))
        record._aside = blank()
        for source, facts in stated:
            store(record._aside, facts, source, "", "")
        return record

    def past(self, ids: Iterable[str], until: Edition | None = None, *, beyond: bool = False, own: bool = True) -> Past:
        """Figures in force of these indicators, resource rows and units of appropriation.

        Args:
            ids: theirs.
            until: only what this edition and earlier ones state; None for everything.
            beyond: where they state nothing, what is stated first after them.
            own: also what the submissions to ``until`` itself state.
        """
        with self._reading() as connection:
            return in_force(
                connection.execute(
                    "SELECT indicator, period, kind, value, edition_rank > ?2, place FROM figures WHERE indicator "
                    "IN (SELECT value FROM json_each(?1)) AND (?2 IS NULL OR ?3 OR edition_rank <= ?2) "
                    "AND (?4 OR edition_rank <> ?2 OR source NOT IN (SELECT source FROM submissions)) "
                    # The last one stays: later editions come first and backwards, so that the nearest of them stays.
                    "ORDER BY iif(edition_rank > ?2, -edition_rank, edition_rank), no",
                    (json.dumps(list(ids)), None if until is None else rank(until), beyond, own or until is None),
                )
            )

    def history(self, indicator: str) -> list[Stated]:
        """Every figure ever stated for an indicator: by kind and period, then in the order in which they came."""
        with self._reading() as connection:
            found = connection.execute(
                "SELECT period, kind, value, printed, sources.edition, sources.file, sources.sha256, place, reason, "
                "sources.who, sources.at, submissions.version, coalesce(submissions.program, '') "
                "FROM figures JOIN sources ON sources.no = figures.source "
                "LEFT JOIN submissions ON submissions.source = sources.no WHERE indicator = ? "
                "ORDER BY kind, period, edition_rank, figures.no",
                (indicator,),
            ).fetchall()
        stated: list[Stated] = []
        for place, (period, kind, value, printed, edition, *rest) in enumerate(found):
            file, sha256, where, reason, who, at, version, program = rest
            last = all(line[:2] != (period, kind) for line in found[place + 1 :])
            told = (period_of(period), FactKind(kind), figure_of(value), printed, Edition.parse(edition))
            stated.append(Stated(indicator, *told, file, sha256, where, reason, who, at, last, version, program))
        return stated

    def origins(self, ids: Iterable[str], until: Edition) -> list[Origin]:
        """The files that an edition's figures of these ids come from, later ones' only where it has none."""
        with self._reading() as connection:
            return origins(connection, ids, until)

    def restated(self, ids: Iterable[str], edition: Edition) -> list[Restated]:
        """Published actuals of these indicators that an edition changes."""
        with self._reading() as connection:
            return restated(connection, ids, edition)

    def stated_ids(self, prefix: str, since: Edition | None, until: Edition) -> set[str]:
        """Ids that begin so and have an actual stated in the editions from ``since`` (or the first) to ``until``."""
        with self._reading() as connection:
            return stated_ids(connection, prefix, since, until)

    def known(self) -> set[str]:
        """Ids of everything that has a figure."""
        with self._reading() as connection:
            return {line[0] for line in connection.execute("SELECT DISTINCT indicator FROM figures")}

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
        with changing(self.path, self._patience) as connection:
            keep_names(connection, names or {}, source.edition)
            return store(connection, facts, source, who or whoami(), at or now())

    def names_before(self, ids: Iterable[str], edition: Edition) -> dict[str, str]:
        """What indicators were called last in the reports before this one, by id; only where that is known."""
        with self._reading() as connection:
            return names_before(connection, ids, edition)

    def accept(self, acceptance: Acceptance, *, who: str = "", at: str = "") -> Accepted:
        """Store an accepted submission and its figures. The same file accepted again changes nothing.

        Raises:
            Fault: the agency's submission of that version, or a later one, is accepted already for that edition.
        """
        new = acceptance
        with changing(self.path, self._patience) as connection:
            known = accepted(connection, new.agency, new.edition)
            for old in known:
                if old.sha256 == new.sha256:
                    return old
            for old in known[-1:]:
                if old.version >= new.version:
                    later = old.version + 1
                    raise Fault(
                        f"{new.agency} has version {old.version} of {new.edition.title} accepted "
                        f"({old.file}, by {old.who}); {new.file} is version {new.version}.",
                        f"To accept it in place of the other, name it as version {later}: …_v{later}.xlsx.",
                    )
            who, at = who or whoami(), at or now()
            source = source_number(connection, Source(new.file, new.sha256, new.edition), who, at)
            was = standing(connection, new.facts)
            add(connection, new.facts, source, rank(new.edition))
            keep_names(connection, {name: one.name for name, one in new.indicators.items()}, new.edition)
            told = (
                *follow(connection, source, new.edition, new.indicators, was, new.facts),
                *overtaken(connection, source, new.edition, new.version, new.indicators, new.facts),
            )
            number = connection.execute(
                f"INSERT INTO submissions (source, {SUBMISSION}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - our own column names
                (
                    *(source, new.sha256, new.agency, new.edition.code, new.version, new.file, new.original, who, at),
                    new.program,
                ),
            ).lastrowid
            connection.executemany(
                "INSERT INTO explanations (submission, indicator, text, reason) VALUES (?, ?, ?, ?)",
                [(number, one.indicator, one.text, one.reason) for one in new.explanations],
            )
        taken = (new.sha256, new.agency, new.edition, new.version, new.file, new.original)
        return Accepted(*taken, who, at, new.program, told)

    def accepted(self, edition: Edition, agency: str | None = None) -> list[Accepted]:
        """Accepted submissions of an edition, latest version last."""
        with self._reading() as connection:
            return accepted(connection, agency, edition)

    def explanations(self, edition: Edition, agency: str) -> dict[str, Explained]:
        """What an agency explained in its latest accepted submission of an edition, by indicator."""
        with self._reading() as connection:
            found = connection.execute(
                "SELECT indicator, text, reason FROM explanations WHERE submission = (SELECT no FROM submissions "
                "WHERE edition = ? AND agency = ? ORDER BY version DESC LIMIT 1)",
                (edition.code, agency),
            )
            return {line[0]: Explained(*line) for line in found}

    def decide(self, decisions: Sequence[Decision]) -> int:
        """Store decisions; one that repeats the decision in force is not stored again. Returns how many are new."""
        with changing(self.path, self._patience) as connection:
            new = 0
            for one in decisions:
                taken = decisions_taken(connection, one.edition, one.agency)
                before = [old.said for old in taken if old.indicator == one.indicator]
                new += keep(connection, [one] if before[-1:] != [one.said] else [])
            return new

    def deciding(self, edition: Edition, agency: str, weigh: Callable[[Sequence[Decision]], Sequence[Decision]]) -> int:
        """Store what ``weigh`` makes of the decisions taken before; nobody else decides meanwhile. Returns how many."""
        with changing(self.path, self._patience) as connection:
            return keep(connection, weigh(decisions_taken(connection, edition, agency)))

    def decisions_taken(self, edition: Edition, agency: str) -> list[Decision]:
        """Every decision on an agency's edition, in the order in which they were stored."""
        with self._reading() as connection:
            return decisions_taken(connection, edition, agency)

    def decisions(self, edition: Edition, agency: str) -> dict[str, Decision]:
        """Decisions in force, by indicator; none where the last one was withdrawn."""
        last = {one.indicator: one for one in self.decisions_taken(edition, agency)}
        return {name: one for name, one in last.items() if one.decision != WITHDRAWN}

    def decisions_on(self, indicator: str) -> list[Decision]:
        """Every decision ever made on an indicator, in the order in which they were stored."""
        with self._reading() as connection:
            return decisions_on(connection, indicator)

    def holder(self) -> Holder | None:
        """Who is writing now; None where nobody is."""
        return Lock(self.path, 0).holder()

    def break_lock(self) -> Holder | None:
        """Take away a lock that a dead program left behind; returns whose it was. Only when a person asks for it."""
        return Lock(self.path, 0).break_open()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Answer everything that is asked meanwhile from one reading of the file; not for writing."""
        with self._reading() as connection:
            aside, self._aside = self._aside, connection
            try:
                yield
            finally:
                self._aside = aside

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        if self._aside is not None:
            yield self._aside
            return
        with closing(opened(self.path)) as connection:
            yield connection
