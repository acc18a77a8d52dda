"""The record's tables on a server, laid out as in a file, in PostgreSQL's words.

Texts are compared sign by sign (COLLATE "C"), as SQLite does, so that both engines have one order; a figure is a
decimal written as text, so that nothing of it is lost; lines have numbers. A server's record begins with format 4;
each later step is the file's own, in the same SQL. Who did what is noted by the server itself (``account``), whatever
is said.
"""

from __future__ import annotations

import re

from pmr_xl.model.fault import Fault
from pmr_xl.record import migrations
from pmr_xl.record.engine.connection import Connection

BEGINS_WITH = 4
_TABLES = (
    "CREATE TABLE record_format (step INTEGER NOT NULL)",
    "INSERT INTO record_format (step) VALUES (0)",
    """CREATE TABLE sources (
    no INTEGER PRIMARY KEY, file TEXT NOT NULL, sha256 TEXT NOT NULL, edition TEXT NOT NULL, who TEXT NOT NULL,
    at TEXT NOT NULL)""",
    """CREATE TABLE withdrawals (
    source INTEGER PRIMARY KEY REFERENCES sources (no), why TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL)""",
    """CREATE TABLE figures (
    no INTEGER PRIMARY KEY, indicator TEXT NOT NULL, period TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('actual', 'target')), value TEXT NOT NULL, printed TEXT NOT NULL,
    edition_rank DOUBLE PRECISION NOT NULL, source INTEGER NOT NULL REFERENCES sources (no), place TEXT NOT NULL,
    reason TEXT NOT NULL, decided INTEGER NOT NULL DEFAULT 0)""",
    "CREATE INDEX figures_by_indicator ON figures (indicator, edition_rank, no)",
    """CREATE VIEW counted AS
    SELECT no, indicator, period, kind, value, printed, edition_rank, source, place, reason, decided FROM figures
    WHERE NOT EXISTS (SELECT 1 FROM withdrawals WHERE withdrawals.source = figures.source)""",
    """CREATE TABLE submissions (
    no INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES sources (no), sha256 TEXT NOT NULL,
    agency TEXT NOT NULL, edition TEXT NOT NULL, version INTEGER NOT NULL, file TEXT NOT NULL,
    original TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, program TEXT NOT NULL DEFAULT '',
    despite TEXT NOT NULL DEFAULT '')""",
    "CREATE INDEX submissions_by_edition ON submissions (edition, agency, version)",
    "CREATE INDEX submissions_by_source ON submissions (source)",
    """CREATE VIEW standing AS SELECT no, source, sha256, agency, edition, version, file, original, who, at, program,
    despite FROM submissions
    WHERE NOT EXISTS (SELECT 1 FROM withdrawals WHERE withdrawals.source = submissions.source)""",
    """CREATE TABLE explanations (
    no INTEGER PRIMARY KEY, submission INTEGER NOT NULL REFERENCES submissions (no), indicator TEXT NOT NULL,
    text TEXT NOT NULL, reason TEXT NOT NULL)""",
    """CREATE TABLE left_open (
    no INTEGER PRIMARY KEY, submission INTEGER NOT NULL REFERENCES submissions (no), rule TEXT NOT NULL,
    indicator TEXT NOT NULL, place TEXT NOT NULL, message TEXT NOT NULL)""",
    """CREATE TABLE decisions (
    no INTEGER PRIMARY KEY, agency TEXT NOT NULL, edition TEXT NOT NULL, indicator TEXT NOT NULL,
    decision TEXT NOT NULL, note TEXT NOT NULL, submission TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 0, seen INTEGER NOT NULL DEFAULT 0, figure TEXT NOT NULL DEFAULT '',
    reference TEXT NOT NULL DEFAULT '', target TEXT NOT NULL DEFAULT '', new_target TEXT NOT NULL DEFAULT '')""",
    "CREATE INDEX decisions_by_edition ON decisions (agency, edition, no)",
    """CREATE TABLE names (
    no INTEGER PRIMARY KEY, indicator TEXT NOT NULL, edition_rank DOUBLE PRECISION NOT NULL, name TEXT NOT NULL,
    source INTEGER REFERENCES sources (no))""",
    "CREATE INDEX names_by_indicator ON names (indicator, edition_rank, no)",
    """CREATE TABLE looks (
    no INTEGER PRIMARY KEY, edition TEXT NOT NULL, kind TEXT NOT NULL, agency TEXT NOT NULL, file TEXT NOT NULL,
    sha256 TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL)""",
    """CREATE TABLE import_findings (
    no INTEGER PRIMARY KEY, look INTEGER NOT NULL REFERENCES looks (no), rule TEXT NOT NULL, severity TEXT NOT NULL,
    place_row INTEGER NOT NULL, place_column INTEGER NOT NULL, heading TEXT NOT NULL, indicator TEXT NOT NULL,
    name TEXT NOT NULL, found TEXT NOT NULL, expected TEXT NOT NULL, message TEXT NOT NULL, remedy TEXT NOT NULL,
    waived TEXT NOT NULL)""",
)
_FUNCTIONS = (
    """CREATE OR REPLACE FUNCTION pmr_only_added() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN RAISE EXCEPTION ''% are only ever added'', TG_TABLE_NAME; END'""",
    """CREATE OR REPLACE FUNCTION pmr_note_account() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN NEW.account := session_user; RETURN NEW; END'""",
)
# By these names earlier programs had the server see to it that lines are only ever added.
_BEFORE = (
    ("breakdown_figures", "members_stay"),
    ("reliability", "reliability_stays"),
    ("reliability_samples", "reliability_samples_stays"),
)


