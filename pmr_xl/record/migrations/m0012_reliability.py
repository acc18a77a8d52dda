"""Format 12: who looked at which figure, and what was drawn to be looked at.

- ``reliability``: one line a look at an indicator's figure of a year, only ever added; the last one counts.
- ``reliability_samples``: one line a sample that was drawn, with its seed; ``drawn`` and ``strata`` are JSON.
"""

from __future__ import annotations

from pmr_xl.record.engine.connection import Connection

_STATEMENTS = (
    """CREATE TABLE reliability (
    no INTEGER PRIMARY KEY,
    indicator TEXT NOT NULL,
    agency TEXT NOT NULL,
    year TEXT NOT NULL,
    verdict TEXT NOT NULL,
    looked TEXT NOT NULL,
    reported TEXT NOT NULL,
    recomputed TEXT NOT NULL,
    accuracy TEXT NOT NULL,
    limits TEXT NOT NULL,
    compensation TEXT NOT NULL,
    action TEXT NOT NULL,
    commitment TEXT NOT NULL,
    sample TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    noted_by TEXT NOT NULL
)""",
    "CREATE INDEX reliability_by_year ON reliability (year, no)",
    """CREATE TABLE reliability_samples (
    no INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    year TEXT NOT NULL,
    seed TEXT NOT NULL,
    asked TEXT NOT NULL,
    drawn TEXT NOT NULL,
    strata TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL
)""",
)


def reliability(connection: Connection) -> None:
    """Lay out what looks at figures need; everything that was there stands."""
    for statement in _STATEMENTS:
        connection.execute(statement)
