"""Format 11: commitments, corrective actions and audit recommendations.

- ``commitments``: one line a step, only ever added; the last one of a code says how it stands.
"""

from __future__ import annotations

from pmr_xl.record.engine.connection import Connection

_STATEMENTS = (
    """CREATE TABLE commitments (
    no INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    what TEXT NOT NULL,
    kind TEXT NOT NULL,
    agency TEXT NOT NULL,
    partners TEXT NOT NULL,
    owner TEXT NOT NULL,
    indicator TEXT NOT NULL,
    reference TEXT NOT NULL,
    parent TEXT NOT NULL,
    due TEXT NOT NULL,
    status TEXT NOT NULL,
    evidence TEXT NOT NULL,
    figure TEXT NOT NULL,
    edition TEXT NOT NULL,
    origin TEXT NOT NULL,
    why TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL
)""",
    "CREATE INDEX commitments_by_code ON commitments (code, no)",
)


def commitments(connection: Connection) -> None:
    """Lay out what commitments need; everything that was there stands."""
    for statement in _STATEMENTS:
        connection.execute(statement)
