"""Tests about the tests: what asserts only in a loop asserts nothing where the loop is empty."""

from __future__ import annotations

import ast
from pathlib import Path

from at_least_one import at_least_one

HERE = Path(__file__).parent
FILLED = ("range", "enumerate", "zip", "sorted", "reversed")


def never_empty(loop: ast.expr) -> bool:
    """Whether one sees that there is something to loop over: it stands there, or ``at_least_one`` looks."""
    if isinstance(loop, ast.Tuple | ast.List | ast.Set | ast.Dict):
        return True
    if not isinstance(loop, ast.Call):
        return False
    if isinstance(loop.func, ast.Attribute):
        return loop.func.attr in {"items", "values", "keys"} and never_empty(loop.func.value)
    name = loop.func.id if isinstance(loop.func, ast.Name) else ""
    told = [isinstance(one, ast.Constant) or never_empty(one) for one in loop.args]
    return name == "at_least_one" or (name in FILLED and bool(told) and all(told))


def surely_asserts(body: list[ast.stmt]) -> bool:
    """Whether an assertion is reached whatever is looked at."""
    for one in body:
        if isinstance(one, ast.Assert):
            return True
        if isinstance(one, ast.With) and (surely_asserts(one.body) or any("raises" in ast.dump(i) for i in one.items)):
            return True
        if isinstance(one, ast.For) and never_empty(one.iter) and surely_asserts(one.body):
            return True
        if isinstance(one, ast.If) and one.orelse and surely_asserts(one.body) and surely_asserts(one.orelse):
            return True
        if isinstance(one, ast.Try) and surely_asserts(one.body):
            return True
    return False


def idle(text: str) -> list[str]:
    """The tests of a module that have assertions and may reach none of them."""
    return [
        test.name
        for test in ast.walk(ast.parse(text))
        if isinstance(test, ast.FunctionDef) and test.name.startswith("test")
        if any(isinstance(one, ast.Assert) for one in ast.walk(test)) and not surely_asserts(test.body)
    ]


def test_an_idle_test_is_found():
    loop = "def test_a():\n    for one in {}:\n        assert one"
    assert idle(loop.format("found()")) == ["test_a"]
    assert idle(loop.format("at_least_one(found())")) == []
    assert idle(loop.format("(1, 2)")) == []
    assert idle("def test_b():\n    if told():\n        assert told()") == ["test_b"]


def test_no_test_is_idle():
    told = {path.name: idle(path.read_text(encoding="utf-8")) for path in at_least_one(HERE.rglob("test_*.py"))}
    assert {name: found for name, found in told.items() if found} == {}
