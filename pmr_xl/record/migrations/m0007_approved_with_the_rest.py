"""Format 7: which decisions were taken in one cell for all rows without a question, and can be taken back so."""

from __future__ import annotations

from pmr_xl.record.engine.connection import Connection


def approved_with_the_rest(connection: Connection) -> None:
    """Note of each decision whether it was taken with the rest, none was before; find submissions by their hash."""
    connection.execute("ALTER TABLE decisions ADD COLUMN with_rest INTEGER NOT NULL DEFAULT 0")
    connection.execute("CREATE INDEX submissions_by_file ON submissions (sha256, no)")
