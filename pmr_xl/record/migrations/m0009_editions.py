"""Format 9: what became of editions: opened, closed to later changes of the schemas, released, revised.

- ``editions``: one line an event, only ever added; ``manifest`` is the SHA-256 of what a release was made of and gave.
"""

from __future__ import annotations

from pmr_xl.record.engine.connection import Connection

_STATEMENTS = (
    """CREATE TABLE editions (
    no INTEGER PRIMARY KEY,
    edition TEXT NOT NULL,
    what TEXT NOT NULL,
    revision INTEGER NOT NULL,
    manifest TEXT NOT NULL,
    why TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    program TEXT NOT NULL
)""",
    "CREATE INDEX editions_by_edition ON editions (edition, no)",
)


def editions(connection: Connection) -> None:
    """Lay out what editions need; everything that was there stands."""
    for statement in _STATEMENTS:
        connection.execute(statement)
