"""The rule book: every rule found by walking the families of rules. A new rule is its two files and no other edit."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import Any

from pmr_xl.rules.engine.declaration import Rule, entered


@cache
def rulebook() -> dict[str, Rule]:
    """Every rule by its code, in order of codes."""
    package = import_module("pmr_xl.rules")
    for family in _names(package.__path__, ""):
        if family != "engine":
            name = f"pmr_xl.rules.{family}"
            for module in _names(import_module(name).__path__, ".py"):
                import_module(f"{name}.{module}")
    return {code: entered[code] for code in sorted(entered)}


def _names(folders: Iterable[str], ending: str) -> Iterator[str]:
    """Names without their ending, in order; ``pkgutil`` asks more of every file, rules and pages."""
    for folder in folders:
        for name in sorted(os.listdir(folder)):  # noqa: PTH208 - a Path for every page and rule is what is spared here
            stem, dot, rest = name.partition(".")
            if dot + rest == ending and not stem.startswith("_"):
                yield stem


@cache
def rules_on(subject: Any) -> tuple[Rule, ...]:
    """The rules that look at such subjects."""
    return tuple(rule for rule in rulebook().values() if subject in rule.subjects)


def look_again() -> dict[str, Rule]:
    """Walk the package anew: for somebody who has just written a rule."""
    rulebook.cache_clear()
    rules_on.cache_clear()
    return rulebook()
