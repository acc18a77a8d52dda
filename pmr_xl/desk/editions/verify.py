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
        ills: what is not as it was released, in words.
        anew: cells and lines that come out otherwise when made anew; None where that was not asked.
    """

    event: EditionEvent
    files: int
    ills: tuple[str, ...]
    anew: tuple[str, ...] | None = None


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
        ills += [f"{place}/{name} is gone" for name in files if name not in there]
        ills += [f"{place}/{name} was put there afterwards" for name in sorted(there - files.keys())]
        for name in sorted(files.keys() & there):
            count += 1
            ills += _file(folder / place / name, f"{place}/{name}", files[name], anew)
    made = tuple(anew.differences()) if recompute else None
    anew.close()
    return Verified(event, count, tuple(ills), made)


def _manifest(path: Path, event: EditionEvent) -> tuple[dict[str, Any] | None, list[str]]:
    try:
        content = path.read_bytes()
        told: Any = json.loads(content)
    except (OSError, ValueError):
        return None, [f"{MANIFEST} is gone, or cannot be read"]
    if not isinstance(told, dict) or not {"files", "made_of", "profile"} <= told.keys():
        return None, [f"{MANIFEST} is not the one that the record knows, and says of no file what it was"]
    same = hashlib.sha256(content).hexdigest() == event.manifest
    return told, [] if same else [f"{MANIFEST} is not the one that the record knows"]


def _file(path: Path, shown: str, told: dict[str, Any], anew: _Anew) -> Iterator[str]:
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() == told["sha256"]:
        return
    if "lines" in told:
        yield from (f"{shown}, {line}" for line in changed_lines(content, told) or ("its line ends",))
        return
    yield from (f"{shown}, {where}" for where in _inside(path, content, told, anew))


def _inside(path: Path, content: bytes, told: dict[str, Any], anew: _Anew) -> Iterator[str]:
    """Where in a workbook, document or record something differs: part, byte, cell."""
    original = anew.file(path.name)
    same = original is not None and hashlib.sha256(original.read_bytes()).hexdigest() == told["sha256"]
    if original is not None and same and len(then := original.read_bytes()) == len(content):
        at = [place for place, (one, other) in enumerate(zip(then, content, strict=True)) if one != other]
        more = f" and {len(at) - 1} more" if len(at) > 1 else ""
        yield f"byte {at[0]:,} of {len(content):,}{more}"
    if "parts" not in told:
        if not same:
            yield "is another file than was released"
        return
    try:
        parts = parts_of(content)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as broken:
        yield f"a part is damaged: {broken}"
        return
    known: dict[str, str] = told["parts"]
    yield from (f"the part {name} is gone" for name in known if name not in parts)
    yield from (f"the part {name} was put in" for name in parts if name not in known)
    changed = [name for name in parts if name in known and parts[name] != known[name]]
    cells = list(cells_between(original, path))[:_SHOWN] if original is not None and path.suffix == ".xlsx" else []
    yield from (cells or [f"the part {name}" for name in changed])


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

    def differences(self) -> Iterator[str]:
        """What comes out otherwise than it was released."""
        made = self._made()
        if self.fault:
            yield self.fault
        for name in self.told["files"]:
            kept, now = self.folder / FILES / name, made / name
            if name == MANIFEST or not kept.is_file() or not now.is_file():
                continue
            if kept.suffix == ".xlsx":
                yield from (f"{name}, {cell}" for cell in cells_between(kept, now))
            elif kept.suffix == ".docx":
                then, again = self.told["files"][name]["parts"], parts_of(now.read_bytes())
                yield from (f"{name}, the part {part}" for part in then if again.get(part) != then[part])
            else:
                yield from (f"{name}, {line}" for line in changed_lines(now.read_bytes(), self.told["files"][name]))

    def close(self) -> None:
        if self._place is not None:
            self._place.cleanup()

    def _made(self) -> Path:
        if self._place is None:
            self._place = tempfile.TemporaryDirectory()
            try:
                self._make(Path(self._place.name))
            except Fault as fault:
                self.fault = f"cannot be made anew: {fault.message}"
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
