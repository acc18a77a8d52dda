"""Format 2: names as reports said them, the program that accepted, and what a decision was seen on.

They came one by one while the number still stood at 1, so a record of format 1 may have any of them already.
"""

from __future__ import annotations

from pmr_xl.record.engine.connection import Connection

_NAMES = """CREATE TABLE IF NOT EXISTS names (
    indicator TEXT NOT NULL,
    edition_rank INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (indicator, edition_rank)
)"""
_COLUMNS = (
    ("submissions", "program", "TEXT NOT NULL DEFAULT ''"),
    ("decisions", "version", "INTEGER NOT NULL DEFAULT 0"),
    ("decisions", "seen", "INTEGER NOT NULL DEFAULT 0"),
)


def names_and_versions(connection: Connection) -> None:
    """Add what is not there yet."""
    connection.execute(_NAMES)
    for table, column, kind in _COLUMNS:
        if column not in connection.columns(table):
            connection.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
