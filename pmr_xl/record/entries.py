"""Figures and submissions, in and out of the record's tables."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache

from pmr_xl.model.fact import Fact
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import SIGNS, Figure
from pmr_xl.record.engine.connection import Connection
from pmr_xl.record.order import rank
from pmr_xl.record.tables import Source

_Key = tuple[str, str, str, str]  # indicator, period, kind and value, as the record has them


def store(connection: Connection, facts: Iterable[Fact], source: Source, who: str, at: str) -> int:
    """Store those facts that the source's edition does not state yet; returns how many."""
    new = [fact for _, fact in not_stated(facts, stated_in(connection, source.edition.code))]
    if new:
        add(connection, new, source_number(connection, source, who, at), rank(source.edition))
    return len(new)


def stated_in(connection: Connection, edition: str) -> set[_Key]:
    """What an edition states, by its code."""
    found = connection.execute(
        "SELECT indicator, period, kind, value FROM sources JOIN counted ON counted.source = sources.no "
        "WHERE edition = ?",
        (edition,),
    )
    return {(line[0], line[1], line[2], line[3]) for line in found}


def not_stated(facts: Iterable[Fact], stated: Container[_Key]) -> list[tuple[_Key, Fact]]:
    """Those facts that are not stated yet, each with what it states."""
    said = (((one.indicator, one.period.code, one.kind.value, text_of(one.figure)), one) for one in facts)
    return [(key, one) for key, one in said if key not in stated]


def source_number(connection: Connection, source: Source, who: str, at: str) -> int:
    """Note where figures come from; returns the number they are stored with."""
    return connection.insert(
        "INSERT INTO sources (file, sha256, edition, who, at) VALUES (?, ?, ?, ?, ?)",
        (source.file, source.sha256, source.edition.code, who, at),
    )


def add(connection: Connection, facts: Iterable[Fact], source: int, place: float, *, decided: int = 0) -> None:
    """Add figures to what is stated, at an edition's place among the others (its rank).

    ``decided``: 0 for what is published or submitted; else how a target was decided (:class:`Decided`).
    """
    connection.executemany(
        "INSERT INTO figures (indicator, period, kind, value, printed, edition_rank, source, place, reason, decided) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (one.indicator, one.period.code, one.kind.value, text_of(one.figure), one.printed,
             place, source, one.place, one.reason, int(decided))
            for one in facts
        ],
    )  # fmt: skip


def text_of(figure: Figure) -> str:
    """A figure as the record keeps it."""
    return format(figure, "f") if isinstance(figure, Decimal) else figure.value


def figure_of(text: str) -> Figure:
    """Read :func:`text_of` back."""
    return SIGNS[text] if text in SIGNS else Decimal(text)


@cache
def period_of(code: str) -> Period:
    """A period by its code; there are few of them and many figures."""
    return Period.parse(code)


def now() -> str:
    """This moment in world time, as the record keeps it."""
    return datetime.now(UTC).isoformat(timespec="seconds")
