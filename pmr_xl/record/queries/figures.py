"""The figures that count of some indicators: full fiscal years, and as much of their months as somebody looks at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pmr_xl.model.fiscal import Edition, Period, Span
from pmr_xl.model.past import Past
from pmr_xl.model.quick.collecting import without_collecting
from pmr_xl.record.engine.connection import Connection, Line
from pmr_xl.record.order import rank
from pmr_xl.record.queries.in_force import in_force
from pmr_xl.record.tables import Decided

_YEARS = "length(period) = 4"  # full fiscal years (FY26) have an index of their own, whatever months there are
_COUNTED = "SELECT indicator, period, kind, value, edition_rank > :until, place FROM counted WHERE indicator AMONG :ids"
_STATED = (
    "AND (:until IS NULL OR :beyond OR edition_rank <= :until) "
    "AND (:own OR edition_rank <> :until OR (decided <> :on_a_sheet AND NOT EXISTS "
    "(SELECT 1 FROM submissions WHERE submissions.source = counted.source))) "
    # The last one stays: later editions come first and backwards, so that the nearest of them stays.
    "ORDER BY CASE WHEN edition_rank > :until THEN -edition_rank ELSE edition_rank END, decided, no"
)

_WITHDRAWN = (
    "SELECT indicator, period, kind, value FROM withdrawals JOIN figures ON figures.source = withdrawals.source "
    "WHERE indicator AMONG ?"
)


def of_periods(
    connection: Connection, asked: str, rest: str, values: Mapping[str, object], parts: Iterable[Period] | None
) -> Iterator[Line]:
    """What is asked for of full fiscal years, and then of some months and years to date.

    Args:
        asked: a query up to its conditions; ``rest``: what comes after these, in which it is ordered.
        parts: which months and years to date (full years among them count once); None for all.
    """
    if parts is None:
        yield from connection.execute(f"{asked} {rest}", values)
        return
    yield from connection.execute(f"{asked} AND {_YEARS} {rest}", values)
    if codes := [one.code for one in parts if one.span is not Span.YEAR]:
        yield from connection.execute(f"{asked} AND period AMONG :parts {rest}", {**values, "parts": codes})


@without_collecting()
def past_of(
    connection: Connection,
    ids: Iterable[str],
    until: Edition | None,
    parts: Iterable[Period] | None,
    *,
    beyond: bool,
    own: bool,
) -> Past:
    """Figures in force; see :meth:`pmr_xl.record.reading.RecordReading.past`."""
    asked = {
        "ids": list(dict.fromkeys(ids)),
        "until": None if until is None else rank(until),
        "beyond": beyond,
        "own": own or until is None,
        "on_a_sheet": int(Decided.ON_A_SHEET),
    }
    gone = connection.execute(_WITHDRAWN, (asked["ids"],))
    return in_force(of_periods(connection, _COUNTED, _STATED, asked, parts), gone)
