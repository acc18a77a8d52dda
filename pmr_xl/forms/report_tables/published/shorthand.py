"""The signs that stand in a published table where no number can: each explained on the sheet Notes."""

from __future__ import annotations

NOT_AVAILABLE, REVISED, NOT_APPLICABLE = "[x]", "[r]", "[z]"
UP, DOWN = "Up", "Down"  # a target that is a direction, in words: a screen reader says no arrow

MEANINGS = (
    (NOT_AVAILABLE, "The figure is not available. The report prints NA."),
    (NOT_APPLICABLE, "Does not apply: no target was set, the row is part of no other, or there is nothing to note."),
    (REVISED, "With a year: the figure of that year was revised since it was last published."),
    (f"{UP}, {DOWN}", "In a target’s column: the target is the direction, not a number. The report prints an arrow."),
)
_IN_WORDS = {"NA": NOT_AVAILABLE, "—": NOT_AVAILABLE, "*": NOT_APPLICABLE, "": NOT_APPLICABLE, "↑": UP, "↓": DOWN}


def in_words(printed: str) -> str:
    """What the report prints in a cell that holds no number, as a published table says it."""
    return _IN_WORDS.get(printed, printed)
