"""What is said of cells that are others than in the tables that went out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pmr_xl.cli.words.say import say
from pmr_xl.desk.editions.since import ChapterSince, count_differences
from pmr_xl.desk.writing import csv_text, write_text
from pmr_xl.forms.report_tables.changed_page import ChangedCell
from pmr_xl.model.display.plural import plural

_LISTED = ChangedCell._fields[:-1]  # the key is the program's own


def show_changed(found: Sequence[ChapterSince], since: str) -> None:
    """How many, and a line each."""
    cells, tables = count_differences(found)
    say(f"{cells} {plural(cells, 'cell')} in {tables} {plural(tables, 'table')} differ since {since}.")
    for one in (cell for chapter in found for cell in chapter.cells):
        row = f"{one.name} ({one.indicator}), " if one.indicator else ""
        say(f"{one.agency} · {one.table} · {row}{one.column}: {one.in_words}")


def write_changed(found: Sequence[ChapterSince], to: Path) -> None:
    """Write the list as CSV. Raises Fault where it cannot be written."""
    rows = [cell[:-1] for chapter in found for cell in chapter.cells]
    write_text(to, csv_text([_LISTED, *rows], mark=True))
