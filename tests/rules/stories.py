"""Stories: a clean filled form of the example agency, and the changes that an example of a rule's page makes to it.

Tables of a page change cells. The first heading says where, the second how rows are named::

    | Submission | id       | FY26 actual | Explanation |      a row of the form, columns by their headings
    | Restatements | row    | Indicator id | New |             a row of another table, by its number
    | About      | cell     | value       |                    any cell
    | Book       | change   | to          |                    the workbook: see ``_BOOK_CHANGES``
    | Record     | id       | FY25        |                    what was published, and so stands in the form
    | Elsewhere  | id       | FY26        |                    what the record has of another agency’s indicator
    | Said before | id      | report | Explanation |        what was explained in an earlier report
    | File       | illness  | says | remedy | code        a file that cannot be read; stands alone
    | Schema     | id       | unit        |                    what the indicator is: any of its fields; comes first

Values are written as in a golden workbook (``pmr_xl.model.markdown``); ``63.2%`` and ``0:10:17`` are typed as in Excel,
``(empty)`` empties a cell, an empty field leaves it. A cell keeps its number format unless ``{0.0%}`` follows.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from example import CHAPTER, HOUSE, MMR, PAST

from pmr_xl.forms import submission_form
from pmr_xl.forms.paper_book import as_book
from pmr_xl.model.fault import Unreadable
from pmr_xl.model.finding import Finding
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.indicator import Aggregation, Chapter, Direction
from pmr_xl.model.markdown import parse_cell
from pmr_xl.model.measure import Unit
from pmr_xl.model.past import Past
from pmr_xl.model.sheet import Book, Cell, Note, Range, Sheet, Visibility, column_number, from_a1
from pmr_xl.model.submission import Submission
from pmr_xl.rules import judge, judge_unreadable

NAME = "PMR_DOX_MMR_FY26_v1.xlsx"
THIS_YEAR = {
    "dox-lots-cleaned": "290", "dox-tons": "3,120.7", "dox-complaints": "1,275", "dox-complaints-street": "740",
    "dox-complaints-sidewalk": "535", "dox-response": "10:55", "dox-heat": "7:05", "dox-on-time": "98.7%",
    "dox-days": "4.3", "dox-cost": "$574", "dox-payout": "$80,115", "dox-capital": "$2,402.8", "dox-ratio": "25:1",
    "dox-rate": "4.39", "dox-calls": "17.3", "dox-new": "88%",
}  # fmt: skip
WHY_NEW = "Counting started in July 2025 because a letters unit was opened; 88 of 100 letters were answered in time."
_EMPTY = "(empty)"
_PERCENT = re.compile(r"(-?[\d.]+)%")
_CLOCK = re.compile(r"(\d+):(\d\d):(\d\d)")


@cache
def _paper():
    return submission_form.lay(CHAPTER, MMR, PAST, HOUSE, schema_hash="0123abcd")


@cache
def clean_book() -> Book:
    """The form of the Department of Examples, filled so that no rule has anything to say."""
    book = as_book(_paper(), NAME)
    submission = submission_form.read(book, CHAPTER, MMR)
    sheet = book.sheet("Submission")
    for entry in submission.entries:
        measure = entry.indicator.measure
        _type(sheet, entry.actual.where, measure.to_cell(measure.parse(THIS_YEAR[entry.line.id])))
    new = submission.by_id["dox-new"]
    _type(sheet, new["explanation"].where, WHY_NEW)
    _type(sheet, new["target"].where, 0.9)
    _type(sheet, new["next_target"].where, 0.9)
    for key, value in {"name": "Jo Doe", "title": "Commissioner", "date": 46_276.0}.items():
        where = submission.certification[key].where
        _type(book.sheet(where.sheet), where, value)
    return book


def _type(sheet: Sheet, where, value) -> None:
    place = where.row, where.column
    sheet.cells[place] = Cell(*place, value, None, *_look(sheet.name, place))


def _look(sheet: str, place: tuple[int, int]) -> tuple[str, bool]:
    """Number format and lock of a cell of the blank form: an empty yellow cell has its format already."""
    put = next((page.cells.get(place) for page in _paper().pages if page.name == sheet), None)
    return (put.style.number_format, put.style.locked) if put else ("General", True)


class Told(NamedTuple):
    """A story: the workbook, the record and the schema it is judged with."""

    book: Book
    past: Past
    chapter: Chapter


def told(tables) -> Told:
    """The clean book with every change of the tables made, in order."""
    past, chapter = PAST, CHAPTER
    book = replace(clean_book(), sheets=tuple(replace(sheet, cells=dict(sheet.cells)) for sheet in clean_book().sheets))
    for (name, kind, *headings), *rows in tables:
        for _, key, *fields in rows:
            if name == "Record":
                figures = dict(zip(headings, fields, strict=True))
                past = _published(past, key, figures)
                _row(book, "Submission", kind, key, figures)
            elif name == "Elsewhere":
                figures = {Period.parse(code): Decimal(text) for code, text in zip(headings, fields, strict=True)}
                past = replace(past, actuals={**past.actuals, key: {**past.actuals.get(key, {}), **figures}})
            elif name == "Said before":
                report, text = fields
                past = replace(past, said={**past.said, key: (Edition.parse(report), text)})
            elif name == "Schema":
                chapter = redefined(chapter, key, dict(zip(headings, fields, strict=True)))
                indicator = chapter.by_id[key].indicator
                shown = {"Indicator": indicator.name, "Unit": indicator.unit.words}
                shown["Desired direction"] = indicator.desired_direction.printed
                _row(book, "Submission", kind, key, {heading: f"'{text}'" for heading, text in shown.items()})
            elif name == "Book":
                book = _BOOK_CHANGES[key.partition(" ")[0]](book, key.partition(" ")[2], *fields)
            elif kind == "cell":
                _put(book.sheet(name), from_a1(key), fields[0])
            else:
                _row(book, name, kind, key, dict(zip(headings, fields, strict=True)))
    return Told(book, past, chapter)


_SHAPES = {
    "unit": Unit, "desired_direction": Direction, "aggregation": Aggregation, "name": str, "same_as": str,
    "october_share": Decimal,
}  # fmt: skip


def redefined(chapter: Chapter, name: str, fields: dict[str, str]) -> Chapter:
    changes = {field: _SHAPES[field](text) for field, text in fields.items()}

    def one(indicator):
        return replace(indicator, **changes) if indicator.id == name else indicator

    services = tuple(
        replace(
            service, goals=tuple(replace(goal, indicators=tuple(map(one, goal.indicators))) for goal in service.goals)
        )
        for service in chapter.services
    )
    return replace(chapter, services=services)


def _published(past: Past, name: str, figures: dict[str, str]) -> Past:
    measure = CHAPTER.by_id[name].indicator.measure
    new = {Period.parse(code): measure.parse(text) for code, text in figures.items()}
    return replace(past, actuals={**past.actuals, name: {**past.actuals.get(name, {}), **new}})


def _row(book: Book, name: str, kind: str, key: str, fields: dict[str, str]) -> None:
    sheet = book.sheet(name)
    heading_row = next(row for (row, _), cell in sheet.cells.items() if cell.value in ("Id", "Indicator id"))
    columns = {cell.value: column for (row, column), cell in sheet.cells.items() if row == heading_row}
    row = int(key) if kind == "row" else next(r for (r, c), cell in sheet.cells.items() if c == 1 and cell.value == key)
    for heading, text in fields.items():
        _put(sheet, (row, columns[heading]), text)


def _put(sheet: Sheet, place: tuple[int, int], text: str) -> None:
    if not text:
        return
    if text == _EMPTY:
        sheet.cells.pop(place, None)
        return
    cell = parse_cell(text, *place)
    format_given = text.endswith("}")
    if isinstance(cell.value, str) and not text.startswith("'"):
        if found := _PERCENT.fullmatch(cell.value):
            cell = cell._replace(value=float(found[1]) / 100)
        elif found := _CLOCK.fullmatch(cell.value):
            hours, minutes, seconds = map(int, found.groups())
            cell = cell._replace(value=(hours * 3600 + minutes * 60 + seconds) / 86_400)
    number_format, locked = _look(sheet.name, place)
    sheet.cells[place] = cell._replace(
        number_format=cell.number_format if format_given else number_format, locked=locked
    )


def findings(tables) -> tuple[Finding, ...]:
    """What the rules say to a story."""
    if tables and tables[0][0][0] == "File":
        (_, illness, says, remedy, code), *_ = tables[0][1:]
        return judge_unreadable(NAME, Unreadable(says, remedy, illness=illness, code=code), HOUSE)
    return judged(*told(tables))


def read(book: Book, chapter: Chapter = CHAPTER) -> Submission | None:
    """The book read as the example agency's submission; None where its About sheet names no agency known."""
    stamp = submission_form.stamp_of(book)
    return submission_form.read(book, chapter, MMR) if stamp.agency else None


