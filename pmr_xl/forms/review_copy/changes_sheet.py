"""The list of what changed between two versions of one submission."""

from __future__ import annotations

from dataclasses import replace

from pmr_xl.analysis.changes import Changes
from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import row_height
from pmr_xl.forms.paper.pages import Page, Paper, Print, Style
from pmr_xl.model.book.places import Range

NAME = "Changes"
HEADING_ROW = 5
_COLUMNS = (
    ("Where", 18),
    ("What", 12),
    ("Indicator id", 30),
    ("Indicator", 46),
    ("Column", 18),
    ("Before", 34),
    ("Now", 34),
)
_CELL = Style(colour=theme.INK, bottom=theme.RULE, valign="top", wrap=True)
_SIGN = {"changed": "● Changed", "filled": "✎ Filled", "emptied": "○ Emptied", "row new": "+ New row",
         "row gone": "− Row gone", "certification": "✎ Certified"}  # fmt: skip


def lay(changes: Changes, title: str, older: str, newer: str) -> Paper:
    """One row a change, in the form's order; ``older`` and ``newer`` are the two files' names."""
    page = Page(NAME, tab=theme.BLUE, print=Print(repeat_rows=(HEADING_ROW, HEADING_ROW)))
    page.widths = {column: width for column, (_, width) in enumerate(_COLUMNS, start=1)}
    page.heights = {1: 27, 2: 18, 3: 15, 4: 9}
    count = len(changes.changes)
    said = f"{count} cell{' differs' if count == 1 else 's differ'}" if count else "Nothing differs"
    noise = f"; {changes.noise} more only in how they are written" if changes.noise else ""
    page.put(1, 1, title, theme.TITLE)
    page.put(2, 1, f"{said}{noise}.", replace(theme.PLAIN, bold=True, size=12))
    page.put(3, 1, f"Before: {older} · Now: {newer}", theme.SUBTITLE)
    for column, (heading, _) in enumerate(_COLUMNS, start=1):
        page.put(HEADING_ROW, column, heading, replace(theme.HEADING, align="left"))
    for row, change in enumerate(changes.changes, start=HEADING_ROW + 1):
        words = (
            str(change.where), _SIGN[change.kind], change.indicator_id, change.indicator, change.column,
            change.before, change.now,
        )  # fmt: skip
        for column, word in enumerate(words, start=1):
            page.put(row, column, word, replace(_CELL, bold=column == len(words)))
        page.heights[row] = row_height(words, [width for _, width in _COLUMNS])
    if count:
        page.filter = Range(HEADING_ROW, 1, HEADING_ROW + count, len(_COLUMNS))
    page.freeze = (HEADING_ROW + 1, 1)
    return Paper([page], title=title, subject="Changes between two versions of a submission")
