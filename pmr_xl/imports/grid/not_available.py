"""How tables that people bring say that a figure is not available."""

from __future__ import annotations

_WORDS = frozenset(("n/a", "na", "n.a.", "n/a.", "not available"))


def is_not_available(text: str) -> bool:
    """Whether a text says so, in whatever case."""
    return text.casefold() in _WORDS
