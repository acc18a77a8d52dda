"""What the reports called indicators: a schema forgets what is removed or renamed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pmr_xl.model.fiscal import Edition
from pmr_xl.record.engine.connection import Connection
from pmr_xl.record.order import rank


def keep(connection: Connection, names: Mapping[str, str], edition: Edition, source: int | None = None) -> None:
    """Note what an edition calls indicators, by id: what it said first counts. Monthly editions print no names.

    ``source``: the number of the submission's; its names go where it is withdrawn.
    """
    if edition.monthly:
        return
    here = rank(edition)
    found = connection.execute(
        f"SELECT indicator {_COUNTED} AND edition_rank = ? AND indicator AMONG ?",
        (here, sorted(names)),
    )
    said = {line[0] for line in found}
    connection.executemany(
        "INSERT INTO names (indicator, edition_rank, name, source) VALUES (?, ?, ?, ?)",
        [(one, here, name, source) for one, name in names.items() if one not in said],
    )


_COUNTED = "FROM names WHERE NOT EXISTS (SELECT 1 FROM withdrawals WHERE withdrawals.source = names.source)"


def names_before(connection: Connection, ids: Iterable[str], edition: Edition) -> dict[str, str]:
    """What these indicators were called last in the editions before this one; only where that is known."""
    found = connection.execute(
        f"SELECT indicator, name {_COUNTED} AND edition_rank < ? AND indicator AMONG ? ORDER BY edition_rank",
        (rank(edition), sorted(ids)),
    )
    return dict(found.fetchall())
