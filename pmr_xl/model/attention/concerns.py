"""What makes a figure an exception that a supervisor should see, and to whom which of them go."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pmr_xl.model.quick.value_class import value_class


class Concern(StrEnum):
    """Why a row is an exception, what matters most first."""

    CRITICAL_MISSED = "critical_missed"
    SHARED_DIFFERS = "shared_differs"
    UNEXPLAINED = "unexplained"
    MISSED_AGAIN = "missed_again"
    DECLINED = "declined"
    TARGET_EASIER = "target_easier"
    UNUSUAL = "unusual"
    RESTATED = "restated"
    NA_AGAIN = "na_again"
    OVERDUE = "overdue"  # what was agreed about it has not come

    @property
    def sign_and_words(self) -> str:
        """Sign and words, as lists show it."""
        return _SAID[self.name]


_SAID = {
    "CRITICAL_MISSED": "✕ Critical missed", "SHARED_DIFFERS": "≠ Agencies differ",
    "UNEXPLAINED": "✎ Not explained", "MISSED_AGAIN": "✕ Missed again", "DECLINED": "✕ Declined ≥ 10%",
    "TARGET_EASIER": "▼ Easier target", "UNUSUAL": "▲ Unusual", "RESTATED": "r Restated",
    "NA_AGAIN": "? NA again", "OVERDUE": "✕ Action overdue",
}  # fmt: skip


@value_class
class Escalation:
    """Who is to see an exception: whoever stands first in the list and whose conditions all hold.

    Attributes:
        to: who, in the office's words.
        when: all of these hold.
        editions: a target is missed for at least so many years running; 0: however many.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    to: str
    when: tuple[Concern, ...]
    editions: int = 0


SENIOR, SUPERVISOR, ANALYST = "Senior staff", "Supervisor", "Analyst"
LEVELS = (
    Escalation(SENIOR, (Concern.CRITICAL_MISSED, Concern.MISSED_AGAIN)),
    Escalation(SENIOR, (Concern.CRITICAL_MISSED, Concern.UNEXPLAINED)),
    Escalation(SENIOR, (Concern.CRITICAL_MISSED, Concern.OVERDUE)),
    Escalation(SENIOR, (Concern.SHARED_DIFFERS,)),
    Escalation(SUPERVISOR, (Concern.CRITICAL_MISSED,)),
    Escalation(SUPERVISOR, (Concern.MISSED_AGAIN,)),
    Escalation(SUPERVISOR, (Concern.UNEXPLAINED,)),
    Escalation(SUPERVISOR, (Concern.TARGET_EASIER,)),
    Escalation(SUPERVISOR, (Concern.RESTATED,)),
    Escalation(SUPERVISOR, (Concern.OVERDUE,)),
)
