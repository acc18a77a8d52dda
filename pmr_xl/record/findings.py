"""Findings about tables that were imported: kept with the table they are about, the last import of each in force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pmr_xl.model.book.places import column_letters
from pmr_xl.model.finding import Finding
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.record.engine.connection import Connection, Line
from pmr_xl.record.entries import now

_FIELDS = "rule, severity, place_row, place_column, heading, indicator, name, found, expected, message, remedy, waived"


class Looked(NamedTuple):
    """One look at the rows of one agency in a table.

    Attributes:
        edition: code of the edition the table is of; of monthly figures that of the last month.
        kind: indicators, resources, appropriations or months.
    """

    edition: str
    kind: str
    agency: str
    file: str
    sha256: str


class KeptFinding(NamedTuple):
    """One finding about a table that was imported, with its file, row and column."""

    edition: str
    kind: str
    agency: str
    file: str
    sha256: str
    who: str
    at: str
    rule: str
    severity: str
    row: int
    column: str
    heading: str
    indicator: str
    indicator_name: str
    found: str
    expected: str
    message: str
    remedy: str
    waived: str


def new_looks(
    connection: Connection, looks: Iterable[tuple[Looked, Sequence[Finding]]]
) -> list[tuple[Looked, list[Line]]]:
    """Those looks that are new, or found something else than the last one at the same rows."""
    return [(look, rows) for look, found in looks if (rows := _rows(found)) != _last(connection, look)]


def keep_looks(connection: Connection, looks: Iterable[tuple[Looked, Sequence[Line]]]) -> None:
    """Keep what was found."""
    who, at = connection.user, now()
    for look, rows in looks:
        number = connection.insert(
            "INSERT INTO looks (edition, kind, agency, file, sha256, who, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*look, who, at),
        )
        connection.executemany(
            f"INSERT INTO import_findings (look, {_FIELDS}) VALUES (?, {', '.join('?' * 12)})",  # noqa: S608 - our own column names
            [(number, *row) for row in rows],
        )


def kept_findings(
    connection: Connection, agencies: Iterable[str] = (), edition: str = "", rule: str = ""
) -> list[KeptFinding]:
    """The findings of the last look at each table, in the order of edition, table, agency and row.

    Args:
        agencies: only theirs; all where none is named.
        edition: only of tables of that edition; empty for all.
        rule: only that rule's; empty for all.
    """
    wanted = list(agencies)
    last = connection.execute(
        "SELECT no, edition, kind, agency, file, sha256, who, at FROM looks "
        "WHERE (:edition = '' OR edition = :edition) AND (:everybody OR agency AMONG :agencies) "
        "AND NOT EXISTS (SELECT 1 FROM looks AS later "
        "WHERE later.edition = looks.edition AND later.kind = looks.kind AND later.agency = looks.agency "
        "AND later.no > looks.no) ORDER BY edition, kind, no",
        {"edition": edition, "agencies": wanted, "everybody": not wanted},
    )
    looks = {line[0]: line[1:] for line in last}
    found = connection.execute(
        f"SELECT look, {_FIELDS} FROM import_findings WHERE look AMONG ? ORDER BY look, place_row, rule, no",  # noqa: S608 - our own column names
        (list(looks),),
    ).fetchall()
    places = {look: place for place, look in enumerate(looks)}
    return [
        KeptFinding._make((*looks[look], *row[:3], column_letters(row[3]), *row[4:]))
        for look, *row in sorted(found, key=lambda line: places[line[0]])
        if rule in ("", row[0])
    ]


def _rows(found: Iterable[Finding]) -> list[Line]:
    return [
        (
            *(one.rule, one.severity.value, one.where.row, one.where.column, one.column, one.indicator_id),
            *(one.indicator, one.found, one.expected, one.message, one.remedy, one.waived),
        )
        for one in found
    ]


def _last(connection: Connection, look: Looked) -> list[Line] | None:
    """What the last look at the same rows found; None where nobody has looked, or the file was another one."""
    last = connection.execute(
        "SELECT no, file, sha256 FROM looks WHERE edition = ? AND kind = ? AND agency = ? ORDER BY no DESC LIMIT 1",
        (look.edition, look.kind, look.agency),
    ).fetchone()
    if last is None or tuple(last[1:]) != (look.file, look.sha256):
        return None
    return connection.execute(
        f"SELECT {_FIELDS} FROM import_findings WHERE look = ? ORDER BY no",  # noqa: S608 - our own column names
        (last[0],),
    ).fetchall()
