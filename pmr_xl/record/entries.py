"""Figures and submissions, in and out of the record's tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache

from pmr_xl.model.fact import Fact
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import SIGNS, Figure
from pmr_xl.record.order import rank
from pmr_xl.record.tables import Source


def store(connection: sqlite3.Connection, facts: Iterable[Fact], source: Source, who: str, at: str) -> int:
    """Store those facts that the source's edition does not state yet; returns how many."""
    stated = set(
        connection.execute(
            "SELECT indicator, period, kind, value FROM counted JOIN sources ON sources.no = source WHERE edition = ?",
            (source.edition.code,),
        )
    )
    new = [
        fact
        for fact in facts
        if (fact.indicator, fact.period.code, fact.kind.value, text_of(fact.figure)) not in stated
    ]
    if new:
        add(connection, new, source_number(connection, source, who, at), rank(source.edition))
    return len(new)


def source_number(connection: sqlite3.Connection, source: Source, who: str, at: str) -> int:
    """Note where figures come from; returns the number they are stored with."""
    added = connection.execute(
        "INSERT INTO sources (file, sha256, edition, who, at) VALUES (?, ?, ?, ?, ?)",
        (source.file, source.sha256, source.edition.code, who, at),
    )
    return int(added.lastrowid or 0)


def add(connection: sqlite3.Connection, facts: Iterable[Fact], source: int, place: float, *, decided: int = 0) -> None:
    """Add figures to what is stated, at an edition's place among the others (its rank).

    ``decided``: 0 for what is published or submitted; else how a target was decided (:class:`Decided`).
    """
    connection.executemany(
        "INSERT INTO figures (indicator, period, kind, value, printed, edition_rank, source, place, reason, decided) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (one.indicator, one.period.code, one.kind.value, text_of(one.figure), one.printed,
             place, source, one.place, one.reason, decided)
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
