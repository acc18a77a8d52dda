"""xlwings' own VBA, read from the installed package, so that the module in a workbook and the package are one version.

Its text and its notices stay as they are, but for the changes named below: xlwings would take settings from the
workbook at hand and from its folder, and those are an agency's.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from pmr_xl.build.vba import Kind, Module, VbaError

PROJECT = "pmr"  # names the settings file: %USERPROFILE%\.pmr\pmr.conf, on a Mac ~/Library/Containers/…/pmr.conf
QUICK = "import sys;sys.modules.update(pandas=None,numpy=None);"
_CHANGES = (  # what xlwings says, what stands here, how often, why
    ('PROJECT_NAME As String = "myaddin"', f'PROJECT_NAME As String = "{PROJECT}"', 1, "our own settings file"),
    ('If source = "" Or source = "sheet" Then', 'If source = "sheet" Then', 1, "no settings from a workbook's sheet"),
    (
        'If source = "" Or source = "directory" Then', 'If source = "directory" Then', 1,
        "no settings from a workbook's folder",
    ),
    (
        'GetConfig("ADD_WORKBOOK_TO_PYTHONPATH", "true")', '"false"', 2,
        "no Python from a workbook's folder, whatever the settings say",
    ),
    (
        "uses_embedded_code = True\n                Exit For",
        "uses_embedded_code = False\n                Exit For", 1,
        "no Python from a workbook's sheets",
    ),
    (
        '" -B -c ""import xlwings.utils;', f'" -B -c ""{QUICK}import xlwings.utils;', 1,
        "no pandas at a click: xlwings would load it, five times its own weight, and no button uses it",
    ),
    (
        '" -B -c ""import sys, os;"', f'" -B -c ""{QUICK}import os;"', 1,
        "nor in the server that keeps the functions and the second click warm",
    ),
)  # fmt: skip


def xlwings_folder() -> Path:
    """Where xlwings is installed. Raises VbaError where it is not."""
    spec = find_spec("xlwings")
    if spec is None or spec.origin is None:
        raise VbaError("xlwings is not installed, and its VBA is part of the add-in.")
    return Path(spec.origin).parent


def xlwings_module() -> Module:
    """Xlwings' module for an add-in of one's own, with our changes.

    Raises:
        VbaError: a place to change is not there as often as it should be: this xlwings is another version.
    """
    text = (xlwings_folder() / "xlwings_custom_addin.bas").read_text(encoding="utf-8").replace("\r\n", "\n")
    reasons = []
    for old, new, times, why in _CHANGES:
        if text.count(old) != times:
            raise VbaError(
                f"xlwings' VBA has “{old}” {text.count(old)} times, not {times}: look at it before building."
            )
        text = text.replace(old, new)
        reasons.append(f"'  {why}\n")
    first, rest = text.split("\n", 1)
    note = "'Changed for PMR, otherwise as xlwings has it:\n" + "".join(reasons)
    return Module.of(f"{first}\n{note}{rest}", Kind.STANDARD)


def dictionary_module() -> Module:
    """The dictionary class that xlwings' module uses on a Mac (VBA-Dictionary, MIT licence, as its text says)."""
    text = (xlwings_folder() / "addin" / "Dictionary.cls").read_text(encoding="utf-8")
    return Module.of(text, Kind.CLASS)
