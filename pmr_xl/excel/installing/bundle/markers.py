"""When a package asks for another: the marker behind a requirement, as 64-bit Windows answers it."""

from __future__ import annotations

import operator
import re

_WINDOWS = {
    "platform_system": "Windows", "sys_platform": "win32", "os_name": "nt", "platform_machine": "AMD64",
    "implementation_name": "cpython", "platform_python_implementation": "CPython", "extra": "",
}  # fmt: skip
_ONE = re.compile(
    r"""\s*(?P<name>\w+)\s*(?P<how>==|!=|<=|>=|<|>|not\s+in|in)\s*(?P<quote>["'])(?P<value>.*?)(?P=quote)\s*"""
)
_HOW = {"==": operator.eq, "!=": operator.ne, "<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt}


def name_of(requirement: str) -> str:
    """The name a requirement begins with, as all spellings of it agree on."""
    found = re.match(r"\s*([A-Za-z0-9._-]+)", requirement)
    return re.sub(r"[-_.]+", "-", found[1]).lower() if found else ""


def holds(marker: str, python: tuple[int, int]) -> bool:
    """Whether the marker is true there; an empty one always is, and one that cannot be understood is taken to be."""
    alone = marker.replace("(", " ").replace(")", " ")
    return not alone.strip() or any(
        all(_true(one, python) for one in re.split(r"\band\b", either)) for either in re.split(r"\bor\b", alone)
    )


def _true(one: str, python: tuple[int, int]) -> bool:
    found = _ONE.fullmatch(one)
    if found is None:
        return True
    name, how, value = found["name"], found["how"], found["value"]
    if name in ("python_version", "python_full_version"):
        if how not in _HOW:
            return True
        asked = tuple(int(part) for part in re.findall(r"\d+", value)[:2])
        return bool(_HOW[how](python, asked))
    if name not in _WINDOWS:
        return True
    if how in _HOW:
        return bool(_HOW[how](_WINDOWS[name], value))
    return (_WINDOWS[name] in value) is (how == "in")
