"""Text files written whole or not at all, and the folders that things are written into."""

from __future__ import annotations

import os
from pathlib import Path

from pmr_xl.model.fault import Fault


def made(folder: Path) -> Path:
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
    """Write ``text`` as UTF-8 to a temporary file beside ``path``, then put it in its place.

    Raises:
        Fault: the folder is missing or the file cannot be written.
    """
    import tempfile  # it loads much, and most commands write no text

    if path.is_dir():
        raise Fault(f"{path} is a folder.", "Name the file to write in it.")
    if not path.parent.is_dir():
        raise Fault(f"{path} cannot be written: there is no folder {path.parent}.", "Make it, or name another one.")
    aside = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".pmr-", suffix=".tmp")
        aside = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        aside.replace(path)
    except OSError as refused:
        raise Fault(
            f"{path} cannot be written: {refused.strerror}.", "Close it where it is open, or name another folder."
        ) from None
    finally:
        if aside is not None:
            aside.unlink(missing_ok=True)
