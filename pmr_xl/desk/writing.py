"""Text files written whole or not at all, and the folders that things are written into."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pmr_xl.atomic_write import put_file
from pmr_xl.model.display.signs import as_words
from pmr_xl.model.fault import Fault

_MARK = "\ufeff"


def make_folder(folder: Path) -> Path:
    """The folder, made where there is none, with those it lies in.

    Raises:
        Fault: a file stands in its place, or it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise Fault(f"{folder} is a file.", "Name a folder to write into.") from None
    except OSError as refused:
        raise Fault(
            f"The folder {folder} cannot be made: {refused.strerror}.", "Name a folder where you may write."
        ) from None
    return folder


def write_text(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8, whole or not at all; line ends stay as they are. Raises what write_bytes raises."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Write ``content``, whole or not at all.

    Raises:
        Fault: the folder is missing or the file cannot be written.
    """
    if path.is_dir():
        raise Fault(f"{path} is a folder.", "Name the file to write in it.")
    if not path.parent.is_dir():
        raise Fault(f"{path} cannot be written: there is no folder {path.parent}.", "Make it, or name another one.")
    put_file(path, content, "Close it where it is open, or name another folder.")


def csv_text(rows: Iterable[Sequence[object]], *, mark: bool = False) -> str:
    """Rows as comma-separated text; words that a spreadsheet would take for a formula stay words.

    Args:
        mark: begin with the byte-order mark, without which Excel takes UTF-8 for the computer's own signs.
    """
    import csv  # few requests write any
    import io

    text = io.StringIO(newline="")
    safe = ([as_words(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    csv.writer(text, lineterminator="\r\n").writerows(safe)
    return f"{_MARK if mark else ''}{text.getvalue()}"
