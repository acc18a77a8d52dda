"""Format 10: figures of places and groups.

- ``breakdown_figures``: one line a figure of one member of a breakdown, beside ``figures``, which has citywide ones
  alone and is asked as before. ``value`` is text, as there.
"""

from __future__ import annotations

from pmr_xl.record.engine.connection import Connection

_STATEMENTS = (
    """CREATE TABLE breakdown_figures (
    no INTEGER PRIMARY KEY,
    indicator TEXT NOT NULL,
    breakdown TEXT NOT NULL,
    member TEXT NOT NULL,
    period TEXT NOT NULL,
    value TEXT NOT NULL,
    edition_rank DOUBLE PRECISION NOT NULL,
    source INTEGER NOT NULL REFERENCES sources (no),
    place TEXT NOT NULL,
    reason TEXT NOT NULL
)""",
    "CREATE INDEX breakdown_figures_by_indicator ON breakdown_figures (indicator, edition_rank, no)",
)


def breakdowns(connection: Connection) -> None:
    """Lay out what figures of places and groups need; everything that was there stands."""
    for statement in _STATEMENTS:
        connection.execute(statement)
