"""An office's files judged: what no shape can say about numbers, codes, slugs and ids. Loaded where nothing is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeVar

from pmr_xl.model.definitions.definition import AgencyDefinitions
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Period, Span
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.office.bounds import refuse_impossible
from pmr_xl.office.guard import value_of_tree
from pmr_xl.office.naming import LONGEST_ID
from pmr_xl.office.reading import Tree, read_yaml
from pmr_xl.office.settings.judging import Ids, Reports, judge_settings
from pmr_xl.office.shapes import Agencies, Agency

Shape = TypeVar("Shape")
LONGEST_PLACE_ID = 64  # of services, goals and tables, whose names are longer
PLACES = ("services", "goals", "tables")
_ID = pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


def read_and_judge(
    shape: type[Shape], text: str, shown: str, agency: Agency | None = None, ids: Ids = dict, reports: Reports = tuple
) -> Shape:
    """A file's text as a value of ``shape``.

    Args:
        shape: a dataclass of the model, or one of the small files.
        text: the file's content.
        shown: its name as messages say it.
        agency: whose chapter it is, where it is one.
        ids: every agency's indicators, asked for only where settings name rules or waivers.
        reports: the names of the office's reports, asked for only where settings name editions.

    Raises:
        Fault: naming file and line of what cannot be.
    """
    tree = read_yaml(text, shown)
    found = value_of_tree(shape, tree, _given(agency) if agency else None)
    refuse_impossible(found, tree)
    if isinstance(found, OfficeSettings):
        judge_settings(found, tree, ids, reports)
    if isinstance(found, Agencies):
        _judge_agencies(found, tree)
    if isinstance(found, Chapter) and agency is not None:
        _judge_chapter(found, agency, tree)
    if isinstance(found, AgencyDefinitions):
        _judge_definitions(tree)
    return found


def _judge_definitions(tree: Tree) -> None:
    seen: dict[str, int] = {}
    for loc, found in ids_in(tree.data):
        line = tree.line(loc)
        if found in seen:
            told = f"{tree.shown}, line {line}: {found} is also defined in line {seen[found]}."
            raise Fault(told, "Keep one of the two.")
        seen[found] = line


def _given(agency: Agency) -> dict[str, Any]:
    """What agencies.yaml says of a chapter."""
    return {
        "name": agency.name,
        "slug": agency.slug,
        "known_as": (*agency.formerly, *(one.code for one in agency.merged)),
        "kept_as": agency.kept_as,
    }


def _judge_agencies(listed: Agencies, tree: Tree) -> None:
    for key, told in (("code", _codes), ("slug", _slugs)):
        seen: dict[str, int] = {}
        for place, agency in enumerate(listed.agencies):
            for where, value in told(agency):
                line = tree.line(["agencies", place, where])
                if value.lower() in seen:
                    raise Fault(
                        f"{tree.shown}, line {line}: the {key} “{value}” is also in line {seen[value.lower()]}.",
                        f"Every agency has a {key} of its own, which never becomes another agency's.",
                    )
                seen[value.lower()] = line
                if key == "slug" and not _ID.fullmatch(value):
                    raise Fault(
                        f"{tree.shown}, line {line}: “{value}” is no slug.",
                        "A slug is small letters, digits and single hyphens.",
                    )


def _codes(agency: Agency) -> list[tuple[str, str]]:
    """Its code and those it had, with those of agencies merged into it, each with its key."""
    return [
        ("code", agency.code),
        *(("formerly", one) for one in agency.formerly),
        *(("merged", one.code) for one in agency.merged),
    ]


def _slugs(agency: Agency) -> list[tuple[str, str]]:
    return [("slug", agency.slug), *(("merged", slug) for slug in dict.fromkeys(one.slug for one in agency.merged))]


def _judge_chapter(chapter: Chapter, agency: Agency, tree: Tree) -> None:
    if chapter.agency != agency.code:
        raise Fault(
            f"{tree.shown}, line {tree.line(['agency'])} says agency “{chapter.agency}”; "
            f"agencies.yaml says {agency.code}.",
            "Make the two the same.",
        )
    moved = {line.id for code in _came_from(chapter) for line in chapter.moved_here(code)}
    _judge_breaks(chapter, tree)
    seen: dict[str, int] = {}
    for loc, found in ids_in(tree.data):
        place = f"{tree.shown}, line {(line := tree.line(loc))}"
        if found in seen:
            raise Fault(
                f"{place}: the id “{found}” is also in line {seen[found]}.", "An id is used once and never again."
            )
        longest = LONGEST_PLACE_ID if loc[0] in PLACES and loc[-3] in PLACES else LONGEST_ID
        if (
            not _ID.fullmatch(found)
            or len(found) > longest
            or not (found in moved or found.startswith(tuple(f"{one}-" for one in agency.slugs)))
        ):
            raise Fault(
                f"{place}: “{found}” is no id of {agency.code}.",
                f"An id is “{agency.slug}-” and small letters, digits and single hyphens, {longest} at most. "
                "An indicator that another agency reported before keeps its id and says “moved_from: CODE”.",
            )
        seen[found] = line


def _judge_breaks(chapter: Chapter, tree: Tree) -> None:
    for line in chapter.lines:
        for code, why in line.indicator.breaks.items():
            try:
                year = Period.parse(code)
            except ValueError:
                year = None
            if year is None or year.span is not Span.YEAR or not why.strip():
                raise Fault(
                    f"{tree.shown}: {line.id} marks a break “{code}: {why}”.",
                    "A break is a fiscal year and why: breaks: {FY27: counted by box}.",
                )


def _came_from(chapter: Chapter) -> set[str]:
    return {code for line in chapter.lines if (code := line.indicator.moved_from)}


def ids_in(data: Any, loc: tuple[int | str, ...] = ()) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """Every id in a file's data, with the way to it."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "id":
                yield (*loc, key), value
            else:
                yield from ids_in(value, (*loc, key))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from ids_in(value, (*loc, place))
