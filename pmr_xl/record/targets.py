"""Targets that people decided, on a variance sheet or by hand; each has a source of its own, to be taken back alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pmr_xl.model.fact import Fact, FactKind
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.record.engine.connection import Connection
from pmr_xl.record.entries import add, now, period_of, source_number
from pmr_xl.record.order import rank
from pmr_xl.record.tables import Decided, Decision, Source


def follow(
    connection: Connection,
    edition: Edition,
    decisions: Sequence[Decision],
    new_targets: Mapping[str, Fact],
    sheet: Source | None,
) -> None:
    """Have the targets follow decisions that are about to be kept: the one before goes, the new one comes."""
    for one in decisions:
        who, at = one.who or connection.user, one.at or now()
        fact = new_targets.get(one.indicator)
        said = f"{one.decision or 'a note'} by {who}"
        for source in _standing(connection, one.indicator, edition):
            connection.execute(
                "INSERT INTO withdrawals (source, why, who, at) VALUES (?, ?, ?, ?)",
                (source, f"in its place: {said}", who, at),
            )
        if fact is not None and sheet is not None:
            why = f"{said} of {at[:10]}{f': {one.note}' if one.note else ''}"
            number = source_number(connection, sheet, who, at)
            add(connection, [replace(fact, reason=why)], number, rank(edition), decided=Decided.ON_A_SHEET)


def set_by_hand(connection: Connection, fact: Fact, source: Source, who: str, at: str) -> None:
    """Set one target in the place of what the source's edition states otherwise."""
    number = source_number(connection, source, who, at)
    add(connection, [fact], number, rank(source.edition), decided=Decided.BY_HAND)


def decided_targets(connection: Connection, edition: Edition) -> dict[tuple[str, Period], str]:
    """Targets that people decided in the place of what an edition states otherwise, and by whom, in words."""
    found = connection.execute(
        "SELECT indicator, period, reason, decided, who FROM counted JOIN sources ON sources.no = counted.source "
        "WHERE edition_rank = ? AND decided > 0 ORDER BY decided, counted.no",
        (rank(edition),),
    )
    return {
        (name, period_of(period)): reason if how == Decided.ON_A_SHEET else f"set by {who}: {reason}"
        for name, period, reason, how, who in found
    }


def last_edition(connection: Connection, indicator: str, year: Period) -> Edition | None:
    """The last edition that states a target of a year; None where none does."""
    found = connection.execute(
        "SELECT sources.edition FROM counted JOIN sources ON sources.no = counted.source "
        "WHERE indicator = ? AND period = ? AND kind = ? ORDER BY edition_rank DESC, counted.no DESC LIMIT 1",
        (indicator, year.code, FactKind.TARGET.value),
    ).fetchone()
    return None if found is None else Edition.parse(found[0])


def _standing(connection: Connection, indicator: str, edition: Edition) -> list[int]:
    """Sources of the targets that were decided on sheets of an edition, and stand."""
    found = connection.execute(
        "SELECT DISTINCT source FROM counted WHERE indicator = ? AND edition_rank = ? AND decided = ?",
        (indicator, rank(edition), int(Decided.ON_A_SHEET)),
    )
    return [line[0] for line in found]
