"""The macros as text, and the projects made of them."""

from __future__ import annotations

from pathlib import Path

from pmr_xl.build.borrowed import dictionary_module, xlwings_module
from pmr_xl.build.vba import Kind, Module, project
from pmr_xl.model.fault import Fault

FOLDER = Path(__file__).parents[2] / "macros"
ADDIN_IDENTITY = "{6B1C2E54-3F0A-4C7D-9A51-50D2A7C1E801}"
DESK_IDENTITY = "{6B1C2E54-3F0A-4C7D-9A51-50D2A7C1E802}"


def macro_text(name: str) -> str:
    """One file of ``macros/``. Raises Fault where the project's source is not at hand."""
    try:
        return (FOLDER / name).read_text(encoding="utf-8")
    except OSError:
        raise Fault(
            f"{FOLDER / name} is not there, and workbooks are built from it.",
            "Build in a copy of the project's source, not in an installed package.",
        ) from None


def addin_modules(functions: str, wizard: str) -> list[Module]:
    """What PMR.xlam is made of: our macros, xlwings' modules, and the wrappers of the functions."""
    return [
        Module.of(macro_text("ThisAddin.cls"), Kind.WORKBOOK),
        Module.of("", Kind.SHEET, "Sheet1"),
        Module.of(macro_text("PmrRun.bas"), Kind.STANDARD),
        Module.of(macro_text("PmrRibbon.bas"), Kind.STANDARD),
        Module.of(functions, Kind.STANDARD),
        Module.of(wizard, Kind.STANDARD),
        xlwings_module(),
        dictionary_module(),
    ]


def desk_modules(*, borrowed: bool = True) -> list[Module]:
    """What PMR_Desk.xlsm is made of; ``borrowed`` False leaves xlwings' modules out, for trials outside Excel."""
    return [
        Module.of("", Kind.WORKBOOK, "ThisWorkbook"),
        Module.of("", Kind.SHEET, "Sheet1"),
        Module.of(macro_text("PmrRun.bas"), Kind.STANDARD),
        Module.of(macro_text("PmrButtons.bas"), Kind.STANDARD),
        *([xlwings_module(), dictionary_module()] if borrowed else []),
    ]


def addin_project(functions: str, wizard: str) -> bytes:
    """``vbaProject.bin`` of the add-in."""
    return project(addin_modules(functions, wizard), "PMR", ADDIN_IDENTITY)


def desk_project() -> bytes:
    """``vbaProject.bin`` of the desk."""
    return project(desk_modules(), "PMR_Desk", DESK_IDENTITY)
