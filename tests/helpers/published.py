"""The published report of fiscal 2026 as if every agency had submitted it: FY22 to FY25 published, FY26 typed in."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from example import MMR, SETTINGS

from pmr_xl.forms import submission_form
from pmr_xl.forms.paper.paper_book import as_book
from pmr_xl.model.book.cell import Cell, Cells
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Sign
from pmr_xl.model.past import Past
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.submission import Submission
from pmr_xl.office import Library, built_in_office
from pmr_xl.rules import Cost, judge

TABLE = Path(__file__).parents[2] / "schemas" / "published" / "mmr_fy2026_indicators.csv"
YEARS = {f"FY{year}": Period(2000 + year) for year in range(22, 26)}
TARGETS = {f"target_FY{year}": Period(2000 + year) for year in (26, 27)}


@dataclass(frozen=True)
class Filled:
    """One agency's form with the real figures typed in."""

    chapter: Chapter
    past: Past
    book: Book
    submission: Submission

    def judged(self, costs: dict[str, Cost] | None = None, only: Iterable[str] | None = None):
        return judge(self.book, self.submission, self.past, SETTINGS, costs=costs, only=only)

    def typed(self, changes: dict[tuple[str, str], Cell]) -> Filled:
        """With other cells: indicator id and column key → cell, its place filled in here."""
        sheet = self.book.sheet("Submission")
        cells = Cells(sheet.cells)
        for (name, key), cell in changes.items():
            where = self.submission.by_id[name][key].where
            cells[where.row, where.column] = cell._replace(row=where.row, column=where.column)
        book = replace(self.book, sheets=tuple(replace(s, cells=cells) if s is sheet else s for s in self.book.sheets))
        return replace(self, book=book, submission=submission_form.read(book, self.chapter, MMR))


@cache
def agencies() -> tuple[Filled, ...]:
    """Every agency of the published table."""
    return filled_from(Library(built_in_office()), TABLE)


def filled_from(library: Library, table: Path) -> tuple[Filled, ...]:
    """Every agency of a published table, by the schemas of an office that imported it."""
    rows: dict[str, list[dict[str, str]]] = {}
    with table.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            rows.setdefault(row["agency"], []).append(row)
    return tuple(_filled(library.chapter(code), printed) for code, printed in rows.items())


def _filled(chapter: Chapter, printed: list[dict[str, str]]) -> Filled:
    pairs = list(zip(chapter.lines, printed, strict=True))
    assert all(line.indicator.critical == (row["critical"] == "Y") for line, row in pairs)
    actuals, targets = {}, {}
    for line, row in pairs:
        measure, aim = line.indicator.measure, line.indicator.target_measure
        actuals[line.id] = {period: measure.parse(row[label]) for label, period in YEARS.items() if row[label]}
        targets[line.id] = {period: aim.parse(row[label]) for label, period in TARGETS.items() if row[label]}
    past = Past(actuals, {name: {Period(2026): own[Period(2026)]} for name, own in targets.items()})
    paper = submission_form.lay(chapter, MMR, past, SETTINGS, schema_hash="published")
    book = as_book(paper, f"PMR_{chapter.agency}_MMR_FY26_v1.xlsx")
    submission = submission_form.read(book, chapter, MMR)
    sheet = book.sheet("Submission")
    for line, row in pairs:
        entry = submission.by_id[line.id]
        figure = line.indicator.measure.parse(row["FY26"])
        _type(sheet, entry.actual.where, figure, line.indicator.measure)
        _type(sheet, entry["next_target"].where, targets[line.id][Period(2027)], line.indicator.target_measure)
        if figure is Sign.NOT_AVAILABLE:
            where = entry["reason"].where
            sheet.cells[where.row, where.column] = Cell(where.row, where.column, "Under review")
    for key, value in {"name": "Jo Doe", "title": "Commissioner", "date": 46_276.0}.items():
        where = submission.certification[key].where
        book.sheet(where.sheet).cells[where.row, where.column] = Cell(where.row, where.column, value)
    return Filled(chapter, past, book, submission_form.read(book, chapter, MMR))


def _type(sheet, where, figure, measure) -> None:
    value = figure.value if isinstance(figure, Sign) else measure.to_cell(figure)
    sheet.cells[where.row, where.column] = Cell(where.row, where.column, value, None, measure.number_format)
