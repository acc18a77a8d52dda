"""What PMR's buttons wrote, so that the last action can be undone. Nothing is ever thrown away: it is moved aside."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from pmr_xl.atomic_write import put_whole
from pmr_xl.desk.log import state_folder
from pmr_xl.model.fault import Fault

KEPT = 20  # actions that can still be undone


@dataclass(frozen=True, slots=True)
class Written:
    """One file an action wrote, and where what stood there before is kept; empty where nothing did."""

    path: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """One press of a button: what it was, when, and what it wrote."""

    name: str
    at: str
    folder: str
    written: tuple[Written, ...]


def _file() -> Path:
    return state_folder() / "undo.json"


def actions() -> list[Action]:
    """What can be undone, oldest first; empty where the journal is missing or damaged."""
    try:
        told = json.loads(_file().read_text(encoding="utf-8"))
        return [Action(**{**one, "written": tuple(Written(**file) for file in one["written"])}) for one in told]
    except (OSError, ValueError, TypeError, KeyError):
        return []


def place(name: str, made: Iterable[Path], folder: Path) -> list[Path]:
    """Put finished files into ``folder``, keeping aside what stood there, and note the action.

    Args:
        name: the action, as its button says it.
        made: files made elsewhere; they are moved.

    Raises:
        Fault: the folder cannot be written, or a file in it is open elsewhere.
    """
    state_folder().mkdir(parents=True, exist_ok=True)
    keep = Path(tempfile.mkdtemp(prefix=f"{datetime.now(UTC):%Y%m%d-%H%M%S}-", dir=_kept_folder()))
    written, placed, at = [], [], folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for source in made:
            at = target = folder / source.name
            before = Path(shutil.copy2(target, keep / source.name)) if target.exists() else None
            put_whole(target, source.read_bytes())
            source.unlink()
            written.append(Written(str(target), str(before or "")))
            placed.append(target)
    except OSError as refused:
        raise Fault(
            f"{at} cannot be written ({refused.strerror}).",
            "Close it where it is open, or save the submission in a folder you may write to.",
        ) from None
    finally:
        if written:
            _note([*actions(), Action(name, f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}", str(keep), tuple(written))])
    return placed


def undo() -> Action:
    """Take back the last action: what it wrote is moved aside, and what stood there before comes back.

    Raises:
        Fault: there is nothing to undo, or a file is open or locked.
    """
    noted = actions()
    if not noted:
        raise Fault("There is no PMR action to undo.", "")
    last = noted[-1]
    aside = at = Path(last.folder) / "undone"
    try:
        aside.mkdir(parents=True, exist_ok=True)
        for file in last.written:
            at = path = Path(file.path)
            if path.exists():
                shutil.copy2(path, aside / path.name)
            if file.before:
                put_whole(path, Path(file.before).read_bytes())
            else:
                path.unlink(missing_ok=True)
    except OSError as refused:
        raise Fault(f"{at} cannot be changed ({refused.strerror}).", "Close it, then press Undo again.") from None
    _note(noted[:-1])
    return last


def _kept_folder() -> Path:
    folder = state_folder() / "undo"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _note(noted: list[Action]) -> None:
    """Write the journal anew; what has grown too old is no longer kept."""
    for old in noted[:-KEPT]:
        shutil.rmtree(old.folder, ignore_errors=True)
    put_whole(_file(), json.dumps([asdict(one) for one in noted[-KEPT:]], indent=1).encode())
