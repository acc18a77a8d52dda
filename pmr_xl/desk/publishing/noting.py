"""What went out is kept in the record, with the reasons for which something was let through; and it is shown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.frozen.office import MANIFEST, release_of
from pmr_xl.desk.tables.completeness import InTheWay
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.record import EditionEvent, Milestone
from pmr_xl.record.publications.lines import LetThrough, PublicationEvent, PublicationKind
from pmr_xl.version import __version__

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk


class EditionShown(NamedTuple):
    """All that happened to an edition.

    Attributes:
        events: what became of it, each with what was let through at that release.
        publications: what went out of it.
    """

    edition: Edition
    events: tuple[tuple[EditionEvent, tuple[LetThrough, ...]], ...]
    publications: tuple[PublicationEvent, ...]


def note_publication(
    desk: Desk,
    edition: Edition,
    what: PublicationKind,
    place: Path,
    agencies: Sequence[str],
    standing: Sequence[InTheWay],
    state: str = "",
) -> bool:
    """Keep that something went out, and why what stood in the way was let through.

    Returns:
        Whether it is kept: the built-in office keeps nothing.

    Raises:
        Fault: the record cannot be written.
    """
    if desk.office.built_in:
        return False
    excused = tuple(LetThrough(one.agency, one.told, one.excused) for one in standing if one.excused)
    folder = desk.office.show_path(place.resolve())
    desk.record.note_publication(
        PublicationEvent(edition, what, str(folder), tuple(agencies), state, excused, program=__version__)
    )
    return True


def edition_shown(desk: Desk, edition: Edition) -> EditionShown:
    """What became of an edition and what went out of it, with every reason that was given.

    Raises:
        Fault: this is the built-in office, which keeps no record.
    """
    desk.office.must_be_own("The built-in office keeps no record of editions.")
    with desk.one_state():
        events = desk.record.edition_events(edition)
        return EditionShown(
            edition,
            tuple((one, tuple(_released_despite(desk, one))) for one in events),
            tuple(desk.record.publications(edition)),
        )


def _released_despite(desk: Desk, event: EditionEvent) -> Iterator[LetThrough]:
    """What a release was made despite of, as its manifest says; nothing where that is gone."""
    place = release_of(desk.office, event.edition, event.revision) / MANIFEST
    if event.what is Milestone.RELEASED and place.is_file():
        for one in json.loads(place.read_bytes()).get("let_through", []):
            yield LetThrough(one["agency"], one["what"], one["why"])
