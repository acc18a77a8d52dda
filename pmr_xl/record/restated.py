"""What an edition states otherwise than the ones before it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from pmr_xl.model.fact import FactKind, Restated
from pmr_xl.model.fiscal import Edition
from pmr_xl.record.entries import figure_of, period_of
from pmr_xl.record.tables import rank


def restated(connection: sqlite3.Connection, ids: Iterable[str], edition: Edition) -> list[Restated]:
    """Actuals of earlier periods that ``edition`` changes: by what earlier editions state, or with a reason.

    An edition's own table brings the published years along when it is imported: what it states first, without a
    reason, is what was published.
    """
    published: dict[tuple[str, str], tuple[str, int]] = {}
    changed: dict[tuple[str, str], tuple[str, str]] = {}
    here = rank(edition)
    for indicator, period, value, stated, reason in connection.execute(
        "SELECT indicator, period, value, edition_rank, reason FROM counted "
        "WHERE kind = ?1 AND indicator IN (SELECT value FROM json_each(?2)) AND edition_rank <= ?3 AND period <> ?4 "
        "ORDER BY edition_rank, no",
        (FactKind.ACTUAL.value, json.dumps(list(ids)), here, edition.submitted.code),
    ):
        key = (indicator, period)
        since = published[key][1] if key in published else here
        if stated == here and key in published and (reason or since < here):
            changed[key] = value, reason
        else:
            published[key] = value, stated
    return [
        Restated(key[0], period_of(key[1]), figure_of(published[key][0]), figure_of(value), reason)
        for key, (value, reason) in changed.items()
        if figure_of(published[key][0]) != figure_of(value)
    ]


def stated_ids(connection: sqlite3.Connection, prefix: str, since: Edition | None, until: Edition) -> set[str]:
    """Ids that begin so and have an actual stated in the editions from ``since`` (or the first) to ``until``."""
    found = connection.execute(
        "SELECT DISTINCT indicator FROM counted "
        "WHERE kind = ? AND substr(indicator, 1, ?) = ? AND edition_rank BETWEEN ? AND ?",
        (FactKind.ACTUAL.value, len(prefix), prefix, 0 if since is None else rank(since), rank(until)),
    )
    return {line[0] for line in found}
