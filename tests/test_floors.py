"""The floors of the house: imports only go down, and a cold start loads nothing heavy."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from desk_sentences import EXCEPTED, desk_sentences, fault_names, sentences
from importlinter.cli import lint_imports

from pmr_xl.desk.desk import Desk
from pmr_xl.office import built_in_office, init_office

PROJECT = Path(__file__).parents[1]
# Standard modules that cost milliseconds, and that reading, judging and marking do without.
SLOW = {
    "statistics", "fractions", "random", "shutil", "bz2", "lzma", "tempfile", "textwrap", "html", "difflib", "csv",
    "platform", "uuid", "getpass", "logging", "socket", "asyncio", "subprocess", "zipfile", "yaml", "click",
}  # fmt: skip
HEAVY = {"pandas", "numpy", "openpyxl", "xlwings", "xlsxwriter", "rich", "sqlalchemy", "pydantic", "docx", "lxml"}


def test_what_tests_share_stands_in_one_place():
    """No test imports another or puts in a path; file names differ, for pytest knows a module by its name alone."""
    modules = sorted((PROJECT / "tests").rglob("test_*.py"))
    names = [path.name for path in modules]
    assert len(names) == len(set(names)) > 100
    wrong = re.compile(r"^(?:from|import) test_|^ *sys\.path\.insert", re.MULTILINE)
    told = {path.name for path in (PROJECT / "tests").rglob("*.py") if wrong.search(path.read_text(encoding="utf-8"))}
    assert told == set()


def test_imports_only_go_down(monkeypatch, capsys):
    monkeypatch.chdir(PROJECT)
    code = lint_imports(config_filename=str(PROJECT / "pyproject.toml"), no_cache=True)
    assert code == 0, capsys.readouterr().out


def loaded_after(statement: str) -> set[str]:
    """Top-level modules that a fresh interpreter loads for ``statement``; with how many it begins is the system's."""
    told = "print(*{name.partition('.')[0] for name in sys.modules.keys() - begun})"
    ask = f"import sys; begun = set(sys.modules); {statement}; {told}"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True, cwd=PROJECT)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "statement", ["import pmr_xl.cli", "import pmr_xl.desk.validate", "import pmr_xl.rules; pmr_xl.rules.rulebook()"]
)
def test_a_cold_start_loads_nothing_heavy(statement):
    assert not loaded_after(statement) & HEAVY


def test_validating_loads_no_more_than_it_needs():
    rooms = "pmr_xl.desk.validate, pmr_xl.rules, pmr_xl.books.marking.marker, pmr_xl.forms.review_copy.findings_sheet"
    assert not loaded_after(f"import {rooms}; pmr_xl.rules.rulebook()") & (HEAVY | SLOW)


def test_under_the_porch_even_less_is_loaded():
    loaded = loaded_after(
        "import pmr_xl.analysis.variance, pmr_xl.mmr, pmr_xl.forms.submission_form, "
        "pmr_xl.forms.review_copy.findings_sheet"
    )
    assert not loaded & (HEAVY | {"yaml", "click", "sqlite3", "zipfile"})


WHOLE_COMMAND = """
import sys
begun = set(sys.modules)
import contextlib, io
from pmr_xl.cli import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main(sys.argv[1:])
print(*(sys.modules.keys() - begun))
"""
COMPILED = re.compile(r"^\S.*\bre\.compile\(", re.MULTILINE)  # at the level of a module: with every command
DEAR_TUPLES = re.compile(r"^from typing import .*\bNamedTuple\b", re.MULTILINE)
FORM = PROJECT / "workbooks" / "submissions" / "PMR_FDNY_MMR_FY26_v1.xlsx"


def loaded_by(*asked: object, office: Path, cache: Path) -> set[str]:
    """Every module that a whole command has loaded at its end, the second time it is given."""
    surroundings = {**os.environ, "PMR_CACHE": str(cache), "PMR_OFFICE": str(office)}
    command = [sys.executable, "-c", WHOLE_COMMAND, *map(str, asked)]
    for _ in range(2):
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=PROJECT, env=surroundings)
    return set(done.stdout.split())


# Rooms and modules that plain checking does without: with each of them every command of the kind would wait longer.
NOT_FOR_CHECKING = re.compile(
    r"pmr_xl\.(?:api|build|excel|mmr|web|words|imports\.(?!shipped$)|rules\.published|rules\.definitions|model\.published|model\.definitions|"
    r"books\.(?:marking|writing|live)|forms\.(?:board|paper|receipts|report_tables|variance_sheet|submission_form\.live)|"
    r"desk\.(?:acceptance|chores|definitions|demo|editions|imported|life|migrating|receipts|released|review|tables|targets|upgrade|records)|"
    r"record\.(?:copying|findings|following|migrations\.m|server|targets|trial|file\.(?:copies|examination|keeping)|"
    r"queries\.(?:history|ids|names|origins|overtaken|steps)))"
)
# Of ours; who needs more raises it and says why: an edition asks its report, one of three values; two rules on rates;
# long formulas are woven, which saves more than the two modules cost; validations are read beside expat;
# the library and the record are parted by what they do; an indicator's line has a room beside its chapter;
# rules that name one cause for a whole column, and what they look with where many figures are far off;
# two that tell long texts;
# cell formats are read beside expat, and small parts but once.
MOST_MODULES = 329


