"""Format 14: what went out of the office: sites, posted data, and tables that were let through though something lacked.

- ``publications``: one line each, only ever added; ``agencies`` and ``let_through`` are JSON, the second what stood in
  the way of whose tables and why they went out nevertheless.
"""

from __future__ import annotations

from pmr_xl.record.engine.connection import Connection

_STATEMENTS = (
    """CREATE TABLE publications (
    no INTEGER PRIMARY KEY,
    edition TEXT NOT NULL,
    what TEXT NOT NULL,
    place TEXT NOT NULL,
    agencies TEXT NOT NULL,
    state TEXT NOT NULL,
    let_through TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    program TEXT NOT NULL,
    account TEXT NOT NULL DEFAULT ''
)""",
    "CREATE INDEX publications_by_edition ON publications (edition, no)",
)


def publications(connection: Connection) -> None:
    """Lay out what publications need; everything that was there stands."""
    for statement in _STATEMENTS:
        connection.execute(statement)
    connection.only_add("publications")