def judged(book: Book, past: Past = PAST, chapter: Chapter = CHAPTER, house=HOUSE, **options) -> tuple[Finding, ...]:
    """What the rules say to a book."""
    return judge(book, read(book, chapter), past, house, **options)


def _with(book: Book, which: str, /, **changes) -> Book:
    return replace(book, sheets=tuple(replace(s, **changes) if s.name == which else s for s in book.sheets))


def _shift(book: Book, at: str, by: int) -> Book:
    name, row = at.split()
    cells = {}
    for (r, c), cell in book.sheet(name).cells.items():
        if by < 0 and r == int(row):
            continue
        moved = r + by if r >= int(row) else r
        cells[moved, c] = cell._replace(row=moved)
    return _with(book, name, cells=cells)


def _swap(book: Book, at: str, to: str) -> Book:
    name, row = at.split()
    rows = {int(row): int(to), int(to): int(row)}
    cells = {(rows.get(r, r), c): cell._replace(row=rows.get(r, r)) for (r, c), cell in book.sheet(name).cells.items()}
    return _with(book, name, cells=cells)


def _hide(book: Book, place: str, _: str) -> Book:
    what, _, which = place.partition(" ")
    if what == "sheet":
        return _with(book, which, visibility=Visibility.HIDDEN)
    name, line = which.split()
    if what == "row":
        return _with(book, name, hidden_rows=frozenset({int(line)}))
    return _with(book, name, hidden_columns=frozenset({column_number(line)}))


