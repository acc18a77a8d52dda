"""A release as it is kept: what it handed out and was made of is as its manifest says, else nothing goes out."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmr_xl.atomic_write import reason_of
from pmr_xl.desk.frozen.office import FILES, MANIFEST, OFFICE, last_release, release_of
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.record import EditionEvent, Record

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.fiscal import Edition

RECORD = "record.sqlite"  # in a release's office: the copy of the record that its tables were made of


class KeptRelease(NamedTuple):
    """The release in force of an edition.

    Attributes:
        folder: where it is kept; ``shown``: the same as a person reads it.
        told: its manifest.
        code: the edition's.
    """

    folder: Path
    shown: str
    told: dict[str, Any]
    code: str

    @property
    def office(self) -> Path:
        """The office that it was made of."""
        return self.folder / OFFICE

    @property
    def files(self) -> list[str]:
        """The names of the files that it handed out, with their own manifest."""
        return list(self.told["files"])

    def file(self, name: str) -> bytes:
        """One of them. Raises Fault where it is not as it was released."""
        return _compared(self, f"{FILES}/{name}", self.told["files"][name]["sha256"])

    def must_be_as_made(self) -> None:
        """See that all that it was made of is as it was. Raises Fault where something is not, naming the first."""
        for name, told in self.told["made_of"].items():
            _compared(self, f"{OFFICE}/{name}", told["sha256"])


def _compared(kept: KeptRelease, name: str, sha256: str) -> bytes:
    ill = "is gone, or cannot be read"
    with suppress(OSError):
        content = (kept.folder / name).read_bytes()
        if hashlib.sha256(content).hexdigest() == sha256:
            return content
        ill = "is not as it was released"
    raise Fault(
        f"{kept.shown}/{name} {ill}; nothing of the release goes out.",
        f"“pmr edition verify {kept.code}” names all that differs; put it back from a copy of the office folder.",
    )


def kept_release(desk: Desk, edition: Edition) -> KeptRelease | None:
    """The release of an edition; None where it is not released, or this is a release's own office.

    Raises:
        Fault: its manifest is not the one that the record knows.
    """
    from pmr_xl.desk.frozen.office import is_frozen

    if desk.office.built_in or is_frozen(desk.office):
        return None
    if (event := last_release(desk.record.edition_events(edition))) is None:
        return None
    folder = release_of(desk.office, edition, event.revision)
    kept = KeptRelease(folder, desk.office.show_path(folder), {}, edition.code)
    return kept._replace(told=json.loads(_compared(kept, MANIFEST, event.manifest)))


def note_release(desk: Desk, event: EditionEvent, made_of: Path) -> EditionEvent:
    """Note a release in the record; gives it as it is kept there.

    Args:
        made_of: the copy of the record that its tables were made of.

    Raises:
        Fault: a figure came into the record, or was taken back, since that copy was made.
    """
    with desk.record.one_change():
        if desk.record.figures_stand() != Record(made_of).figures_stand():
            raise Fault(
                f"{event.edition.title} is not released: figures came into the record, or were taken back, while its "
                "tables were made.",
                "Release it again when nobody accepts or imports.",
            )
        desk.record.note_edition(event)
        return desk.record.edition_events(event.edition)[-1]


def not_put_in_place(edition: Edition, target: Path, error: OSError) -> Fault:
    """Why a release did not get into its place: somebody was quicker, or the system refused."""
    if target.exists():
        told = f"{edition.title} was released by somebody else meanwhile, as {target.name}."
        return Fault(told, f"Nothing of yours was. “pmr edition show {edition.code}” says who.")
    return Fault(
        f"{target} cannot be written: {reason_of(error)}.", "Nothing was released. Look at the disk and your rights."
    )
