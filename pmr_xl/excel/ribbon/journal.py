"""What PMR's buttons wrote, so that the last action can be undone. Nothing is ever thrown away: it is moved aside."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmr_xl.atomic_write import write_atomically
from pmr_xl.desk.log import state_folder
from pmr_xl.model.fault import Fault

if TYPE_CHECKING:
    import xlwings as xw

KEPT = 20  # actions that can still be undone
_EPOCH, _DAY = datetime(1899, 12, 30), 86_400  # noqa: DTZ001 - Excel's day 0, and Excel knows no zones
_STARTS_A_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Written:
    """One file an action wrote, and where what stood there before is kept; empty where nothing did."""

    path: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class CellWritten:
    """One cell of an open book that an action wrote: what stood there, and what it wrote."""

    book: str
    sheet: str
    cell: str
    before: str | float
    now: str | float


@dataclass(frozen=True, slots=True)
class Action:
    """One press of a button: what it was, when, and what it wrote, into files or into cells of an open book."""

    name: str
    at: str
    folder: str
    written: tuple[Written, ...] = ()
    cells: tuple[CellWritten, ...] = ()


def _file() -> Path:
    return state_folder() / "undo.json"


def actions() -> list[Action]:
    """What can be undone, oldest first; empty where the journal is missing or damaged."""
    try:
        told = json.loads(_file().read_text(encoding="utf-8"))
        return [_action(one) for one in told]
    except (OSError, ValueError, TypeError, KeyError):
        return []


def _action(told: dict[str, Any]) -> Action:
    files = tuple(Written(**file) for file in told["written"])
    cells = tuple(CellWritten(**cell) for cell in told.get("cells", ()))
    return Action(told["name"], told["at"], told["folder"], files, cells)


def put_cells(name: str, book: xw.Book, cells: Sequence[tuple[xw.Range, str | float]]) -> None:
    """Write cells of an open book, noting what stood in each. The book is not saved: that is the user's to do.

    Args:
        name: the action, as its button says it.
        cells: each with what is to stand in it.
    """
    noted = tuple(
        CellWritten(
            book.name, cell.sheet.name, cell.get_address(row_absolute=False, column_absolute=False),
            _stored(cell.raw_value), value,
        )
        for cell, value in cells
    )  # fmt: skip
    for cell, value in cells:
        _write(cell, value)
    state_folder().mkdir(parents=True, exist_ok=True)
    keep = tempfile.mkdtemp(prefix=f"{datetime.now(UTC):%Y%m%d-%H%M%S}-", dir=_kept_folder())
    _note([*actions(), Action(name, f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}", keep, cells=noted)])


def _stored(value: Any) -> str | float:
    """What a cell holds, as it can be written back: a text, a number, or nothing."""
    while isinstance(value, list | tuple):
        value = value[0]
    if isinstance(value, datetime):
        return (value.replace(tzinfo=None) - _EPOCH).total_seconds() / _DAY
    return float(value) if isinstance(value, int | float) else "" if value is None else str(value)


def _write(cell: xw.Range, value: str | float) -> None:
    """Put a value into a cell; a text that begins like a formula stays a text."""
    cell.value = None if value == "" else f"'{value}" if str(value).startswith(_STARTS_A_FORMULA) else value


def _put_back(last: Action, books: Iterable[xw.Book]) -> None:
    """The cells as they were.

    Raises:
        Fault: their book is not open, or somebody changed one since.
    """
    named = {book.name.casefold(): book for book in books}
    cells = []
    for one in last.cells:
        book = named.get(one.book.casefold())
        if book is None:
            raise Fault(f"{last.name} wrote into {one.book}, which is not open.", "Open it, then press Undo again.")
        cell = book.sheets[one.sheet].range(one.cell)
        if _stored(cell.raw_value) != one.now:
            where = f"{one.sheet}!{one.cell}"
            raise Fault(f"{where} was changed since {last.name}.", "It is left as it is; change it by hand.")
        cells.append((cell, one.before))
    for cell, before in cells:
        _write(cell, before)


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
            write_atomically(target, source.read_bytes())
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


def undo(books: Iterable[xw.Book] = ()) -> Action:
    """Take back the last action: what it wrote is moved aside, and what stood there before comes back.

    Args:
        books: those open in Excel, for an action that wrote into one.

    Raises:
        Fault: there is nothing to undo, a file is open or locked, or a cell cannot be put back.
    """
    noted = actions()
    if not noted:
        raise Fault("There is no PMR action to undo.", "")
    last = noted[-1]
    _put_back(last, books)
    aside = at = Path(last.folder) / "undone"
    try:
        aside.mkdir(parents=True, exist_ok=True)
        for file in last.written:
            at = path = Path(file.path)
            if path.exists():
                shutil.copy2(path, aside / path.name)
            if file.before:
                write_atomically(path, Path(file.before).read_bytes())
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
    write_atomically(_file(), json.dumps([asdict(one) for one in noted[-KEPT:]], indent=1).encode())
