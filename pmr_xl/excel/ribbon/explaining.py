"""Explain here: the words for the row one stands in, written where they belong, and undone by the same button as all.

In a submission that is open in Excel they go into the row's own Explanation. In a review copy, the findings sheet alone
is written: the answer, its state, who gave it and when.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from pmr_xl.books import live_dialogs
from pmr_xl.excel.ribbon import journal
from pmr_xl.excel.ribbon.button import OnStatusBar, desk, workshop
from pmr_xl.excel.ribbon.findings_list import (
    FindingsList,
    Listed,
    has_findings,
    is_findings_sheet,
    list_findings,
)
from pmr_xl.excel.ribbon.row import left_in, told_of
from pmr_xl.excel.ribbon.source import source_of
from pmr_xl.forms.review_copy.answers import AnswerState
from pmr_xl.model.fault import Fault
from pmr_xl.model.finding import Severity

if TYPE_CHECKING:
    import xlwings as xw

ACTION = "Explain here"
_EPOCH = date(1899, 12, 30)  # day 0 of Excel's calendar
_LONGEST_ASKED = 90


def explain_here(book: xw.Book) -> str:
    """Ask for the words and write them; empty where the user cancels.

    Raises:
        Fault: no cell is selected; nothing is asked there; an error, which is corrected and not explained.
    """
    selected = book.app.selection
    if selected is None or selected.sheet.book.name != book.name:
        raise Fault("No cell is selected.", "Click a cell of the row, then press the button again.")
    return _answer(book, selected) if has_findings(book) else _explain(book, selected)


def _answer(review: xw.Book, selected: xw.Range) -> str:
    """The words as an answer on the findings sheet, for the queries of the row."""
    found = list_findings(review)
    asked = _meant(found, selected)
    words = live_dialogs.ask(review.app, _question(asked), default=asked[0].answer)
    if words is None or not words.strip():
        return ""
    lacks = _lacks(words)
    state = AnswerState.OPEN if lacks else AnswerState.EXPLAINED
    cells = [cell for one in asked for cell in _cells_of(found, one, words.strip(), state)]
    journal.put_cells(ACTION, review, cells)
    many = "The query is" if len(asked) == 1 else f"{len(asked)} queries are"
    left = len(found.still_open) - (0 if lacks else sum(one.open for one in asked))
    if lacks:
        return f"The words stand as a draft on “{found.page.name}”: they do not yet say {lacks}."
    return OnStatusBar(f"{many} explained on “{found.page.name}” · {left} still open")


def _meant(found: FindingsList, selected: xw.Range) -> list[Listed]:
    """The queries that are answered: the one listed in the row; of a marked cell its own, else those of its row.

    Raises:
        Fault: there is none.
    """
    if is_findings_sheet(selected.sheet):
        here = [one for one in found.rows if one.row == selected.row]
    else:
        sheet, cell = selected.sheet.name, selected[0, 0].get_address(row_absolute=False, column_absolute=False)
        row = [one for one in found.rows if one.stands_in(sheet, selected.row)]
        here = [one for one in row if one.cell == cell] or row
    queries = [one for one in here if one.sign.startswith(Severity.QUERY.sign)]
    if queries:
        return queries
    if any(one.sign.startswith(Severity.ERROR.sign) for one in here):
        raise Fault("An error is corrected, and never explained.", f"{here[0].says} Then press Recheck this row.")
    raise Fault("Nothing is asked in this row.", "Press Next finding, or click a query, then press the button again.")


def _question(asked: Sequence[Listed]) -> str:
    one = asked[0]
    return f"{one.where}: {one.says[:_LONGEST_ASKED]} Say at least two of: what changed, by how much, why."


def _cells_of(found: FindingsList, one: Listed, words: str, state: AnswerState) -> list[tuple[xw.Range, str | float]]:
    """The cells of a row that an answer fills, with what goes into each."""
    today = float((desk().today - _EPOCH).days)
    filled: dict[str, Any] = {"Your answer": words, "State": state.value, "Name": _whoami(), "Date": today}
    return [
        (found.page.range((one.row, found.columns[heading])), value)
        for heading, value in filled.items()
        if heading in found.columns
    ]


def _explain(book: xw.Book, selected: xw.Range) -> str:
    """The words as the explanation of the row in the submission itself; then the row is checked again."""
    sheet, row = selected.sheet.name, selected.row
    with workshop() as folder:
        where, before = _explanation_of(book, source_of(book).copy_into(folder), sheet, row)
    words = live_dialogs.ask(book.app, f"{where}: say at least two of what changed, by how much, why.", default=before)
    if words is None or not words.strip():
        return ""
    cell = book.sheets[sheet].range(where.rpartition("!")[2])
    journal.put_cells(ACTION, book, [(cell, words.strip())])
    return OnStatusBar(told_of(sheet, row, left_in(book, sheet, row), book.name))


def _explanation_of(book: xw.Book, copy: Any, sheet: str, row: int) -> tuple[str, str]:
    """The cell of the row's explanation, and what stands in it.

    Raises:
        Fault: the book is no form of this office, or the row is none of an indicator.
    """
    from pmr_xl.desk.validate import judge_file
    from pmr_xl.model.entry import Ask

    submission = judge_file(desk(), copy).submission
    if submission is None:
        raise Fault(f"{book.name} is no form that PMR knows.", "Open a submission, then press the button again.")
    at_row = (one for one in submission.entries if one.row == row) if sheet == submission.sheet else iter(())
    entry = next(at_row, None)
    said = None if entry is None else entry.get(Ask.EXPLANATION)
    if said is None:
        raise Fault(f"Row {row} of {sheet} has no Explanation.", f"Click a row of an indicator on {submission.sheet}.")
    return str(said.where), said.text


def _lacks(words: str) -> str:
    from pmr_xl.rules.engine.evidence.explanation_quality import what_is_lacking

    return what_is_lacking(words, desk().settings)


def _whoami() -> str:
    from pmr_xl.record import whoami

    return whoami()
