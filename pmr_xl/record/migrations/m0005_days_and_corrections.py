"""Format 5: days of their own for agencies' forms, and figures that were corrected by word of mouth.

- ``extensions``: until when an agency may send its form of an edition; the last one said is in force, an empty day
  takes it back.
- ``corrections``: a figure of a file that the office reads otherwise than it was sent, and who said so.
- ``correction_ends``: what became of one: taken back, or what the agency's next version says to it.
"""

from __future__ import annotations

from pmr_xl.record.engine.connection import Connection

_STATEMENTS = (
    """CREATE TABLE extensions (
    no INTEGER PRIMARY KEY,
    agency TEXT NOT NULL,
    edition TEXT NOT NULL,
    due TEXT NOT NULL,
    why TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL
)""",
    "CREATE INDEX extensions_by_edition ON extensions (edition, agency, no)",
    """CREATE TABLE corrections (
    no INTEGER PRIMARY KEY,
    agency TEXT NOT NULL,
    edition TEXT NOT NULL,
    submission TEXT NOT NULL,
    version INTEGER NOT NULL,
    file TEXT NOT NULL,
    indicator TEXT NOT NULL,
    what TEXT NOT NULL,
    place TEXT NOT NULL,
    sent TEXT NOT NULL,
    corrected TEXT NOT NULL,
    said_by TEXT NOT NULL,
    why TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL
)""",
    "CREATE INDEX corrections_by_edition ON corrections (edition, agency, no)",
    """CREATE TABLE correction_ends (
    correction INTEGER PRIMARY KEY REFERENCES corrections (no),
    outcome TEXT NOT NULL,
    submission TEXT NOT NULL,
    version INTEGER NOT NULL,
    why TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL
)""",
)


def days_and_corrections(connection: Connection) -> None:
    """Lay out what extensions and corrections need; everything that was there stands."""
    for statement in _STATEMENTS:
        connection.execute(statement)
