"""Reading findings sheets of every version: what people answered, and what is strange about the sheet."""

from __future__ import annotations

from collections.abc import Callable

from pmr_xl.forms.headings import FoundHeadings, find
from pmr_xl.forms.review_copy.answers import FIELDS, ORDERS, Answer, Answers, AnswerState, Key
from pmr_xl.model.book.cell import Cell, CellValue
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Book, Sheet
from pmr_xl.rules.engine.evidence.unexplained_message import question


def read_states(book: Book, tell: Callable[[str], object] = lambda _sentence: None) -> Answers:
    """Every answer on the findings sheets of ``book``, known by their headings; empty where there is none.

    Args:
        tell: is told, a sentence each, which headings and states are not known; the rest is read.
    """
    answers: dict[Key, tuple[Answer, ...]] = {}
    for sheet in book.sheets:
        if (found := find(sheet, FIELDS, ORDERS)) is None:
            continue
        for sentence in found.remarks:
            tell(sentence)
        for row in sorted(one for one in sheet.cells.rows if one > found.row):
            line = _Row(sheet, row, found)
            if not line["Rule"]:
                continue
            key = Key(question(line["Rule"]), line["Indicator id"] or line["Where"])
            answers[key] = (*answers.get(key, ()), line.answer(tell))
    return answers


class _Row:
    """One row of the table by its headings; empty under a heading that the sheet has lost."""

    def __init__(self, sheet: Sheet, row: int, found: FoundHeadings) -> None:
        self._sheet, self._row, self._found = sheet, row, found

    def _cell(self, heading: str) -> Cell | None:
        column = self._found.columns.get(heading)
        return None if column is None else self._sheet.at(self._row, column)

    def value(self, heading: str) -> CellValue:
        cell = self._cell(heading)
        return None if cell is None else cell.value

    def words(self, heading: str) -> str:
        """What somebody typed, as its cell shows it: Excel makes a date of 9/9."""
        cell = self._cell(heading)
        if cell is None or not isinstance(cell.value, float):
            return self[heading]
        from pmr_xl.model.display.shown import number_shown  # hardly anybody answers with a number

        return (number_shown(cell.value, cell.number_format) or self[heading]).strip()

    def __getitem__(self, heading: str) -> str:
        value = self.value(heading)
        if value is None or isinstance(value, bool):
            return "" if value is None else str(value).upper()
        return f"{value:.15g}" if isinstance(value, float) else str(value).strip()

    def answer(self, tell: Callable[[str], object]) -> Answer:
        """What stands in the row."""
        on, stated, columns = self.value("Date"), self["State"], self._found.columns
        if stated and AnswerState.of_text(stated) is None:
            where = CellRef(self._sheet.name, self._row, columns["State"])
            tell(f"{where}: “{stated}” is no state of the list; it was read as {AnswerState.OPEN.value}.")
        at, typed = columns.get("Your answer"), self._cell("Your answer")
        if at is not None and typed is not None and typed.without_result:
            where = CellRef(self._sheet.name, self._row, at)
            tell(f"{where} holds a formula without a saved result, so nothing is read of it: type the answer in words.")
        return Answer(
            place=self["Where"],
            state=AnswerState.read(stated),
            explanation=self.words("Your answer"),
            by=self.words("Name"),
            on=on if isinstance(on, float) else self["Date"],
            earlier=self["Earlier answer"],
            found=self["Found"],
            value=" ".join(self["Value"].split()) if "Value" in columns else None,
            where="" if at is None else str(CellRef(self._sheet.name, self._row, at)),
        )
