"""The engine: xlwings' base classes over UNO, as far as our buttons use them; the rest raises, as in the base."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

from xlwings import base_classes

from engine_libreoffice.process import Session
from pmr_xl.model.book.places import MAX_COLUMNS, MAX_ROWS, a1, from_a1


class Engine:
    """What xlwings registers."""

    name, type = "libreoffice", "desktop"

    def __init__(self, session: Session) -> None:
        self.session = session
        self.apps = Apps(self)

    @staticmethod
    def prepare_xl_data_element(value: Any, _options: Any) -> Any:
        return "" if value is None else float(value) if isinstance(value, (int, float)) else str(value)

    @staticmethod
    def clean_value_data(data: Any, _dates: Any, empty_as: Any, _numbers: Any, _errors: bool) -> Any:
        return [[empty_as if cell in (None, "") else cell for cell in row] for row in data]


class Apps(base_classes.Apps):
    def __init__(self, engine: Engine) -> None:
        self._app = App(self, engine)

    def keys(self) -> list[int]:
        return [self._app.pid]

    def __iter__(self) -> Iterator[App]:
        return iter([self._app])

    def __len__(self) -> int:
        return 1

    def __getitem__(self, pid: int) -> App:
        return self._app


class App(base_classes.App):
    pid = 1
    display_alerts = True  # LibreOffice without a screen asks nothing

    def __init__(self, apps: Apps, engine: Engine) -> None:
        self.apps, self.engine, self.session = apps, engine, engine.session
        self.alerts: list[str] = []  # what a person would have read
        self.answer = "ok"
        self.typed: str | bool | None = None  # what a person types where asked for a line, False for Cancel
        self.statuses: list[Any] = []
        self._status: Any = False
        self.front = ""  # URL of the book in front: documents without a window do not come to the front by themselves

    @property
    def api(self) -> Any:
        return self.session.desktop if self.typed is None else Asking(self)

    @property
    def books(self) -> Books:
        return Books(self)

    @property
    def version(self) -> str:
        return "7.4"

    @property
    def status_bar(self) -> Any:
        return self._status

    @status_bar.setter
    def status_bar(self, value: Any) -> None:
        self._status = value
        self.statuses.append(value)

    def activate(self, steal_focus: bool = False) -> None:
        """Without a screen there is nothing to bring to the front."""

    def alert(self, prompt: str, title: str, buttons: str, mode: str, callback: Any) -> str:  # noqa: ARG002 - xlwings' own signature
        self.alerts.append(prompt)
        return self.answer

    def calculate(self) -> None:
        for book in self.books:
            book.document.calculateAll()

    @property
    def selection(self) -> Range | None:
        book = self.books.active
        chosen = book.document.getCurrentSelection()
        if chosen is None or not hasattr(chosen, "getRangeAddress"):
            return None
        area = chosen.getRangeAddress()
        sheet = Sheet(book, book.document.Sheets.getByIndex(area.Sheet))
        return Range(sheet, area.StartRow + 1, area.StartColumn + 1, area.EndRow + 1, area.EndColumn + 1)


class Asking:
    """The application as a person sees it who is asked for a line of text: LibreOffice has no such dialog."""

    def __init__(self, app: App) -> None:
        self.app = app

    def __getattr__(self, name: str) -> Any:
        return getattr(self.app.session.desktop, name)

    def InputBox(self, prompt: str, title: str, default: str) -> str | bool:  # noqa: N802, ARG002 - Excel's name and arguments
        self.app.alerts.append(prompt)
        return False if self.app.typed is False else str(self.app.typed)


class Books(base_classes.Books):
    def __init__(self, app: App) -> None:
        self.app = app

    def _documents(self) -> list[Any]:
        found, walker = [], self.app.session.desktop.Components.createEnumeration()
        while walker.hasMoreElements():
            document = walker.nextElement()
            if hasattr(document, "Sheets") and document.URL:  # the session's own blank document has none
                found.append(document)
        return found

    def __iter__(self) -> Iterator[Book]:
        return (Book(self.app, document) for document in self._documents())

    def __len__(self) -> int:
        return len(self._documents())

    def __call__(self, key: Any) -> Book:
        books = list(self)
        if isinstance(key, int):
            return books[key - 1]
        for book in books:
            if book.name.casefold() == str(key).casefold():
                return book
        raise KeyError(key)

    @property
    def active(self) -> Book:
        documents = self._documents()
        front = next((document for document in documents if self.app.front == document.URL), documents[-1])
        return Book(self.app, front)

    def open(self, fullname: str, *_more: Any, **_others: Any) -> Book:
        book = Book(self.app, self.app.session.open(Path(fullname)))
        book.activate()
        return book


class ExcelsOwn:
    """The two members of Excel's own Workbook object that live books use."""

    def __init__(self, book: Book) -> None:
        self._book = book

    @property
    def Saved(self) -> bool:  # noqa: N802 - Excel's name
        return not self._book.document.isModified()

    def SaveCopyAs(self, path: str) -> None:  # noqa: N802 - Excel's name
        self._book.app.session.store(self._book.document, Path(path), copy=True)


