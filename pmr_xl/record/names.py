"""What the reports called indicators: a schema forgets what is removed or renamed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping

from pmr_xl.model.fiscal import Edition, Report
from pmr_xl.record.tables import rank


def keep(connection: sqlite3.Connection, names: Mapping[str, str], edition: Edition) -> None:
    """Note what an edition calls indicators, by id: what it said first counts. Monthly editions print no names."""
    if edition.report is not Report.CPR:
        connection.executemany(
            "INSERT OR IGNORE INTO names (indicator, edition_rank, name) VALUES (?, ?, ?)",
            [(one, rank(edition), name) for one, name in names.items()],
        )


def names_before(connection: sqlite3.Connection, ids: Iterable[str], edition: Edition) -> dict[str, str]:
    """What these indicators were called last in the editions before this one; only where that is known."""
    found = connection.execute(
        "SELECT indicator, name FROM names WHERE edition_rank < ? AND indicator IN (SELECT value FROM json_each(?)) "
        "ORDER BY edition_rank",
        (rank(edition), json.dumps(sorted(ids))),
    )
    return dict(found.fetchall())
