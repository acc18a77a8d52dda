"""YAML for human eyes: fixed key order, only what differs from the default, comments left alone.

A file that exists is never written anew: new items are put between its lines, so that comments, order and
corrections by hand stay as they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pmr_xl.atomic_write import put_file
from pmr_xl.model.fault import Fault
from pmr_xl.office.guard import plain
from pmr_xl.office.reading import Loc, Tree, read_yaml, reads_as_text

_INDENT = 2
_SAFE = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=<~](?:[^\s:#]|[ ](?=\S)|:(?=[^\s])|(?<=\S)#)*")
_BRACES = frozenset(",[]{}")


def scalar(value: str | float | bool | None, *, in_braces: bool = False) -> str:
    """One value as YAML: a plain word where that is safe, else in double quotes."""
    if not isinstance(value, str):
        return json.dumps(value)
    safe = _SAFE.fullmatch(value) and value.isprintable() and reads_as_text(value)
    if safe and not (in_braces and _BRACES & set(value)):
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else f"\\U{ord(sign):08X}" for sign in quoted)


def block(value: Mapping[str, Any], indent: int = 0) -> list[str]:
    """A mapping as lines; a small mapping inside (a target) stands on one line."""
    lines: list[str] = []
    pad = " " * indent
    for key, inner in value.items():
        if isinstance(inner, Mapping):
            lines.append(
                f"{pad}{key}: {{{', '.join(f'{name}: {scalar(one, in_braces=True)}' for name, one in inner.items())}}}"
            )
        elif isinstance(inner, list):
            lines.append(f"{pad}{key}:")
            for one in inner:
                lines += item(one, indent + _INDENT)
        else:
            lines.append(f"{pad}{key}: {scalar(inner)}")
    return lines


def item(value: Mapping[str, Any], indent: int) -> list[str]:
    """A mapping as an item of a list."""
    first, *rest = block(value, indent + _INDENT)
    return [f"{' ' * indent}- {first.lstrip()}", *rest]


def as_written(shape: Any, leave_out: Sequence[str] = ()) -> dict[str, Any]:
    """A value of the model as its file says it."""
    return {key: value for key, value in plain(shape).items() if key not in leave_out}


class YamlPage:
    """The text of one YAML file, into which items are put without touching its other lines."""

    def __init__(self, text: str, shown: str) -> None:
        self.text = text
        self.shown = shown
        self._read: tuple[str, Tree] | None = None

    @property
    def tree(self) -> Tree:
        """The text as it reads now."""
        if self._read is None or self._read[0] != self.text:
            self._read = (self.text, read_yaml(self.text, self.shown))
        return self._read[1]

    def put(self, loc: Loc, place: int, value: Mapping[str, Any]) -> None:
        """Put an item into the list at ``loc`` so that it becomes number ``place`` of it.

        The list may be absent or empty; its owner must be there.
        """
        *owner_loc, key = loc
        tree = self.tree
        owner, sequence = node_at(tree.root, owner_loc), node_at(tree.root, loc)
        if sequence is not None and (sequence.flow_style or owner.flow_style) and sequence.value:
            raise Fault(
                f"{self.shown}, line {tree.line(loc)}: the list “{key}” stands in brackets.",
                "Write it as lines that begin with a dash, so that something can be put in, and import again.",
            )
        if sequence is None or not sequence.value:
            self._begin(owner, str(key), sequence, value)
            return
        column = sequence.start_mark.column
        line = last_line(sequence.value[place - 1]) + 1 if place else sequence.start_mark.line
        self._insert(line, item(value, column))

    def _begin(self, owner: Any, key: str, empty: Any, value: Mapping[str, Any]) -> None:
        column = owner.start_mark.column
        if empty is None:
            line = last_line(owner) + 1
        else:  # “parts: []” or “parts:” gives way
            line = next(label.start_mark.line for label, _ in owner.value if label.value == key)
            lines = self.text.splitlines(keepends=True)
            del lines[line]
            self.text = "".join(lines)
        self._insert(line, [f"{' ' * column}{key}:", *item(value, column + _INDENT)])

    def _insert(self, line: int, new: Sequence[str]) -> None:
        lines = self.text.splitlines(keepends=True)
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += "\n"
        end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
        lines[line:line] = [one + end for one in new]
        self.text = "".join(lines)


def text_of_file(path: Path) -> str:
    """What a file says; empty where there is none."""
    return path.read_bytes().decode("utf-8-sig") if path.is_file() else ""


def require_as_read(read: Mapping[Path, str]) -> None:
    """See that files still say what was read of them, before any is written over. Raises Fault where one does not."""
    for path, text in read.items():
        if text_of_file(path) != text:
            raise Fault(
                f"{path.name} was changed by somebody else meanwhile; nothing was written.",
                "Say it again: it is then done to the file as it is now.",
            )


def replace_file(path: Path, text: str) -> None:
    """Write a file whole or not at all. Raises Fault where it cannot be written."""
    put_file(path, text.encode(), "Close it where it is open, or ask for the right to write it.", with_folder=True)


def node_at(node: Any, loc: Loc) -> Any:
    """The YAML node at a place; None where nothing is."""
    for step in loc:
        if node is None:
            return None
        if isinstance(step, int):
            node = node.value[step]
        else:
            node = next((child for label, child in node.value if label.value == step), None)
    return node


def last_line(node: Any) -> int:
    """The last line of a node itself, without the comments and blank lines behind it (which PyYAML counts to it)."""
    value = node.value
    if not isinstance(value, list) or node.flow_style or not value:
        return int(node.end_mark.line)
    last = value[-1]
    return last_line(last[1] if isinstance(last, tuple) else last)
