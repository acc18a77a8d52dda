"""The list of promised figures as a sheet and as CSV."""

from __future__ import annotations

from pathlib import Path

from pmr_xl.desk.chores.promised import Promised, Promises
from pmr_xl.desk.writing import csv_text, require_workbook_place, write_text
from pmr_xl.forms.paper.list_page import list_page
from pmr_xl.forms.paper.pages import Paper

_COLUMNS = (
    ("Promised for", 12), ("State", 18), ("Agency", 9), ("Report", 16), ("Indicator", 36), ("Reason", 14),
    ("In its words", 46), ("File", 30),
)  # fmt: skip
_STATE = 2
_SHEET = "Promised"


def csv_of(told: Promises, *, mark: bool = False) -> str:
    """As CSV: day, days overdue, agency, edition, id, name, reason, words, file; ``mark``: with the byte-order mark."""
    head = ("promised_for", "days_overdue", "agency", "edition", "id", "indicator", "reason", "said", "file")
    return csv_text([head, *(_line(one) for one in told.rows)], mark=mark)


def write_csv(told: Promises, path: Path) -> Path:
    """Write it as CSV. Raises Fault where the file cannot be written."""
    write_text(path, csv_of(told, mark=True))
    return path


def write_sheet(told: Promises, path: Path) -> Path:
    """Write it as a workbook. Raises Fault where the file cannot be written."""
    from pmr_xl.books.writing.writer import write

    require_workbook_place(path, _SHEET)
    overdue = sum(one.overdue for one in told.rows)
    rows = [
        (
            "" if one.by is None else one.by.isoformat(), one.state, one.agency, one.edition.title, one.name,
            one.reason, one.said, one.file,
        )
        for one in told.rows
    ]  # fmt: skip
    title, about = "Promised figures", "Overdue first; what has come since is not listed."
    said = f"{len(rows)} promised, {overdue} overdue." if rows else "No figure is promised."
    page = list_page(_SHEET, title, said, about, _COLUMNS, rows, bold=_STATE)
    write(Paper([page], title=title, subject="Figures that are not available yet, by their day"), path)
    return path


def _line(one: Promised) -> tuple[str, ...]:
    day, late = ("", "") if one.by is None else (one.by.isoformat(), str(one.days))
    return (*(day, late, one.agency, one.edition.code, one.indicator, one.name, one.reason, one.said, one.file),)
