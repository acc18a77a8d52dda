"""What a supervisor's decision says: the words of the list, and a decision in one text."""

from __future__ import annotations

from typing import Final

APPROVE: Final = "Approve"
RETURN: Final = "Return"
HOLD: Final = "Hold"
ADJUST: Final = "Adjust target"
WITHDRAW: Final = "Withdraw"  # takes a decision back
DECISIONS: Final = (APPROVE, RETURN, HOLD, ADJUST, WITHDRAW)
_OLDER = {"Accept": APPROVE}  # what sheets and records of earlier programs call them


def current_word(word: str) -> str:
    """A decision's word as today's sheets have it; words of neither list are left as they are."""
    return _OLDER.get(word, word)


def known_word(text: str) -> str | None:
    """The decision that somebody typed, in whatever case and of whatever program's list; None where it is none."""
    return _BY_FOLDED.get(text.casefold())


def with_target(note: str, new_target: str) -> str:
    """A decision's note with the new target before it, where it names one: ``410 · as the dock master asks``."""
    return " · ".join(text for text in (new_target, note) if text)


_BY_FOLDED = {word.casefold(): current_word(word) for word in (*DECISIONS, *_OLDER)}
