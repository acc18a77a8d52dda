"""Ids of services, goals and tables, written into the text of a schema where it gives none; nothing else is touched.

A file that gives none at all gets those that its tables were named by before: by their places. What is put into a file
that has some is named by its words, so that nothing that is there moves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pmr_xl.mmr.heads import INDICATORS, table_key
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.office.judging import LONGEST_PLACE_ID, ids_in
from pmr_xl.office.naming import words
from pmr_xl.office.reading import Tree, read_yaml

_WORDS = 5


class GivenId(NamedTuple):
    """An id that a service, goal or table is given: in which line it goes, behind which key, and what it is."""

    line: int
    column: int
    id: str
    name: str


def with_ids(text: str, shown: str, slug: str) -> tuple[str, tuple[GivenId, ...]]:
    """The text of a schema in which every service, goal and table has an id, and those that were given one.

    Args:
        text: the file's content.
        shown: its name as messages say it.
        slug: what the agency's ids begin with.

    Raises:
        Fault: it is not YAML.
    """
    tree = read_yaml(text, shown)
    given = tuple(_missing(tree, slug)) if tree.root is not None else ()
    if not given:
        return text, ()
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    lines[-1] = lines[-1] if lines[-1].endswith("\n") else lines[-1] + end
    for one in sorted(given, reverse=True):
        lines.insert(one.line, f"{' ' * one.column}id: {one.id}{end}")
    return "".join(lines), given


def _missing(tree: Tree, slug: str) -> Iterator[GivenId]:
    found = list(_places(tree))
    taken = {one for _, one in ids_in(tree.data)}
    fresh = not any("id" in said for _, _, said, _ in found)
    for kind, node, said, place in found:
        if "id" in said or node.flow_style:
            continue  # what stands in braces is left to hands
        key = place if fresh else "-".join(words(str(said[kind]))[:_WORDS]) or kind
        named = _free(f"{slug}-{key}"[:LONGEST_PLACE_ID].rstrip("-"), taken)
        taken.add(named)
        value = next(value for label, value in node.value if label.value == kind)
        last = value.end_mark.line if value.end_mark.column else value.end_mark.line - 1
        yield GivenId(last + 1, node.start_mark.column, named, str(said[kind]))


def _places(tree: Tree) -> Iterator[tuple[str, Any, Any, str]]:
    """Kind, YAML node, data and place of every service, goal and table."""
    data, root = tree.data or {}, _mapping(tree.root)
    for number, (service, node) in enumerate(_items(data, root, "services"), 1):
        yield "service", node, service, f"service-{number}"
        for letter, (goal, inner) in zip(
            "abcdefghijklmnopqrstuvwxyz", _items(service, _mapping(node), "goals"), strict=False
        ):
            yield "goal", inner, goal, f"{number}{letter}"
    for table, node in _items(data, root, "tables"):
        yield (
            "table",
            node,
            table,
            table_key(str(table.get("heading") or table.get("table") or INDICATORS)).replace("_", "-"),
        )


def _items(data: Any, nodes: dict[str, Any], key: str) -> list[tuple[Any, Any]]:
    node = nodes.get(key)
    listed = data.get(key) if isinstance(data, dict) else None
    if node is None or not isinstance(listed, list):
        return []
    kind = key.removesuffix("s")
    return [(one, at) for one, at in zip(listed, node.value, strict=True) if isinstance(one, dict) and kind in one]


def _mapping(node: Any) -> dict[str, Any]:
    return {label.value: value for label, value in node.value if not isinstance(label.value, list)}


def _free(wanted: str, taken: set[str]) -> str:
    fresh, number = wanted, 2
    while fresh in taken:
        fresh, number = f"{wanted}-{number}", number + 1
    return fresh
