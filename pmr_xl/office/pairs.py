"""Indicators that two agencies report: both schemas say so, or neither is read.

A pair is looked for in the text of the other file, which costs a search; YAML is read only where it is not found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.office.reading import Loc, read_yaml

# One expression for all ids: one of each id's own costs as much to compile as reading the file.
_IDS = pattern(r"id: [\"']?([^\s\"']+)[\"']?\s")
_LINES = pattern(r"^[ ]*(?:- )?(id|same_as): (\S+)[ \r]*$", re.MULTILINE)


@value_class(slots=False)
class SchemaText:
    """A schema file: its name as messages say it, and its text."""

    shown: str
    text: str

    @cached_property
    def ids(self) -> frozenset[str]:
        """What stands as an id anywhere in it."""
        return frozenset(_IDS.findall(self.text))

    @cached_property
    def pairs(self) -> dict[str, str]:
        """What the lines from an id to the next hold as ``same_as``, of every id; a quick look."""
        said, owner = {}, ""
        for key, value in _LINES.findall(self.text):
            if key == "id":
                owner = value
            else:
                said[owner] = value
        return said


def refuse_one_sided(chapter: Chapter, own: SchemaText, other: Callable[[str], SchemaText | None]) -> None:
    """Refuse a ``same_as`` that the other indicator does not say back.

    Args:
        chapter: whose indicators are looked at.
        own: its file.
        other: the file in which an id belongs; None where no agency's ids begin so.

    Raises:
        Fault: with both files and lines.
    """
    for line in chapter.lines:
        named = line.indicator.same_as
        if named is None:
            continue
        there = other(named)
        if there is None:
            raise Fault(
                f"{_place(own, line.id, 'same_as')}: “{line.id}” is the same as “{named}”; no agency’s ids begin so.",
                "Name the other agency’s indicator, or take same_as out.",
            )
        if there.pairs.get(named) != line.id:
            _look_closely(own, there, line.id, named)


def _look_closely(own: SchemaText, there: SchemaText, mine: str, named: str) -> None:
    items = dict(_items(read_yaml(there.text, there.shown).data, ()))
    said = next((item for item in items.values() if item["id"] == named), None)
    if said is not None and said.get("same_as") == mine:
        return
    says = f"{_place(own, mine, 'same_as')}: “{mine}” is the same as “{named}”"
    if said is None:
        from difflib import get_close_matches  # costs a validation nothing where nobody errs

        near = get_close_matches(named, [str(item["id"]) for item in items.values()], n=1, cutoff=0.6)
        remedy = f"Did you mean “{near[0]}”?" if near else "Name the other agency’s indicator, or take same_as out."
        raise Fault(f"{says}, and {there.shown} has no such indicator.", remedy)
    back = f"names “{said['same_as']}”" if said.get("same_as") else "does not say so"
    raise Fault(
        f"{says}; {_place(there, named, 'same_as')}: “{named}” {back}.",
        f"Write “same_as: {mine}” there too, or take same_as out here.",
    )


def _place(file: SchemaText, owner: str, key: str) -> str:
    tree = read_yaml(file.text, file.shown)
    loc = next((loc for loc, item in _items(tree.data, ()) if item["id"] == owner), ())
    return f"{file.shown}, line {tree.line([*loc, key]) if loc else 1}"


def _items(data: Any, loc: tuple[int | str, ...]) -> Iterator[tuple[Loc, dict[str, Any]]]:
    """Everything with an id, with the way to it."""
    if isinstance(data, dict):
        if "id" in data:
            yield loc, data
        for key, value in data.items():
            yield from _items(value, (*loc, key))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from _items(value, (*loc, place))