def bring_forward(connection: Connection) -> None:
    """Lay out what is not there yet, within the transaction that is open. Raises Fault for a database that cannot."""
    if connection.step == 0:
        ((encoding,),) = connection.execute("SHOW server_encoding").fetchall()
        if encoding != "UTF8":
            raise Fault(f"The database holds its texts as {encoding}.", "Make one for the record with ENCODING 'UTF8'.")
        for statement in _TABLES:
            connection.execute(statement)
        connection.step = BEGINS_WITH
    for statement in _FUNCTIONS:
        connection.execute(statement)
    before = _tables(connection)
    migrations.bring_forward(connection)
    _same_rights(connection, _tables(connection) - before)
    for table, trigger in _BEFORE:
        connection.execute(f"DROP TRIGGER IF EXISTS {trigger} ON {table}")
    for table in tables_with_account(connection):
        connection.execute(f"DROP TRIGGER IF EXISTS {table}_account ON {table}")
        connection.execute(
            f"CREATE TRIGGER {table}_account BEFORE INSERT OR UPDATE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION pmr_note_account()"
        )


def _tables(connection: Connection) -> set[str]:
    found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
    return {line[0] for line in found}


def _same_rights(connection: Connection, new: set[str]) -> None:
    """Who was given the right to read or write the record has it to tables that have come since."""
    given = connection.execute(
        "SELECT grantee::regrole::text, privilege_type FROM pg_class, aclexplode(relacl) "
        "WHERE pg_class.oid = 'sources'::regclass AND grantee <> relowner AND grantee <> 0 "
        "AND privilege_type IN ('SELECT', 'INSERT')"
    ).fetchall()
    for table in sorted(new):
        for role, right in given:
            connection.execute(f"GRANT {right} ON {table} TO {role}")


def tables_with_account(connection: Connection) -> list[str]:
    """The tables in which the server notes who wrote a line."""
    found = connection.execute(
        "SELECT table_name FROM information_schema.columns WHERE table_schema = current_schema() "
        "AND column_name = 'account' ORDER BY table_name"
    )
    return [line[0] for line in found]


def in_its_words(sql: str) -> str:
    """A statement that lays out a table, as PostgreSQL says it."""
    sql = re.sub(r"\bno INTEGER PRIMARY KEY", "no bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY", sql)
    return re.sub(r"\bTEXT\b", 'text COLLATE "C"', re.sub(r"\bINTEGER\b", "bigint", sql))