class Book(base_classes.Book):
    app: Any = None  # the base has a property without a setter

    def __init__(self, app: App, document: Any) -> None:
        self.app, self.document = app, document

    @property
    def api(self) -> ExcelsOwn:
        return ExcelsOwn(self)

    @property
    def fullname(self) -> str:
        return unquote(urlparse(self.document.URL).path)

    @property
    def name(self) -> str:
        return Path(self.fullname).name

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    def save(self, path: str | None = None, password: str | None = None) -> None:  # noqa: ARG002 - xlwings' own signature
        self.app.session.store(self.document, Path(path or self.fullname), copy=False)

    def close(self) -> None:
        self.document.close(True)

    def activate(self) -> None:
        self.app.front = self.document.URL


class Sheets(base_classes.Sheets):
    def __init__(self, book: Book) -> None:
        self.book = book

    def __iter__(self) -> Iterator[Sheet]:
        sheets = self.book.document.Sheets
        return (Sheet(self.book, sheets.getByIndex(at)) for at in range(sheets.Count))

    def __len__(self) -> int:
        return int(self.book.document.Sheets.Count)

    def __call__(self, key: Any) -> Sheet:
        sheets = self.book.document.Sheets
        if isinstance(key, int):
            return Sheet(self.book, sheets.getByIndex(key - 1))
        if not sheets.hasByName(key):
            raise KeyError(key)
        return Sheet(self.book, sheets.getByName(key))

    @property
    def active(self) -> Sheet:
        return Sheet(self.book, self.book.document.CurrentController.ActiveSheet)


class Sheet(base_classes.Sheet):
    book: Any = None  # as above

    def __init__(self, book: Book, page: Any) -> None:
        self.book, self.page = book, page

    @property
    def api(self) -> Any:
        return self.page

    @property
    def name(self) -> str:
        return str(self.page.Name)

    @property
    def index(self) -> int:
        return int(self.page.RangeAddress.Sheet) + 1

    def range(self, arg1: Any, arg2: Any = None) -> Range:
        first, last = _corners(arg1), _corners(arg2 if arg2 is not None else arg1)
        return Range(self, first[0], first[1], last[2], last[3])

    @property
    def cells(self) -> Range:
        return Range(self, 1, 1, MAX_ROWS, MAX_COLUMNS)

    @property
    def used_range(self) -> Range:
        cursor = self.page.createCursor()
        cursor.gotoEndOfUsedArea(False)
        return Range(self, 1, 1, cursor.RangeAddress.EndRow + 1, cursor.RangeAddress.EndColumn + 1)

    def activate(self) -> None:
        if not self.page.IsVisible:
            raise OSError("a hidden sheet cannot be activated")  # as Excel refuses it
        self.book.document.CurrentController.setActiveSheet(self.page)


def _corners(cell: Any) -> tuple[int, int, int, int]:
    if isinstance(cell, Range):
        return cell.row1, cell.column1, cell.row2, cell.column2
    if isinstance(cell, tuple):
        return cell[0], cell[1], cell[0], cell[1]
    first, _, last = str(cell).partition(":")
    return *from_a1(first), *from_a1(last or first)


