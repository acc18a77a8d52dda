"""Release an edition: its tables pass the gates, and all they were made of is frozen beside them."""

from __future__ import annotations

import hashlib
import json
import platform
import shutil
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmr_xl.atomic_write import beside, sweep
from pmr_xl.desk.editions.cells import differing_cells
from pmr_xl.desk.editions.differences import CellDiffers, FileDiffers, NotCompared, Otherwise
from pmr_xl.desk.editions.gates import in_the_way
from pmr_xl.desk.editions.prints import prints_below
from pmr_xl.desk.editions.proofs import Counted, count_printed
from pmr_xl.desk.frozen.office import (
    BEFORE,
    FILES,
    MANIFEST,
    OFFICE,
    freeze,
    last_release,
    release_of,
)
from pmr_xl.desk.released.changes import printed_before
from pmr_xl.desk.released.kept_release import RECORD, not_put_in_place, note_release
from pmr_xl.desk.tables.completeness import InTheWay
from pmr_xl.desk.tables.kept_repairs import repaired_originals
from pmr_xl.desk.tables.narrative import FOLDER as NARRATIVES
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.record import EditionEvent, Milestone
from pmr_xl.record.server.address import is_server
from pmr_xl.version import __version__

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk, Progress

_RULES = Path(__file__).parents[2] / "rules"
_SHOWN = 12


@value_class
class Release:
    """What was released.

    Attributes:
        folder: where it is kept.
        excused: what stood in its way and was let through by name.
        changed: of a revision, the cells that differ from the release before, as its manifest notes them.
    """

    event: EditionEvent
    folder: Path
    counted: Counted
    excused: tuple[InTheWay, ...]
    changed: tuple[str, ...] = ()


