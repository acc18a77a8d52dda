"""Builds what stands in workbooks/, or says where the committed files differ from what the source would give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pmr_xl.atomic_write import write_atomically
from pmr_xl.build.addin_book import addin_book
from pmr_xl.build.desk_book import desk_book
from pmr_xl.build.functions_book import FunctionExample, functions_book
from pmr_xl.build.macros import Generated, addin_project, desk_project
from pmr_xl.model.fault import Fault
from pmr_xl.version import __version__

FOLDER = Path(__file__).parents[2] / "workbooks"


@dataclass(frozen=True, slots=True)
class Doors:
    """What the workbooks have to know of the doors in ``pmr_xl/excel``, as plain values.

    Attributes:
        macros: those that are made of the doors.
        tips: button → its docstring's first line and the rest.
        examples: of the functions, worked out.
        samples: forms to look at, path → bytes.
    """

    macros: Generated
    tips: dict[str, tuple[str, str]]
    examples: Sequence[FunctionExample]
    samples: Mapping[str, bytes]


def build_workbooks(doors: Doors) -> dict[str, bytes]:
    """File name → bytes. Equal source gives equal bytes."""
    return {
        "PMR.xlam": addin_book(addin_project(doors.macros), doors.tips, __version__),
        "PMR_Desk.xlsm": desk_book(desk_project(doors.macros), doors.tips),
        "functions.xlsx": functions_book(doors.examples),
        **doors.samples,
    }


def build(doors: Doors, folder: Path = FOLDER, *, check: bool = False) -> list[Path]:
    """Build the workbooks into ``folder``; the paths written, or with ``check`` those that were compared.

    Raises:
        Fault: with ``check``, a file is missing or differs; without, a file cannot be written.
    """
    books = build_workbooks(doors)
    if check:
        wrong = [
            name for name, data in books.items() if not (folder / name).exists() or (folder / name).read_bytes() != data
        ]
        if wrong:
            raise Fault(
                f"{', '.join(wrong)} in {folder} is not what the source gives.", "Run pmr build and commit the result."
            )
        return [folder / name for name in books]
    for name, data in books.items():
        _write(folder / name, data)
    return [folder / name for name in books]


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data)
    except OSError as refused:
        raise Fault(
            f"{path} could not be written ({refused.strerror}).", "Close it where it is open, and check the folder."
        ) from None
