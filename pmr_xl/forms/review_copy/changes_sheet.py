"""The list of what changed between two versions of one submission."""

from __future__ import annotations

from pmr_xl.analysis.changes import Changes
from pmr_xl.forms.paper.list_page import list_page
from pmr_xl.forms.paper.pages import Paper
from pmr_xl.model.display.plural import plural

NAME = "Changes"
_COLUMNS = (
    ("Where", 18),
    ("What", 12),
    ("Indicator id", 30),
    ("Indicator", 46),
    ("Column", 18),
    ("Before", 34),
    ("Now", 34),
)
_SIGN = {"changed": "● Changed", "filled": "✎ Filled", "emptied": "○ Emptied", "row new": "+ New row",
         "row gone": "− Row gone", "certification": "✎ Certified"}  # fmt: skip


def lay(changes: Changes, title: str, older: str, newer: str) -> Paper:
    """One row a change, in the form's order; ``older`` and ``newer`` are the two files' names."""
    count = len(changes.changes)
    said = f"{count} {plural(count, 'cell differs', 'cells differ')}" if count else "Nothing differs"
    noise = f"; {changes.noise} more only in how they are written" if changes.noise else ""
    rows = [
        (
            str(change.where), _SIGN[change.kind], change.indicator_id, change.indicator, change.column,
            change.before, change.now,
        )
        for change in changes.changes
    ]  # fmt: skip
    about = f"Before: {older} · Now: {newer}"
    page = list_page(NAME, title, f"{said}{noise}.", about, _COLUMNS, rows, bold=len(_COLUMNS))
    page.folded = {[heading for heading, _ in _COLUMNS].index("Indicator id") + 1}  # the name stands beside it
    return Paper([page], title=title, subject="Changes between two versions of a submission")
