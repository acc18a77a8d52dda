"""Days of their own for agencies' forms, in and out of the record. They are only ever added: the last one counts."""

from __future__ import annotations

from datetime import date

from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.record.engine.connection import Connection
from pmr_xl.record.entries import now


class Extension(NamedTuple):
    """Until when an agency may send its form of an edition.

    Attributes:
        due: the day; None where the one before is taken back, and the office's own day counts again.
        who: who gave it; ``at``: when.
    """

    agency: str
    edition: Edition
    due: date | None
    why: str
    who: str = ""
    at: str = ""


def extensions(connection: Connection, edition: Edition, agency: str | None) -> list[Extension]:
    """Every extension of an edition, of one agency or of all, in the order in which they were given."""
    found = connection.execute(
        "SELECT agency, due, why, who, at FROM extensions WHERE edition = ? AND (? IS NULL OR agency = ?) ORDER BY no",
        (edition.code, agency, agency),
    )
    return [Extension(name, edition, date.fromisoformat(due) if due else None, *rest) for name, due, *rest in found]


def keep(connection: Connection, one: Extension) -> None:
    """Add an extension; who and when are noted where it does not say."""
    connection.execute(
        "INSERT INTO extensions (agency, edition, due, why, who, at) VALUES (?, ?, ?, ?, ?, ?)",
        (
            one.agency,
            one.edition.code,
            one.due.isoformat() if one.due is not None else "",
            one.why,
            one.who or connection.user,
            one.at or now(),
        ),
    )
