"""The fixture that gives tests a spreadsheet: one LibreOffice a process, every book closed after each test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from engine_libreoffice.process import Session, shared, why_not


@pytest.fixture(scope="session")
def libreoffice() -> Session:
    if reason := why_not():
        pytest.skip(reason)
    return shared()


@pytest.fixture
def spreadsheet(libreoffice: Session) -> Iterator[Any]:
    """An xlwings App over LibreOffice. ``.impl.alerts`` is what a person would have read."""
    import xlwings as xw

    from engine_libreoffice.engine import Engine

    engine = xw.main.Engine(impl=Engine(libreoffice))
    app = xw.App(impl=engine.impl.apps[1])
    before, xw.engines.active = xw.engines.active, engine
    yield app
    xw.engines.active = before
    for book in list(app.books):
        book.impl.document.setModified(False)
        book.close()
    if hasattr(xw.Book, "_mock_caller"):
        del xw.Book._mock_caller
