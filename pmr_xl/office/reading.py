"""YAML text as a plain tree that remembers its lines; repeated keys are refused.

Plain words are read by YAML 1.2: only ``true`` and ``false`` are yes and no (``on``, ``no`` and ``NO`` are words), and
``9:13`` or ``2026-09-17`` are texts, not numbers in base 60 or dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.value_class import value_class

Loc = Sequence[int | str]


@value_class(slots=False)
class Tree:
    """One YAML file, read.

    Attributes:
        shown: the file's name as messages say it.
        data: dicts, lists, texts, numbers, yes/no and None.
        root: the YAML nodes behind it; None for an empty file.
    """

    shown: str
    data: Any
    root: Any = None

    def line(self, loc: Loc) -> int:
        """The line (from 1) of the deepest key or item on the way to ``loc``."""
        node, line = self.root, 1
        for step in loc:
            for key, label, child in _children(node):
                if key == step:
                    node, line = child, label.start_mark.line + 1
                    break
            else:
                break
        return line


def read_yaml(text: str, shown: str) -> Tree:
    """Read YAML text.

    Raises:
        Fault: it is not YAML, or a mapping has a key twice.
    """
    import yaml  # 30 ms that a kept chapter saves

    loader = _loader()(text)
    try:
        root = loader.get_single_node()
        if root is None:
            return Tree(shown, None)
        _must_be_bounded(root, shown)
        _refuse_repeated(root, shown)
        return Tree(shown, loader.construct_document(root), root)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise Fault(
            f"{shown}, line {line} is not YAML: {error.problem or error.context}.",
            "Look at the indentation and the quotes there; a text with “: ” or a leading sign needs quotes.",
        ) from None
    except yaml.YAMLError as error:
        raise Fault(f"{shown} is not YAML: {error}.", "Save it as plain text in UTF-8.") from None
    except RecursionError:
        raise _too_deep(shown) from None
    finally:
        loader.dispose()


def reads_as_text(text: str) -> bool:
    """Whether YAML 1.2 would take this plain word for a text."""
    return not any(pattern.fullmatch(text) for _, pattern, _ in _PLAIN)


MOST_NODES = 500_000  # all chapters of the report together have a fifth of that
_DEEPEST = 60
_LONGEST_NUMBER = 300
_NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
_PLAIN = (
    ("tag:yaml.org,2002:bool", re.compile(r"true|True|TRUE|false|False|FALSE"), "tTfF"),
    ("tag:yaml.org,2002:null", re.compile(r"~|null|Null|NULL|"), "~nN\0"),
    ("tag:yaml.org,2002:int", re.compile(r"[-+]?(?:0|[1-9][0-9]*)"), "-+0123456789"),
    ("tag:yaml.org,2002:float", re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?"), "-+0123456789."),
)


@cache
def _loader() -> Any:
    import yaml  # as above

    base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Loader(base):  # type: ignore[misc, valid-type]  # chosen when the program runs
        yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own shape

    for tag, pattern, first in _PLAIN:
        whole = re.compile(rf"(?:{pattern.pattern})\Z")
        Loader.add_implicit_resolver(tag, whole, ["" if sign == "\0" else sign for sign in first])
    return Loader


def _children(node: Any) -> Iterator[tuple[int | str, Any, Any]]:
    value = getattr(node, "value", None)
    if not isinstance(value, list):
        return
    for place, child in enumerate(value):
        if isinstance(child, tuple):
            yield child[0].value, child[0], child[1]
        else:
            yield place, child, child


def _must_be_bounded(root: Any, shown: str) -> None:
    """See that a file says no more than it holds: aliases (``*name``) stand for all that they name, many times over.

    Every node is weighed once, so this takes no longer than reading the file did.
    """
    weights: dict[int, int] = {}
    open_ones: set[int] = set()

    def weigh(node: Any, depth: int) -> int:
        if id(node) in weights:
            return weights[id(node)]
        line = node.start_mark.line + 1
        if id(node) in open_ones:
            raise Fault(f"{shown}, line {line}: what stands there holds itself.", "Write out what the “*” stands for.")
        if depth > _DEEPEST:
            raise _too_deep(shown)
        open_ones.add(id(node))
        parts = node.value if isinstance(node.value, list) else []
        weight = 1 + sum(
            sum(weigh(one, depth + 1) for one in part) if isinstance(part, tuple) else weigh(part, depth + 1)
            for part in parts
        )
        open_ones.discard(id(node))
        if weight > MOST_NODES:
            raise Fault(
                f"{shown}, line {line}: written out, what stands there is more than {MOST_NODES:,} keys and values.",
                "Write out what each “*” stands for; no office file needs as many.",
            )
        if isinstance(node.value, str) and node.tag in _NUMBERS and len(node.value) > _LONGEST_NUMBER:
            raise Fault(
                f"{shown}, line {line}: a number of {len(node.value):,} digits stands there.", "Put it right there."
            )
        weights[id(node)] = weight
        return weight

    weigh(root, 0)


def _too_deep(shown: str) -> Fault:
    return Fault(f"{shown} is nested more than {_DEEPEST} deep.", "Look at the brackets and the indentation.")


def _refuse_repeated(node: Any, shown: str) -> None:
    seen: dict[Any, int] = {}
    for key, label, child in _children(node):
        line = label.start_mark.line + 1
        if not isinstance(key, int):
            if key in seen:
                raise Fault(
                    f"{shown}, line {line}: the key “{key}” stands there twice; it is also in line {seen[key]}.",
                    "Remove one of the two.",
                )
            seen[key] = line
        _refuse_repeated(child, shown)
