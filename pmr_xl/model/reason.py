"""The reasons a form offers: why a figure is not available, why a published one changes.

Form and rules take the list from here, so a drop-down never offers what a rule would refuse.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

Listed = TypeVar("Listed", bound=StrEnum)


# What people write for NA, in whatever case: told as that on a form, taken for it in a table that is brought.
NA_WORDS = frozenset(("na", "n/a", "n/a.", "n.a.", "n.a", "#n/a", "not available", "not applicable"))


def is_not_available(text: str) -> bool:
    """Whether a text says that a figure is not available."""
    return text.strip().casefold() in NA_WORDS


class NaReason(StrEnum):
    """Why an actual is NA."""

    NOT_COLLECTED = "Not collected"
    LAGGED = "Lagged"
    SYSTEM_FAULT = "System fault"
    UNDER_REVIEW = "Under review"
    NEW_INDICATOR = "New indicator"
    MOVED = "Moved"

    @property
    def meaning(self) -> str:
        """What the reason says, for the form's list."""
        return {
            "Not collected": "Nobody counted it in this period.",
            "Lagged": "The source reports after the due date. Say under Explanation when the figure will be known.",
            "System fault": "The system that holds it failed, or lost data. Say under Explanation for how long.",
            "Under review": "A figure exists, but is being verified.",
            "New indicator": "Counting starts later than this period.",
            "Moved": "Another agency, or another report, now carries it.",
        }[self.value]


class RestatementReason(StrEnum):
    """Why a published figure changes."""

    LATE_DATA = "Late data"
    CORRECTION = "Correction"
    METHOD = "New method"
    DEFINITION = "New definition"
    RECLASSIFIED = "Reclassified cases"
    ROUNDING = "Rounding"

    @property
    def meaning(self) -> str:
        """What the reason says, for the form's list."""
        return {
            "Late data": "Records for the year came in after it was published.",
            "Correction": "The published figure was wrong.",
            "New method": "It is computed or collected in another way.",
            "New definition": "It counts something else than before; earlier years may not compare.",
            "Reclassified cases": "Cases were upgraded, downgraded or moved after review.",
            "Rounding": "The same figure, printed at another precision.",
        }[self.value]


def reason_of(text: str) -> NaReason | None:
    """The reason a text names, whatever its case and the blanks around it; None where it names none."""
    return _meant(text, NaReason)


def restatement_reason_of(text: str) -> RestatementReason | None:
    """The same of the reasons why a published figure changes."""
    return _meant(text, RestatementReason)


def _meant(text: str, reasons: type[Listed]) -> Listed | None:
    wanted = " ".join(text.split()).casefold()
    return next((reason for reason in reasons if reason.casefold() == wanted), None)
