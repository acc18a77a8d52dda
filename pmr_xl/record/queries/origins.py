"""Which files the figures of an edition come from."""

from __future__ import annotations

from collections.abc import Iterable

from pmr_xl.model.fiscal import Edition
from pmr_xl.record.engine.connection import Connection
from pmr_xl.record.order import rank
from pmr_xl.record.queries.figures import of_periods
from pmr_xl.record.tables import Origin


def origins(connection: Connection, ids: Iterable[str], until: Edition) -> list[Origin]:
    """The files that the figures in force of these ids come from, as an edition shows them; editions in order.

    Months and years to date that the edition does not show are left out.
    """
    force: dict[tuple[str, str, str], int] = {}
    for indicator, period, kind, source in of_periods(
        connection,
        "SELECT indicator, period, kind, source FROM counted WHERE indicator AMONG :ids",
        # as the figures themselves are chosen
        "ORDER BY CASE WHEN edition_rank > :until THEN -edition_rank ELSE edition_rank END, decided, no",
        {"ids": list(ids), "until": rank(until)},
        (*until.history, until.submitted_period),
    ):
        force[indicator, period, kind] = source
    found = connection.execute(
        "SELECT sources.edition, sources.file, sources.sha256, coalesce(agency, ''), version, coalesce(program, '') "
        "FROM sources LEFT JOIN submissions ON submissions.source = sources.no "
        "WHERE sources.no AMONG ?",
        (sorted(set(force.values())),),
    )
    told = {Origin(Edition.parse(line[0]), *line[1:]) for line in found}
    return sorted(told, key=lambda one: (rank(one.edition), one.agency, one.version or 0, one.file, one.sha256))
