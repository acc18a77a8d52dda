"""A table read as the one that a command takes in; another command's table is told as what it is."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from pmr_xl.imports.grid import TableGrid, read_grid
from pmr_xl.imports.grid.headings import known_heading
from pmr_xl.imports.table_kinds.kinds import DEFINITIONS, INDICATORS, MONTHS, OPEN_DATA_IDS, BroughtTable, kind_by
from pmr_xl.model.fault import Fault

# By one of these the row of headings of any table is found.
_ANY = frozenset(
    (
        "indicator", "resource", "unit_of_appropriation", "valuedate", "fiscal_month", "month", "period", "place",
        "open_data_id", "Recommendation", "Commitment", "Action", "Corrective action", "Due", "Status",
    )
)  # fmt: skip
_MOST_SHOWN = 8
# What is two kinds at once: the City's dataset repeats an indicator's definition beside each of its months, and the
# report's own table may bear ids.
_ALSO = {DEFINITIONS: (MONTHS,), OPEN_DATA_IDS: (INDICATORS,)}


def read_as(path: Path, wanted: Sequence[BroughtTable], marks: AbstractSet[str], sheet: str = "") -> TableGrid:
    """Read a table of one of the kinds that a command takes.

    Args:
        marks: headings of which the row of headings has at least one; lines above it are passed over.
        sheet: of a workbook that has several.

    Raises:
        Fault: it cannot be read, or its headings are those of another command's table: it says whose.
    """
    try:
        grid = read_grid(path, marks, sheet)
    except Fault:
        refuse_other(_read_anyhow(path, sheet), wanted)
        raise
    if not marks & {*grid.headings}:
        refuse_other(_read_anyhow(path, sheet), wanted)
    refuse_other(grid, wanted)
    return grid


def refuse_other(grid: TableGrid | None, wanted: Sequence[BroughtTable]) -> None:
    """Raise Fault where a table is of a kind that is not wanted here; None is a table that nobody could read."""
    found = None if grid is None else kind_by(grid.headings)
    if grid is None or found is None or found in wanted:
        return
    if any(found in _ALSO.get(one, ()) and one.is_by(grid.headings) for one in wanted):
        return
    shown = ", ".join(f"“{one}”" for one in grid.headings[:_MOST_SHOWN])
    more = " …" if len(grid.headings) > _MOST_SHOWN else ""
    asked = wanted[0]
    raise Fault(
        f"{grid.place} looks like {found.words}, not like {asked.words} (its columns are {shown}{more}); "
        "nothing was taken.",
        f"“{found.goes}” takes it in. {asked.words.capitalize()} has the columns {asked.needs}.",
    )


def refuse_kinds(name: str, headings: Sequence[str], kinds: Sequence[BroughtTable]) -> None:
    """Raise Fault where a list of figures has the headings of a table that holds no indicator's figure of a period."""
    found = kind_by([known_heading(one) for one in headings])
    if found in kinds and found is not None:
        raise Fault(
            f"{name} looks like {found.words}, not like a list of this form’s figures; nothing was filled.",
            f"“{found.goes}” takes it in. If it is such a list nevertheless, name its column: --figure HEADING.",
        )


def _read_anyhow(path: Path, sheet: str) -> TableGrid | None:
    """The table by whichever headings it has; None where it cannot be read at all, which its own reader tells."""
    try:
        return read_grid(path, _ANY, sheet)
    except Fault:
        return None