@pytest.mark.parametrize("own", [False, True], ids=["the built-in office", "an office of one's own"])
def test_a_whole_validate_loads_no_more_than_it_needs(own, tmp_path):
    office = init_office(tmp_path / "office") if own else built_in_office()
    if own:
        Desk(office).record.begin()
    loaded = loaded_by("validate", "--no-copy", FORM, office=office, cache=tmp_path / "cache")
    assert "pmr_xl.rules.engine.judging" in loaded
    brought = {name for name in loaded if name.startswith("pmr_xl.imports.")}
    assert brought <= {"pmr_xl.imports.shipped"}  # tables are read for the first form alone, then kept
    tops = {name.partition(".")[0] for name in loaded}
    assert not tops & (HEAVY | SLOW - loaded_after("import click"))
    ours = [PROJECT.joinpath(*name.split(".")).with_suffix(".py") for name in loaded if name.startswith("pmr_xl.")]
    there = [path for path in ours if path.is_file()]
    assert 200 < len(there) <= MOST_MODULES
    assert [name for name in sorted(loaded) if NOT_FOR_CHECKING.match(name)] == []
    eager = [path.name for path in there if COMPILED.search(path.read_text(encoding="utf-8"))]
    assert not eager  # pmr_xl.model.quick.pattern compiles an expression where it is looked for
    dear = [path.name for path in there if DEAR_TUPLES.search(path.read_text(encoding="utf-8"))]
    assert not dear  # pmr_xl.model.quick.named makes them without compiling every annotation


def rooms() -> dict[Path, list[Path]]:
    """Every folder of code and the files beside each other in it."""
    found: dict[Path, list[Path]] = {}
    for path in sorted((PROJECT / "pmr_xl").rglob("*.py")):
        if path.name != "__init__.py":
            found.setdefault(path.parent.relative_to(PROJECT / "pmr_xl"), []).append(path)
    return found


def test_a_room_holds_at_most_fifteen_files_but_for_the_families_of_rules():
    full = {str(room): len(files) for room, files in rooms().items() if len(files) > 15}
    families = {name for name in full if name.startswith("rules/") and not name.startswith("rules/engine")}
    assert len(rooms()) > 30
    assert full.keys() <= families, full


MOST_LINES = 240
# One idea each, and longer: what a file that is parted in two would hide.
LONG = {
    "api/columns.py": "a table: every column of every frame, with what stands in it",
    "api/office.py": "what Python may ask an office, a short method each",
    "books/package/diagnosis.py": "everything a file can be that is no workbook, with what to do",
    "books/package/opening.py": "a package as it is opened: its bounds hold for all that is read of it",
    "desk/desk.py": "what every request stands on, each made when it is first needed",
    "desk/review/sheets.py": "what a variance sheet is made of",
    "excel/buttons.py": "every button: macros call them by their names in this module",
    "excel/udfs.py": "every function that is typed in cells: xlwings takes them from one module",
    "model/measure.py": "how a figure is printed and read, each the other's inverse",
    "record/reading.py": "what the record is asked, a question a method; how it is answered stands beside",
    "rules/engine/declaration.py": "what a rule may say of itself",
    "web/bridge.py": "what the page may ask, a short method each",
}


def test_no_file_is_longer_than_one_reads_at_a_sitting():
    package = PROJECT / "pmr_xl"
    lengths = {
        path.relative_to(package).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in package.rglob("*.py")
    }
    assert len(lengths) > 1000
    longer = {name: lines for name, lines in lengths.items() if lines > MOST_LINES}
    assert longer.keys() <= LONG.keys(), longer
    assert max(lengths.values()) < 300
    assert LONG.keys() <= lengths.keys()  # each is there


def test_a_sentence_is_told_from_a_value_and_from_a_fault():
    made = 'def tell(one):\n    """It says nothing of this."""\n    return f"{one.name} is withdrawn by {one.who}."\n'
    assert sentences(made, {"Fault"}) == ["  is withdrawn by  ."]
    assert sentences('LEFT = "of which nobody has said anything yet"', {"Fault"}) != []
    raised = 'def tell(one):\n    told = f"{one} is no form."\n    raise Fault(told, "Name its form.")\n'
    assert sentences(raised, {"Fault"}) == []
    other = raised + '\n\ndef say(one):\n    told = "It is no form."\n    return told\n'
    assert sentences(other, {"Fault"}) == ["It is no form."], "only what reaches the fault itself is spared"
    values = 'class State(Enum):\n    LATER = "a later version is accepted already"\nKEY = "last_by"\n'
    assert sentences(values, {"Fault"}) == []
    assert {"Fault", "Unreadable", "NoRecord"} <= fault_names()


def test_the_desk_makes_no_sentences():
    """What a request did is a value; what the desk says all the same is named in the helper, with its reason."""
    found = desk_sentences()
    wrong = {place: texts for place, texts in found.items() if len(texts) != EXCEPTED.get(place, (0, ""))[0]}
    assert wrong == {}
    assert EXCEPTED.keys() <= found.keys()  # each is still one
