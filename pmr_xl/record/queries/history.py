"""Everything that was ever stated for an indicator."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from pmr_xl.model.fact import FactKind
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.record.engine.connection import Connection
from pmr_xl.record.entries import figure_of, period_of
from pmr_xl.record.tables import Decided, Stated


def history(connection: Connection, indicator: str, periods: Iterable[Period] | None = None) -> list[Stated]:
    """Every figure ever stated for an indicator: by kind and period, then in the order in which they came.

    Args:
        periods: only figures of these; None for all.
    """
    only = "" if periods is None else "AND figures.period AMONG :periods "
    found = connection.execute(
        "SELECT figures.period, kind, value, printed, sources.edition, sources.file, sources.sha256, figures.place, "  # noqa: S608 - our own words
        "reason, sources.who, sources.at, submissions.version, coalesce(submissions.program, ''), decided, "
        "withdrawals.why, withdrawals.who, withdrawals.at, sources.account, numerator, denominator "
        "FROM figures JOIN sources ON sources.no = figures.source "
        "LEFT JOIN submissions ON submissions.source = sources.no "
        "LEFT JOIN withdrawals ON withdrawals.source = sources.no LEFT JOIN rates ON rates.source = figures.source "
        "AND rates.indicator = figures.indicator AND rates.period = figures.period AND figures.kind = 'actual' "
        "WHERE figures.indicator = :indicator "
        f"{only}ORDER BY kind, figures.period, edition_rank, decided, figures.no",
        {"indicator": indicator, "periods": [one.code for one in periods or ()]},
    ).fetchall()
    last = {line[:2]: place for place, line in enumerate(found) if line[14] is None}  # why it was taken back
    stated: list[Stated] = []
    for place, (period, kind, value, printed, edition, *rest) in enumerate(found):
        file, sha256, where, reason, who, at, version, program, decided, why, by, on, account, *parts = rest
        told = (period_of(period), FactKind(kind), figure_of(value), printed, Edition.parse(edition))
        back = "" if why is None else f"withdrawn by {by} on {on[:10]}: {why}"
        in_force = last.get((period, kind)) == place
        stated.append(
            Stated(
                *(
                    indicator,
                    *told,
                    file,
                    sha256,
                    where,
                    reason,
                    who,
                    at,
                    in_force,
                    version,
                    program,
                    back,
                ),
                Decided(decided),
                account,
                *(None if part is None else Decimal(part) for part in parts),
            )
        )
    return stated
