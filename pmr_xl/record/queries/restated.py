"""What an edition states otherwise than the ones before it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pmr_xl.model.fact import FactKind, Restated
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.record.engine.connection import Connection
from pmr_xl.record.entries import figure_of, period_of
from pmr_xl.record.order import rank
from pmr_xl.record.queries.figures import of_periods


def restated_actuals(
    connection: Connection, ids: Iterable[str], edition: Edition, parts: Iterable[Period] | None = None
) -> list[Restated]:
    """Actuals of earlier periods that ``edition`` changes: by what earlier editions state, or with a reason.

    An edition's own table brings the published years along when it is imported: what it states first, without a
    reason, is what was published.
    """
    published: dict[tuple[str, str], tuple[str, int]] = {}
    changed: dict[tuple[str, str], tuple[str, str]] = {}
    here = rank(edition)
    for indicator, period, value, stated, reason in of_periods(
        connection,
        "SELECT indicator, period, value, edition_rank, reason FROM counted WHERE indicator AMONG :ids",
        "AND kind = :kind AND edition_rank <= :here AND period <> :own ORDER BY edition_rank, no",
        {"kind": FactKind.ACTUAL.value, "ids": list(ids), "here": here, "own": edition.submitted_period.code},
        parts,
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


def restated_since(connection: Connection, ids: Iterable[str], edition: Edition) -> list[Restated]:
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
        "WHERE kind = :kind AND edition_rank <= :here AND (indicator, period) IN "
        "(SELECT indicator, period FROM figures WHERE kind = :kind AND indicator AMONG :ids AND reason <> '' "
        "AND edition_rank > :last AND edition_rank <= :here) ORDER BY edition_rank, figures.no",
        {"kind": FactKind.ACTUAL.value, "ids": list(ids), "here": here, "last": last},
    ):
        key, of = (indicator, period), _edition(source)
        before = old.setdefault(key, value)
        if stated <= last or version is None or period_of(period) in (of.submitted_period, of.to_date):
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