_BOOK_CHANGES = {
    "macros": lambda book, _, to: replace(book, has_macros=to == "yes"),
    "link": lambda book, _, to: replace(book, external_links=(to,)),
    "connection": lambda book, _, to: replace(book, connections=(to,)),
    "name": lambda book, _, to: replace(book, name=to),
    "rename": lambda book, which, to: _with(book, which, name=to.strip("'")),
    "remove": lambda book, which, _: replace(book, sheets=tuple(s for s in book.sheets if s.name != which)),
    "add": lambda book, _, to: replace(
        book, sheets=(*book.sheets, Sheet(to, {(1, 1): Cell(1, 1, "a"), (2, 1): Cell(2, 1, 5.0)}))
    ),
    "hide": _hide,
    "merge": lambda book, which, to: _with(book, which, merges=(Range.parse(to),)),
    "unprotect": lambda book, which, _: _with(book, which, protected=False),
    "format": lambda book, which, to: _with(book, which, formatted_to=from_a1(to)),
    "note": lambda book, at, to: _with(book, at.split()[0], notes=(Note(*from_a1(at.split()[1]), to),)),
    "delete": lambda book, at, _: _shift(book, at, -1),
    "insert": lambda book, at, _: _shift(book, at, 1),
    "swap": _swap,
}
