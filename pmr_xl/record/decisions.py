"""Supervisors' decisions, in and out of the record. They are only ever added: the last one is in force."""

from __future__ import annotations

from collections.abc import Sequence

from pmr_xl.model.fiscal import Edition
from pmr_xl.record.engine.connection import Connection
from pmr_xl.record.entries import now
from pmr_xl.record.order import rank
from pmr_xl.record.tables import Decision

_COLUMNS = (
    "agency, edition, indicator, decision, note, submission, who, at, version, seen, "
    "figure, reference, target, new_target, with_rest"
)


def decisions_taken(connection: Connection, edition: Edition, agency: str) -> list[Decision]:
    """Every decision on an agency's edition, in the order in which they were stored."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM decisions WHERE edition = ? AND agency = ? ORDER BY no",  # noqa: S608 - our own column names
        (edition.code, agency),
    )
    return [Decision(line[0], edition, *line[2:]) for line in found]


def decisions_on(connection: Connection, indicator: str) -> list[Decision]:
    """Every decision on an indicator, of whatever edition, in the order in which they were stored."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM decisions WHERE indicator = ? ORDER BY no",  # noqa: S608 - our own column names
        (indicator,),
    )
    return [Decision(line[0], Edition.parse(line[1]), *line[2:]) for line in found]


def in_force(connection: Connection, word: str) -> list[Decision]:
    """Decisions of that word that no later one on the same indicator and edition took the place of, by edition."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM decisions WHERE decision = ? AND NOT EXISTS (SELECT 1 FROM decisions AS later "  # noqa: S608 - our own column names
        "WHERE later.indicator = decisions.indicator AND later.agency = decisions.agency "
        "AND later.edition = decisions.edition AND later.no > decisions.no) ORDER BY no",
        (word,),
    )
    told = [Decision(line[0], Edition.parse(line[1]), *line[2:]) for line in found]
    return sorted(told, key=lambda one: rank(one.edition))


def keep(connection: Connection, decisions: Sequence[Decision]) -> int:
    """Add decisions; who and when are noted where they do not say it. Returns how many."""
    connection.executemany(
        f"INSERT INTO decisions ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - our own column names
        [
            (
                one.agency,
                one.edition.code,
                *one[2:6],
                one.who or connection.user,
                one.at or now(),
                *one[8:-1],
                int(one.with_rest),
            )
            for one in decisions
        ],
    )
    return len(decisions)
