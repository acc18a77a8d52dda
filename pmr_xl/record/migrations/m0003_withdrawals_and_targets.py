"""Format 3: acceptances that can be taken back, queries left open on purpose, targets that were decided.

- ``withdrawals``: an event that takes a source back. Nothing is deleted; the view ``counted`` leaves its figures out.
- ``submissions``: the same file may be accepted again after it was withdrawn; ``despite`` says why it was accepted
  with open queries, and ``left_open`` which those were.
- ``figures.decided``: 1 for a target that a supervisor decided on a variance sheet, 2 for one that the office set by
  hand. It comes after what its edition states otherwise.
- ``decisions``: the figure, the reference and the target that were seen when it was made, and the new target decided;
  empty where nobody noted them.
- ``names``: of which source a name is, so that a withdrawn one is not said.
"""

from __future__ import annotations

from pmr_xl.record.engine.connection import Connection

_STATEMENTS = (
    """CREATE TABLE withdrawals (
    source INTEGER PRIMARY KEY REFERENCES sources (no),
    why TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL
)""",
    "ALTER TABLE figures ADD COLUMN decided INTEGER NOT NULL DEFAULT 0",
    """CREATE VIEW counted AS
    SELECT no, indicator, period, kind, value, printed, edition_rank, source, place, reason, decided FROM figures
    WHERE NOT EXISTS (SELECT 1 FROM withdrawals WHERE withdrawals.source = figures.source)""",
    """CREATE TABLE submissions_anew (
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
    program TEXT NOT NULL DEFAULT '',
    despite TEXT NOT NULL DEFAULT ''
)""",
    """INSERT INTO submissions_anew (no, source, sha256, agency, edition, version, file, original, who, at, program)
    SELECT no, source, sha256, agency, edition, version, file, original, who, at, program FROM submissions""",
    "DROP TABLE submissions",
    "ALTER TABLE submissions_anew RENAME TO submissions",
    "CREATE INDEX submissions_by_edition ON submissions (edition, agency, version)",
    "CREATE INDEX submissions_by_source ON submissions (source)",
    """CREATE VIEW standing AS SELECT * FROM submissions
    WHERE NOT EXISTS (SELECT 1 FROM withdrawals WHERE withdrawals.source = submissions.source)""",
    """CREATE TABLE left_open (
    no INTEGER PRIMARY KEY,
    submission INTEGER NOT NULL REFERENCES submissions (no),
    rule TEXT NOT NULL,
    indicator TEXT NOT NULL,
    place TEXT NOT NULL,
    message TEXT NOT NULL
)""",
    "ALTER TABLE decisions ADD COLUMN figure TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE decisions ADD COLUMN reference TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE decisions ADD COLUMN target TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE decisions ADD COLUMN new_target TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE names_anew (
    no INTEGER PRIMARY KEY,
    indicator TEXT NOT NULL,
    edition_rank INTEGER NOT NULL,
    name TEXT NOT NULL,
    source INTEGER REFERENCES sources (no)
)""",
    "INSERT INTO names_anew (indicator, edition_rank, name) SELECT indicator, edition_rank, name FROM names",
    "DROP TABLE names",
    "ALTER TABLE names_anew RENAME TO names",
    "CREATE INDEX names_by_indicator ON names (indicator, edition_rank, no)",
)


def withdrawals_and_targets(connection: Connection) -> None:
    """Lay out what acceptances and targets need; everything that was there stands."""
    for statement in _STATEMENTS:
        connection.execute(statement)
