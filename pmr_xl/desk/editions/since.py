"""Since the tables went out: every printed cell that is another one now, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.analysis.lookback import parts_of
from pmr_xl.books.reading.reader import read_book
from pmr_xl.forms.report_tables.changed_page import ChangedCell
from pmr_xl.mmr.marked import NAME
from pmr_xl.model.book.sheet import Book, Sheet
from pmr_xl.model.fact import FactKind
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Period, day_in_words
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.pattern import pattern

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.desk.tables.pressed import Pressed

_TABLES = pattern(r"PMR_(?P<slug>[^_]+)_(?P<report>[^_]+)_(?P<when>FY\d\d(?:-[TM]\d\d)?)_tables\.xlsx", re.IGNORECASE)
_PERIOD = pattern(r"(?P<kind>Actual|Target|Plan|Expenditures|Modified Budget).*?(?P<year>FY\d\d)")
_HEADING_ROWS = 12
_PLACES, _ASIDE = ("Section", "Goal"), ("Notes",)
_NAMES = ("Indicator", "Resource indicator", "Unit of appropriation")


class ChapterSince(NamedTuple):
    """What differs in one chapter. ``heading``: since when, or since which tables, in words."""

    agency: str
    edition: Edition
    heading: str
    cells: tuple[ChangedCell, ...]


Cells = Mapping[tuple[str, str], str]


def changed_since(desk: Desk, tables: Path) -> tuple[ChapterSince, ...]:
    """What differs between tables that were written once and those of now.

    Args:
        tables: their folder, its manifest.json, or one of its workbooks.

    Raises:
        Fault: there are no tables of ours there, or one cannot be read.
    """
    folder = tables if tables.is_dir() else tables.parent
    books = [tables] if tables.suffix == ".xlsx" else sorted(folder.glob("*_tables.xlsx"))
    found = [(path, named) for path in books if (named := _TABLES.fullmatch(path.name)) is not None]
    if not found:
        raise Fault(f"{tables} holds no tables of ours.", "Name the folder into which “pmr assemble” wrote them.")
    return tuple(
        _chapter(
            *(desk, named["slug"], desk.edition(f"{named['report']}-{named['when']}")),
            read_book(path),
            f"changed since the tables in {folder.resolve().name}",
        )
        for path, named in found
    )


def changed_since_day(desk: Desk, day: date, edition: Edition) -> tuple[ChapterSince, ...]:
    """What differs between an edition's tables by the record of a day, of which a copy is kept, and those of now.

    Raises:
        Fault: no copy of that day or an earlier one is kept.
    """
    from pmr_xl.desk.desk import Desk
    from pmr_xl.record import Record
    from pmr_xl.record.file.way_back import copies_of

    copies = copies_of(desk.office.record)
    kept = next((path for made, path in copies if made <= day), None)
    if kept is None:
        told = f"the earliest is of {copies[-1][0]}" if copies else "there is none yet"
        raise Fault(
            f"No copy of the record is kept of {day} or before; {told}.", "Name the folder of the tables instead."
        )
    then = Desk(desk.folder)
    vars(then)["record"] = Record(kept)
    library = desk.library_of(edition)
    return tuple(
        _chapter(
            *(desk, agency.slug, edition, _book(_pressed(then, agency.code, edition))),
            f"changed since {day_in_words(day)}",
        )
        for agency in library.agencies().values()
    )


def _chapter(desk: Desk, slug: str, edition: Edition, then: Book, heading: str) -> ChapterSince:
    agency = desk.library_of(edition).agency(slug).code
    now = _pressed(desk, agency, edition)
    keys = {head.full: head.key for table in now.printed.tables for head in table.heads}
    keys |= dict.fromkeys((*_NAMES, "row"), NAME)
    cells = (
        one._replace(key=keys.get(one.column, "")) for one in _changed(desk, agency, _cells(then), _cells(_book(now)))
    )
    return ChapterSince(agency, edition, heading, tuple(cells))


def _changed(desk: Desk, agency: str, old: Cells, new: Cells) -> Iterator[ChangedCell]:
    yield from _headings(agency, old, new)
    for name, column in dict.fromkeys([*old, *new]):
        before, now = old.get((name, column), ""), new.get((name, column), "")
        if before == now or column in _PLACES:
            continue
        row = new if (name, "Id") in new else old
        table = row.get((name, "Goal"), "") or row.get((name, "Section"), "")
        called = next((row[name, key] for key in _NAMES if (name, key) in row), name)
        if (name, "Id") not in new or (name, "Id") not in old:
            if column == "Id":  # a whole row is one change
                said = ("(printed)", "(not printed)") if (name, "Id") in old else ("(not printed)", "(printed)")
                yield ChangedCell(agency, table, name, called, "row", *said, "the schema")
            continue
        yield ChangedCell(agency, table, name, called, column, before, now, _why(desk, name, column))


def _headings(agency: str, old: Cells, new: Cells) -> Iterator[ChangedCell]:
    """Headings above tables that read otherwise, each once."""
    pairs = {
        (column, old[name, column], new[name, column])
        for name, column in old
        if column in _PLACES and (name, column) in new and old[name, column] != new[name, column]
    }
    for column, before, now in sorted(pairs):
        yield ChangedCell(agency, now, "", "", column, before, now, "the schema")


def _pressed(desk: Desk, agency: str, edition: Edition) -> Pressed:
    from pmr_xl.desk.tables.assemble import press_chapters

    (one,) = press_chapters(desk, [desk.library_of(edition).chapter(agency)], edition)
    return one


def _book(one: Pressed) -> Book:
    from pmr_xl.forms.paper.paper_book import as_book
    from pmr_xl.forms.report_tables import tables as report_tables

    return as_book(report_tables.lay(one.printed, report_tables.WORKING, one.notes), one.stem)


def _cells(book: Book) -> dict[tuple[str, str], str]:
    """The printed cells of a workbook's flat tables, by row id and column."""
    return {at: text for sheet in book.sheets for at, text in _of(sheet)}


