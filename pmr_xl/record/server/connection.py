"""PostgreSQL, the engine of an office with many at work."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

from pmr_xl.model.fault import Fault, NoRecord
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.record.engine.connection import Connection, Lines, Values
from pmr_xl.record.server.address import shown_address
from pmr_xl.record.server.layout import in_its_words

if TYPE_CHECKING:
    import psycopg

_WAIT = 10  # seconds for a server to answer
# What a server says before it knows us has no code; where it speaks another language the last way out is told.
_NO_ENTRY = pattern(r"password|authentication|pg_hba\.conf|role \".*\" does not exist|not permitted to log in")
_NO_DATABASE = pattern(r"database \".*\" does not exist")
_NO_ADDRESS = pattern(r"^(invalid|missing|unexpected|extra|forbidden|end of string|could not parse)\b")
_LAYS_OUT = ("CREATE TABLE", "ALTER TABLE")
# PostgreSQL's codes
_LACKS_RIGHT, _TOO_LONG, _READ_ONLY = "42501", "57014", "25006"
_CUT = ("08", "57")  # how those begin: the connection failed; somebody ended it


class PostgresConnection(Connection):
    """A record on a server, as it is open."""

    def __init__(self, raw: psycopg.Connection[Any]) -> None:
        self.raw = raw

    def execute(self, sql: str, values: Values = ()) -> Lines:
        """Ask or change something."""
        return cast("Lines", self.raw.execute(as_postgres_sql(sql), values or None))

    def executemany(self, sql: str, lines: Iterable[Values]) -> None:
        """The same for several lines, sent together."""
        import psycopg

        with psycopg.Cursor(self.raw) as cursor:
            cursor.executemany(as_postgres_sql(sql), lines)

    def insert(self, sql: str, values: Values) -> int:
        """Add a line; returns its number."""
        ((number,),) = self.execute(f"{sql} RETURNING no", values).fetchall()
        return int(number)

    def columns(self, table: str) -> set[str]:
        """The names of a table's columns."""
        found = self.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() "
            "AND table_name = ?",
            (table,),
        )
        return {line[0] for line in found}

    def only_add(self, table: str, *, may_change: bool = False) -> None:
        """Have the server refuse to change or take away lines of a table, one by one or all."""
        acts = "DELETE" if may_change else "UPDATE OR DELETE"
        for name, when in (("stay", f"{acts} ON {table} FOR EACH ROW"), ("remain", f"TRUNCATE ON {table}")):
            self.execute(f"DROP TRIGGER IF EXISTS {table}_{name} ON {table}")
            self.execute(f"CREATE TRIGGER {table}_{name} BEFORE {when} EXECUTE FUNCTION pmr_only_added()")

    @property
    def step(self) -> int:
        """The number of the last step by which the tables were laid out."""
        ((there,),) = self.execute("SELECT to_regclass('record_format') IS NOT NULL").fetchall()
        return int(self.execute("SELECT step FROM record_format").fetchall()[0][0]) if there else 0

    @step.setter
    def step(self, number: int) -> None:
        self.execute("UPDATE record_format SET step = ?", (number,))

    @property
    def user(self) -> str:
        """Whom the server knows us as."""
        return str(self.execute("SELECT session_user").fetchall()[0][0])

    def close(self) -> None:
        """Ask no more."""
        self.raw.close()


def connect(address: str) -> PostgresConnection:
    """A record on a server. Raises Fault where it cannot be reached, or psycopg is not installed."""
    psycopg = driver(address)
    try:
        raw = psycopg.connect(
            address,
            autocommit=True,
            connect_timeout=_WAIT,
            application_name="pmr_xl",
            client_encoding="UTF8",
            cursor_factory=psycopg.ClientCursor,  # values are told with the query, so none needs a declared kind
        )
    except psycopg.Error as error:
        raise _not_connected(address, _first_line(error)) from None
    return PostgresConnection(raw)


def _not_connected(address: str, said: str) -> NoRecord:
    """Why there is no connection, in words, with the way out of just that."""
    said, where = said.rpartition("FATAL: ")[2].removeprefix("connection failed: ").strip(), shown_address(address)
    if _NO_ENTRY.search(said):
        return NoRecord(
            f"The record's server {where} does not let you in: {said}.",
            "A password is given by a pgpass file (~/.pgpass; on Windows %APPDATA%\\postgresql\\pgpass.conf) or by "
            "PGPASSWORD in the environment; who signs in stands before the @ of the address, else it is your own name.",
        )
    if _NO_DATABASE.search(said):
        return NoRecord(
            f"The record's server {where} has no such database: {said}.",
            "Its name is the end of the address in settings.yaml. An empty one is made by whoever runs the server, and "
            "“pmr record copy --to” fills it.",
        )
    if _NO_ADDRESS.search(said):
        return NoRecord(
            f"The address of the record {where} is none that PostgreSQL knows: {said}.",
            "Say postgresql://USER@SERVER/DATABASE in settings.yaml; what may stand behind a ? is PostgreSQL's own.",
        )
    return NoRecord(
        f"The record's server {where} cannot be reached: {said}.",
        "Look at the address in settings.yaml and at the network; whoever runs the server knows whether it is up.",
    )


def driver(address: str) -> ModuleType:
    """The package that speaks to the server. Raises Fault where it is not installed."""
    try:
        import psycopg
    except ImportError:
        raise Fault(
            f"The record is kept by the server {shown_address(address)}, "
            "and the package that speaks to it is not installed.",
            "Install it: pip install 'pmr_xl[server]'.",
        ) from None
    return psycopg


def refusal(address: str, error: psycopg.Error, *, laying_out: bool = False) -> NoRecord:
    """What the server did not do, in words; ``laying_out``: tables were to be made or brought forward."""
    if error.sqlstate == _LACKS_RIGHT:
        way = "Ask whoever runs the server for the right: “pmr record grants” prints what gives it."
        if laying_out:
            way = "That is for their owner alone: sign in as the account that owns its tables (or the empty database)."
        return NoRecord(
            f"The record's server {shown_address(address)} refused: {_first_line(error)}.",
            f"Nothing was changed. {way}",
        )
    if error.sqlstate == _TOO_LONG:
        way = "Try again when less is going on; whoever runs the server says how long a question may take."
    elif error.sqlstate == _READ_ONLY:
        way = "It is a copy that is only read: in settings.yaml name the server that is written to."
    elif error.sqlstate is None or error.sqlstate[:2] in _CUT:
        way = "The connection was cut in the middle. Look at the network, and try again."
    else:
        way = "Try again; if it stays so, ask whoever runs the server."
    return NoRecord(
        f"The record's server {shown_address(address)} could not do it: {_first_line(error)}.",
        f"Nothing was changed. {way}",
    )


def _first_line(error: psycopg.Error) -> str:
    if said := error.diag.message_primary:  # the server's own sentence; what it adds says where in its program
        return said.strip(" .")
    lines = str(error).strip().splitlines()
    return (lines[-1] if lines and "failed:" not in lines[0] else (lines or [type(error).__name__])[0]).strip(" .")


@cache
def as_postgres_sql(sql: str) -> str:
    """The same as PostgreSQL and psycopg say it."""
    sql = re.sub(r"\bAMONG (\?|:\w+)", r"= ANY(\1)", sql)
    sql = re.sub(r"(?<![:\w]):([a-z_]\w*)", r"%(\1)s", sql.replace("?", "%s"))
    return in_its_words(sql) if sql.startswith(_LAYS_OUT) else sql
