"""The desk gives values: sentences about what it did are made at the doors, or in the room of words they share."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from at_least_one import at_least_one

PACKAGE = Path(__file__).parents[2] / "pmr_xl"
DESK = PACKAGE / "desk"
ENDS = re.compile(r"[.?!][”)\s]*$")
WORD = re.compile(r"[^\W\d_]{2,}")
LONG = 5  # words, from which a text is one that a person reads
# A fault's place, fault and remedy are a value, and so are they in calls that raise one with what they are given.
RAISING = {"must_be_own", "put_file"}
EXPRESSIONS = {"pattern", "compile"}


def fault_names() -> set[str]:
    """The house's faults: ``Fault`` and every class that is made of one."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in at_least_one(sorted(PACKAGE.rglob("*.py")))]
    made = {
        node.name: {ast.unparse(base) for base in node.bases}
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    found = {"Fault"}
    while more := {name for name, bases in made.items() if bases & found} - found:
        found |= more
    return found


def _name(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]


def _text(node: ast.AST) -> str | None:
    """A text as it would stand there, with a blank for each value; None for everything else."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(one.value) if isinstance(one, ast.Constant) else " " for one in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _given(tree: ast.Module, raising: set[str]) -> Iterator[ast.expr]:
    """The values that reach a fault by name, in its function or as the module's own.

    Of ``told = f"…"`` before ``Fault(told, remedy)`` that is the text; so too where one name hands it to another.
    """
    for scope in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        calls = [node for node in ast.walk(scope) if isinstance(node, ast.Call) and _name(node) in raising]
        set_to = list(_set_to([*ast.walk(scope), *tree.body]))
        found, left = list[ast.expr](), list[ast.expr](calls)
        while left:
            names = {one.id for node in left for one in ast.walk(node) if isinstance(one, ast.Name)}
            left = [value for told, value in set_to if told & names and value not in found]
            found += left
        yield from found


def _set_to(nodes: list[ast.AST]) -> Iterator[tuple[set[str], ast.expr]]:
    """The names that these statements set, and what to."""
    for node in nodes:
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield {one.id for each in targets for one in ast.walk(each) if isinstance(one, ast.Name)}, node.value


def _spared(tree: ast.Module, faults: set[str]) -> Iterator[ast.AST]:
    """Where a text is none that a door would print: in docstrings, faults, expressions and the values of an enum."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    raised = [node for node in calls if _name(node) in faults | RAISING]
    yield from (*raised, *_given(tree, faults | RAISING))
    yield from (node for node in calls if _name(node) in EXPRESSIONS)
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield from node.values
        elif isinstance(node, ast.ClassDef) and any("Enum" in ast.unparse(base) for base in node.bases):
            yield node


def sentences(source: str, faults: set[str]) -> list[str]:
    """The texts of a module that a person is to read: they end as sentences do, or have five words and more."""
    tree = ast.parse(source)
    spared = {id(one) for node in _spared(tree, faults) for one in ast.walk(node)}
    texts = [_text(node) for node in ast.walk(tree) if id(node) not in spared]
    lines = [text for text in texts if text is not None and "\n" not in text.strip()]  # several lines are a file's
    counted = [(text, sum(bool(WORD.search(word)) for word in text.split())) for text in lines]
    return [text for text, words in counted if words >= LONG or (words > 1 and ENDS.search(text))]


# Texts that the desk makes all the same: how many, and why.
RECORDED = "the record keeps it as it was said then"
PRINTED = "it stands on a page that the desk writes"
STATE = "it is printed with the figures, and the record of what went out keeps it"
EXCEPTED = {
    "board/acting.py": (1, RECORDED),
    "breakdowns/permitted.py": (2, STATE),
    "breakdowns/reviewing.py": (1, PRINTED),
    "commitments/decided.py": (2, RECORDED),
    "definitions/drafting.py": (1, RECORDED),
    "demo/demonstration.py": (4, "the demonstration is a story: its sentences are what it makes"),
    "demo/forms.py": (3, "what the demonstration's agencies say"),
    "demo/slips.py": (2, "what is wrong with the demonstration's forms"),
    "demo/tour.py": (41, "the first hour's steps, questions and answers are a document"),
    "editions/since.py": (1, PRINTED),
    "frozen/office.py": (1, PRINTED),
    "log.py": (1, "it stands where the path of the log would"),
    "publishing/site.py": (1, PRINTED),
    "released/permitted.py": (4, STATE),
    "reliability/sampling.py": (1, RECORDED),
    "tables/completeness.py": (5, "the record keeps it with the reason for which it was let through"),
}


def desk_sentences() -> dict[str, list[str]]:
    """The sentences of every module of the desk that makes some."""
    faults = fault_names()
    modules = at_least_one(sorted(DESK.rglob("*.py")))
    found = {path.relative_to(DESK).as_posix(): sentences(path.read_text(encoding="utf-8"), faults) for path in modules}
    return {place: texts for place, texts in found.items() if texts}