class Range(base_classes.Range):
    sheet: Any = None  # as above

    def __init__(self, sheet: Sheet, row1: int, column1: int, row2: int, column2: int) -> None:
        self.sheet, self.row1, self.column1, self.row2, self.column2 = sheet, row1, column1, row2, column2

    @property
    def api(self) -> Any:
        return self.sheet.page.getCellRangeByPosition(self.column1 - 1, self.row1 - 1, self.column2 - 1, self.row2 - 1)

    @property
    def coords(self) -> tuple[str, int, int, int, int]:
        return self.sheet.name, self.row1, self.column1, *self.shape

    @property
    def row(self) -> int:
        return self.row1

    @property
    def column(self) -> int:
        return self.column1

    @property
    def shape(self) -> tuple[int, int]:
        return self.row2 - self.row1 + 1, self.column2 - self.column1 + 1

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, row: int, column: int | None = None) -> Range:
        if column is None:
            row, column = divmod(row - 1, self.shape[1])
            row, column = row + 1, column + 1
        at = self.row1 + row - 1, self.column1 + column - 1
        return Range(self.sheet, *at, *at)

    @property
    def raw_value(self) -> list[list[Any]]:
        """As Excel's COM gives it: numbers as floats, empty and error cells as None; dates stay numbers."""
        return [[None if cell == "" else cell for cell in row] for row in self.api.getDataArray()]

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        rows = value if isinstance(value, (list, tuple)) else [[value]]
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                _put(self.sheet.page.getCellByPosition(self.column1 - 1 + column, self.row1 - 1 + row), cell)

    @property
    def formula(self) -> str:
        return str(self.api.getCellByPosition(0, 0).Formula)

    @formula.setter
    def formula(self, value: str) -> None:
        self.api.getCellByPosition(0, 0).Formula = value

    @property
    def number_format(self) -> str:
        formats = self.sheet.book.document.NumberFormats
        return str(formats.getByKey(self.api.NumberFormat).FormatString)

    @number_format.setter
    def number_format(self, code: str) -> None:
        import uno

        formats, locale = self.sheet.book.document.NumberFormats, uno.createUnoStruct("com.sun.star.lang.Locale")
        locale.Language, locale.Country = "en", "US"
        key = formats.queryKey(code, locale, False)
        self.api.NumberFormat = formats.addNew(code, locale) if key == -1 else key

    @property
    def row_height(self) -> float:
        row = self.api.Rows.getByIndex(0)
        return row.Height / 35.28 if row.IsVisible else 0.0  # points; a hidden row has none, as in Excel

    @property
    def color(self) -> tuple[int, int, int] | None:
        colour = self.api.CellBackColor
        return None if colour == -1 else (colour >> 16 & 255, colour >> 8 & 255, colour & 255)

    @property
    def address(self) -> str:
        return self.get_address(True, True, False)

    def get_address(self, row_absolute: bool, column_absolute: bool, external: bool) -> str:  # noqa: ARG002 - xlwings' own signature
        def cell(row: int, column: int) -> str:
            letters = a1(1, column)[:-1]
            return f"{'$' if column_absolute else ''}{letters}{'$' if row_absolute else ''}{row}"

        first, last = cell(self.row1, self.column1), cell(self.row2, self.column2)
        return first if first == last else f"{first}:{last}"

    def clear_contents(self) -> None:
        self.api.clearContents(1 | 2 | 4 | 16)  # values, dates, texts, formulas

    def select(self) -> None:
        self.sheet.book.document.CurrentController.select(self.api)


def _put(cell: Any, value: Any) -> None:
    if isinstance(value, dt.datetime):
        raise TypeError("dates are typed as text in these tests")
    if isinstance(value, float):
        cell.Value = value
    elif str(value).startswith("="):
        cell.Formula = value
    else:
        cell.String = str(value).removeprefix("'")  # as Excel takes an apostrophe: what follows is a text
