"""What indicators were called when their figures were stated: a schema forgets what is removed or renamed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping

from pmr_xl.model.fiscal import Edition
from pmr_xl.record.tables import rank


def keep(connection: sqlite3.Connection, names: Mapping[str, str], edition: Edition) -> None:
    """Note the names that indicators have in an edition, where they are others than before."""
    known = names_at(connection, names, rank(edition))
    connection.executemany(
        "INSERT INTO names (indicator, name, edition_rank) VALUES (?, ?, ?)",
        [(one, name, rank(edition)) for one, name in names.items() if known.get(one) != name],
    )


def names_at(connection: sqlite3.Connection, ids: Iterable[str], place: float) -> dict[str, str]:
    """What these indicators were called last, up to an edition's place among the others (its rank)."""
    found = connection.execute(
        "SELECT indicator, name FROM names WHERE edition_rank <= ? AND indicator IN (SELECT value FROM json_each(?)) "
        "ORDER BY edition_rank, no",
        (place, json.dumps(sorted(ids))),
    )
    return dict(found.fetchall())
