"""Judging single figures: each is typed, as it were, into its agency's blank form, and that is judged as any form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pmr_xl.desk.desk import Desk
from pmr_xl.excel.grid import number_of
from pmr_xl.forms import submission_form
from pmr_xl.forms.paper_book import as_book
from pmr_xl.model.cell import Cell, CellValue
from pmr_xl.model.finding import Finding
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.indicator import Chapter
from pmr_xl.model.past import Past
from pmr_xl.model.sheet import Book
from pmr_xl.model.submission import Submission
from pmr_xl.rules import judge


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
        book = as_book(submission_form.lay(chapter, edition, past, desk.house, schema_hash=stamp), "")
        return cls(book, chapter, edition, past, submission_form.read(book, chapter, edition))

    def findings(self, desk: Desk, figures: Mapping[str, Any]) -> dict[str, list[Finding]]:
        """Indicator id → what the rules find on its actual, when these actuals are typed in.

        Args:
            figures: indicator id → what stands in the cell: a number as cells store it, or a text.
        """
        rows = self.submission.by_id
        asked = {name: rows[name] for name in figures if name in rows}
        typed = {}
        for name, entry in asked.items():
            where, value = entry.actual.where, figures[name]
            number = number_of(value)
            content: CellValue = (str(value) if value not in (None, "") else None) if number is None else number
            form = entry.indicator.measure.number_format
            typed[where.row, where.column] = Cell(where.row, where.column, content, None, form, locked=False)
        book = _with(self.book, self.submission.sheet, typed)
        found = judge(
            book, submission_form.read(book, self.chapter, self.edition), self.past, desk.house, today=desk.today
        )
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


def _with(book: Book, sheet: str, typed: dict[tuple[int, int], Cell]) -> Book:
    sheets = (
        replace(one, cells=one.cells | {at: cell for at, cell in typed.items() if cell.value is not None})
        if one.name == sheet
        else one
        for one in book.sheets
    )
    return replace(book, sheets=tuple(sheets))
