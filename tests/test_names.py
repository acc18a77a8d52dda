"""Names in code: a class name stands for one thing, and what a function or method is named says more than a participle.

A function or a method does or makes something, so its name has a verb or a noun in it: ``tell``, ``edits_for``,
``as_printed``. A property is named as what it gives: a noun; where it gives yes or no, a participle tells a state as an
adjective does (``finding.explained``), and may stand alone.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path

import pytest
from at_least_one import at_least_one

PACKAGE = Path(__file__).parents[1] / "pmr_xl"
# Participles that do not end in -ed or -ing, as far as somebody might name a function by them.
IRREGULAR = {
    "apart", "begun", "bent", "born", "bought", "bound", "broken", "brought", "built", "caught", "chosen", "done",
    "drawn", "driven", "fallen", "found", "frozen", "given", "gone", "grown", "held", "hidden", "kept", "known",
    "laid", "led", "left", "lent", "lost", "made", "meant", "met", "overtaken", "paid", "put", "redone", "said",
    "sealed", "seen", "sent", "shown", "sold", "sought", "spent", "spoken", "stolen", "struck", "sworn", "taken",
    "taught", "thought", "thrown", "told", "torn", "undone", "understood", "unknown", "unsaid", "unseen",
    "unwritten", "whole", "withdrawn", "won", "woven", "written",
}  # fmt: skip
NAMED_SO = {  # they look like a participle and are none
    "feed": "a verb: a parser is fed with a piece of markup",
    "need": "a verb: a table needs its columns",
    "put": "a verb as well: a cell is put on a page",
    "heading": "a noun: what stands above",
    "meaning": "a noun: what a word of a list means",
    "standing": "a noun: where something stands",
    "string": "a noun: one of a workbook's shared strings",
}


def sources() -> dict[str, str]:
    """Every module of the package, by its place in it."""
    paths = at_least_one(sorted(PACKAGE.rglob("*.py")))
    return {str(path.relative_to(PACKAGE)): path.read_text(encoding="utf-8") for path in paths}


def homes(modules: Mapping[str, str]) -> dict[str, list[str]]:
    """Each public class, by what it is called → the modules that make one; ``X = NewType(…)`` makes one too."""
    found: dict[str, list[str]] = {}
    for place, text in modules.items():
        for node in ast.parse(text).body:
            names = [node.name] if isinstance(node, ast.ClassDef) else []
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                made_by = getattr(node.value.func, "id", "")
                names = [ast.unparse(one) for one in node.targets if made_by in {"NewType", "NamedTuple", "Enum"}]
            for name in names:
                if not name.startswith("_"):
                    found.setdefault(name, []).append(place)
    return found


def is_participle(name: str) -> bool:
    """Whether a name is one word, and that a participle: ``told``, ``checked``, ``holding``."""
    return "_" not in name and name not in NAMED_SO and (name.endswith(("ed", "ing")) or name in IRREGULAR)


def decorators(function: ast.FunctionDef) -> set[str]:
    """What a function is decorated with, by the last part of its name: ``rule``, ``cached_property``."""
    named = [one.func if isinstance(one, ast.Call) else one for one in function.decorator_list]
    return {ast.unparse(one).rpartition(".")[2] for one in named}


def tells_a_state(method: ast.FunctionDef) -> bool:
    """Whether it is a property that gives yes or no."""
    given = "" if method.returns is None else ast.unparse(method.returns)
    return given == "bool" and bool(decorators(method) & {"property", "cached_property"})


def functions(text: str) -> list[tuple[str, ast.FunctionDef]]:
    """The functions of a module and the methods of its classes, each with its name: ``tell``, ``Cell.show``."""
    top = ast.parse(text).body
    found = [(node.name, node) for node in top if isinstance(node, ast.FunctionDef)]
    classes = [node for one in top for node in ast.walk(one) if isinstance(node, ast.ClassDef)]
    return found + [
        (f"{made.name}.{node.name}", node)
        for made in classes
        for node in made.body
        if isinstance(node, ast.FunctionDef)
    ]


def bare_participles(text: str) -> list[str]:
    """What of a module is named by a bare participle and may not be; a rule is named by what it finds."""
    return [
        name
        for name, node in functions(text)
        if is_participle(node.name) and "rule" not in decorators(node) and not tells_a_state(node)
    ]


def test_a_class_of_two_meanings_and_a_bare_participle_are_found():
    two = {
        "a.py": "class Kind:\n    pass",
        "b.py": "Kind = NewType('Kind', str)\nclass _Row: ...",
        "c.py": "class _Row: ...",
    }
    assert homes(two) == {"Kind": ["a.py", "b.py"]}
    assert bare_participles("def told(x): ...\ndef holding(x): ...\ndef tell(x): ...\ndef cells_told(x): ...") == [
        "told", "holding"
    ]  # fmt: skip
    assert bare_participles("@rule('A')\ndef moved(x): ...\ndef _kept(x): ...\ndef feed(x): ...") == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("def told(self) -> str: ...", ["A.told"]),
        ("def broken(self) -> bool: ...", ["A.broken"]),  # asked about something: is_broken
        ("@classmethod\n  def named(cls) -> A: ...", ["A.named"]),
        ("@contextmanager\n  def reading(self) -> Iterator[None]: ...", ["A.reading"]),
        ("@property\n  def left(self) -> int: ...", ["A.left"]),
        ("@functools.cached_property\n  def kept(self) -> dict[str, str]: ...", ["A.kept"]),
        ("@property\n  def explained(self) -> bool: ...", []),
        ("@cached_property\n  def missed(self) -> bool: ...", []),
        ("def put(self) -> None: ...\n  def tell(self) -> str: ...\n  def _told(self) -> str: ...", []),
    ],
)
def test_methods_and_properties_are_looked_at_too(body, found):
    assert bare_participles(f"class A:\n  {body}") == found
    assert bare_participles(f"def outer():\n  class A:\n    {body.replace(chr(10), chr(10) + '  ')}") == found


def test_a_class_name_stands_for_one_thing():
    found = homes(sources())
    assert len(found) > 300
    assert {name: places for name, places in found.items() if len(places) > 1} == {}


def test_no_function_method_or_property_is_a_bare_participle():
    told = {place: bare_participles(text) for place, text in sources().items()}
    assert {place: names for place, names in told.items() if names} == {}
    named = [node.name for text in sources().values() for _, node in functions(text)]
    assert len(named) > 5000
    assert NAMED_SO.keys() <= set(named)  # each exception is still one
