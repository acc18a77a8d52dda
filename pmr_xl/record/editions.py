"""What became of editions, in and out of the record. Events are only ever added."""

from __future__ import annotations

from enum import StrEnum

from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.record.engine.connection import Connection
from pmr_xl.record.entries import now


class Milestone(StrEnum):
    """What happened to an edition."""

    OPENED = "opened"
    CLOSED = "closed"  # a later edition was opened: what is changed in the schemas from then on is not meant for it
    RELEASED = "released"  # by this office, its files are kept; a revision has a number above 0
    PUBLISHED = "published"  # its printed table was brought in, before the office kept its own


class EditionEvent(NamedTuple):
    """One thing that happened to an edition.

    Attributes:
        revision: of a release, 0 for the first.
        manifest: SHA-256 of the manifest of a release; empty otherwise.
        why: the reason of a revision, or what was said.
        program: the version of pmr_xl that did it.
    """

    edition: Edition
    what: Milestone
    revision: int = 0
    manifest: str = ""
    why: str = ""
    who: str = ""
    at: str = ""
    program: str = ""


def edition_events(connection: Connection, edition: Edition | None = None) -> list[EditionEvent]:
    """Everything that happened to an edition, or to all, in the order in which it did."""
    which, values = ("", ()) if edition is None else ("WHERE edition = ? ", (edition.code,))
    found = connection.execute(
        f"SELECT edition, what, revision, manifest, why, who, at, program FROM editions {which}ORDER BY no",  # noqa: S608 - our own words
        values,
    )
    return [EditionEvent(Edition.parse(line[0]), Milestone(line[1]), *line[2:]) for line in found]


def keep(connection: Connection, one: EditionEvent) -> None:
    """Add an event; who and when are noted where it does not say."""
    connection.execute(
        "INSERT INTO editions (edition, what, revision, manifest, why, who, at, program) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            one.edition.code,
            one.what.value,
            one.revision,
            one.manifest,
            one.why,
            one.who or connection.user,
            one.at or now(),
            one.program,
        ),
    )
