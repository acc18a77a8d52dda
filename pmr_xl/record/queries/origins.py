"""Which files the figures of an edition come from."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from pmr_xl.model.fiscal import Edition, Span
from pmr_xl.record.entries import period_of
from pmr_xl.record.order import rank
from pmr_xl.record.tables import Origin


def origins(connection: sqlite3.Connection, ids: Iterable[str], until: Edition) -> list[Origin]:
    """The files that the figures in force of these ids come from, as an edition shows them; editions in order.

    Months and years to date that the edition does not show are left out.
    """
    shown = {one.code for one in (*until.history, until.submitted)}
    force: dict[tuple[str, str, str], int] = {}
    for indicator, period, kind, source in connection.execute(
        "SELECT indicator, period, kind, source FROM counted WHERE indicator IN (SELECT value FROM json_each(?1)) "
        # as the figures themselves are chosen
        "ORDER BY iif(edition_rank > ?2, -edition_rank, edition_rank), decided, no",
        (json.dumps(list(ids)), rank(until)),
    ):
        if period in shown or period_of(period).span is Span.YEAR:
            force[indicator, period, kind] = source
    found = connection.execute(
        "SELECT sources.edition, sources.file, sources.sha256, coalesce(agency, ''), version, coalesce(program, '') "
        "FROM sources LEFT JOIN submissions ON submissions.source = sources.no "
        "WHERE sources.no IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(set(force.values()))),),
    )
    told = {Origin(Edition.parse(line[0]), *line[1:]) for line in found}
    return sorted(told, key=lambda one: (rank(one.edition), one.agency, one.version or 0, one.file, one.sha256))
