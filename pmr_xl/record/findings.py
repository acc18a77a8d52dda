"""Findings about tables that were imported: kept with the table they are about, the last import of each in force."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from pmr_xl.model.book.places import column_letters
from pmr_xl.model.finding import Finding
from pmr_xl.record.entries import now
from pmr_xl.record.file.content import opened
from pmr_xl.record.file.lock import whoami
from pmr_xl.record.file.storage import Storage

PATIENCE = 5.0  # seconds to wait for another writer
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


def keep_findings(path: Path, looks: Sequence[tuple[Looked, Sequence[Finding]]]) -> int:
    """Keep what was found in the record at ``path``; what the last look at the same rows found is not kept again.

    Returns:
        How many looks were new, or found something else than the last one.
    """
    with closing(opened(path)) as connection:
        new = [(look, rows) for look, found in looks if (rows := _rows(found)) != _last(connection, look)]
    if new:
        with Storage(path, PATIENCE).changing() as connection:
            who, at = whoami(), now()
            for look, rows in new:
                number = connection.execute(
                    "INSERT INTO looks (edition, kind, agency, file, sha256, who, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (*look, who, at),
                ).lastrowid
                connection.executemany(
                    f"INSERT INTO import_findings (look, {_FIELDS}) VALUES (?, {', '.join('?' * 12)})",  # noqa: S608 - our own column names
                    [(number, *row) for row in rows],
                )
    return len(new)


def kept_findings(path: Path, agencies: Iterable[str] = (), edition: str = "", rule: str = "") -> list[KeptFinding]:
    """The findings of the last look at each table, in the order of edition, table, agency and row.

    Args:
        agencies: only theirs; all where none is named.
        edition: only of tables of that edition; empty for all.
        rule: only that rule's; empty for all.
    """
    wanted = set(agencies)
    with closing(opened(path)) as connection:
        found = connection.execute(
            f"SELECT edition, kind, agency, file, sha256, who, at, {_FIELDS} "  # noqa: S608 - our own column names
            "FROM import_findings JOIN looks ON looks.no = look WHERE look IN "
            "(SELECT max(no) FROM looks GROUP BY edition, kind, agency) ORDER BY edition, kind, look, place_row, rule"
        ).fetchall()
    kept = [KeptFinding._make((*line[:10], column_letters(line[10]), *line[11:])) for line in found]
    return [
        one
        for one in kept
        if (not wanted or one.agency in wanted) and edition in ("", one.edition) and rule in ("", one.rule)
    ]


def _rows(found: Iterable[Finding]) -> list[tuple[object, ...]]:
    return [
        (
            *(one.rule, one.severity.value, one.where.row, one.where.column, one.column, one.indicator_id),
            *(one.indicator, one.found, one.expected, one.message, one.remedy, one.waived),
        )
        for one in found
    ]


def _last(connection: sqlite3.Connection, look: Looked) -> list[tuple[object, ...]] | None:
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
