"""The user's own settings: one file, read by the add-in's VBA too. Nothing is taken from a workbook or its folder."""

from __future__ import annotations

import csv
import io
import os
import sys
from pathlib import Path

from pmr_xl.atomic_write import write_atomically
from pmr_xl.build.xlwings_part import PROJECT
from pmr_xl.model.fault import Fault

OFFICE = "OFFICE"
INTERPRETER_WINDOWS, INTERPRETER_MAC = "INTERPRETER_WIN", "INTERPRETER_MAC"
_ENCODING = "mbcs" if sys.platform == "win32" else "utf-8"  # VBA's Input # reads the system's own code page


def settings_path() -> Path:
    """Where the add-in looks: ``.pmr`` in the user's profile folder, on a Mac Excel's own container."""
    if sys.platform == "darwin":
        return Path.home() / "Library/Containers/com.microsoft.Excel/Data" / f"{PROJECT}.conf"
    home = os.environ.get("USERPROFILE") or str(Path.home())
    return Path(home) / f".{PROJECT}" / f"{PROJECT}.conf"


def read_settings(path: Path | None = None) -> dict[str, str]:
    """Settings by name, in capitals; empty where none were written yet.

    Args:
        path: of one file; None for the user's own over those of everybody on this computer, as the macros read them.
    """
    if path is None:
        shared = os.environ.get("PROGRAMDATA")
        everybody = read_settings(Path(shared) / PROJECT / f"{PROJECT}.conf") if shared else {}
        return everybody | read_settings(settings_path())
    try:
        text = path.read_text(encoding=_ENCODING, errors="replace")
    except OSError:
        return {}
    return {row[0].upper(): row[1] for row in csv.reader(io.StringIO(text)) if len(row) == 2}  # noqa: PLR2004 - name, value


def write_settings(settings: dict[str, str], path: Path | None = None) -> Path:
    """Write the whole file anew, as VBA's ``Input #`` reads it.

    Raises:
        Fault: the folder is locked, or a value holds signs this system's code page lacks.
    """
    path = path or settings_path()
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(sorted(settings.items()))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, text.getvalue().encode(_ENCODING))
    except (OSError, UnicodeEncodeError) as refused:
        raise Fault(
            f"The settings {path} cannot be written ({refused}).",
            "Ask your administrator for the right to this folder.",
        ) from None
    return path


def office_folder() -> Path | None:
    """The office this user's Excel works for: ``PMR_OFFICE``, else the setting; None for the program's own choice."""
    named = os.environ.get("PMR_OFFICE") or read_settings().get(OFFICE, "")
    return Path(named) if named else None
