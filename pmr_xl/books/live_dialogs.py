"""What is asked and told in an open Excel: its dialogs, its status bar, and the key that ends a long walk."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmr_xl.books.live import attribute, retry_while_busy
from pmr_xl.model.display.signs import safely_shown
from pmr_xl.model.fault import Fault

if TYPE_CHECKING:
    import xlwings as xw

_LONGEST_QUESTION = 255  # signs: Excel takes no more
_FOLDER_DIALOG = 4  # Excel's number of its dialog for folders
_ESCAPE = 0x1B  # Windows' code of the key
_EXCELS_WINDOW, _LONGEST_CLASS = "XLMAIN", 32  # the class of Excel's windows
_LISTS = "Lists (*.xlsx;*.csv),*.xlsx;*.csv"


@contextmanager
def busy_status(app: xw.App, doing: str) -> Iterator[None]:
    """Say on the status bar what is being done; Excel's own status bar comes back in the end."""
    retry_while_busy(lambda: setattr(app, "status_bar", f"PMR: {doing}"))
    try:
        yield
    finally:
        status(app, None)


def status(app: xw.App, text: str | None) -> None:
    """Put a text on the status bar; None gives it back to Excel. Never in the way of the work itself."""
    try:
        app.status_bar = safely_shown(text or "") or False
    except Exception:  # noqa: BLE001 - a busy Excel keeps its old status bar; nothing depends on it
        return


def escape_pressed() -> bool:
    """Esc was pressed in Excel since this was last asked. Windows only: elsewhere nobody can tell, and nothing stops.

    What is pressed while another program is in front is that program's.
    """
    if sys.platform != "win32":
        return False
    import ctypes

    return escape_in_excel(ctypes.windll.user32)


def escape_in_excel(user32: Any) -> bool:
    """The same, asked of Windows' ``user32``: its key state is asked in any case, so that it begins anew."""
    import ctypes

    pressed, name = user32.GetAsyncKeyState(_ESCAPE), ctypes.create_unicode_buffer(_LONGEST_CLASS)
    user32.GetClassNameW(user32.GetForegroundWindow(), name, _LONGEST_CLASS)
    return bool(pressed) and name.value == _EXCELS_WINDOW


def choose_folder(app: xw.App, start: Path) -> Path | None:
    """A folder the user chooses, beginning at ``start``; None where the user cancels.

    An Excel that has no such dialog, as on a Mac, takes ``start`` itself.
    """
    ask = attribute(attribute(app, "api"), "FileDialog")
    if ask is None:
        return start
    dialog = ask(_FOLDER_DIALOG)
    dialog.InitialFileName = f"{start}\\"
    return Path(str(dialog.SelectedItems(1))) if dialog.Show() else None


def choose_file(app: xw.App, title: str) -> Path | None:
    """A workbook or CSV file the user chooses; None where the user cancels.

    Raises:
        Fault: this Excel has no such dialog, as on a Mac.
    """
    dialog = attribute(attribute(app, "api"), "GetOpenFilename")
    if dialog is None:
        raise Fault("This Excel has no dialog that asks for a file.", "The command line takes it: pmr fill FORM LIST.")
    chosen = dialog(_LISTS, 1, title)
    return Path(str(chosen)) if chosen else None


def ask(app: xw.App, question: str, default: str = "", otherwise: str = "") -> str | None:
    """A line of text that the user types over ``default``; None where the user cancels.

    Args:
        otherwise: what to do in an Excel without such a dialog.

    Raises:
        Fault: this Excel has no dialog for it, as on a Mac.
    """
    dialog = attribute(attribute(app, "api"), "InputBox")
    if dialog is None:
        raise Fault(
            "This Excel has no dialog that asks for a reason.",
            otherwise
            or "The command line takes it: pmr accept FILE --despite “WHY”, pmr withdraw EDITION AGENCY --why “WHY”.",
        )
    typed = dialog(question[:_LONGEST_QUESTION], "PMR", default[:_LONGEST_QUESTION])
    return None if typed is False or typed is None else str(typed)


def show_page(path: Path) -> bool:
    """Open a page in the user's browser; False on a system that has no program of its own for it."""
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 - a page of ours, in the user's own folder
        return True
    if sys.platform == "darwin":
        return subprocess.run(["/usr/bin/open", str(path)], check=False).returncode == 0  # noqa: S603 - the same
    return False


def say(app: xw.App, text: str, *, bad: bool = False) -> None:
    """One message, where the user is looking."""
    app.alert(safely_shown(text), title="PMR", mode="critical" if bad else "info")


def ask_ok(app: xw.App, text: str) -> bool:
    """Whether the user presses OK on a question; what stands in it steers nothing, as in :func:`say`."""
    return bool(app.alert(safely_shown(text), title="PMR", buttons="ok_cancel", mode="info") == "ok")
