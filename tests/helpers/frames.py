"""The frame of variances beside the variance sheet that a supervisor reads."""

from __future__ import annotations

from math import isclose
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.books.reading.reader import read_book

if TYPE_CHECKING:
    import pandas as pd


def frame_and_sheet(frame: pd.DataFrame, sheet_path: Path, year: str = "FY25") -> tuple[int, list[str]]:
    """How many differences to last year stand as numbers on the page of all rows, and the ids where the frame differs.

    The sheet has one row for each row of the frame.
    """
    sheet = read_book(sheet_path).sheet("All rows")
    rows = sheet.cells.rows
    top = next(row for row in sorted(rows) if "Id" in [cell.value for cell in rows[row].values()])
    at = {str(cell.value): cell.column for cell in rows[top].values()}
    shown = {
        sheet.at(row, at["Id"]).value: sheet.at(row, at[f"Δ to {year}"])
        for row in rows
        if row > top and sheet.at(row, at["Id"]) is not None
    }
    assert set(shown) == set(frame["indicator_id"])
    numbers = {name: cell.value for name, cell in shown.items() if cell is not None and isinstance(cell.value, float)}
    told = dict(zip(frame["indicator_id"], frame["to_last_year"], strict=True))
    return len(numbers), [name for name, value in numbers.items() if not isclose(told[name], value, abs_tol=1e-9)]
