"""The macros as text, and the projects made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pmr_xl.build.vba import Module, ModuleKind, project
from pmr_xl.build.xlwings_part import with_xlwings
from pmr_xl.model.fault import Fault

FOLDER = Path(__file__).parents[2] / "macros"
ADDIN_IDENTITY = "{6B1C2E54-3F0A-4C7D-9A51-50D2A7C1E801}"
DESK_IDENTITY = "{6B1C2E54-3F0A-4C7D-9A51-50D2A7C1E802}"
PYTHON = ("PmrServer", "PmrMac")  # the modules that start Python


@dataclass(frozen=True, slots=True)
class Generated:
    """Macros made of what stands in ``pmr_xl/excel``.

    Attributes:
        functions: the module of the PMR functions.
        wizard: the class that names their category and arguments.
        failures: the class that turns a fault into a sentence.
        words: what stands for the blanks (``%NAME%``) in the macros' own text.
    """

    functions: str
    wizard: str
    failures: str
    words: Mapping[str, str]


def macro_text(name: str) -> str:
    """One file of ``macros/``. Raises Fault where the project's source is not at hand."""
    try:
        return (FOLDER / name).read_text(encoding="utf-8")
    except OSError:
        raise Fault(
            f"{FOLDER / name} is not there, and workbooks are built from it.",
            "Build in a copy of the project's source, not in an installed package.",
        ) from None


def _class(name: str, words: Mapping[str, str]) -> Module:
    text = macro_text(f"{name}.cls")
    for blank, word in words.items():
        text = text.replace(f"%{blank}%", word)
    return Module.of(with_xlwings(text), ModuleKind.CLASS)


def _shared(made: Generated) -> list[Module]:
    """What both workbooks have: all of it in classes, which no cell of any workbook can name."""
    ours = [_class(name, made.words) for name in ("PmrDoor", "PmrSettings", *PYTHON)]
    return [*ours, Module.of(made.failures, ModuleKind.CLASS)]


def addin_modules(made: Generated) -> list[Module]:
    """What PMR.xlam is made of: its ribbon's callback, the functions, and the classes behind them."""
    return [
        Module.of(macro_text("ThisAddin.cls"), ModuleKind.WORKBOOK),
        Module.of("", ModuleKind.SHEET, "Sheet1"),
        Module.of(macro_text("PmrRibbon.bas"), ModuleKind.STANDARD),
        Module.of(made.functions, ModuleKind.STANDARD),
        _class("PmrAnswers", made.words),
        Module.of(made.wizard, ModuleKind.CLASS),
        *_shared(made),
    ]


def desk_modules(made: Generated) -> list[Module]:
    """What PMR_Desk.xlsm is made of."""
    return [
        Module.of("", ModuleKind.WORKBOOK, "ThisWorkbook"),
        Module.of("", ModuleKind.SHEET, "Sheet1"),
        Module.of("", ModuleKind.SHEET, "Sheet2"),
        Module.of(macro_text("PmrButtons.bas"), ModuleKind.STANDARD),
        *_shared(made),
    ]


def addin_project(made: Generated) -> bytes:
    """``vbaProject.bin`` of the add-in."""
    return project(addin_modules(made), "PMR", ADDIN_IDENTITY)


def desk_project(made: Generated) -> bytes:
    """``vbaProject.bin`` of the desk."""
    return project(desk_modules(made), "PMR_Desk", DESK_IDENTITY)
