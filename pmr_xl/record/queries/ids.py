"""Which indicators and editions the record has something of: looked up from one to the next, however much that is."""

from __future__ import annotations

from pmr_xl.model.fact import FactKind
from pmr_xl.model.fiscal import Edition
from pmr_xl.record.engine.connection import Connection
from pmr_xl.record.order import rank

_AFTER_ALL = "\U0010ffff"  # no id begins with the last sign there is
_IDS = (
    "WITH RECURSIVE ids (id) AS ("
    "SELECT min(indicator) FROM figures WHERE indicator >= :first AND indicator < :end UNION ALL "
    "SELECT (SELECT min(indicator) FROM figures WHERE indicator > ids.id AND indicator < :end) "
    "FROM ids WHERE ids.id IS NOT NULL) "
    "SELECT id FROM ids WHERE id IS NOT NULL AND EXISTS (SELECT 1 FROM counted WHERE indicator = ids.id"
)


def stated_ids(connection: Connection, prefix: str, since: Edition | None, until: Edition) -> set[str]:
    """Ids that begin so and have an actual stated in the editions from ``since`` (or the first) to ``until``."""
    found = connection.execute(
        f"{_IDS} AND kind = :kind AND edition_rank BETWEEN :since AND :until)",
        {
            "first": prefix,
            "end": prefix + _AFTER_ALL,
            "kind": FactKind.ACTUAL.value,
            "since": 0 if since is None else rank(since),
            "until": rank(until),
        },
    )
    return {line[0] for line in found}


def known_ids(connection: Connection) -> set[str]:
    """Ids of everything that has a figure."""
    return {line[0] for line in connection.execute(f"{_IDS})", {"first": "", "end": _AFTER_ALL})}


def accepted_editions(connection: Connection) -> set[Edition]:
    """The editions of which a submission is accepted."""
    found = connection.execute(
        "WITH RECURSIVE ids (id) AS (SELECT min(edition) FROM submissions UNION ALL "
        "SELECT (SELECT min(edition) FROM submissions WHERE edition > ids.id) FROM ids WHERE ids.id IS NOT NULL) "
        "SELECT id FROM ids WHERE id IS NOT NULL AND EXISTS (SELECT 1 FROM standing WHERE edition = ids.id)"
    )
    return {Edition.parse(line[0]) for line in found}
