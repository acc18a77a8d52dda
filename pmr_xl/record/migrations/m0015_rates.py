"""Format 15: what percentages were said to be made of: numerator and denominator, as the form's sheet Rates asks.

- ``rates``: one line a percentage of a submission, beside its figure; both as decimals, as text.
"""

from __future__ import annotations

from pmr_xl.record.engine.connection import Connection

_STATEMENTS = (
    """CREATE TABLE rates (
    no INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources (no),
    indicator TEXT NOT NULL,
    period TEXT NOT NULL,
    numerator TEXT NOT NULL,
    denominator TEXT NOT NULL,
    place TEXT NOT NULL
)""",
    "CREATE INDEX rates_by_source ON rates (source, indicator, period)",
)


def rates(connection: Connection) -> None:
    """Lay out what numerators and denominators need; everything that was there stands."""
    for statement in _STATEMENTS:
        connection.execute(statement)
    connection.only_add("rates")
