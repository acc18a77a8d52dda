"""The rule book: every rule found by walking the families of rules. A new rule is its two files and no other edit."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from pmr_xl.rules.engine.declaration import Rule, entered


@cache
def rulebook() -> dict[str, Rule]:
    """Every rule by its code, in order of codes."""
    package = import_module("pmr_xl.rules")
    for family in iter_modules(package.__path__):
        if family.ispkg and family.name != "engine":
            name = f"pmr_xl.rules.{family.name}"
            for module in iter_modules(import_module(name).__path__):
                if not module.name.startswith("_"):
                    import_module(f"{name}.{module.name}")
    return {code: entered[code] for code in sorted(entered)}


@cache
def rules_on(subject: Any) -> tuple[Rule, ...]:
    """The rules that look at such subjects."""
    return tuple(rule for rule in rulebook().values() if subject in rule.subjects)


def look_again() -> dict[str, Rule]:
    """Walk the package anew: for somebody who has just written a rule."""
    rulebook.cache_clear()
    rules_on.cache_clear()
    return rulebook()
