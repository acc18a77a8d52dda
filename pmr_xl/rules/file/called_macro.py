"""Shapes and buttons that run something when they are clicked."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.book.sheet import Book
from pmr_xl.model.finding import Severity, visible_text
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "FIL-010",
    Severity.ERROR,
    "{where}: a shape, picture or button runs {found} when it is clicked; the form has none that runs anything.",
    fix="Do not click it. Delete it, and send the form again.",
)
def called_macros(book: Book) -> Iterator[Spot]:
    """A shape, picture or control that names a macro."""
    for macro in book.called:
        yield spot(book.name, found=f"“{visible_text(macro)}”", expected="nothing to run")
