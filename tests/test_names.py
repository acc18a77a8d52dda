"""Names in code: a class name stands for one thing, and a function's name says more than a participle does."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path

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
NAMED_SO = {"feed": "a verb: a parser is fed with a piece of markup"}  # they end like a participle and are none


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


def bare_participles(text: str) -> list[str]:
    """The public functions of a module whose name is a bare participle; a rule is named by what it finds."""
    return [
        node.name
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef)
        if not any(isinstance(one, ast.Call) and ast.unparse(one.func) == "rule" for one in node.decorator_list)
        if is_participle(node.name)
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


def test_a_class_name_stands_for_one_thing():
    found = homes(sources())
    assert len(found) > 300
    assert {name: places for name, places in found.items() if len(places) > 1} == {}


def test_no_public_function_is_a_bare_participle():
    told = {place: bare_participles(text) for place, text in sources().items()}
    assert {place: names for place, names in told.items() if names} == {}
    functions = {
        node.name for text in sources().values() for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)
    }
    assert NAMED_SO.keys() <= functions  # each exception is still one
