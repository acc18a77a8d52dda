"""What a release proves of its tables: how much there is, that print and data agree, that every figure has a source."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.mmr import PrintedChapter, TableKind
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.named import NamedTuple

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk

_SHOWN = 5
_REMEDY = "Nothing was released. Report this to its makers."


class Counted(NamedTuple):
    """How much an edition prints. ``figures`` are its cells with a number, a sign, or NA in them."""

    agencies: int
    tables: int
    rows: int
    figures: int


class UnlikeData(NamedTuple):
    """A printed number that is another one in the data: row and column, as printed, as the data hold it."""

    place: str
    printed: str
    held: str


def count_printed(
    desk: Desk, edition: Edition, printed: Sequence[PrintedChapter], files: Path, expected: Mapping[str, int]
) -> Counted:
    """How much is printed, once it was seen that it may be.

    Args:
        desk: of the frozen office, whose record the tables were made from.
        files: the folder they were written into.
        expected: how many there must be, of those that somebody counted.

    Raises:
        Fault: counts are not those expected, nor those of the schemas; a printed number is not the CSV's; a printed
            number has no source.
    """
    counted = count(printed)
    for what, wanted in expected.items():
        if counted._asdict()[what] != wanted:
            raise Fault(
                f"{edition.title} prints {counted._asdict()[what]:,} {what}; {wanted:,} are expected.",
                "Look what is missing or too many (“pmr edition changes”), or correct the count.",
            )
    asked = sum(len(chapter.asked_in(edition).lines) for chapter in desk.library.chapters())
    rows = sum(1 for chapter in printed for _ in chapter.rows(TableKind.INDICATORS))
    if rows != asked:
        raise Fault(f"{rows:,} indicators are printed, and the schemas have {asked:,}.", "Report this to its makers.")
    if unlike := list(_not_as_printed(printed, files)):
        differ = [f"{one.place} prints {one.printed}, and the CSV has {one.held or 'nothing'}" for one in unlike]
        raise Fault(f"{edition.title}: print and CSV differ: {_listed(differ)}.", _REMEDY)
    if unstated := list(_without_source(desk, printed)):
        raise Fault(f"{edition.title}: figures without a source: {_listed(unstated)}.", _REMEDY)
    return counted


def count(printed: Sequence[PrintedChapter]) -> Counted:
    """How much these chapters print."""
    tables = [table for chapter in printed for table in chapter.tables]
    rows = [row for table in tables for row in table.rows]
    figures = sum(cell.measure is not None for row in rows for cell in row.cells)
    return Counted(len(printed), len(tables), len(rows), figures)


def _listed(found: list[str]) -> str:
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return f"{'; '.join(found[:_SHOWN])}{more}"


def _not_as_printed(printed: Sequence[PrintedChapter], files: Path) -> Iterator[UnlikeData]:
    """Numbers of the clean CSV, as the file holds them, that do not print as their cell does."""
    (path,) = files.glob("*_clean.csv")
    with path.open(encoding="utf-8-sig", newline="") as text:
        held = {row["row_id"]: row for row in csv.DictReader(text)}
    for chapter in printed:
        for table in chapter.tables:
            for row in table.rows:
                for head, cell in zip(table.heads, row.cells, strict=True):
                    key = f"{chapter.edition.code}/{row.id}/{head.key.replace(':', '/')}"
                    if cell.measure is None or not isinstance(cell.value, Decimal) or not head.numeric:
                        continue
                    value = held.get(key, {}).get("value", "")
                    if not value or cell.measure.show(Decimal(value)) != cell.text:
                        yield UnlikeData(f"{row.id} {head.full}", cell.text, value)


def _without_source(desk: Desk, printed: Sequence[PrintedChapter]) -> Iterator[str]:
    """Printed numbers that no file of the record states; sums of budgets are made of others."""
    known = desk.record.indicator_ids()
    for chapter in printed:
        for table in chapter.tables:
            for row in table.rows:
                numbers = any(isinstance(cell.value, Decimal) for cell in row.cells)
                if numbers and not row.total and row.id not in known:
                    yield row.id
