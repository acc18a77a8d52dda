"""The log: what a person cannot use and an engineer can."""

from __future__ import annotations

import os
import traceback
from datetime import UTC, datetime
from pathlib import Path

from pmr_xl.model.display.signs import safely_shown
from pmr_xl.model.fault import Fault

LONGEST = 1_000_000


def state_folder() -> Path:
    """The user's own folder for program state."""
    base = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(base) / "pmr_xl"


def write_log() -> Path:
    """Append the error being handled to the log, and say where it is. ``PMR_LOG`` names another place.

    The log keeps its last megabyte.
    """
    named = os.environ.get("PMR_LOG")
    path = Path(named) if named else state_folder() / "pmr.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LONGEST:
            path.replace(path.with_suffix(".old.log"))
        with path.open("a", encoding="utf-8", errors="backslashreplace") as log:  # straight: a log grows
            log.write(f"\n== {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n{safely_shown(traceback.format_exc())}")
    except OSError:
        return Path("(the log could not be written)")
    return path


def our_own(name: str) -> Fault:
    """What is said of a file that we could not go through for a reason of our own; the log has the rest.

    Asked for while that error is being handled: every other file has a right to be done.
    """
    return Fault(
        f"{name}: something went wrong in pmr_xl itself, and nothing was done with this file.",
        f"What happened is in {write_log()}; send it to whoever keeps pmr_xl. The other files were gone through.",
    )
