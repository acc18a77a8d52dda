"""What a supervisor's decision says, in one text."""

from __future__ import annotations


def with_target(note: str, new_target: str) -> str:
    """A decision's note with the new target before it, where it names one: ``410 · as the dock master asks``."""
    return " · ".join(text for text in (new_target, note) if text)