def _of(sheet: Sheet) -> Iterator[tuple[tuple[str, str], str]]:
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in sheet.cells.items():
        if cell.value not in (None, ""):
            rows.setdefault(row, {})[column] = _text(cell.value)
    at = next((row for row in sorted(rows) if row <= _HEADING_ROWS and "Id" in rows[row].values()), 0)
    if not at:
        return
    headings = {column: text for column, text in rows[at].items() if not text.endswith(" raw") and text not in _ASIDE}
    own = next(column for column, text in headings.items() if text == "Id")
    for row in sorted(rows):
        if row > at and (name := rows[row].get(own)):
            yield from (((name, text), rows[row].get(column, "")) for column, text in headings.items())


def _text(value: object) -> str:
    return (
        f"{value:.15g}" if isinstance(value, float) else re.sub(r"(?: ?\[\d+\]|[⁰¹²³⁴⁵⁶⁷⁸⁹\u00a0])+$", "", str(value))
    )


def _why(desk: Desk, name: str, column: str) -> str:
    """What the record says to a figure: the reason it was changed for, else the file that states it."""
    named = _PERIOD.match(column)
    if named is None or desk.office.built_in:
        return "" if named is not None else "the schema" if "Trend" not in column else "follows from its figures"
    period = Period.parse(named["year"])
    kind = FactKind.ACTUAL if named["kind"] in ("Actual", "Expenditures") else FactKind.TARGET
    for one in reversed(desk.record.history(name, [Period(period.year), *parts_of(period.year)])):
        if one.in_force and one.kind is kind:
            version = f", version {one.version}" if one.version is not None else ""
            return one.reason or f"{one.file}{version}, {one.at[:10]}"
    return ""


def count_differences(found: Iterable[ChapterSince]) -> tuple[int, int]:
    """How many cells differ, in how many tables."""
    cells = [cell for one in found for cell in one.cells]
    return len(cells), len({(one.agency, one.table) for one in cells})
