"""Expressions that are compiled at their first use: the same answers, and none of them wrong."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from pmr_xl.model.quick.pattern import Pattern, pattern

PACKAGE = Path(__file__).parents[1] / "pmr_xl"
HOLDING = sorted(
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    for path in PACKAGE.rglob("*.py")
    if "model.quick.pattern import pattern" in path.read_text(encoding="utf-8")
)


def test_there_are_such_modules():
    assert len(HOLDING) > 50


@pytest.mark.parametrize("name", HOLDING)
def test_every_expression_of_a_module_can_be_compiled(name):
    said = list(vars(import_module(name)).values())
    said += [one for table in said if isinstance(table, dict) for one in table.values()]
    held = [one for one in said if isinstance(one, Pattern)]
    assert held
    assert all(one.pattern and one.flags is not None for one in held)


def test_it_is_compiled_once_and_only_when_asked(monkeypatch):
    compiled, compile_it = [], re.compile
    monkeypatch.setattr(re, "compile", lambda *asked: compiled.append(asked) or compile_it(*asked))
    one, other = pattern(r"(\d+) tons", re.IGNORECASE), pattern(rb"\d+")
    assert not compiled
    assert [one.search(text)[1] for text in ("12 TONS", "about 7 tons")] == ["12", "7"]
    assert one.sub("few", "3 tons") == "few"
    assert other.fullmatch(b"12") is not None
    assert compiled == [(r"(\d+) tons", re.IGNORECASE)] * 2 + [(rb"\d+", 0)]  # for search, for sub; re keeps it itself
