"""The board's columns: what each is called, how wide it is, and which value stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pmr_xl.forms.paper.pages import Content
from pmr_xl.forms.variance_sheet.decisions.columns import as_serial
from pmr_xl.model.quick.named import NamedTuple

SHEET = "Board"
DAY = "yyyy-mm-dd"


class BoardColumn(NamedTuple):
    """One column.

    Attributes:
        key: of the value, as :mod:`pmr_xl.words.board.rows` names it.
        width: in characters.
        kind: ``words``, ``count`` (summed above; nothing where it is 0) or ``day``.
    """

    key: str
    heading: str
    width: float
    kind: str = "words"


COLUMNS = (
    BoardColumn("agency", "Agency", 12.5),
    BoardColumn("state", "State", 18.5),
    BoardColumn("version", "Version", 7.2, "count"),
    BoardColumn("errors", "Errors", 6.5, "count"),
    BoardColumn("queries", "Queries", 7.5, "count"),
    BoardColumn("explained", "Explained", 9, "count"),
    BoardColumn("promised", "Promised", 9, "count"),
    BoardColumn("decided", "Decided", 8, "count"),
    BoardColumn("overdue", "Overdue", 7.8, "count"),
    BoardColumn("due", "Due", 10.5, "day"),
    BoardColumn("days_late", "Days late", 8.8, "count"),
    BoardColumn("last_decision", "Last decision", 16),
    BoardColumn("last_by", "Name", 11),
    BoardColumn("last_on", "Date", 10.5, "day"),
    BoardColumn("analyst", "Analyst", 11),
    BoardColumn("backup", "Backup", 10.5),
    BoardColumn("note", "Note", 11.5),
)
SUMMED = ("errors", "queries", "explained", "promised", "decided", "overdue")
ALARMING = ("days_late", "overdue")  # what stands out where it is not 0


def content(column: BoardColumn, row: Mapping[str, object]) -> Content:
    """What stands in a cell: numbers and days as such, nothing where there is nothing to count."""
    value = row[column.key]
    if column.key == "state":
        return f"{row['sign']} {value}"
    if column.kind == "day":
        return as_serial(date.fromisoformat(str(value))) if value else None
    if column.kind == "count":
        return int(str(value)) if value else None
    return str(value)
