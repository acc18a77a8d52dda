"""A cell to be typed into a workbook."""

from __future__ import annotations

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.quick.named import NamedTuple


class NewCell(NamedTuple):
    """A cell to be typed: None empties it; ``number_format`` is the one in which a number is the figure meant."""

    where: CellRef
    value: str | float | None
    number_format: str | None = None
