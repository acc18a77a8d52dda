"""Format 1: the tables of the first records.

Figures are only ever added: what was stated stays, and the figure in force is the last one of the latest edition. A
value is a decimal in the indicator's unit (durations in seconds) or one of the report's signs, as text.
"""

from __future__ import annotations

from pmr_xl.record.engine.connection import Connection

TABLES = (
    """CREATE TABLE sources (
    no INTEGER PRIMARY KEY,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    edition TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL
)""",
    """CREATE TABLE figures (
    no INTEGER PRIMARY KEY,
    indicator TEXT NOT NULL,
    period TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('actual', 'target')),
    value TEXT NOT NULL,
    printed TEXT NOT NULL,
    edition_rank INTEGER NOT NULL,
    source INTEGER NOT NULL REFERENCES sources (no),
    place TEXT NOT NULL,
    reason TEXT NOT NULL
)""",
    "CREATE INDEX figures_by_indicator ON figures (indicator, edition_rank, no)",
    """CREATE TRIGGER figures_stay BEFORE UPDATE ON figures
    BEGIN SELECT RAISE(ABORT, 'figures are only ever added'); END""",
    """CREATE TRIGGER figures_remain BEFORE DELETE ON figures
    BEGIN SELECT RAISE(ABORT, 'figures are only ever added'); END""",
    """CREATE TABLE submissions (
    no INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources (no),
    sha256 TEXT NOT NULL,
    agency TEXT NOT NULL,
    edition TEXT NOT NULL,
    version INTEGER NOT NULL,
    file TEXT NOT NULL,
    original TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (sha256, edition)
)""",
    """CREATE TABLE explanations (
    no INTEGER PRIMARY KEY,
    submission INTEGER NOT NULL REFERENCES submissions (no),
    indicator TEXT NOT NULL,
    text TEXT NOT NULL,
    reason TEXT NOT NULL
)""",
    """CREATE TABLE decisions (
    no INTEGER PRIMARY KEY,
    agency TEXT NOT NULL,
    edition TEXT NOT NULL,
    indicator TEXT NOT NULL,
    decision TEXT NOT NULL,
    note TEXT NOT NULL,
    submission TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL
)""",
    "CREATE INDEX decisions_by_edition ON decisions (agency, edition, no)",
)


def first_tables(connection: Connection) -> None:
    """Lay out an empty record."""
    for statement in TABLES:
        connection.execute(statement)
