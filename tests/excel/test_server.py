"""Python's end of Excel: what it offers, what it loads, and what it refuses."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from pmr_xl.excel import buttons, server
from pmr_xl.excel.failures import FAILURES, failure_of

HOSTILE = "raise SystemExit('a folder brought code')"


def rehearsed(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    bare = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "HOME") if name in os.environ}
    command = [sys.executable, *server.OPTIONS, server.REHEARSE]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, env=bare | environment)


def test_a_rehearsal_says_ready(tmp_path):
    done = rehearsed(tmp_path)
    assert done.stdout.strip() == server.READY, done.stderr


@pytest.mark.parametrize("name", ["xlwings", "pmr_xl", "sitecustomize", "csv"])
def test_the_folder_excel_stands_in_brings_no_code(tmp_path, name):
    (tmp_path / f"{name}.py").write_text(HOSTILE)
    done = rehearsed(tmp_path, PYTHONPATH=str(tmp_path))
    assert done.stdout.strip() == server.READY, done.stderr


def test_no_table_library_is_loaded_by_a_click_and_each_can_be_afterwards():
    asked = """
import sys
from pmr_xl.excel import server
server.load()
assert 'xlwings' in sys.modules and 'pmr_xl.excel.buttons' in sys.modules
print(sorted(name for name in server.HEAVY if name in sys.modules))
import numpy
print(numpy.__name__)
"""
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "numpy"]


@pytest.fixture
def served(monkeypatch):
    """xlwings' COM server exchanged for one that serves nothing; what is served is what Excel can ask for."""
    theirs = ModuleType("xlwings.com_server")
    theirs.FromVariant, theirs.serve, theirs.XLPython = lambda value: value, lambda _: None, None
    monkeypatch.setitem(sys.modules, "xlwings.com_server", theirs)
    import xlwings

    monkeypatch.setattr(xlwings, "com_server", theirs, raising=False)
    server.serve("{…}")
    return theirs.XLPython()


def test_excel_can_ask_for_a_button_and_a_function_and_for_nothing_else(served):
    assert served._public_methods_ == ("Press", "Answer")


def test_only_our_functions_are_worked_out(served, monkeypatch):
    theirs = ModuleType("xlwings.udfs")
    theirs.call_udf = lambda module, name, cells, book, _: [[module, name], [len(cells), book]]
    import xlwings

    monkeypatch.setattr(xlwings, "udfs", theirs, raising=False)
    assert served.Answer("PMR_UNIT", ["a"], None) == ((server.MODULE, "PMR_UNIT"), (1, None))
    theirs.call_udf = lambda *_: [["one"]]
    assert served.Answer("PMR_UNIT", ["a"], None) == "one"
    for name in ("function", "PMR_NOTHING", "__import__"):
        with pytest.raises(LookupError):
            served.Answer(name, ["a"], None)


def test_a_press_arrives_with_excel_and_without_a_book(served, monkeypatch):
    said: list[str] = []
    app = SimpleNamespace(status_bar=False, alert=lambda text, **_: said.append(text), books=[], api=SimpleNamespace())
    theirs = SimpleNamespace(App=lambda xl: xl, Book=lambda book: book, COMRetryObjectWrapper=lambda _: app)
    monkeypatch.setitem(sys.modules, "xlwings._xlwindows", theirs)
    import xlwings as xw

    monkeypatch.setattr(xw, "App", lambda impl: impl)
    for name in ("settings", "show_help"):
        served.Press(name, app, None)
    assert "Office folder" in said[0]
    assert "The guides are" in said[1]
    served.Press("validate_submission", app, None)
    assert said[2] == "No workbook is open. Open a submission, then press the button again."
    served.Press("undo_last_action", app, None)
    assert "no PMR action to undo" in said[3]


def test_a_book_in_protected_view_is_told():
    said: list[str] = []
    seen = SimpleNamespace(SourceName="PMR_DSNY.xlsx")
    app = SimpleNamespace(
        status_bar=False,
        alert=lambda text, **_: said.append(text),
        books=[],
        api=SimpleNamespace(ActiveProtectedViewWindow=seen),
    )
    book = SimpleNamespace(app=app, name="other.xlsx")
    buttons.validate_submission(book)
    assert said == ["PMR_DSNY.xlsx is in Protected View. Press Enable Editing, then press the button again."]


def test_each_failure_is_told_by_all_of_its_words():
    assert len(FAILURES) >= 13
    for failure in FAILURES:
        for word in failure.words:
            assert failure_of(f"OSError: {word.upper()} (…)") is failure
        assert failure.sentence.count(". ") <= 2
    assert failure_of("nothing that is known") is None


def test_a_failure_within_a_button_is_the_same_sentence(monkeypatch):
    said: list[str] = []
    app = SimpleNamespace(status_bar=False, alert=lambda text, **_: said.append(text), books=[])
    refused = OSError("(-2147023174, 'The RPC server is unavailable.', None, None)")

    def refuse(_):
        raise refused

    monkeypatch.setattr("pmr_xl.excel.ribbon.actions.undo", refuse)
    buttons.undo_last_action(SimpleNamespace(app=app, name="a.xlsx"))
    assert said == ["PMR's Python has stopped. Close Excel wholly, open it again, then press the button again."]
