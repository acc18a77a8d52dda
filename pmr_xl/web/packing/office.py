"""What the page knows of the office: schemas, settings, calendar and published figures, read and judged beforehand.

It lies in the page where the built-in office lies in a program that is installed, so the desk finds it by itself. What
was made of each file lies beside it under the hash of its content: the page loads neither PyYAML nor pydantic.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from pmr_xl.desk.desk import Desk
from pmr_xl.model.fact import Fact
from pmr_xl.model.fault import Fault
from pmr_xl.model.reports.standard import STANDARD
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.office import Library
from pmr_xl.office.breakdowns.lists import FOLDER as BREAKDOWNS
from pmr_xl.office.chapter_cache import from_cache, made_ready
from pmr_xl.office.folder import built_in_office
from pmr_xl.office.reports.files import FOLDER as REPORTS
from pmr_xl.office.reports.files import report_names
from pmr_xl.record import Record, Source
from pmr_xl.web.packing.outside import CARRIED, settings_outside, without_remarks
from pmr_xl.web.packing.places_outside import members_outside
from pmr_xl.web.places import CORE, HISTORY, READY

_OFFICE = PurePosixPath(CORE) / "pmr_xl" / "shipped"
_NOT_CARRIED = ("published", "*.schema.json", "*.tmp", ".*")  # of the schemas; what was published comes as a record


def office_files(desk: Desk) -> dict[str, bytes]:
    """The office's files by their places in the page, from its root on.

    Raises:
        Fault: a schema cannot be read, or nothing can be kept in this user's cache folder.
    """
    chapters, _ = (
        list(desk.library.chapters()),
        desk.library.settings,
    )  # what cannot be is told of the office's own files
    with TemporaryDirectory() as room:
        staged = _staged(desk, Path(room).resolve())
        library = Library(staged)
        files = {
            str(_OFFICE / path.relative_to(staged).as_posix()): path.read_bytes()
            for path in sorted(staged.rglob("*"))
            if path.is_file()
        }
        files |= dict(_ready(desk, library, staged))
    for chapter in chapters:
        files[f"{HISTORY}/{desk.library.slug(chapter.agency)}.sqlite"] = _published(desk, chapter).content()
    return {name.removeprefix("/"): content for name, content in files.items()}


def _staged(desk: Desk, room: Path) -> Path:
    """A copy of the office as the page has it: schemas and settings as far as they decide what a check says."""
    schemas = room / "schemas"
    shutil.copytree(desk.office.schemas, schemas, ignore=shutil.ignore_patterns(*_NOT_CARRIED))
    (schemas / BREAKDOWNS).mkdir(exist_ok=True)
    for name in desk.library.breakdowns.names():  # the program's own, where the office has none of that name
        if not (there := schemas / BREAKDOWNS / f"{name}.yaml").is_file():
            shutil.copy(built_in_office() / "schemas" / BREAKDOWNS / there.name, there)
    for path in schemas.rglob("*.yaml"):
        if path.parent.name == REPORTS and desk.library.report(path.stem) is STANDARD.get(path.stem):
            continue  # as shipped, and known by that: it is not read
        carried = without_remarks(path.read_bytes().decode("utf-8-sig"), path.name)
        path.write_bytes(carried.encode())  # straight: a room of our own, taken away again
    if desk.office.settings_file.is_file():
        text = desk.office.settings_file.read_bytes().decode("utf-8-sig")
        (room / "settings.yaml").write_bytes(settings_outside(text).encode())  # straight: as above
    return room


def _ready(desk: Desk, library: Library, staged: Path) -> Iterator[tuple[str, bytes]]:
    """What the desk would make of the office's files on its first day, under the names the page looks for."""
    chapters = list(library.chapters())
    paths = [staged / "schemas" / "agencies.yaml", staged / "schemas" / "calendar.yaml", staged / "settings.yaml"]
    carried, ours = library.settings, desk.library.settings
    if any(getattr(carried, key) != getattr(ours, key) for key in CARRIED if key != "rules"):
        raise Fault(
            "settings.yaml cannot be carried into the page.", "Write each of its keys once, as a key of its own."
        )
    library.calendar()
    reports = (name for name in report_names(library) if library.report(name) is not STANDARD.get(name))
    paths += [staged / "schemas" / REPORTS / f"{name}.yaml" for name in reports]
    for name in library.breakdowns.names():
        library.breakdowns.get(name)
        paths.append(staged / "schemas" / BREAKDOWNS / f"{name}.yaml")
    for chapter in chapters:
        library.definitions(chapter.agency)
        paths.append(library.definitions_path(chapter.agency))
        library.schema_hash(chapter.agency)
        path = library.schema_path(chapter.agency)
        whole = partial(desk.library.text_hash, chapter.agency)  # of the office's own text, remarks and all
        from_cache(str, path.with_suffix(".text"), path.read_bytes(), whole)
        paths += [path, path.with_suffix(".meaning"), path.with_suffix(".text")]
    for path in paths:
        found = made_ready(path, Path(_OFFICE / path.relative_to(staged).as_posix()))
        if found is not None:
            yield f"{READY}/{found[0]}", found[1]
        elif path.is_file() or path.suffix in (".meaning", ".text"):
            raise Fault(
                "What was made of the schemas cannot be kept on this computer.",
                "Name a folder you may write to in the environment variable PMR_CACHE.",
            )


def _published(desk: Desk, chapter: Chapter) -> Record:
    """The published figures of an agency: what tables state; what only submissions state is the office's alone."""
    if desk.office.built_in:
        from pmr_xl.imports.shipped import Shipped

        return Shipped(desk.library).record([chapter])
    groups: dict[Source, list[Fact]] = {}
    ids = [
        *(line.id for line in chapter.every_line),
        *(one.id for one in chapter.resources),
        *(one.id for one in chapter.appropriations),
    ]
    with desk.record.one_state():
        for one in (one for name in ids for one in desk.record.history(name)):
            if one.version is None and one.sha256 and not one.withdrawn and not one.decided:
                fact = Fact(one.indicator, one.period, one.kind, one.figure, one.printed, one.place, one.reason)
                groups.setdefault(Source(one.file, one.sha256, one.edition), []).append(fact)
        by_member = members_outside(desk, chapter)
    return Record.of_figures(groups.items(), by_member)


def about(desk: Desk) -> bytes:
    """What the page says of itself before the runtime has started: agencies by code, as JSON."""
    agencies = [{"code": one.code, "name": one.name} for one in desk.library.agencies().values()]
    return json.dumps({"agencies": agencies}, ensure_ascii=False).encode()
