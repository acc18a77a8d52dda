"""An office's files judged: what no shape can say about codes, slugs and ids. Loaded only where nothing is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeVar

from pmr_xl.library.guard import guarded
from pmr_xl.library.naming import LONGEST_ID
from pmr_xl.library.reading import Tree, read_yaml
from pmr_xl.library.shapes import Agencies, Agency
from pmr_xl.model.fault import Fault
from pmr_xl.model.indicator import Chapter

Shape = TypeVar("Shape")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


def judged(shape: type[Shape], text: str, shown: str, agency: Agency | None = None) -> Shape:
    """A file's text as a value of ``shape``.

    Args:
        shape: a dataclass of the model, or one of the small files.
        text: the file's content.
        shown: its name as messages say it.
        agency: whose chapter it is, where it is one.

    Raises:
        Fault: naming file and line of what cannot be.
    """
    tree = read_yaml(text, shown)
    found = guarded(shape, tree, {"name": agency.name} if agency else None)
    if isinstance(found, Agencies):
        _judge_agencies(found, tree)
    if isinstance(found, Chapter) and agency is not None:
        _judge_chapter(found, agency, tree)
    return found


def _judge_agencies(listed: Agencies, tree: Tree) -> None:
    for key in ("code", "slug"):
        seen: dict[str, int] = {}
        for place, agency in enumerate(listed.agencies):
            value = getattr(agency, key)
            line = tree.line(["agencies", place, key])
            if value.lower() in seen:
                raise Fault(
                    f"{tree.shown}, line {line}: the {key} “{value}” is also in line {seen[value.lower()]}.",
                    f"Every agency has a {key} of its own.",
                )
            seen[value.lower()] = line
            if key == "slug" and not _ID.fullmatch(value):
                raise Fault(
                    f"{tree.shown}, line {line}: “{value}” is no slug.",
                    "A slug is small letters, digits and single hyphens.",
                )


def _judge_chapter(chapter: Chapter, agency: Agency, tree: Tree) -> None:
    if chapter.agency != agency.code:
        raise Fault(
            f"{tree.shown}, line {tree.line(['agency'])} says agency “{chapter.agency}”; "
            f"agencies.yaml says {agency.code}.",
            "Make the two the same.",
        )
    seen: dict[str, int] = {}
    for loc, found in ids_in(tree.data):
        place = f"{tree.shown}, line {(line := tree.line(loc))}"
        if found in seen:
            raise Fault(
                f"{place}: the id “{found}” is also in line {seen[found]}.", "An id is used once and never again."
            )
        if not _ID.fullmatch(found) or len(found) > LONGEST_ID or not found.startswith(f"{agency.slug}-"):
            raise Fault(
                f"{place}: “{found}” is no id of {agency.code}.",
                f"An id is “{agency.slug}-” and small letters, digits and single hyphens, {LONGEST_ID} at most.",
            )
        seen[found] = line


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
