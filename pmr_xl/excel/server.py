"""Python's end of Excel: the process that the add-in starts, and all that it offers, a button or a function.

Windows: ``python -m pmr_xl.excel.server {class id}`` serves until Excel closes. Mac: ``press(name)`` in a new process.
``python -m pmr_xl.excel.server rehearse`` loads the same and says so: ``pmr addin doctor`` starts it as Excel would.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

MODULE = "pmr_xl.excel.udfs"
OPTIONS = ("-B", "-E", "-P", "-m", "pmr_xl.excel.server")  # -E -P: nothing from the environment, nor from a folder
REHEARSE, READY = "rehearse", "PMR is ready"
HEAVY = ("pandas", "numpy", "polars", "matplotlib", "plotly", "PIL")  # xlwings loads what it finds of these


@contextmanager
def light() -> Iterator[None]:
    """Keep xlwings, while it is loaded, from loading table and picture libraries; what needs one later still can."""
    absent = [name for name in HEAVY if name not in sys.modules]
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]  # None is Python's own mark of “not to be had”
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


def load() -> None:
    """Everything a click or a function needs at once: xlwings, the buttons, the functions."""
    with light():
        import xlwings  # noqa: F401 - loaded here, light
    from pmr_xl.excel import buttons, udfs  # noqa: F401 - loaded for all clicks to come


def press(name: str, application: Any = None, book: Any = None) -> None:
    """Press the button of that name.

    Args:
        application: Excel itself, as COM hands it over; None on a Mac.
        book: the workbook in front, likewise; None where none is open.
    """
    load()
    from pmr_xl.books import live
    from pmr_xl.excel.ribbon.button import BUTTONS

    BUTTONS[name](None if application is None else live.front_from_com(application, book))


def answer(function: str, cells: Any, caller: Any) -> Any:
    """What a function's cells show. Raises LookupError where it is none of ours."""
    from xlwings import udfs as theirs

    from pmr_xl.excel import udfs

    if not function.startswith("PMR_") or not hasattr(udfs, function):
        raise LookupError(function)
    work_out: Any = theirs.call_udf  # xlwings' own has no types
    rows = work_out(MODULE, function, cells, None, caller)
    return rows[0][0] if len(rows) == 1 and len(rows[0]) == 1 else tuple(map(tuple, rows))


def serve(class_id: str) -> None:
    """Serve Excel until it closes. Windows only."""
    load()
    from xlwings import com_server

    theirs: Any = com_server  # xlwings' server has no types
    handed = theirs.FromVariant

    class Door:
        """All that Excel can ask of Python: no code and no command, whoever asks."""

        _public_methods_ = ("Press", "Answer")

        def Press(self, name: str, application: Any, book: Any) -> None:  # noqa: N802 - COM's own style of names
            press(name, handed(application), handed(book))

        def Answer(self, function: str, cells: Any, caller: Any) -> Any:  # noqa: N802 - COM's own style of names
            return answer(function, tuple(map(handed, cells)), handed(caller))

    theirs.XLPython = Door
    theirs.serve(class_id)


def rehearse() -> None:
    """Load what a click loads, and on Windows what serves it."""
    load()
    if sys.platform == "win32":
        from xlwings import com_server  # noqa: F401 - whether it can be loaded is the question
    print(READY)  # noqa: T201 - doctor reads it


if __name__ == "__main__":
    rehearse() if sys.argv[1:] == [REHEARSE] else serve(sys.argv[1])
