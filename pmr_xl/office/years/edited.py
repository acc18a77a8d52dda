"""The text of a schema, edited as a careful person would: what is not meant stays to the byte, comments go along."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from pmr_xl.model.fault import Fault
from pmr_xl.office.reading import Loc, Tree, read_yaml
from pmr_xl.office.writing import last_line, node_at, scalar

_BEHIND = {
    "formerly": "name",
    "moved_from": "id",
    "split_from": "id",
    "breaks": "name",
    "same_as": "name",
    "merged": "slug",
}


class EditedSchema:
    """One agency's file while it is edited.

    Args:
        text: its content.
        shown: its name as messages say it.
    """

    def __init__(self, text: str, shown: str) -> None:
        self.text, self.shown = text, shown

    @property
    def tree(self) -> Tree:
        """The text as it reads now."""
        return read_yaml(self.text, self.shown)

    def find(self, wanted: str) -> Loc:
        """Where the entry of an id stands. Raises Fault where none does, or it is not written line by line."""
        tree = self.tree
        for loc, found in _ids(tree.data):
            if found == wanted:
                if node_at(tree.root, loc).flow_style:
                    raise Fault(f"{self.shown}, line {tree.line(loc)}: {wanted} is not written line by line.", _BY_HAND)
                return loc
        raise Fault(f"{self.shown} has no “{wanted}”.", "“pmr schema places AGENCY” lists ids.")

    def value(self, loc: Loc, key: str) -> Any:
        """What an entry says under a key; None where it does not say it."""
        data = self.tree.data
        for step in loc:
            data = data[step]
        return data.get(key)

    def say(self, loc: Loc, key: str, written: str | None) -> None:
        """Have an entry say something under a key, in place of what it said; None takes the key away."""
        tree = self.tree
        node = node_at(tree.root, loc)
        pair = next(((label, value) for label, value in node.value if label.value == key), None)
        lines = self.text.splitlines(keepends=True)
        if pair is None:
            if written is not None:
                behind = next(value for label, value in node.value if label.value == _BEHIND.get(key, "id"))
                at = last_line(behind) + 1
                lines.insert(at, f"{' ' * node.start_mark.column}{key}: {written}{self._end}")
        else:
            label, value = pair
            first, last = label.start_mark.line, last_line(value)
            kept = lines[first][: label.start_mark.column]
            remark = self._remark(lines[last], value)
            if written is not None:
                lines[first : last + 1] = [f"{kept}{key}: {written}{remark}{self._end}"]
            elif kept.strip():
                raise Fault(f"{self.shown}, line {first + 1}: “{key}” begins its entry.", _BY_HAND)
            else:
                del lines[first : last + 1]
        self.text = "".join(lines)

    def cut(self, loc: Loc) -> list[str]:
        """Take an entry out, with the comments right above it; gives its lines without their indentation."""
        node = node_at(self.tree.root, loc)
        lines = self.text.splitlines(keepends=True)
        first, last = node.start_mark.line, last_line(node)
        pad = lines[first][: len(lines[first]) - len(lines[first].lstrip())]
        while first and lines[first - 1].startswith(f"{pad}#"):
            first -= 1
        taken = textwrap.dedent("".join(lines[first : last + 1])).splitlines()
        *owner, place = loc
        alone = len(node_at(self.tree.root, owner).value) == 1
        del lines[first : last + 1]
        self.text = "".join(lines)
        if alone and place == 0:
            self._empty(owner)
        return taken

    def put(self, owner: Loc, key: str, entry: Sequence[str]) -> None:
        """Put an entry's lines at the end of a list; the list may be absent or empty."""
        tree = self.tree
        mapping = node_at(tree.root, owner)
        pair = next(((label, value) for label, value in mapping.value if label.value == key), None)
        lines = self.text.splitlines(keepends=True)
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += self._end
        if pair is not None and getattr(pair[1], "value", None) and not isinstance(pair[1].value, str):
            if pair[1].flow_style:
                raise Fault(f"{self.shown}, line {pair[0].start_mark.line + 1}: “{key}” stands in brackets.", _BY_HAND)
            at, pad = last_line(pair[1]) + 1, pair[1].start_mark.column
        else:
            column = mapping.start_mark.column
            at = last_line(mapping) + 1
            if pair is not None:
                at = pair[0].start_mark.line
                del lines[at]
            lines.insert(at, f"{' ' * column}{key}:{self._end}")
            at, pad = at + 1, column + 2
        lines[at:at] = [f"{' ' * pad}{line}{self._end}" if line else self._end for line in entry]
        self.text = "".join(lines)

    @property
    def _end(self) -> str:
        return "\r\n" if "\r\n" in self.text else "\n"

    def _empty(self, owner: Loc) -> None:
        """A list that has lost its last entry says so; without it the key would say nothing."""
        *holder, key = owner
        mapping = node_at(self.tree.root, holder)
        label = next(label for label, _ in mapping.value if label.value == key)
        lines = self.text.splitlines(keepends=True)
        lines[label.start_mark.line] = f"{' ' * label.start_mark.column}{key}: []{self._end}"
        self.text = "".join(lines)

    @staticmethod
    def _remark(line: str, value: Any) -> str:
        """The comment that stands behind a value on its line."""
        behind = line[value.end_mark.column :] if value.end_mark.line == last_line(value) else ""
        return f"  {behind.strip()}" if behind.strip().startswith("#") else ""


_BY_HAND = "Edit the file by hand; the guide for administrators says how."


def entry(said: dict[str, Any]) -> list[str]:
    """A new entry as lines: plain values alone."""
    (first, value), *rest = said.items()
    return [f"- {first}: {scalar(value)}", *(f"  {key}: {scalar(one)}" for key, one in rest)]


def _ids(data: Any, loc: tuple[int | str, ...] = ()) -> list[tuple[tuple[int | str, ...], str]]:
    """Every entry with an id: where it stands."""
    found: list[tuple[tuple[int | str, ...], str]] = []
    if isinstance(data, dict):
        if isinstance(data.get("id"), str):
            found.append((loc, data["id"]))
        for key, value in data.items():
            found += _ids(value, (*loc, key))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            found += _ids(value, (*loc, place))
    return found
