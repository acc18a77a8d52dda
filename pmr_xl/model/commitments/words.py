"""The words by which lists of others call a kind or a status of a commitment."""

from __future__ import annotations

from pmr_xl.model.commitments.commitment import STATED, CommitmentKind, CommitmentStatus
from pmr_xl.model.fault import Fault

_OPEN, _PARTLY, _DONE, _NOT, _CLOSED = STATED
_STATUSES = {
    "": _OPEN, "overdue": _OPEN, "not started": _OPEN, "not implemented": _OPEN, "unimplemented": _OPEN,
    "pending": _OPEN, "planned": _OPEN, "unresolved": _OPEN, "new": _OPEN, "to do": _OPEN, "delayed": _OPEN,
    "partly": _PARTLY, "partially implemented": _PARTLY, "partial": _PARTLY, "in progress": _PARTLY,
    "in process": _PARTLY, "ongoing": _PARTLY, "underway": _PARTLY, "under way": _PARTLY, "started": _PARTLY,
    "done": _DONE, "complete": _DONE, "completed": _DONE, "fully implemented": _DONE, "resolved": _DONE,
    "rejected": _NOT, "disagreed": _NOT, "declined": _NOT, "will not implement": _NOT, "not agreed": _NOT,
    "closed - not implemented": _NOT, "withdrawn": _CLOSED, "superseded": _CLOSED, "no longer applicable": _CLOSED,
}  # fmt: skip
_KINDS = {
    "": CommitmentKind.COMMITMENT, "action": CommitmentKind.ACTION, "corrective": CommitmentKind.ACTION,
    "recommendation": CommitmentKind.RECOMMENDATION, "audit": CommitmentKind.RECOMMENDATION,
}  # fmt: skip


def status_named(text: str) -> CommitmentStatus:
    """The status that a list or a person means, in any case; empty is open.

    Raises:
        Fault: it is none that is known.
    """
    key = " ".join(text.casefold().strip("✕○▲✓–● .").split())
    own = {one.value: one for one in STATED}
    if (found := own.get(key) or _STATUSES.get(key)) is None:
        raise Fault(f"“{text}” is no status.", f"Say one of {', '.join(own)}.")
    return found


def kind_named(text: str) -> CommitmentKind:
    """The kind that is meant, in any case; empty is a commitment. Raises Fault where it is none that is known."""
    key = " ".join(text.casefold().split())
    own = {one.value: one for one in CommitmentKind}
    if (found := own.get(key) or _KINDS.get(key)) is None:
        raise Fault(f"“{text}” is no kind of commitment.", f"Say one of {', '.join(own)}.")
    return found
