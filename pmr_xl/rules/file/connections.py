"""Links to databases or web pages."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.book.sheet import Book
from pmr_xl.model.finding import Severity, visible_text
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "FIL-007",
    Severity.QUERY,
    "{where}: the workbook is connected to outside data, {found}.",
    fix="Remove the connection (Data, Queries & Connections) and keep the values.",
)
def data_connections(book: Book) -> Iterator[Spot]:
    """A workbook connected to a database, a query or a web page."""
    for connection in book.connections:
        yield spot(book.name, found=visible_text(connection), expected="no connections")
