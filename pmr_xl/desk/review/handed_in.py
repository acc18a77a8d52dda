"""Sheets as they were handed in: which rows say what, of which agency, on which submission."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pmr_xl.desk.desk import Desk
from pmr_xl.desk.review.carry_over import target_measures
from pmr_xl.desk.review.merge import SheetOrigin
from pmr_xl.desk.review.origin import read_sheet_origin
from pmr_xl.forms.board.exceptions_sheet import BETWEEN
from pmr_xl.forms.variance_sheet.decisions.reader import SheetDecisions, read_figures, read_sheet
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.record import text_of


class HandedIn(NamedTuple):
    """A sheet as it was handed in."""

    book: Book
    chapter: Chapter
    origin: SheetOrigin
    read: SheetDecisions


def _edition_of(desk: Desk, book: Book, about: dict[str, str]) -> Edition:
    try:
        return desk.edition(about.get("Edition", ""))
    except ValueError as wrong:
        raise Fault(f"{book.name}, About: {wrong}", "Make the sheet anew with “pmr review”.") from None


def handed_of_agency(desk: Desk, book: Book, about: dict[str, str]) -> HandedIn:
    """A variance sheet, which is of one agency. Raises Fault where it names no edition or agency of this office."""
    edition = _edition_of(desk, book, about)
    library = desk.library_of(edition)
    agency = library.agency(about.get("Agency", "")).code
    chapter = library.chapter(agency)
    read = _read(book, edition, [chapter], desk.today)
    return HandedIn(book, chapter, read_sheet_origin(about, agency, edition), read)


def handed_by_agency(
    desk: Desk, book: Book, about: dict[str, str]
) -> tuple[SheetDecisions, list[tuple[HandedIn, dict[str, str]]]]:
    """The workbook of exceptions, read once, and each agency's decisions with the facts of its submission."""
    edition = _edition_of(desk, book, about)
    library = desk.library_of(edition)
    facts: dict[str, dict[str, str]] = {}
    for key, fact in about.items():
        code, between, name = key.partition(BETWEEN)
        if between:
            facts.setdefault(code, {})[name] = fact
    chapters = {code: library.chapter(library.agency(code).code) for code in facts}
    read = _read(book, edition, list(chapters.values()), desk.today)
    each = []
    for code, chapter in chapters.items():
        rows = tuple(row for row in read.rows if row.indicator_id in chapter.by_id)
        if rows:
            origin = read_sheet_origin(facts[code], code, edition)
            each.append((HandedIn(book, chapter, origin, SheetDecisions(rows)), facts[code]))
    return read, each


def _read(book: Book, edition: Edition, chapters: Sequence[Chapter], today: date) -> SheetDecisions:
    lines = {name: line for chapter in chapters for name, line in chapter.by_id.items()}
    targets = {name: measure for chapter in chapters for name, measure in target_measures(chapter).items()}
    actuals = {name: line.indicator.measure for name, line in lines.items()}
    return read_sheet(book, targets, ids=lines, edition=edition, actuals=actuals, today=today)


def figures_shown(handed: HandedIn) -> dict[str, str]:
    """The figures that a sheet shows, as the record keeps them: what is decided on it is decided on these."""
    measures = {name: line.indicator.measure for name, line in handed.chapter.by_id.items()}
    shown = read_figures(handed.book, handed.origin.edition, measures)
    return {name: text_of(figure) for name, figure in shown.items()}
