"""Ids of the City's open data: found in an official list, written into the schemas, and which are missing."""

from __future__ import annotations

from collections.abc import Container, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.imported.guarded import guarded_table
from pmr_xl.imports.open_data_ids.matching import FoundId, NoId, match, read_list
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.chapter import Chapter

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk


class MissingId(NamedTuple):
    """An indicator without an id, and why."""

    agency: str
    indicator: str
    name: str


class IdsFound(NamedTuple):
    """What a list gave: ids found, indicators without one, the schemas that were written."""

    found: tuple[FoundId, ...]
    missing: tuple[NoId, ...]
    known: int
    files: tuple[Path, ...]


def missing_ids(chapters: Iterable[Chapter], known: Container[str]) -> tuple[MissingId, ...]:
    """Every indicator of these chapters without an id; ``known``: those that have one."""
    return tuple(
        MissingId(chapter.agency, line.id, line.indicator.name)
        for chapter in chapters
        for line in chapter.lines
        if line.id not in known
    )


def find_ids(desk: Desk, path: Path, *, sheet: str = "", dry_run: bool = False) -> IdsFound:
    """Find ids for indicators that have none, and write them into the schemas; what is there stays.

    Raises:
        Fault: the list cannot be read, or this is the built-in office. All is found before a file is written.
    """
    from pmr_xl.office.writing import replace_file
    from pmr_xl.office.years.edited import EditedSchema

    desk.office.must_be_own()
    listed = read_list(guarded_table(path), sheet)
    chapters = list(desk.library.chapters())
    past = desk.past(chapters, parts=())
    found, missing = match(chapters, listed, past.actuals)
    owners = {line.id: one.agency for one in chapters for line in one.lines}
    texts: dict[Path, EditedSchema] = {}
    for one in found:
        place = desk.library.schema_path(owners[one.indicator])
        if place not in texts:
            texts[place] = EditedSchema(place.read_text(encoding="utf-8"), desk.office.show_path(place))
        text = texts[place]
        text.say(text.find(one.indicator), "open_data_id", str(one.number))
    if not dry_run:
        for place, text in texts.items():
            replace_file(place, text.text)
    known = sum(line.indicator.open_data_id is not None for one in chapters for line in one.lines)
    return IdsFound(tuple(found), tuple(missing), known, () if dry_run else tuple(texts))
