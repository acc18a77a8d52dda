"""Proof of posted data: the tidy table and the City's dataset, row by row against the tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from pmr_xl.forms.posting.differences import against_posted
from pmr_xl.forms.posting.open_data import OPEN_DATA, posted_rows
from pmr_xl.imports.grid import read_grid
from pmr_xl.mmr import PrintedChapter
from pmr_xl.mmr.proofing.rows import CellDifference, RowsCompared

_TIDY = ("indicator_id", "kind", "period", "value_display")
_DATASET = ("indicator", "valuedate", "acceptedvalueytd")
_KINDS = {"plan": "target", "budget": "target"}
_JUNE, _NAME = "06", list(OPEN_DATA).index("indicator")
Rows: TypeAlias = Sequence[tuple[int, Mapping[str, str]]]


def data_rows(path: Path) -> Rows | None:
    """The rows of a CSV that holds posted data, with their numbers; None where it is another table."""
    if path.suffix.casefold() != ".csv":
        return None
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        first = lines.readline().strip().split(",")
    if not any(set(wanted) <= set(first) for wanted in (_TIDY, _DATASET)):
        return None
    grid = read_grid(path, frozenset({"indicator"}))
    return [(number, dict(zip(grid.headings, cells, strict=True))) for number, cells in grid.rows]


def compare_data(chapter: PrintedChapter, rows: Rows) -> RowsCompared | None:
    """Compare a chapter's figures with the rows that are its own; None where none are."""
    own = [(number, row) for number, row in rows if row.get("agency") == chapter.agency]
    if not own:
        return None
    return _tidy(chapter, own) if "value_display" in own[0][1] else _dataset(chapter, own)


def _tidy(chapter: PrintedChapter, rows: Rows) -> RowsCompared:
    printed = {
        (row.id, head.key): (row.name, head.full, cell.display)
        for table in chapter.tables
        for row in table.rows
        for head, cell in zip(table.heads, row.cells, strict=True)
        if head.numeric and cell.measure is not None
    }
    differences, met = [], set[tuple[str, str]]()
    for number, row in rows:
        key = (row["indicator_id"], f"{_KINDS.get(row['kind'], row['kind'])}:{row['period']}")
        met.add(key)
        name, column, shown = printed.get(key, (row["indicator"], row["period"], "nothing"))
        if row["value_display"] != shown:
            place = f"row {number}"
            differences.append(CellDifference(place, key[0], name, column, row["value_display"], shown))
    missing = {key[0]: told[0] for key, told in printed.items() if key not in met}
    return RowsCompared(len(rows), tuple(differences), tuple(missing.items()), ())


def _dataset(chapter: PrintedChapter, rows: Rows) -> RowsCompared:
    """Years that the tables print alone: months are not in them."""
    years = [(number, row) for number, row in rows if row["valuedate"][5:7] == _JUNE]
    told = against_posted(posted_rows(chapter), [row for _, row in years])
    places = {(row["indicator"], row["valuedate"][:10]): number for number, row in years}
    differences = []
    for one in told.to_post:
        said = dict(zip(OPEN_DATA, one.row.cells, strict=True))
        name, day = str(said["indicator"]), str(said["valuedate"])
        place = f"row {places.get((name, day), 0)}"
        differences += [
            CellDifference(place, one.row.indicator, name, f"{day} {column}", before, now or "nothing")
            for column, (before, now) in one.figures.items()
        ]
    missing = {one.row.indicator: str(one.row.cells[_NAME]) for one in told.to_post if one.first}
    return RowsCompared(told.equal + told.differ, tuple(differences), tuple(missing.items()), ())


def agencies_in(rows: Rows) -> Iterator[str]:
    """The codes of the agencies that rows are of, each once."""
    yield from dict.fromkeys(row.get("agency", "") for _, row in rows)
