"""What we write is guarded: unknown keys, wrong kinds and missing parts are refused with file, line and a suggestion.

pydantic judges; the words are ours. The shapes are the plain dataclasses of the model.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from difflib import get_close_matches
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast

from pmr_xl.model.fault import Fault
from pmr_xl.office.reading import Loc, Tree

Shape = TypeVar("Shape")
_SHOWN_FAULTS = 5
_WANTED = {
    "bool": "true or false", "int": "a whole number", "float": "a number", "string": "a text", "str": "a text",
    "decimal": "a number", "date": "a date such as 2026-09-17", "tuple": "a list", "list": "a list",
    "dict": "keys and values", "dataclass": "keys and values",
}  # fmt: skip


def value_of_tree(shape: type[Shape], tree: Tree, given: Mapping[str, Any] | None = None) -> Shape:
    """The tree as a value of ``shape``.

    Args:
        shape: a dataclass of the model.
        tree: what the file says.
        given: values that are said elsewhere and added here; the file may not say them again.

    Raises:
        Fault: naming file and line of every key or value that does not fit (the first five).
    """
    from pydantic import ValidationError  # 150 ms that a kept chapter saves

    data = {} if tree.data is None else tree.data
    given = given or {}
    if not isinstance(data, dict):
        raise Fault(
            f"{tree.shown}, line 1 has no keys; {with_article(shape)} is written as “key: value”.",
            "See the shipped file.",
        )
    for key in given:
        if key in data:
            raise Fault(
                f"{tree.shown}, line {tree.line([key])}: “{key}” is said in agencies.yaml and nowhere else.",
                "Remove the line.",
            )
    try:
        text = json.dumps({**given, **data}, default=str)
        return cast("Shape", _judge(cast("Any", shape)).validate_json(text, strict=True))
    except ValidationError as error:
        faults = [_say(shape, tree, each) for each in error.errors(include_url=False)]
        faults = list(dict.fromkeys(faults))
        more = [f"… and {len(faults) - _SHOWN_FAULTS} more."] if len(faults) > _SHOWN_FAULTS else []
        raise Fault("\n".join(faults[:_SHOWN_FAULTS] + more), "Correct the file and run again.") from None


@cache
def _judge(shape: Any) -> Any:
    from pydantic import TypeAdapter  # as above

    return TypeAdapter(shape)


def with_article(shape: Any) -> str:
    """What a shape is called in a message: “an indicator”, “a rule choice”, “office settings”."""
    name = "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in shape.__name__).strip()
    return name if name.endswith("settings") else f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _say(shape: type, tree: Tree, error: Any) -> str:
    loc: Loc = [
        step for step in error["loc"] if isinstance(step, int) or not step.startswith(("function-", "lax-or-strict"))
    ]
    place = f"{tree.shown}, line {tree.line(loc)}: "
    kind, owner, key = error["type"], _owner(shape, loc), loc[-1] if loc else ""
    if kind in ("unexpected_keyword_argument", "extra_forbidden"):
        keys = [one.name for one in fields(owner)]
        return f"{place}“{key}” is not a key of {with_article(owner)}; {_nearest(str(key), keys, 'its keys are')}"
    if kind in ("missing_argument", "missing"):
        return f"{place}{with_article(owner)} needs “{key}”."
    found = _shown(error["input"])
    if kind == "enum":
        values = [value.strip("' ") for value in error["ctx"]["expected"].replace(" or ", ",").split(",")]
        return f"{place}“{found}” is no {_words(key)}; {_nearest(found, values, 'it is one of')}"
    wanted = next((said for name, said in _WANTED.items() if kind.startswith(name)), "")
    hint = (
        f' Put it in quotes: "{found}".'
        if kind == "string_type" and not isinstance(error["input"], dict | list)
        else ""
    )
    return f"{place}“{_words(key)}” is “{found}”; {wanted or error['msg'].lower()} is needed.{hint}"


def _owner(shape: Any, loc: Loc) -> Any:
    """The dataclass that holds the last key of ``loc``."""
    owner: Any = shape
    for step in loc[:-1]:
        if isinstance(step, int):
            continue
        hints = typing.get_type_hints(owner)
        inner = next(iter(_dataclasses(hints[step])), None) if step in hints else owner
        owner = inner or owner
    return owner


def _dataclasses(hint: Any) -> Iterator[Any]:
    if is_dataclass(hint):
        yield hint
    for inner in typing.get_args(hint):
        yield from _dataclasses(inner)


def _words(key: int | str) -> str:
    return str(key).replace("_", " ") if isinstance(key, str) else f"item {key + 1}"


def _shown(value: Any) -> str:
    text = str(value).lower() if isinstance(value, bool) else json.dumps(value, ensure_ascii=False, default=str)
    return text.strip('"') if len(text) <= 60 else text[:59] + "…"  # noqa: PLR2004 - a line's worth


def _nearest(found: str, known: list[str], otherwise: str) -> str:
    near = get_close_matches(found.lower(), known, n=1, cutoff=0.6)
    return f"did you mean “{near[0]}”?" if near else f"{otherwise} {', '.join(known)}."


def plain(value: Any) -> Any:
    """A value of the model as JSON has it, keys that say no more than their default left out."""
    if is_dataclass(value) and not isinstance(value, type):
        kept = {}
        for one in fields(value):
            inner = getattr(value, one.name)
            default = (
                one.default
                if one.default is not MISSING
                else one.default_factory()
                if one.default_factory is not MISSING
                else MISSING
            )
            if inner != default:
                kept[one.name] = plain(inner)
        return kept
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [plain(inner) for inner in value]
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return value if isinstance(value, str | int | float | bool | types.NoneType) else str(value)
