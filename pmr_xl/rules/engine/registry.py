"""The rule book: every rule found by walking the families of rules. A new rule is its two files and no other edit."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import Any

from pmr_xl.rules.engine.declaration import Rule, entered

# Families on imported tables, figures by place and definitions, by where these are; who judges a plain form needs none.
_PLACES = "pmr_xl.rules.places"
_OF_TABLES = {
    "pmr_xl.model.definitions.defined": "pmr_xl.rules.definitions",
    "pmr_xl.model.breakdowns.table": _PLACES,
    "pmr_xl.model.published": "pmr_xl.rules.published",
}


@cache
def rulebook() -> dict[str, Rule]:
    """Every rule by its code, in order of codes."""
    form_rules()
    for family in _OF_TABLES.values():
        _load(family)
    return {code: entered[code] for code in sorted(entered)}


@cache
def form_rules() -> dict[str, Rule]:
    """The same without the rules that look at no form: who judges one does not load them."""
    for family in _names(import_module("pmr_xl.rules").__path__, ""):
        name = f"pmr_xl.rules.{family}"
        if family != "engine" and name not in _OF_TABLES.values():
            _load(name)
    others = tuple(f"{family}." for family in _OF_TABLES.values())
    ours = (code for code, rule in entered.items() if not rule.function.__module__.startswith(others))
    return {code: entered[code] for code in sorted(ours)}


def _load(family: str) -> None:
    for module in _names(import_module(family).__path__, ".py"):
        import_module(f"{family}.{module}")


def _names(folders: Iterable[str], ending: str) -> Iterator[str]:
    """Names without their ending, in order; ``pkgutil`` asks more of every file, rules and pages."""
    for folder in folders:
        for name in sorted(os.listdir(folder)):  # noqa: PTH208 - a Path for every page and rule is what is spared here
            stem, dot, rest = name.partition(".")
            if dot + rest == ending and not stem.startswith("_"):
                yield stem


def rule_called(code: str) -> Rule | None:
    """A rule that can be asked of a form, by its code: of places too; None where no such rule is."""
    if code not in form_rules() and code not in entered:
        _load(_PLACES)
    return entered.get(code)


@cache
def rules_on(subject: Any) -> tuple[Rule, ...]:
    """The rules that look at such subjects."""
    book = form_rules()
    if (family := _OF_TABLES.get(subject.__module__)) is not None:
        _load(family)
        book = {code: entered[code] for code in sorted(entered)}
    return tuple(rule for rule in book.values() if subject in rule.subjects)


def look_again() -> dict[str, Rule]:
    """Walk the package anew: for somebody who has just written a rule."""
    rulebook.cache_clear()
    form_rules.cache_clear()
    rules_on.cache_clear()
    return rulebook()
