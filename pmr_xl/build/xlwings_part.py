"""What the macros must know of xlwings: its version, which names its library, and how that library is called.

Nothing of xlwings' own macros is in the workbooks. They would bring some thirty public functions, which any cell of any
workbook can name once the add-in is loaded; ours are two calls, in a class, which no cell can name.
"""

from __future__ import annotations

import re
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from pmr_xl.build.vba import VbaError

PROJECT = "pmr"  # names the settings file: %USERPROFILE%\.pmr\pmr.conf, on a Mac ~/Library/Containers/…/pmr.conf
_ACTIVATE = re.compile(r'Declare PtrSafe Function (?:XLPyDLLActivateAuto|Activate) Lib "([^"]+)"[^(\n]*(\([^)\n]*\).*)')


def xlwings_folder() -> Path:
    """Where xlwings is installed. Raises VbaError where it is not."""
    spec = find_spec("xlwings")
    if spec is None or spec.origin is None:
        raise VbaError("xlwings is not installed, and the add-in starts Python by its library.")
    return Path(spec.origin).parent


def with_xlwings(text: str) -> str:
    """A macro's text with the version of the installed xlwings in its place.

    Raises:
        VbaError: this xlwings calls its library otherwise than ``text`` does.
    """
    text = text.replace("%XLWINGS%", version("xlwings"))
    ours = set(_ACTIVATE.findall(text))
    theirs = set(_ACTIVATE.findall((xlwings_folder() / "xlwings.bas").read_text(encoding="utf-8")))
    if not ours <= theirs:
        raise VbaError(f"xlwings calls its library by {sorted(theirs)}, the macros by {sorted(ours)}: look at both.")
    return text
