"""Text files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from pmr_xl.model.fault import Fault


def write_text(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8 to a temporary file beside ``path``, then put it in its place.

    Raises:
        Fault: the folder is missing or the file cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".pmr-", suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        Path(name).replace(path)
    except OSError as refused:
        raise Fault(
            f"{path} cannot be written: {refused.strerror}.", "Close it where it is open, or name another folder."
        ) from None
