"""Format 4: what the rules found in tables that were imported.

- ``looks``: each look at the rows of one agency in a table; the last one at the same rows is in force.
- ``import_findings``: what a look found, with row and column of the file.
"""

from __future__ import annotations

from pmr_xl.record.engine.connection import Connection

_STATEMENTS = (
    """CREATE TABLE looks (
    no INTEGER PRIMARY KEY,
    edition TEXT NOT NULL,
    kind TEXT NOT NULL,
    agency TEXT NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL
)""",
    """CREATE TABLE import_findings (
    no INTEGER PRIMARY KEY,
    look INTEGER NOT NULL REFERENCES looks (no),
    rule TEXT NOT NULL,
    severity TEXT NOT NULL,
    place_row INTEGER NOT NULL,
    place_column INTEGER NOT NULL,
    heading TEXT NOT NULL,
    indicator TEXT NOT NULL,
    name TEXT NOT NULL,
    found TEXT NOT NULL,
    expected TEXT NOT NULL,
    message TEXT NOT NULL,
    remedy TEXT NOT NULL,
    waived TEXT NOT NULL
)""",
)


def findings_of_imports(connection: Connection) -> None:
    """Lay out what findings about imported tables need; everything that was there stands."""
    for statement in _STATEMENTS:
        connection.execute(statement)
