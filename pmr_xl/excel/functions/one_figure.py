"""Judging single figures: each is typed, as it were, into its agency's blank form, and that is judged as any form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pmr_xl.desk.desk import Desk
from pmr_xl.excel.functions.grid import number_of
from pmr_xl.forms import submission_form
from pmr_xl.forms.paper.paper_book import as_book
from pmr_xl.model.book.cell import Cell, Cells, CellValue
from pmr_xl.model.book.sheet import Book, Sheet
from pmr_xl.model.entry import Entry
from pmr_xl.model.fault import Unreadable
from pmr_xl.model.finding import Finding
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.past import Past
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.submission import Submission
from pmr_xl.rules import judge, rulebook


@dataclass(frozen=True)
class BlankForm:
    """An agency's blank form of one edition, as a book that was never a file."""

    book: Book
    chapter: Chapter
    edition: Edition
    past: Past
    submission: Submission

    @classmethod
    def of(cls, desk: Desk, chapter: Chapter, edition: Edition, past: Past) -> BlankForm:
        """Lay the form out as for printing, and take it for a book."""
        stamp = desk.library.schema_hash(chapter.agency)
        book = as_book(submission_form.lay(chapter, edition, past, desk.settings, schema_hash=stamp), "")
        return cls(book, chapter, edition, past, submission_form.read(book, chapter, edition))

    def findings(self, desk: Desk, figures: Mapping[str, Any]) -> dict[str, list[Finding]]:
        """Indicator id → what the rules find on its actual, when these actuals are typed in.

        Args:
            figures: indicator id → what stands in the cell: a number as cells store it, or a text.
        """
        rows = self.submission.by_id
        asked = {name: rows[name] for name in figures if name in rows}
        typed = {name: _typed(entry, figures[name]) for name, entry in asked.items()}
        book = _with(self.book, self.submission.sheet, {name: cell for name, cell in typed.items() if cell is not None})
        entries = tuple(
            entry
            if (cell := typed.get(entry.line.id)) is None
            else Entry(entry.line, entry.row, entry.entered.with_cell(cell))
            for entry in self.submission.entries
        )
        found = judge(
            book, replace(self.submission, book=book, entries=entries), self.past, desk.settings,
            only=_on_figures(), today=desk.today,
        )  # fmt: skip
        return {
            name: [one for one in found if _on(one, entry.actual.where.row, entry.actual.where.column)]
            for name, entry in asked.items()
        }


def _on(finding: Finding, row: int, column: int) -> bool:
    last = finding.to or finding.where
    return finding.where.column <= column <= last.column and finding.where.row <= row <= last.row


def sentence(findings: Iterable[Finding]) -> str:
    """The findings on one figure as one cell says them; empty where there are none."""
    return " ".join(f"{one.severity.sign} {one.rule}: {one.message} {one.remedy}".strip() for one in findings)


def _typed(entry: Entry, value: Any) -> Cell | None:
    """The cell of the actual as it would be with ``value`` typed in; None where nothing is."""
    number, where = number_of(value), entry.actual.where
    content: CellValue = (str(value) if value not in (None, "") else None) if number is None else number
    form = entry.indicator.measure.number_format
    return None if content is None else Cell(where.row, where.column, content, None, form, locked=False)


def _with(book: Book, sheet: str, typed: Mapping[str, Cell]) -> Book:
    """The book with those cells in place; what is not touched is shared with it."""

    def changed(one: Sheet) -> Sheet:
        rows = dict(one.cells.rows)
        for cell in typed.values():
            rows[cell.row] = {**rows.get(cell.row, {}), cell.column: cell}
        return replace(one, cells=Cells.of(rows))

    return replace(book, sheets=tuple(changed(one) if one.name == sheet else one for one in book.sheets))


@cache
def _on_figures() -> frozenset[str]:
    """The rules that may have something to say of a figure: those of the file look at a blank form of ours."""
    return frozenset(code for code, rule in rulebook().items() if not set(rule.subjects) <= {Book, Unreadable})
