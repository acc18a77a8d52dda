"""The folder of an edition: what it goes by, frozen as an office of its own that nobody edits.

``editions/MMR-FY26/closed`` holds schemas and settings as they stood when a later edition was opened;
``editions/MMR-FY26/r0`` those of the release, with a copy of the record, the files that were handed out and a manifest.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from pmr_xl.atomic_write import beside, reason_of, sweep
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.office import Library
from pmr_xl.office.chapter_cache import as_they_stand
from pmr_xl.office.folder import OfficeFolder
from pmr_xl.record import EditionEvent, Milestone, Record

EDITIONS, CLOSED, OFFICE, FILES, MANIFEST = "editions", "closed", "office", "files", "manifest.json"
BEFORE = "before"  # in a release's office: the schemas of the edition that its changes are told against
_MARK = "FROZEN.txt"
_SAID = "This folder is what an edition was made of. “pmr edition verify” compares it; nothing in it is to be edited.\n"
_LEFT_OUT = ("history", "published", "*.tmp", ".*")


def folder_of(office: OfficeFolder, edition: Edition) -> Path:
    """Where all that is kept of an edition stands."""
    return office.folder / EDITIONS / edition.code


def release_of(office: OfficeFolder, edition: Edition, revision: int) -> Path:
    """Where a release is kept."""
    return folder_of(office, edition) / f"r{revision}"


def last_release(events: list[EditionEvent]) -> EditionEvent | None:
    """The release in force; None where the edition is not released."""
    return next((one for one in reversed(events) if one.what is Milestone.RELEASED), None)


def office_of(office: OfficeFolder, edition: Edition, events: list[EditionEvent]) -> Path | None:
    """The office that an edition goes by; None where it goes by today's schemas."""
    if (released := last_release(events)) is not None:
        place = release_of(office, edition, released.revision) / OFFICE
    elif any(one.what in (Milestone.CLOSED, Milestone.PUBLISHED) for one in events):
        place = folder_of(office, edition) / CLOSED
    else:
        return None
    if not (place / "schemas" / "agencies.yaml").is_file():
        raise Fault(
            f"{office.show_path(place)} is gone, which holds the schemas of {edition.title}.",
            "Put it back from a copy of the office folder.",
        )
    return place


class EditionLibraries:
    """The schemas that each edition goes by, each read once as long as somebody asks.

    They know no desk: a record may ask them, and both go when nobody needs them any more.

    Args:
        today: the office's own.
    """

    def __init__(self, today: Library) -> None:
        self.today = today
        self._frozen: dict[Path, Library] = {}
        self._events: dict[tuple[Edition, str], list[EditionEvent]] = {}

    def of(self, edition: Edition, record: Callable[[], Record]) -> Library:
        """What an edition goes by; ``record``: gives the one that knows what happened to it, where asked for."""
        office = self.today.office
        if is_frozen(office):
            return self.today
        # Asked several times of each file that is checked; what happened to an edition stands while the record does.
        stand = as_they_stand([office.record, office.record.with_name(f"{office.record.name}-wal")])
        events = self._events.get((edition, stand)) if stand else None
        if events is None:
            events = self._events[edition, stand] = record().edition_events(edition)
        place = office_of(office, edition, events) if events else None
        if place is None:
            return self.today
        if place not in self._frozen:
            self._frozen[place] = Library(place)
        return self._frozen[place]


def is_frozen(office: OfficeFolder) -> bool:
    """Whether it is the office of a release: all that is in it is of that edition."""
    return (office.folder / _MARK).is_file()


def freeze(office: OfficeFolder, to: Path, *, schemas: Path | None = None, settings: Path | None = None) -> None:
    """Copy schemas and settings into a folder, which appears only when it is whole.

    Args:
        schemas: another office's folder of schemas in place of this one's; ``settings``: another settings file.

    Raises:
        Fault: it cannot be written, or is there already.
    """
    import shutil  # which every command would load otherwise

    if to.exists():
        raise Fault(f"{office.show_path(to)} is there already; nothing was changed.", "Look what it holds.")
    aside = beside(to)
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        sweep(to.parent)
        shutil.copytree(schemas or office.schemas, aside / "schemas", ignore=shutil.ignore_patterns(*_LEFT_OUT))
        if (chosen := settings or office.settings_file).is_file():
            # Wherever the office's record stands: a frozen one has its own copy, as a file.
            text = re.sub(r"(?m)^record:.*\n?", "", chosen.read_bytes().decode("utf-8-sig"))
            (aside / "settings.yaml").write_bytes(text.encode())  # straight: the whole folder is moved into its place
        (aside / _MARK).write_text(_SAID, encoding="utf-8")  # straight: as above
        aside.replace(to)
    except OSError as error:
        raise Fault(
            f"{office.show_path(to)} cannot be written: {reason_of(error)}.",
            "Make room, or ask for the right to write there.",
        ) from None
    finally:
        shutil.rmtree(aside, ignore_errors=True)
