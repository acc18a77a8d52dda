"""What an edition states otherwise than the ones before it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from functools import cache

from pmr_xl.model.fact import FactKind, Restated
from pmr_xl.model.fiscal import Edition
from pmr_xl.record.entries import figure_of, period_of
from pmr_xl.record.order import rank


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


def restated_since(connection: sqlite3.Connection, ids: Iterable[str], edition: Edition) -> list[Restated]:
    """Actuals that accepted submissions have restated since the last edition of the same report, the latest of each.

    What a submission states of its own period is no restatement, a later version's of it neither. ``old`` is what was
    in force when that last edition appeared, or else first; ``shown``: the edition's forms have the new figure.
    """
    here, last = rank(edition), rank(edition.previous)
    old: dict[tuple[str, str], str] = {}
    found: dict[tuple[str, str], Restated] = {}
    for indicator, period, value, stated, reason, source, version in connection.execute(
        "SELECT indicator, period, value, edition_rank, reason, sources.edition, submissions.version FROM figures "
        "JOIN sources ON sources.no = figures.source LEFT JOIN submissions ON submissions.source = sources.no "
        "WHERE kind = ?1 AND edition_rank <= ?3 AND (indicator, period) IN (SELECT indicator, period FROM figures "
        "WHERE kind = ?1 AND indicator IN (SELECT value FROM json_each(?2)) AND reason <> '' "
        "AND edition_rank > ?4 AND edition_rank <= ?3) ORDER BY edition_rank, figures.no",
        (FactKind.ACTUAL.value, json.dumps(list(ids)), here, last),
    ):
        key, of = (indicator, period), _edition(source)
        before = old.setdefault(key, value)
        if stated <= last or version is None or period_of(period) in (of.submitted, of.to_date):
            old[key] = value
            found.pop(key, None)
            continue
        by = f"restated in version {version} of the {of.title}, accepted"
        figures = figure_of(before), figure_of(value)
        found[key] = Restated(indicator, period_of(period), *figures, reason, by=by, shown=stated < here)
    return [one for one in found.values() if one.old != one.new]


@cache
def _edition(code: str) -> Edition:
    return Edition.parse(code)


def stated_ids(connection: sqlite3.Connection, prefix: str, since: Edition | None, until: Edition) -> set[str]:
    """Ids that begin so and have an actual stated in the editions from ``since`` (or the first) to ``until``."""
    found = connection.execute(
        "SELECT DISTINCT indicator FROM counted "
        "WHERE kind = ? AND substr(indicator, 1, ?) = ? AND edition_rank BETWEEN ? AND ?",
        (FactKind.ACTUAL.value, len(prefix), prefix, 0 if since is None else rank(since), rank(until)),
    )
    return {line[0] for line in found}
