"""Figures of places and groups, into the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from pmr_xl.model.breakdowns.figures import MemberFact
from pmr_xl.record.engine.connection import Connection
from pmr_xl.record.entries import source_number, text_of
from pmr_xl.record.order import rank
from pmr_xl.record.tables import Source

_Key = tuple[str, str, str, str, str, str]  # edition, indicator, breakdown, member, period and value
StatedByMember: TypeAlias = Sequence[tuple[Source, Sequence[MemberFact]]]


def not_stated(connection: Connection, stated: StatedByMember) -> list[tuple[Source, list[MemberFact]]]:
    """Those facts that their source's edition does not state yet; sources without any are left out."""
    ids = sorted({fact.indicator for _, facts in stated for fact in facts})
    known: set[_Key] = set()
    if ids:
        found = connection.execute(
            "SELECT edition, indicator, breakdown, member, period, value FROM breakdown_figures "
            "JOIN sources ON sources.no = breakdown_figures.source WHERE indicator AMONG ? AND NOT EXISTS "
            "(SELECT 1 FROM withdrawals WHERE withdrawals.source = breakdown_figures.source)",
            (ids,),
        )
        known = {(one[0], one[1], one[2], one[3], one[4], one[5]) for one in found}
    told = []
    for source, facts in stated:
        edition = source.edition.code
        new = [one for one in facts if (edition, *one[:3], one.period.code, text_of(one.figure)) not in known]
        if new:
            told.append((source, new))
    return told


def store(connection: Connection, stated: StatedByMember, who: str, at: str) -> int:
    """Store what is not stated yet, each under its source; returns how many figures are new."""
    new = not_stated(connection, stated)
    for source, facts in new:
        add(connection, facts, source_number(connection, source, who, at), rank(source.edition))
    return sum(len(facts) for _, facts in new)


def add(connection: Connection, facts: Iterable[MemberFact], source: int, place: float) -> None:
    """Add figures to what is stated, at an edition's place among the others (its rank)."""
    connection.executemany(
        "INSERT INTO breakdown_figures (indicator, breakdown, member, period, value, edition_rank, source, place, "
        "reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (one.indicator, one.breakdown, one.member, one.period.code, text_of(one.figure), place, source,
             one.place, one.reason)
            for one in facts
        ],
    )  # fmt: skip
