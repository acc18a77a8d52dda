"""Format 8: under which account of a server something was written, noted by the server itself.

In a file nobody but the system's user is known, whom ``who`` names already: ``account`` stays empty there.
"""

from __future__ import annotations

from pmr_xl.record.engine.connection import Connection

TABLES = (
    "sources",
    "withdrawals",
    "submissions",
    "decisions",
    "looks",
    "extensions",
    "corrections",
    "correction_ends",
)


def accounts(connection: Connection) -> None:
    """Give every table in which somebody is named the account, too."""
    for table in TABLES:
        connection.execute(f"ALTER TABLE {table} ADD COLUMN account TEXT NOT NULL DEFAULT ''")
