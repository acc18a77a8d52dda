"""What came into the record, or was taken back, after a line that somebody knows."""

from __future__ import annotations

from pmr_xl.model.fact import FactKind
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.record.engine.connection import Connection
from pmr_xl.record.entries import period_of


class Touched(NamedTuple):
    """A figure that was stated, or taken back.

    Attributes:
        edition, file, sha256: of the source that states it; ``version``: None where that is no submission.
        who, at: who did it, and when; ``withdrawn``: it was taken back.
    """

    indicator: str
    period: Period
    kind: FactKind
    edition: Edition
    file: str
    sha256: str
    version: int | None
    who: str
    at: str
    withdrawn: bool


class FiguresStand(NamedTuple):
    """How far the record's figures go: the number of the last source, and of those that were taken back."""

    last: int = 0
    withdrawn: frozenset[int] = frozenset()


_STATED = (
    "SELECT figures.indicator, figures.period, figures.kind, sources.edition, sources.file, sources.sha256, "
    "submissions.version, "
)
_CAME = (
    f"{_STATED}sources.who, sources.at FROM sources JOIN figures ON figures.source = sources.no "
    "LEFT JOIN submissions ON submissions.source = sources.no WHERE sources.no > ? ORDER BY sources.no, figures.no"
)
_WENT = (
    f"{_STATED}withdrawals.who, withdrawals.at FROM withdrawals JOIN sources ON sources.no = withdrawals.source "
    "JOIN figures ON figures.source = sources.no LEFT JOIN submissions ON submissions.source = sources.no "
    "WHERE withdrawals.source AMONG ? ORDER BY sources.no, figures.no"
)


def figures_stand(connection: Connection) -> FiguresStand:
    """How far the figures go now."""
    ((last,),) = connection.execute("SELECT max(no) FROM sources").fetchall()
    return FiguresStand(last or 0, frozenset(_withdrawn(connection)))


def touched_after(connection: Connection, stand: FiguresStand) -> list[Touched]:
    """Figures that were stated, and then those that were taken back, since they stood so; by their sources."""
    gone = sorted({*_withdrawn(connection)} - stand.withdrawn)
    return [
        Touched._make((name, period_of(period), FactKind(kind), Edition.parse(edition), *source, withdrawn))
        for asked, value, withdrawn in ((_CAME, stand.last, False), (_WENT, gone, True))
        for name, period, kind, edition, *source in connection.execute(asked, (value,))
    ]


def _withdrawn(connection: Connection) -> list[int]:
    return [line[0] for line in connection.execute("SELECT source FROM withdrawals")]
