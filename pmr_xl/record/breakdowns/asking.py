"""Figures of places and groups, out of the record: those in force."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pmr_xl.model.breakdowns.figures import MemberFact, PastByMember
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.measure import Figure
from pmr_xl.record.engine.connection import Connection
from pmr_xl.record.entries import figure_of, period_of
from pmr_xl.record.order import rank
from pmr_xl.record.tables import Source


def past_by_member(
    connection: Connection,
    ids: Iterable[str],
    until: Edition | None = None,
    *,
    own: bool = True,
    periods: Iterable[Period] | None = None,
) -> PastByMember:
    """Figures in force of these indicators, by breakdown, member and period.

    Args:
        until: only what this edition and earlier ones state; None for everything.
        own: also what submissions to ``until`` itself state.
        periods: only figures of these; None for all.
    """
    figure, told = cache(figure_of), dict[str, dict[str, dict[str, dict[Period, Figure]]]]()
    only = "" if periods is None else "AND period AMONG :periods "
    found = connection.execute(
        "SELECT indicator, breakdown, member, period, value FROM breakdown_figures WHERE indicator AMONG :ids "  # noqa: S608 - our own words
        "AND NOT EXISTS (SELECT 1 FROM withdrawals WHERE withdrawals.source = breakdown_figures.source) "
        "AND (:until IS NULL OR edition_rank <= :until) AND (:own OR edition_rank <> :until OR NOT EXISTS "
        "(SELECT 1 FROM submissions WHERE submissions.source = breakdown_figures.source)) "
        f"{only}ORDER BY edition_rank, no",
        {
            "periods": [one.code for one in periods or ()],
            "ids": list(dict.fromkeys(ids)),
            "until": None if until is None else rank(until),
            "own": own or until is None,
        },
    )
    for indicator, breakdown, member, period, value in found:
        members = told.setdefault(indicator, {}).setdefault(breakdown, {})
        members.setdefault(member, {})[period_of(period)] = figure(value)
    return PastByMember(told)


def published_by_member(connection: Connection, ids: Iterable[str]) -> list[tuple[Source, list[MemberFact]]]:
    """What tables state of these indicators by place and group, by source; what submissions state is left out."""
    told: dict[Source, list[MemberFact]] = {}
    found = connection.execute(
        "SELECT file, sha256, edition, indicator, breakdown, member, period, value, place, reason "
        "FROM breakdown_figures JOIN sources ON sources.no = breakdown_figures.source WHERE indicator AMONG ? "
        "AND NOT EXISTS (SELECT 1 FROM withdrawals WHERE withdrawals.source = breakdown_figures.source) "
        "AND NOT EXISTS (SELECT 1 FROM submissions WHERE submissions.source = breakdown_figures.source) "
        "ORDER BY breakdown_figures.edition_rank, breakdown_figures.no",
        (list(dict.fromkeys(ids)),),
    )
    for file, sha256, edition, indicator, breakdown, member, period, value, place, reason in found:
        fact = MemberFact(indicator, breakdown, member, period_of(period), figure_of(value), place, reason)
        told.setdefault(Source(file, sha256, Edition.parse(edition)), []).append(fact)
    return list(told.items())


def submitted_by_member(connection: Connection, ids: Iterable[str], until: Edition) -> list[Edition]:
    """The editions whose submissions state figures of these indicators by place or group, oldest first."""
    found = connection.execute(
        "SELECT DISTINCT edition, breakdown_figures.edition_rank FROM breakdown_figures "
        "JOIN sources ON sources.no = breakdown_figures.source "
        "WHERE indicator AMONG :ids AND breakdown_figures.edition_rank <= :until "
        "AND NOT EXISTS (SELECT 1 FROM withdrawals WHERE withdrawals.source = breakdown_figures.source) "
        "AND EXISTS (SELECT 1 FROM submissions WHERE submissions.source = breakdown_figures.source) "
        "ORDER BY breakdown_figures.edition_rank",
        {"ids": list(dict.fromkeys(ids)), "until": rank(until)},
    )
    return [Edition.parse(edition) for edition, _ in found]
