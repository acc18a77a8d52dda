"""What pressing a button means: take the book, do, say one sentence. Nothing a person cannot use is ever shown."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmr_xl.books import live, live_dialogs
from pmr_xl.books.live import Front
from pmr_xl.desk.log import write_log
from pmr_xl.excel.failures import failure_of
from pmr_xl.model.fault import Fault

if TYPE_CHECKING:
    import xlwings as xw

    from pmr_xl.desk.desk import Desk

BUTTONS: dict[str, Callable[..., None]] = {}


class OnStatusBar(str):
    """A sentence that is not in the way of the next click: the status bar says it, until another button is pressed."""

    __slots__ = ()


def button(doing: str, *, alone: bool = False) -> Callable[[Callable[[Any], str]], Callable[..., None]]:
    """Make a function a button: ``work(book)`` returns the sentence to show, or an empty text for none.

    What it returns is shown when the status bar is free of what it said meanwhile.

    Args:
        doing: what the status bar says meanwhile.
        alone: it works without an open workbook too, and is given the ``Front``.
    """

    def door(work: Callable[[Any], str]) -> Callable[..., None]:
        @wraps(work)
        def pressed(pressed_in: Front | xw.Book | None = None) -> None:
            at = _front(pressed_in)
            said, bad = "", False
            try:
                with live_dialogs.busy_status(at.app, doing):
                    said = work(at if alone else live.book_in(at))
            except Fault as fault:
                said, bad = str(fault), True
            except Exception as fault:  # noqa: BLE001 - the last porch before a person
                said, bad = _told(fault), True
            if isinstance(said, OnStatusBar):
                live_dialogs.status(at.app, str(said))
            elif said:
                live_dialogs.say(at.app, said, bad=bad)

        BUTTONS[work.__name__] = pressed
        return pressed

    return door


def _told(fault: Exception) -> str:
    """One sentence for what went wrong; the log says the rest."""
    known, log = failure_of(f"{type(fault).__name__}: {fault}"), write_log()
    return (
        f"PMR could not finish. Nothing is half-written. What happened is in {log}."
        if known is None
        else known.sentence
    )


def _front(pressed_in: Front | xw.Book | None) -> Front:
    if pressed_in is not None:
        return pressed_in if isinstance(pressed_in, Front) else Front(pressed_in.app, pressed_in)
    try:
        return live.retry_while_busy(live.front)
    except Exception as fault:  # noqa: BLE001 - there is no Excel to say it in: on a Mac the next click tells it
        raise SystemExit(f"{type(fault).__name__}: {fault}") from None


def tips() -> dict[str, tuple[str, str]]:
    """What each button says of itself: the first line of its docstring, and the rest."""
    told = {}
    for name, pressed in BUTTONS.items():
        first, _, rest = (pressed.__doc__ or "").strip().partition("\n")
        told[name] = first, rest.strip()
    return told


def desk() -> Desk:
    """The desk of the office this user's Excel works for."""
    from pmr_xl.desk.desk import Desk
    from pmr_xl.excel.settings import office_folder

    return Desk(office_folder())


@contextmanager
def workshop() -> Iterator[Path]:
    """A folder for what is being made; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="pmr_", ignore_cleanup_errors=True) as folder:
        yield Path(folder)
