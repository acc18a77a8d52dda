"""The earlier version of a submission, in words and row by row."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.model.entry import Entered, Entry
from pmr_xl.model.fiscal import day_in_words
from pmr_xl.model.past import Earlier
from pmr_xl.model.submission import Submission


def name_of_earlier(earlier: Earlier) -> str:
    """``version 1 (accepted on September 12, 2026)``."""
    when = "" if earlier.accepted is None else f" (accepted on {day_in_words(earlier.accepted)})"
    return f"version {earlier.version}{when}"


def pairs(submission: Submission, earlier: Earlier) -> Iterator[tuple[Entry, Entry]]:
    """Every row that both versions have: as it was, as it is."""
    rows = earlier.submission.by_id
    return ((was, entry) for entry in submission.entries if (was := rows.get(entry.line.id)) is not None)


def number_is_gone(before: Entered, now: Entered) -> bool:
    """Whether a number stood there, and none does now."""
    return isinstance(before.figure, Decimal) and not isinstance(now.figure, Decimal)
