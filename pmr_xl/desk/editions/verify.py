"""Verify a release: every file as it was, told by part, byte, cell and line; and made anew from what was frozen."""

from __future__ import annotations

import hashlib
import json
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmr_xl.desk.editions.cells import cells_between
from pmr_xl.desk.editions.differences import (
    BytesDiffer,
    Difference,
    FileDiffers,
    NotCompared,
    Otherwise,
    PartDiffers,
)
from pmr_xl.desk.editions.prints import changed_lines, parts_of
from pmr_xl.desk.frozen.office import FILES, MANIFEST, OFFICE, release_of
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.record import EditionEvent, Milestone

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk

_SHOWN = 20


@value_class
class Verified:
    """What was found of one release.

    Attributes:
        files: how many were compared.
        ills: what is not as it was released.
        anew: parts, cells and lines that come out otherwise when made anew; None where that was not asked.
        not_made: why they cannot be made anew; empty where they can, or nobody asked.
    """

    event: EditionEvent
    files: int
    ills: tuple[FileDiffers, ...]
    anew: tuple[FileDiffers, ...] | None = None
    not_made: str = ""


def verify(desk: Desk, edition: Edition, *, recompute: bool = False) -> tuple[Verified, ...]:
    """Compare every release of an edition with its manifest, and the manifest with the record.

    Args:
        recompute: also make the files anew from what was frozen, and compare parts, cells and lines.

    Raises:
        Fault: the edition is not released.
    """
    released = [one for one in desk.record.edition_events(edition) if one.what is Milestone.RELEASED]
    if not released:
        raise Fault(f"{edition.title} is not released.", f"“pmr edition release {edition.code} --by WHO” does it.")
    return tuple(_verified(desk, one, recompute=recompute) for one in released)


def _verified(desk: Desk, event: EditionEvent, *, recompute: bool) -> Verified:
    folder = release_of(desk.office, event.edition, event.revision)
    told, ills = _manifest(folder / MANIFEST, event)
    if told is None:
        return Verified(event, 0, tuple(ills))
    count = 0
    anew = _Anew(folder, event, told)
    for place, files in ((FILES, told["files"]), (OFFICE, told["made_of"])):
        there = {path.relative_to(folder / place).as_posix() for path in (folder / place).rglob("*") if path.is_file()}
        ills += [FileDiffers(f"{place}/{name}", Otherwise.GONE) for name in files if name not in there]
        ills += [FileDiffers(f"{place}/{name}", Otherwise.ADDED) for name in sorted(there - files.keys())]
        for name in sorted(files.keys() & there):
            count += 1
            found = _file(folder / place / name, files[name], anew)
            ills += [FileDiffers(f"{place}/{name}", one) for one in found]
    made = tuple(anew.differences()) if recompute else None
    anew.close()
    return Verified(event, count, tuple(ills), made, anew.fault if recompute else "")


def _manifest(path: Path, event: EditionEvent) -> tuple[dict[str, Any] | None, list[FileDiffers]]:
    try:
        content = path.read_bytes()
        told: Any = json.loads(content)
    except (OSError, ValueError):
        return None, [FileDiffers(MANIFEST, Otherwise.UNREAD)]
    if not isinstance(told, dict) or not {"files", "made_of", "profile"} <= told.keys():
        return None, [FileDiffers(MANIFEST, Otherwise.SILENT)]
    same = hashlib.sha256(content).hexdigest() == event.manifest
    return told, [] if same else [FileDiffers(MANIFEST, Otherwise.OTHER)]


def _file(path: Path, told: dict[str, Any], anew: _Anew) -> Iterator[Difference]:
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() == told["sha256"]:
        return
    if "lines" in told:
        yield from changed_lines(content, told) or (Otherwise.LINE_ENDS,)
        return
    yield from _inside(path, content, told, anew)


def _inside(path: Path, content: bytes, told: dict[str, Any], anew: _Anew) -> Iterator[Difference]:
    """Where in a workbook, document or record something differs: part, byte, cell."""
    original = anew.file(path.name)
    same = original is not None and hashlib.sha256(original.read_bytes()).hexdigest() == told["sha256"]
    if original is not None and same and len(then := original.read_bytes()) == len(content):
        at = [place for place, (one, other) in enumerate(zip(then, content, strict=True)) if one != other]
        yield BytesDiffer(at[0], len(content), len(at) - 1)
    if "parts" not in told:
        if not same:
            yield Otherwise.OTHER
        return
    try:
        parts = parts_of(content)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as broken:
        yield NotCompared(str(broken), damaged=True)
        return
    known: dict[str, str] = told["parts"]
    yield from (PartDiffers(name, Otherwise.GONE) for name in known if name not in parts)
    yield from (PartDiffers(name, Otherwise.ADDED) for name in parts if name not in known)
    changed = [name for name in parts if name in known and parts[name] != known[name]]
    cells = list(cells_between(original, path))[:_SHOWN] if original is not None and path.suffix == ".xlsx" else []
    yield from cells or (PartDiffers(name, Otherwise.OTHER) for name in changed)


class _Anew:
    """The files of a release made anew from what was frozen, when somebody asks."""

    def __init__(self, folder: Path, event: EditionEvent, told: dict[str, Any]) -> None:
        self.folder, self.event, self.told = folder, event, told
        self._place: tempfile.TemporaryDirectory[str] | None = None
        self.fault = ""

    def file(self, name: str) -> Path | None:
        """One of them; None where it cannot be made."""
        path = self._made() / name
        return path if path.is_file() else None

    def differences(self) -> Iterator[FileDiffers]:
        """What comes out otherwise than it was released."""
        made = self._made()
        for name in self.told["files"]:
            kept, now = self.folder / FILES / name, made / name
            if name == MANIFEST or not kept.is_file() or not now.is_file():
                continue
            if kept.suffix == ".xlsx":
                yield from (FileDiffers(name, cell) for cell in cells_between(kept, now))
            elif kept.suffix == ".docx":
                then, again = self.told["files"][name]["parts"], parts_of(now.read_bytes())
                changed = (part for part in then if again.get(part) != then[part])
                yield from (FileDiffers(name, PartDiffers(part, Otherwise.OTHER)) for part in changed)
            else:
                lines = changed_lines(now.read_bytes(), self.told["files"][name])
                yield from (FileDiffers(name, line) for line in lines)

    def close(self) -> None:
        if self._place is not None:
            self._place.cleanup()

    def _made(self) -> Path:
        if self._place is None:
            self._place = tempfile.TemporaryDirectory()
            try:
                self._make(Path(self._place.name))
            except Fault as fault:
                self.fault = fault.message
        return Path(self._place.name)

    def _make(self, into: Path) -> None:
        from pmr_xl.desk.desk import Desk
        from pmr_xl.desk.tables.assemble import assemble

        still = Desk(self.folder / OFFICE)
        edition = still.with_its_report(self.event.edition)
        documents = any(name.endswith(".docx") for name in self.told["files"])
        assemble(
            *(still, list(still.library.agencies_of(edition)), edition, into),
            profile=self.told["profile"],
            with_word=documents,
            with_text=True,
            with_csv=True,
        )
