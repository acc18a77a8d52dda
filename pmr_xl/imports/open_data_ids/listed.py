"""Open-data ids: attached where an official list has the same agency and the same name, once on either side."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from pmr_xl.imports.grid.headings import known_heading
from pmr_xl.imports.grid.lines import TableGrid, text_of
from pmr_xl.imports.table_kinds.kinds import OPEN_DATA_IDS
from pmr_xl.imports.table_kinds.reading import refuse_other
from pmr_xl.model.fault import Fault
from pmr_xl.office.naming import same

_AGENCY_SMALL_WORDS = frozenset(
    ["department", "dept", "dept.", "of", "the", "for", "and", "new", "york", "city", "nyc", "office"]
)
_LEAST_COLUMNS = 2  # an id and what is said of it
_THIRD = (0.15, 0.60)  # July to October is a third of the year; seasons widen it


@dataclass(frozen=True)
class OpenData:
    """What is known of NYC Open Data's indicators.

    Attributes:
        ids: (agency key, name) → id, where the pair stands once in the list.
        additive: ids whose months are known to add up to the year, by a corrected flag.
        accumulating: ids whose October value is about a third of the year's, as sums from July are.
        shares: id → that share, to three decimals, for those.
    """

    ids: Mapping[tuple[str, str], int] = field(default_factory=dict)
    additive: frozenset[int] = frozenset()
    accumulating: frozenset[int] = frozenset()
    shares: Mapping[int, Decimal] = field(default_factory=dict)

    def find(self, agency_name: str, name: str) -> int | None:
        """The id, or None."""
        return self.ids.get((agency_key(agency_name), same(name)))


def read_open_data(ids: Path, additive: Path | None = None, october: Path | None = None) -> OpenData:
    """Read a list of open-data indicators and, where given, what is known of how their months add up.

    A flag that says “additive” is believed unless the October share contradicts it.

    Args:
        ids: CSV with the columns open_data_id, agency_name and indicator.
        additive: corrected flags: id in the first column, TRUE or FALSE in the second.
        october: share of the year's value reached by October: id in the first column, a fraction in the second.
    """
    listed: list[tuple[tuple[str, str], int]] = []
    for row in _rows(ids, "open_data_id", "agency_name", "indicator"):
        key = (agency_key(row["agency_name"]), same(row["indicator"]))
        listed.append((key, _number(ids, row["open_data_id"])))
    counts = Counter(key for key, _ in listed)
    flags = _pairs(additive)
    shares = {number: float(share) for number, share in _pairs(october).items() if _is_share(share)}
    third = {number for number, share in shares.items() if _THIRD[0] <= share <= _THIRD[1]}
    flagged = {number for number, flag in flags.items() if flag.upper() == "TRUE"}
    refused = {number for number, flag in flags.items() if flag.upper() == "FALSE"}
    return OpenData(
        {key: number for key, number in listed if counts[key] == 1},
        frozenset(number for number in flagged if number in third or number not in shares),
        frozenset(third - refused),
        {number: Decimal(f"{shares[number]:.3f}") for number in third},
    )


def _pairs(path: Path | None) -> dict[int, str]:
    return {_number(path, first): second.strip() for first, second, *_ in _lines(path)[1:]} if path else {}


def _is_share(text: str) -> bool:
    return bool(re.fullmatch(r"-?\d+(?:\.\d+)?(?:[eE]-?\d+)?", text))


def _rows(path: Path, *needed: str) -> list[dict[str, str]]:
    headings, *lines = _lines(path)
    lost = [heading for heading in needed if heading not in headings]
    if lost:
        refuse_other(TableGrid(path, tuple(map(known_heading, headings)), (), ()), (OPEN_DATA_IDS,))
        raise Fault(f"{path.name} has no column “{lost[0]}”.", f"It needs the columns {', '.join(needed)}.")
    return [dict(zip(headings, line, strict=False)) for line in lines]


def _lines(path: Path) -> list[list[str]]:
    """Headings and rows, empty ones left out; no row is shorter than the headings."""
    try:
        lines = list(csv.reader(io.StringIO(text_of(path), newline=""), strict=True))
    except csv.Error as error:
        raise Fault(f"{path.name} is no whole CSV file: {error}.", "Export the list again.") from None
    wide = max(len(lines[0]) if lines else 0, _LEAST_COLUMNS)
    for number, line in enumerate(lines, 1):
        if line and len(line) < wide:
            raise Fault(f"{path.name}, row {number} has {len(line)} cells; it needs {wide}.", "Export the list again.")
    return [line for line in lines if line] or [[]]


def _number(path: Path, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise Fault(f"{path.name}: “{text}” is no open-data id.", "An id is a whole number.") from None


def agency_key(name: str) -> str:
    """An agency's name without its small words: lists write it in many ways."""
    return " ".join(word for word in same(name).split() if word not in _AGENCY_SMALL_WORDS)
