"""What went out, in and out of the record. Each is a line of its own; none is ever changed."""

from __future__ import annotations

import json
from enum import StrEnum

from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.record.engine.connection import Connection
from pmr_xl.record.entries import now


class PublicationKind(StrEnum):
    """What went out."""

    SITE = "site"
    DATA = "data"
    TABLES = "tables"
    LAYOUT = "layout"


class LetThrough(NamedTuple):
    """What stood in the way of an agency's tables, and why they went out nevertheless."""

    agency: str
    told: str
    why: str


class PublicationEvent(NamedTuple):
    """One thing that went out of an edition.

    Attributes:
        place: the folder it was written into.
        agencies: codes of those whose figures are in it, as the edition has them.
        state: what its figures are: released on a day, accepted so far.
        program: the version of pmr_xl that made it; ``account`` of a server: under which it was noted.
    """

    edition: Edition
    what: PublicationKind
    place: str
    agencies: tuple[str, ...]
    state: str = ""
    let_through: tuple[LetThrough, ...] = ()
    who: str = ""
    at: str = ""
    program: str = ""
    account: str = ""


def publications(connection: Connection, edition: Edition) -> list[PublicationEvent]:
    """All that went out of an edition, in order."""
    found = connection.execute(
        "SELECT what, place, agencies, state, let_through, who, at, program, account FROM publications "
        "WHERE edition = ? ORDER BY no",
        (edition.code,),
    )
    return [
        PublicationEvent(
            *(edition, PublicationKind(what), place, tuple(json.loads(agencies)), state),
            tuple(LetThrough(*one) for one in json.loads(let_through)),
            *said,
        )
        for what, place, agencies, state, let_through, *said in found
    ]


def keep(connection: Connection, one: PublicationEvent) -> None:
    """Add what went out; who and when are noted where it does not say."""
    connection.execute(
        "INSERT INTO publications (edition, what, place, agencies, state, let_through, who, at, program) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(one.edition.code, one.what.value, one.place, json.dumps(one.agencies), one.state),
            json.dumps(one.let_through, ensure_ascii=False),
            *(one.who or connection.user, one.at or now(), one.program),
        ),
    )
