"""Commitments, in and out of the record. Each step is a line of its own; none is ever changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeAlias, TypeVar

from pmr_xl.model.commitments.commitment import (
    Commitment,
    CommitmentKind,
    CommitmentStatus,
    Followed,
    commitments_of,
    field_text,
)
from pmr_xl.record.engine.connection import Connection
from pmr_xl.record.entries import now

Event = TypeVar("Event")
Weigh: TypeAlias = Callable[[Sequence[Followed]], Sequence[Commitment]]
Steps: TypeAlias = Callable[[Sequence[Followed], Event], Sequence[Commitment]]  # what becomes of them by an event
_COLUMNS = ", ".join(Commitment._fields)
_DUE, _KIND, _STATUS = (Commitment._fields.index(one) for one in ("due", "kind", "status"))


def commitments(connection: Connection) -> list[Followed]:
    """Every commitment with its steps, in the order in which they were first stated."""
    found = connection.execute(f"SELECT {_COLUMNS} FROM commitments ORDER BY no")  # noqa: S608 - our own column names
    return commitments_of(_read(list(line)) for line in found)


def keep(connection: Connection, steps: Iterable[Commitment]) -> list[Commitment]:
    """Add steps; who and when are noted where they do not say. Returns them as they are kept."""
    kept = [one._replace(who=one.who or connection.user, at=one.at or now()) for one in steps]
    connection.executemany(
        f"INSERT INTO commitments ({_COLUMNS}) VALUES ({', '.join('?' * len(Commitment._fields))})",  # noqa: S608 - our own column names
        [tuple(field_text(one, field) for field in Commitment._fields) for one in kept],
    )
    return kept


def commit_weighed(connection: Connection, weigh: Weigh) -> list[Commitment]:
    """Keep what somebody makes of the commitments there are, within the transaction that is open."""
    return keep(connection, weigh(commitments(connection)))


def follow(connection: Connection, agreed: Steps[Event], event: Event) -> None:
    """Keep what becomes of commitments by an event, within the transaction in which it is kept itself."""
    commit_weighed(connection, lambda known: agreed(known, event))


def _read(line: list[object]) -> Commitment:
    line[_KIND], line[_STATUS] = CommitmentKind(str(line[_KIND])), CommitmentStatus(str(line[_STATUS]))
    line[_DUE] = date.fromisoformat(str(line[_DUE])) if line[_DUE] else None
    return Commitment(*line)  # type: ignore[arg-type]  # as the table has it
