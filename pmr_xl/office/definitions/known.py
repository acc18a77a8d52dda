"""Which definition an indicator has: in its agency's file, or in the file of the agency that reported it before."""

from __future__ import annotations

from collections.abc import Iterable

from pmr_xl.model.definitions.definition import Definition
from pmr_xl.model.definitions.meaning import FormMeaning
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.line import Line
from pmr_xl.office.library import Library


def definitions_of(library: Library, chapter: Chapter) -> dict[str, Definition]:
    """The definitions of a chapter's indicators, retired ones too, by id; those without one are left out.

    Raises:
        Fault: a file of definitions says something that cannot be.
    """
    lines = (*chapter.every_line, *chapter.retired_lines)
    known = dict(library.definitions(chapter.agency).by_id)
    for code in _came_from(lines):
        if library.find_agency(code) is not None:
            known = dict(library.definitions(code).by_id) | known
    return {line.id: known[line.id] for line in lines if line.id in known}


def meaning_of(library: Library, chapter: Chapter, edition: Edition) -> FormMeaning:
    """The definitions of a chapter as an edition's forms show them, and whether they ask about them.

    Args:
        library: the one that the edition goes by.

    Raises:
        Fault: a file of definitions says something that cannot be.
    """
    return FormMeaning(definitions_of(library, chapter), library.asks_definitions(edition))


def defined_in(library: Library, chapter: Chapter, indicator: str) -> str:
    """The agency in whose file an indicator is defined, or is to be: its own, unless it came from another one."""
    codes = [chapter.agency, *sorted(_came_from(chapter.every_line))]
    known = (code for code in codes if library.find_agency(code) and indicator in library.definitions(code).by_id)
    return next(known, chapter.agency)


def strays(library: Library, chapter: Chapter) -> tuple[str, ...]:
    """Ids that an agency's file defines and no schema of the office has."""
    own = {line.id for line in (*chapter.every_line, *chapter.retired_lines)}
    unknown = [one for one in library.definitions(chapter.agency).by_id if one not in own]
    return tuple(one for one in unknown if not any(one in other.by_id for other in library.chapters()))


def _came_from(lines: Iterable[Line]) -> set[str]:
    return {code for line in lines if (code := line.indicator.moved_from)}


def places_of(library: Library, chapter: Chapter) -> dict[str, dict[str, str]]:
    """Where each text of a chapter's definitions stands, by indicator and key: ``definitions/dsny.yaml, line 7``."""
    from pmr_xl.office.reading import read_yaml

    found: dict[str, dict[str, str]] = {}
    for code in (*sorted(_came_from(chapter.every_line)), chapter.agency):
        path = library.definitions_path(code) if library.find_agency(code) else None
        if path is None or not path.is_file():
            continue
        shown = f"definitions/{path.name}"
        tree = read_yaml(path.read_bytes().decode("utf-8-sig"), shown)
        for at, said in enumerate((tree.data or {}).get("definitions") or ()):
            keys = {key: f"{shown}, line {tree.line(['definitions', at, key])}" for key in said}
            found[str(said.get("id", ""))] = keys
    return found
