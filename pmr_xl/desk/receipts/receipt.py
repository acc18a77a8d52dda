"""A receipt of what was checked or accepted, as a value: small, and whole without the office."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmr_xl.desk.receipts.data import data_print, typed_in
from pmr_xl.model.fault import Fault
from pmr_xl.model.finding import Finding, counts
from pmr_xl.model.office_settings import KEPT_BACK
from pmr_xl.office.guard import plain
from pmr_xl.version import __version__

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.desk.validate import Validation
    from pmr_xl.model.submission import Submission
    from pmr_xl.record import Accepted

KIND, FORMAT = "pmr receipt", 2
PAGE = "page"
_RULES = Path(__file__).parents[2] / "rules"


def receipt_of(desk: Desk, result: Validation, made_in: str = "") -> dict[str, Any]:
    """What was found in a file, and whether it is accepted, as a receipt says it.

    Args:
        made_in: ``PAGE`` where the page for agencies makes it; empty where the office's program does.

    Raises:
        Unreadable: it cannot be read.
        Fault: it is no form of this office.
    """
    if result.unreadable is not None:
        raise result.unreadable
    if result.book is None or result.submission is None:
        raise Fault(f"{result.path.name} is no form of an agency of this office.", "“pmr validate” says what it is.")
    submission, areas = result.submission, typed_in(result.submission)
    return {
        "kind": KIND,
        "format": FORMAT,
        "file": result.path.name,
        "sha256": result.book.sha256,
        "content_sha256": data_print(result.book, areas),
        "typed_in": areas,
        "agency": submission.chapter.agency,
        "edition": submission.edition.code,
        "form_version": submission.stamp.version,
        "schema": submission.stamp.schema_hash,
        "program": f"pmr_xl {__version__}",
        "rules": _rules(),
        "thresholds": hashlib.sha256(json.dumps(_thresholds(desk), sort_keys=True).encode()).hexdigest(),
        **({"made_in": made_in} if made_in else {}),
        "checked_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "counts": counts(result.findings),
        "open": [_told(one) for one in result.findings if one.blocking or one.asks],
        "answered": [
            {**_told(one), "answer": one.answer.text, "answered_in": one.answer.where}
            for one in result.findings
            if one.answer is not None
        ],
        "corrections": _corrections(desk, submission),
        "accepted": _accepted(desk, submission),
    }


def _told(one: Finding) -> dict[str, str]:
    return {"rule": one.rule, "severity": one.severity.value, "place": one.place, "message": one.message}


def _rules() -> str:
    """SHA-256 of the rules of this program."""
    return hashlib.sha256(b"".join(one.read_bytes() for one in sorted(_RULES.rglob("*.py")))).hexdigest()


def _thresholds(desk: Desk) -> dict[str, Any]:
    """What the office decides of rules; nothing of its people and places."""
    told: dict[str, Any] = plain(desk.settings)
    return {key: value for key, value in told.items() if key not in KEPT_BACK}


def _corrections(desk: Desk, submission: Submission) -> list[dict[str, str]]:
    """What was corrected by word of mouth in this file: what was sent, and what is read instead."""
    if desk.office.built_in:
        return []
    return [
        {
            "indicator": one.indicator, "place": one.place, "sent": one.sent, "corrected": one.corrected,
            "said_by": one.said_by, "why": one.why, "noted_at": one.at,
        }
        for one in desk.record.corrections(submission.edition, submission.chapter.agency)
        if one.submission == submission.book.sha256
    ]  # fmt: skip


def _accepted(desk: Desk, submission: Submission) -> dict[str, Any] | None:
    if desk.office.built_in:
        return None
    taken = desk.record.accepted_submissions(submission.edition, submission.chapter.agency)
    own: Accepted | None = next((one for one in taken if one.sha256 == submission.book.sha256), None)
    if own is None:
        return None
    return {"by": own.who, "at": own.at, "version": own.version, "despite": own.despite}
