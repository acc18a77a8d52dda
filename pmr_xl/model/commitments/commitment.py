"""A commitment: what somebody is to do, by when, and where it stands; audit recommendations are the same kind of thing.

It is never changed: each step states it anew, and the steps together are its history.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from itertools import pairwise

from pmr_xl.model.quick.named import NamedTuple

_DIGITS = 4
FIELDS_SAID = (
    "what", "kind", "agency", "partners", "owner", "indicator", "reference", "parent", "due", "status", "evidence",
    "figure",
)  # fmt: skip  # what a step can change, in the order in which it is told


class CommitmentKind(StrEnum):
    """What kind of thing it is."""

    COMMITMENT = "commitment"
    ACTION = "corrective action"
    RECOMMENDATION = "audit recommendation"
    GOAL = "goal"  # of a plan; initiatives and commitments stand under it
    INITIATIVE = "initiative"


class CommitmentStatus(StrEnum):
    """Where it stands. ``OVERDUE`` is nobody's to say: it is computed from the day."""

    OVERDUE = "overdue"
    OPEN = "open"
    PARTLY = "partly implemented"
    IMPLEMENTED = "implemented"
    NOT_ACCEPTED = "not accepted"
    CLOSED = "closed"

    @property
    def sign(self) -> str:
        """The icon that goes with the word."""
        return _SIGNS[self.name]

    @property
    def icon_and_word(self) -> str:
        """Icon and word, as lists show it."""
        return f"{self.sign} {self.value}"

    @property
    def done(self) -> bool:
        """Nothing is left to do."""
        return self in (CommitmentStatus.IMPLEMENTED, CommitmentStatus.NOT_ACCEPTED, CommitmentStatus.CLOSED)


_SIGNS = {"OVERDUE": "✕", "OPEN": "○", "PARTLY": "▲", "IMPLEMENTED": "✓", "NOT_ACCEPTED": "–", "CLOSED": "●"}
STATED = tuple(one for one in CommitmentStatus if one is not CommitmentStatus.OVERDUE)  # what people can say


class Commitment(NamedTuple):
    """A commitment as one step states it.

    Attributes:
        code: ``C-0007``, never given twice.
        agency: its code; empty where it is nobody's alone, such as a goal of several agencies.
        partners: codes of other agencies that take part, with commas.
        owner: the person or unit that answers for it.
        indicator: the id of the indicator that it sticks to; empty for none.
        reference: its number elsewhere, such as ``2024-N-3, R2`` of an audit.
        parent: the code of what it is a part of.
        due: None where nobody named a day.
        status: as it was said, never overdue.
        evidence: what shows that it is done, or how far.
        figure: the figure with which it was closed, as the report prints it.
        edition: the report in whose course it was agreed, ``MMR-FY26``; empty for none.
        origin: what it came from: a decision, an exception, a file with its row.
        why: the reason of this step; ``who`` took it and ``at`` which moment.
    """

    code: str
    what: str
    kind: CommitmentKind = CommitmentKind.COMMITMENT
    agency: str = ""
    partners: str = ""
    owner: str = ""
    indicator: str = ""
    reference: str = ""
    parent: str = ""
    due: date | None = None
    status: CommitmentStatus = CommitmentStatus.OPEN
    evidence: str = ""
    figure: str = ""
    edition: str = ""
    origin: str = ""
    why: str = ""
    who: str = ""
    at: str = ""

    def days_overdue(self, today: date) -> int:
        """By how many days its day has passed while something is left to do; else 0."""
        return 0 if self.due is None or self.status.done else max(0, (today - self.due).days)

    def standing(self, today: date) -> CommitmentStatus:
        """Where it stands on a day: as it was said, or overdue."""
        return CommitmentStatus.OVERDUE if self.days_overdue(today) else self.status

    def concerns(self, agency: str) -> bool:
        """Whether an agency answers for it or takes part."""
        return agency == self.agency or agency in self.partners.split(", ")


class CommitmentChange(NamedTuple):
    """What one step changed: the field, what it was and what it is, and the step."""

    field: str
    was: str
    now: str
    step: Commitment


class Followed(NamedTuple):
    """A commitment with everything that became of it: its steps, the first one first; at least one."""

    steps: tuple[Commitment, ...]

    @property
    def now(self) -> Commitment:
        """As it is."""
        return self.steps[-1]

    @property
    def code(self) -> str:
        """Its own."""
        return self.steps[0].code

    @property
    def first_due(self) -> date | None:
        """The day that was named first; None where nobody ever did."""
        return next((one.due for one in self.steps if one.due is not None), None)

    @property
    def put_off(self) -> int:
        """How often its day was moved to a later one."""
        days = [one.due for one in self.steps if one.due is not None]
        return sum(later > before for before, later in pairwise(days))

    @property
    def changes(self) -> Iterator[CommitmentChange]:
        """What each step after the first changed, in the order in which it happened; a note alone is one too."""
        for before, step in pairwise(self.steps):
            told = [
                CommitmentChange(name, field_text(before, name), field_text(step, name), step) for name in FIELDS_SAID
            ]
            changed = [one for one in told if one.was != one.now]
            yield from changed or [CommitmentChange("why", "", step.why, step)]


def field_text(one: Commitment, field: str) -> str:
    """A field as text: days as 2026-09-30, empty for none."""
    value = getattr(one, field)
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def commitments_of(steps: Iterable[Commitment]) -> list[Followed]:
    """The commitments that these steps are of, in the order in which they were first stated."""
    found: dict[str, list[Commitment]] = {}
    for one in steps:
        found.setdefault(one.code, []).append(one)
    return [Followed(tuple(each)) for each in found.values()]


def free_codes(known: Iterable[Followed]) -> Iterator[str]:
    """Codes that nobody bears yet, one after the other: ``C-0001``, ``C-0002``."""
    last = max((int(one.code.rpartition("-")[2]) for one in known), default=0)
    while True:
        last += 1
        yield f"C-{last:0{_DIGITS}}"


def in_order(found: Sequence[Followed], today: date) -> list[Followed]:
    """What presses most first: overdue longest, then what is due next, then what has no day; what is done last."""

    def weight(one: Followed) -> tuple[object, ...]:
        now = one.now
        return now.status.done, -now.days_overdue(today), now.due is None, now.due or date.max, one.code

    return sorted(found, key=weight)
