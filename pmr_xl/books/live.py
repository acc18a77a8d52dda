"""Workbooks that are open in Excel. A live book is read by saving a copy aside, so no door sees less than another."""

from __future__ import annotations

import importlib
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import xlwings as xw

from pmr_xl.books.known_folders import local_folder
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple

Result = TypeVar("Result")
BUSY = (-2147418111, -2146777998)  # call rejected by callee; a cell is being edited
WAITS = (0.1, 0.2, 0.4, 0.8)  # seconds between tries
_PACKAGES = (".xlsx", ".xlsm", ".xltx", ".xltm")
_ENCRYPTED = bytes.fromhex("D0CF11E0A1B11AE1")  # a compound file where a package belongs: Excel encrypts this way
_EXCEL_BOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls")


class Front(NamedTuple):
    """Where a button was pressed: Excel, and the workbook in front; None where none is open."""

    app: xw.App
    book: xw.Book | None


def front_from_com(application: Any, book: Any) -> Front:
    """Excel and its book as COM hands them over. Windows only."""
    theirs: Any = importlib.import_module("xlwings._xlwindows")  # there only on Windows
    app = xw.App(impl=theirs.App(xl=theirs.COMRetryObjectWrapper(application)))
    return Front(app, None if book is None else xw.Book(impl=theirs.Book(book)))


def front() -> Front:
    """Where a button was pressed, as Excel tells it; on a Mac the script names the book, if it can.

    Raises:
        Exception: whatever xlwings raises where it may not, or cannot, speak with Excel.
    """
    try:
        book = xw.Book.caller()
    except Exception:  # noqa: BLE001 - no name, or none that can be handed on: the book in front is asked for
        app = xw.apps.active
        if app is None:
            raise Fault("Excel is not open.", "Open it, then press the button again.") from None
        return Front(app, app.books.active if len(app.books) else None)
    return Front(book.app, book)


def book_in(at: Front) -> xw.Book:
    """The workbook in front.

    Raises:
        Fault: none is open, or the one in front is in Protected View, which Excel does not count as open.
    """
    seen = attribute(attribute(at.app, "api"), "ActiveProtectedViewWindow")
    if seen is not None:
        name = attribute(seen, "SourceName") or "The workbook in front"
        raise Fault(f"{name} is in Protected View.", "Press Enable Editing, then press the button again.")
    if at.book is None:
        raise Fault("No workbook is open.", "Open a submission, then press the button again.")
    return at.book


def attribute(api: Any, name: str) -> Any:
    """What Excel says of itself under that name; None where this Excel does not say it."""
    try:
        return getattr(api, name)
    except Exception:  # noqa: BLE001 - COM, a Mac and LibreOffice each refuse an unknown name in their own way
        return None


def retry_while_busy(action: Callable[[], Result]) -> Result:
    """Do what Excel may refuse while it is busy, trying again for a second and a half.

    Raises:
        Fault: Excel stays busy: a cell is being edited, or a dialog is open.
    """
    for wait in (*WAITS, None):
        try:
            return action()
        except Exception as refused:
            if not is_busy(refused):
                raise
            if wait is None:
                raise Fault(
                    "Excel is busy: a cell is being edited, or a dialog is open.",
                    "Press Enter or Esc in Excel, close the dialog, then press the button again.",
                ) from None
            time.sleep(wait)
    raise AssertionError  # the last wait is None: the loop never falls through


def is_busy(refused: Exception) -> bool:
    """Excel refused because it is busy or a cell is being edited."""
    codes = [getattr(refused, "hresult", None), *refused.args[:1]]
    if len(refused.args) > 2 and isinstance(refused.args[2], tuple):  # noqa: PLR2004 - COM puts details third
        codes.append(refused.args[2][-1])
    return any(code in BUSY for code in codes)


def folder_of(book: xw.Book) -> Path | None:
    """The local folder of an open book; None where it was never saved, or lives in SharePoint or OneDrive."""
    name = str(book.impl.fullname)  # not book.fullname, which guesses local paths of cloud files
    if "://" in name:
        return None
    path = Path(name)
    return path.parent if path.is_absolute() and path.exists() else None


