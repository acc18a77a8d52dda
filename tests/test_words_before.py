"""The words that sheets, screens and guides no longer use: found nowhere in what the program says to people."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pmr_xl

PACKAGE = Path(pmr_xl.__file__).parent
ROOT = PACKAGE.parent
PAGE = ROOT / "docs/words.md"
FORMS = {  # each word before, with the forms it takes
    "mend": r"(?<![-{/_.])\b(un)?mend(s|ed|ing)?\b(?![-}_/])",
    "judge, judged": r"(?<![-{/_.])\bjudg(e|es|ed|ing)\b(?![-}_/])",
    "safe repair": r"\bsafe repairs?\b",
    "target in force": r"\btargets? in force\b",
    "target asked for": r"\btargets? asked for\b",
    "passed over": r"\bpassed over\b",
    "nothing stands here": r"\bnothing stands here\b",
}
NAMES = ("judge", "judge_unreadable", "mend", "mends")  # of functions and of a message's blank, shown to nobody
READ_ONLY = ("How to mend", "Safe repair")  # headings that older sheets bear, and are read by


def _said(path: Path) -> Iterator[str]:
    """The texts of a module; docstrings only where people read them, as help of commands, buttons and functions."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    shown = path.parent.name == "cli" or "cli" in path.parts or path.name in {"buttons.py", "udfs.py"}
    documents = (
        set()
        if shown
        else {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
    )
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in documents:
            continue
        if node.value not in READ_ONLY and node.value not in NAMES:
            yield node.value


def _pages() -> Iterator[Path]:
    yield ROOT / "README.md"
    yield from (page for page in (ROOT / "docs").glob("*.md") if page != PAGE)
    yield from (PACKAGE / "rules").rglob("*.md")


def test_the_table_is_the_tests():
    rows = re.findall(r"^\| ([^|]+?) \| ([^|]+?) \| ", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [before for before, _ in rows if before not in {"before", "---"}] == list(FORMS)


def test_the_words_before_are_said_nowhere():
    modules = sorted(PACKAGE.rglob("*.py"))
    texts = [(path, text) for path in modules for text in _said(path)]
    texts += [(page, page.read_text(encoding="utf-8")) for page in _pages()]
    texts += [(path, path.read_text(encoding="utf-8")) for path in [ROOT / "macros/ribbon.xml"]]
    assert len(texts) > len(modules)
    old = re.compile("|".join(f"(?:{form})" for form in FORMS.values()), re.IGNORECASE)
    found = [(path.relative_to(ROOT).as_posix(), match[0]) for path, text in texts for match in old.finditer(text)]
    assert found == []
