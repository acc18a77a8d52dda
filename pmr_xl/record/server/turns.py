"""Whose turn it is to write a record that a server keeps: one at a time, as in a file."""

from __future__ import annotations

from datetime import UTC, datetime

from pmr_xl.model.fault import Fault
from pmr_xl.record.file.lock import Holder
from pmr_xl.record.server.address import shown_address
from pmr_xl.record.server.connection import PostgresConnection, connect, driver

# One lock for each schema of a database: the first number says whose it is, the second which.
_LOCK = "1886220914, hashtext(current_schema())"
_HELD = (
    "SELECT usename, coalesce(client_hostname, host(client_addr), 'the server itself'), pid, xact_start "
    "FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory' AND granted AND classid = 1886220914 "
    "AND objid::bigint = hashtext(current_schema())::bigint & 4294967295 AND pid <> pg_backend_pid() LIMIT 1"
)
_WAITED_IN_VAIN = "55P03"  # PostgreSQL's code


def holder_at(address: str) -> Holder | None:
    """Who is writing the record at an address now; None where nobody is. Raises the driver's errors."""
    found = connect(address)
    try:
        line = found.execute(_HELD).fetchone()
    finally:
        found.close()
    if line is None:
        return None
    since = line[3] or datetime.now(UTC)
    return Holder(line[0] or "somebody", line[1], line[2], since.isoformat(timespec="seconds"))


def take_turn(connection: PostgresConnection, address: str, patience: float) -> None:
    """Be the one who writes until the transaction ends; the server gives the turn back whatever becomes of us.

    Args:
        connection: in the transaction that is to write.
        address: the record's, for who else writes it.
        patience: seconds to wait for another writer.

    Raises:
        Fault: another writer is at work still.
    """
    psycopg = driver(address)
    connection.raw.execute(f"SET LOCAL lock_timeout = {max(1, int(patience * 1000))}")
    try:
        connection.raw.execute(f"SELECT pg_advisory_xact_lock({_LOCK})")
    except psycopg.Error as error:
        if error.sqlstate != _WAITED_IN_VAIN:
            raise
        holder = holder_at(address)
        by = f" by {holder}" if holder is not None else ""
        raise Fault(f"The record of {shown_address(address)} is being written{by}.", "Try again in a minute.") from None
    connection.raw.execute("SET LOCAL lock_timeout = 0")