def snapshot(book: xw.Book, folder: Path, name: str = "") -> Path:
    """A copy of the open book as it stands now, in ``folder``; the book itself stays as it is, saved or not.

    A book without unsaved changes is copied from its file, byte for byte.

    Raises:
        Fault: the book cannot be copied: it was never saved on a Mac, or its window is protected by Excel.
    """
    name = name or book.name
    target = folder / (name if name.lower().endswith(_EXCEL_BOOKS) else f"{name}.xlsx")
    target.unlink(missing_ok=True)
    home, api = folder_of(book), book.api
    saved = is_saved(api)
    if home is not None and saved:
        return _open_to_us(Path(shutil.copyfile(home / book.name, target)))
    if not hasattr(api, "SaveCopyAs"):
        raise Fault(
            f"{book.name} has changes that PMR cannot see."
            if home
            else f"{book.name} is not saved where PMR can read it.",
            "Save it in a folder on this computer, then press again.",
        )
    try:
        retry_while_busy(lambda: api.SaveCopyAs(str(target)))
    except Fault:
        raise
    except Exception as refused:
        raise Fault(
            f"Excel would not give a copy of {book.name}: it may be open in Protected View.",
            "Press Enable Editing, or save it in a folder on this computer, then press again.",
        ) from refused
    return _open_to_us(target)


def is_saved(api: Any) -> bool | None:
    """Whether the book has no unsaved changes; None where this Excel does not say.

    Windows calls it ``Saved``, a Mac ``saved``, and gives it only when asked once more.
    """
    for name in ("Saved", "saved"):
        told = attribute(api, name)
        told = told.get() if hasattr(told, "get") else told
        if isinstance(told, bool | int):
            return bool(told)
    return None


def _open_to_us(copy: Path) -> Path:
    """The copy of a book. Raises Fault where Excel wrote it encrypted, as it does with a password or a label."""
    with copy.open("rb") as file:
        if file.read(len(_ENCRYPTED)) == _ENCRYPTED and copy.suffix.lower() in _PACKAGES:
            raise Fault(
                f"{copy.name} is protected by a password or a sensitivity label, and so is every copy of it.",
                "Remove the password (File, Info, Protect Workbook) or the label, save, then press again.",
            )
    return copy


def find_open(app: xw.App, path: Path) -> xw.Book | None:
    """The open book of that file.

    Raises:
        Fault: a book of the same name from another place is open; Excel opens no two of one name.
    """
    book = next((each for each in app.books if each.name.casefold() == path.name.casefold()), None)
    if book is None:
        return None
    name = str(book.impl.fullname)
    home = local_folder(name) if "://" in name else folder_of(book)
    if home is None or home.resolve() != path.parent.resolve():
        place = home or (name.rpartition("/")[0] if "://" in name else "a window that was never saved")
        raise Fault(f"Another {path.name} is open, from {place}.", "Close it, then press the button again.")
    return book


def open_beside(app: xw.App, path: Path) -> xw.Book:
    """Open a file, or bring it to the front where it is open already."""
    book = find_open(app, path) or retry_while_busy(lambda: app.books.open(str(path)))
    book.activate()
    return book


def close_saved(app: xw.App, path: Path) -> bool:
    """Close a book PMR made, its changes saved, so that it can be written anew; True where it was open."""
    book = find_open(app, path)
    if book is None:
        return False
    retry_while_busy(book.save)
    book.close()
    return True


def is_hidden(book: xw.Book, sheet: str, address: str) -> bool:
    """A filter, or somebody, hides the cell's row."""
    cell = next((page.range(address) for page in book.sheets if page.name.casefold() == sheet.casefold()), None)
    try:
        return cell is not None and cell.row_height == 0
    except Exception:  # noqa: BLE001 - an Excel that does not say: the cell is selected all the same
        return False


def show_cell(book: xw.Book, sheet: str, address: str) -> bool:
    """Go to a cell; False where its sheet is not there or hidden."""
    names: dict[str, Any] = {page.name.casefold(): page for page in book.sheets}
    page = names.get(sheet.casefold())
    if page is None:
        return False
    try:
        book.activate()
        page.activate()
        page.range(address).select()
    except Exception:  # noqa: BLE001 - Excel refuses hidden sheets in words of its own; the caller says so in ours
        return False
    return True
