"""The manifest of an edition's tables: what they were made of, so that a frozen edition can be proved."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pmr_xl.desk.desk import Desk
from pmr_xl.desk.released.earlier_runs import still_standing
from pmr_xl.desk.tables.completeness import InTheWay
from pmr_xl.desk.writing import write_text
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.record import Origin
from pmr_xl.version import __version__

MANIFEST = "manifest.json"


def write_manifest(
    desk: Desk,
    chapters: Sequence[Chapter],
    edition: Edition,
    profile: str,
    outputs: Iterable[Path],
    into: Path,
    lacking: Sequence[InTheWay] = (),
) -> Path:
    """Write ``manifest.json`` beside the outputs, whole or not at all. The same office says the same: it has no times.

    What stands in the folder from an earlier run and is not replaced by this one is told below ``earlier``.

    Args:
        lacking: what stood in the way of the tables, and why they went out nevertheless, where somebody said so.

    Raises:
        Fault: it cannot be written.
    """
    submissions, tables = _sources(desk, chapters, edition)
    told: dict[str, Any] = {
        "program": f"pmr_xl {__version__}",
        "edition": edition.code,
        "profile": profile,
        "agencies": [chapter.agency for chapter in chapters],
        "outputs": {path.name: _print(path) for path in outputs},
        "settings": _prints(desk, [desk.office.settings_file]),
        "schemas": _prints(
            desk,
            [
                desk.library_of(edition).office.schemas / "agencies.yaml",
                *(desk.library_of(edition).schema_path(chapter.agency) for chapter in chapters),
            ],
        ),
        "submissions": submissions,
        "tables": tables,
    }
    if lacking:
        told["in_the_way"] = [{"agency": one.agency, "what": one.told, "why": one.excused} for one in lacking]
    path = into / MANIFEST
    if earlier := still_standing(path, told["outputs"]):
        told["earlier"] = earlier
    write_text(path, json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    return path


def planned_in(edition: Edition) -> Edition | None:
    """The edition whose plans this one prints beside the new ones: of the PMMR the last MMR; of most none."""
    return edition.beside if "planned" in edition.report.resources else None


def _sources(desk: Desk, chapters: Sequence[Chapter], edition: Edition) -> tuple[list[Any], list[Any]]:
    """Accepted submissions and published tables that the figures come from; of the built-in office its tables."""
    if desk.office.built_in:
        return [], [
            {"file": path.name, "sha256": _print(path)} for path in sorted(desk.office.published_folder.glob("*.csv"))
        ]
    resources = [one.id for chapter in chapters for one in chapter.resources]
    units = [one.id for chapter in chapters for one in chapter.appropriations]
    found = desk.record.origins([*(name for one in chapters for name in one.by_id), *resources, *units], edition)
    if (before := planned_in(edition)) is not None:
        found = list(dict.fromkeys([*desk.record.origins(resources, before), *found]))
    submissions = [_submission(one) for one in found if one.version is not None]
    tables = [
        {"edition": one.edition.code, "file": one.file, "sha256": one.sha256} for one in found if one.version is None
    ]
    return submissions, tables


def _submission(one: Origin) -> dict[str, Any]:
    return {
        "agency": one.agency,
        "edition": one.edition.code,
        "version": one.version,
        "file": one.file,
        "sha256": one.sha256,
        "accepted_with": f"pmr_xl {one.program}" if one.program else None,
    }


def _prints(desk: Desk, paths: Iterable[Path]) -> dict[str, str]:
    return {desk.office.show_path(path): _print(path) for path in paths if path.is_file()}


def _print(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
