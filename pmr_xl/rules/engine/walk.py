"""The walk: every subject of a submission once, handed to the rules that look at it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from pmr_xl.analysis.basis import Basis
from pmr_xl.analysis.comparison import Comparison
from pmr_xl.analysis.counting import as_printed
from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.model.book.cell import CellError
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.entry import Ask, Entered, Entry
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Restatement, Submission
from pmr_xl.rules.engine.calls import Call, Calls, Given, Hit, RuleSelection
from pmr_xl.rules.engine.evidence.history import Columns
from pmr_xl.rules.engine.row.known import NOBODY, Bases, Known, RowCalls
from pmr_xl.rules.engine.row.laid import EVERYTHING, UNUSUAL_FIGURE, Laid
from pmr_xl.rules.engine.subjects import ErrorCell, FormulaCell, NumberCell, TextCell

_RESTATED_WORDS = ("year", "reason", "explanation")
_FILLED_IN = (Ask.NEXT_TARGET, Ask.TARGET, Ask.ACTUAL, Ask.REASON, Ask.EXPLANATION, Ask.TO_DATE)
RESTATED = "new"  # the restated figure's column
_CONTENTS: dict[type, Any] = {
    float: NumberCell, int: NumberCell, str: TextCell, CellError: ErrorCell, bool: ErrorCell,
}  # fmt: skip


class _Things(dict[Any, Any]):
    """What rules can need besides their subject, by its type; the columns are put side by side for who asks."""

    def __missing__(self, kind: Any) -> Any:
        if kind is not Columns:
            raise KeyError(kind)
        made = self[Columns] = Columns.of(self[Submission], self[Past], self[EditionContext])
        return made


class Walk:
    """One judgement: the rules made ready for one submission, and what they found."""

    def __init__(
        self,
        asked: RuleSelection,
        book: Book,
        submission: Submission | None,
        past: Past,
        settings: OfficeSettings,
    ) -> None:
        self.submission, self.book = submission, book
        self.past = past if submission is None else as_printed(past, submission)
        self.hits: list[Hit] = []
        self._bases = None
        things: dict[Any, Any] = {
            EditionContext: None,
            Book: book,
            Submission: submission,
            Past: self.past,
            OfficeSettings: settings,
        }
        if submission is not None:
            self._bases = Bases.of(submission.edition, settings, self.past)
            things[EditionContext] = self._bases.context
        self._calls, self._given = Calls.by(asked), Given(_Things(things))

    def stops(self) -> None:
        """Ask the rules after whose finding nothing else can be judged."""
        self._whole(stops=True)

    def _whole(self, *, stops: bool) -> None:
        calls = self._calls.on(Book, stops=stops)
        if self.submission is None:  # of a workbook that is none of our forms those are asked that need none
            calls = [call for call in calls if Submission not in call.needs.all_of]
        self._ask(calls, self.book)
        if self.submission is not None:
            self._ask(self._calls.on(Submission, stops=stops), self.submission)

    def wide(self) -> None:
        """Ask the rules that look at the whole: the book, the submission, the rows of the Restatements sheet."""
        self._whole(stops=False)
        if self.submission is None:
            return
        for certified in self.submission.certification.values():
            self._cell(certified, numbers=self._calls.on(NumberCell))
        for restatement in self.submission.restatements:
            for key in _RESTATED_WORDS:
                if key in restatement.entered:
                    self._cell(restatement.entered[key], numbers=self._calls.on(NumberCell))
            self._ask(self._calls.on(Restatement), restatement)
            self._restated(self.submission, restatement)

    def _restated(self, submission: Submission, restatement: Restatement) -> None:
        """A restated figure's cell: what is no number there is asked about as on the Submission sheet."""
        new = restatement.entered.get(RESTATED)
        entry = None if restatement.line is None else submission.by_id.get(restatement.line.id)
        if entry is None or new is None or new.cell is None or self._bases is None:
            return
        known = self._bases(entry.line)
        row = entry, known.basis
        self._cell(new, known, row, numbers=[call for call in known.on(self._calls, NumberCell) if call.rule.restated])

    def rows(self) -> None:
        """Ask the rules that look at rows, cells and comparisons."""
        if self.submission is not None and self._bases is not None:
            laid = self._bases.layout_of(self.submission)
            for entry in self.submission.entries:
                known = self._bases(entry.line)
                seen = known.recall(entry, laid, self._calls)
                if seen is None:
                    self._look(entry, known, laid)
                elif seen.left is not NOBODY and seen.left is not None:
                    self._ask_row(entry, known, laid, seen.apart, seen.left)

    def again(self, entry: Entry) -> list[Hit]:
        """What the rules about rows would say to a row that is read otherwise; nothing of it is kept."""
        hits, self.hits = self.hits, []
        if self.submission is not None and self._bases is not None:
            known, laid = self._bases(entry.line), self._bases.layout_of(self.submission)
            everything = known.calls_for(self._calls, EVERYTHING)
            self._ask_row(entry, known, laid, known.extraordinary(entry, laid), everything, closely=True)
        found, self.hits = self.hits, hits
        return found

    def _look(self, entry: Entry, known: Known, laid: Laid) -> None:
        """A row that did not look just so before: the rules are asked that can have something to say of it."""
        apart, before = known.extraordinary(entry, laid), len(self.hits)
        self._ask_row(entry, known, laid, apart, known.calls_for(self._calls, apart))
        known.remember(entry, laid, self._calls, apart, frozenset([hit.rule.code for hit in self.hits[before:]]))

    def _ask_row(
        self,
        entry: Entry,
        known: Known,
        laid: Laid,
        apart: frozenset[str],
        asked: RowCalls,
        *,
        closely: bool = False,
    ) -> None:
        """A row, its figure and its cells.

        Args:
            laid: how its form was laid.
            apart: what in it is out of the ordinary.
            asked: the rules to ask.
            closely: those are all, whatever its figure is.
        """
        basis, actual = known.basis, entry.entered.get(Ask.ACTUAL)
        row = entry, basis
        if asked.entry:
            self._ask(asked.entry, entry, row)
        if not apart <= UNUSUAL_FIGURE:
            self._cells(entry, known, laid, apart, asked.number)
        elif asked.number:
            self._ask(asked.number, actual, row)
        if actual is None or not isinstance(actual.figure, Decimal):
            return
        if Ask.TARGET in apart:  # a figure is compared with what is typed, where the form still has the column
            typed = entry.entered.get(Ask.TARGET)
            known_target = {} if typed is None else {"target": typed.figure}
            comparison = Comparison.on(basis, actual.figure, **known_target)
            if not closely:
                size = apart - UNUSUAL_FIGURE if comparison.ordinary else apart | UNUSUAL_FIGURE
                asked = known.calls_for(self._calls, size)
            self._ask(asked.comparison, comparison, row)
        elif asked.comparison:
            self._ask(asked.comparison, Comparison.on(basis, actual.figure), row)

    def _cells(self, entry: Entry, known: Known, laid: Laid, apart: frozenset[str], of_actual: Sequence[Call]) -> None:
        """The cells of a row that are filled in, or are not as the form was laid.

        Args:
            apart: the columns that are not.
            of_actual: the rules that are asked of the actual, where it is a number.
        """
        others = known.on(self._calls, NumberCell)
        of_numbers = {**dict.fromkeys(laid.years, ()), **dict.fromkeys(_FILLED_IN, others), Ask.ACTUAL: of_actual}
        for key, numbers in of_numbers.items():
            if (key in apart or key == Ask.ACTUAL) and (entered := entry.entered.get(key)) is not None:
                self._cell(entered, known, (entry, known.basis), numbers=numbers)

    def _cell(
        self,
        entered: Entered,
        known: Known | None = None,
        row: tuple[Entry, Basis] | None = None,
        *,
        numbers: Sequence[Call],
    ) -> None:
        """A cell, by what stands in it.

        Args:
            known: what is known of its indicator's row; None where it is of no row, and no rule is asked that needs
                one.
            row: that row.
            numbers: the rules that are asked where a number stands there.
        """
        cell = entered.cell
        if cell is None:
            return
        if cell.formula is not None:
            self._ask(self._on(FormulaCell, known), entered, row)
        kind = _CONTENTS.get(cell.value.__class__)
        if kind is NumberCell:
            self._ask(numbers, entered, row)
        elif kind is not None and not (kind is TextCell and entered.empty and entered.measure is not None):
            self._ask(self._on(kind, known), entered, row)  # blanks are nothing where a figure belongs

    def _on(self, subject: Any, known: Known | None) -> Sequence[Call]:
        return self._calls.on(subject) if known is None else known.on(self._calls, subject)

    def _ask(self, calls: Iterable[Call], subject: object, row: tuple[Entry, Basis] | None = None) -> None:
        hits, (entry, basis), things = self.hits, row or (None, None), self._given
        for rule, function, (of_entry, of_basis), needs in calls:
            if not of_entry and not of_basis:
                spots = function(subject, *things[needs])
            elif entry is None:
                continue
            elif not of_basis:
                spots = function(subject, entry, *things[needs])
            else:
                spots = function(subject, *((entry, basis) if of_entry else (basis,)), *things[needs])
            for spot in spots:
                hits.append(Hit(rule, spot, entry))
