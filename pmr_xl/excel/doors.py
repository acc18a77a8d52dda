"""Builds the workbooks: here the doors are known that their ribbon, wrappers and examples speak of."""

from __future__ import annotations

from pathlib import Path

from pmr_xl.build.workbooks import FOLDER, Doors
from pmr_xl.build.workbooks import build as build_workbooks


def build(folder: Path = FOLDER, *, check: bool = False) -> list[Path]:
    """Build what stands in workbooks/ into ``folder``, or with ``check`` compare it with what is there.

    Raises:
        Fault: a workbook differs from what the source gives, or cannot be written.
    """
    return build_workbooks(doors(), folder, check=check)


def doors() -> Doors:
    """What the workbooks have to know."""
    from pmr_xl.desk.demo.samples import samples
    from pmr_xl.excel import buttons
    from pmr_xl.excel.examples import examples
    from pmr_xl.excel.ribbon.button import tips
    from pmr_xl.excel.wrapper import generate_wrappers

    shown = {name: tip for name, tip in tips().items() if hasattr(buttons, name)}
    return Doors(generate_wrappers(), shown, examples(), samples())
