"""Format 7: which decisions were taken in one cell for all rows without a question, and can be taken back so."""

from __future__ import annotations

from pmr_xl.record.connection import Connection


def approved_with_the_rest(connection: Connection) -> None:
    """Note of each decision whether it was taken with the rest; none was before."""
    connection.execute("ALTER TABLE decisions ADD COLUMN with_rest INTEGER NOT NULL DEFAULT 0")