def release(
    desk: Desk,
    edition: Edition,
    *,
    who: str = "",
    why: str = "",
    despite: Mapping[str, str] | None = None,
    expected: Mapping[str, int] | None = None,
    profile: str = "working",
    with_word: bool = False,
    progress: Progress | None = None,
) -> Release:
    """Release an edition, or a revision of one that is released.

    Args:
        why: the reason of a revision.
        despite: what is let through although it stands in the way, by agency (``all`` for every one), and why.
        expected: how many agencies, tables, rows and figures there must be, where somebody knows.

    Raises:
        Fault: the edition prints no tables; something stands in the way that nobody has let through; counts are not
            those expected; a printed number is not its CSV number, or has no source; a revision has no reason, or would
            change nothing. Nothing is released then.
    """
    desk.office.must_be_own("An edition is released from an office of one's own.")
    if edition.monthly:
        raise Fault(f"{edition.title} prints no tables, so there is nothing to release.", "The MMR and the PMMR do.")
    last = last_release(desk.record.edition_events(edition))
    if last is not None and not why.strip():
        raise Fault(
            f"{edition.title} is released (revision {last.revision}, {last.at[:10]}, by {last.who}).",
            "What is changed afterwards is a revision, for a reason: --why “…”.",
        )
    found = in_the_way(desk, edition, despite or {})
    _refuse(edition, [one for one in found if not one.excused])
    revision = 0 if last is None else last.revision + 1
    target = release_of(desk.office, edition, revision)
    if target.exists():
        raise Fault(
            f"{desk.office.show_path(target)} is there; the record knows of no such release (cut short, or later).",
            "Look what it holds, move it out of the office, and release again.",
        )
    aside = beside(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep(target.parent)
        aside.mkdir()
        counted = _make(desk, edition, aside, expected or {}, (profile, with_word), progress)
        changed = () if last is None else _changed(desk, edition, last.revision, aside)
        told = _manifest(desk, edition, revision, aside, counted, found, changed, (who, why, profile))
        aside.replace(target)
    except OSError as error:
        raise not_put_in_place(edition, target, error) from None
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    event = EditionEvent(edition, Milestone.RELEASED, revision, told, why.strip(), who, "", __version__)
    try:
        noted = note_release(desk, event, target / OFFICE / RECORD)
    except Fault:
        shutil.rmtree(target, ignore_errors=True)  # what the record refuses to note was not released
        raise
    return Release(noted, target, counted, found, changed)


def _refuse(edition: Edition, found: Sequence[InTheWay]) -> None:
    if found:
        shown = "; ".join(f"{one.agency}: {one.told}" for one in found[:_SHOWN])
        more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise Fault(
            f"{edition.title} is not released: {shown}{more}.",
            "Settle them, or let each through by name: --despite DSNY=“WHY” (or all=“WHY”); the manifest keeps it.",
        )


def _make(
    desk: Desk,
    edition: Edition,
    aside: Path,
    expected: Mapping[str, int],
    how: tuple[str, bool],
    progress: Progress | None,
) -> Counted:
    """Freeze what the edition is made of, and make its files of that alone."""
    from pmr_xl.desk.desk import Desk, silent
    from pmr_xl.desk.tables.assemble import assemble, press_chapters

    library = desk.library_of(edition)
    freeze(desk.office, aside / OFFICE, schemas=library.office.schemas, settings=library.office.settings_file)
    before = printed_before(desk, edition)
    if before is not None:
        source = desk.library_of(before).office
        freeze(desk.office, aside / OFFICE / BEFORE, schemas=source.schemas, settings=source.settings_file)
    _copy_record(desk, aside / OFFICE / RECORD)
    for original in repaired_originals(desk, edition):  # their ledgers are told beside the figures
        kept = aside / OFFICE / original.relative_to(desk.folder)
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(original, kept)
    if (said := desk.folder / NARRATIVES / edition.code).is_dir():
        shutil.copytree(said, aside / OFFICE / NARRATIVES / edition.code)
    still = Desk(aside / OFFICE)
    agencies = list(still.library.agencies_of(edition))
    profile, with_word = how
    files = aside / FILES
    assemble(
        *(still, agencies, edition, files, progress or silent),
        profile=profile,
        with_word=with_word,
        with_text=True,
        with_csv=True,
    )
    printed = [one.printed for one in press_chapters(still, [still.library.chapter(one) for one in agencies], edition)]
    return count_printed(still, edition, printed, files, expected)


def _copy_record(desk: Desk, to: Path) -> None:
    """The record as it is now, as a file; of one that a server keeps every line is fetched."""
    if is_server(desk.settings.record):
        desk.record.copy_to(str(to))
    else:
        to.write_bytes(desk.record.content())  # straight: the whole folder is moved into its place


def _changed(desk: Desk, edition: Edition, last: int, aside: Path) -> tuple[str, ...]:
    """The cells that differ from the release before. Raises Fault where there are none."""
    found = tuple(map(_noted, differing_cells(release_of(desk.office, edition, last) / FILES, aside / FILES)))
    if not found:
        raise Fault(
            f"A revision of {edition.title} would change no cell of revision {last}.",
            "Accept the correction first (“pmr accept”), then release it.",
        )
    return found


def _noted(one: FileDiffers) -> str:
    """How a manifest notes a difference: ``PMR_DSNY_MMR_FY26.xlsx, Tables!C7: 12,000 → 13,000``."""
    if isinstance(one.how, CellDiffers):
        return f"{one.file}, {one.how.as_noted}"
    if isinstance(one.how, NotCompared):
        return f"{one.file}, cannot be read: {one.how.why}"
    return f"{one.file} is {'new' if one.how is Otherwise.ADDED else 'gone'}"


def _manifest(
    desk: Desk,
    edition: Edition,
    revision: int,
    aside: Path,
    counted: Counted,
    found: Sequence[InTheWay],
    changed: Sequence[str],
    said: tuple[str, str, str],
) -> str:
    """Write the manifest; returns its SHA-256."""
    who, why, profile = said
    library = desk.library_of(edition)
    rules = sorted(_RULES.glob("*/*.py"))
    told: dict[str, Any] = {
        "edition": edition.code,
        "revision": revision,
        "released_by": who,
        "why": why,
        "profile": profile,
        "program": f"pmr_xl {__version__}",
        "made_with": {"python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION},
        "rules": hashlib.sha256(b"".join(path.read_bytes() for path in rules)).hexdigest(),
        "counts": counted._asdict(),
        "let_through": [{"agency": one.agency, "what": one.told, "why": one.excused} for one in found],
        "changed_after_release": list(changed),
        "schemas": {code: library.schema_hash(code) for code in library.agencies()},
        "files": prints_below(aside / FILES),
        "made_of": prints_below(aside / OFFICE),
    }
    content = (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
    (aside / MANIFEST).write_bytes(content)  # straight: as above
    return hashlib.sha256(content).hexdigest()
