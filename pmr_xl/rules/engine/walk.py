"""The walk: every subject of a submission once, handed to the rules that look at it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
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
from pmr_xl.rules.engine.calls import Call, Calls, Hit, RuleSelection
from pmr_xl.rules.engine.evidence.history import Columns
from pmr_xl.rules.engine.ordinary import Bases, Known, Laid, plain, plainly, same_target
from pmr_xl.rules.engine.subjects import ErrorCell, FormulaCell, NumberCell, TextCell

_RESTATED_WORDS = ("year", "reason", "explanation")
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
        self._bases = None if submission is None else Bases.of(submission.edition, settings, self.past)
        context = None if self._bases is None else self._bases.context
        self._laid = None if context is None or submission is None else Laid(submission.columns, context)
        things = {
            EditionContext: context,
            Book: book,
            Submission: submission,
            Past: self.past,
            OfficeSettings: settings,
        }
        self._calls = Calls(asked, _Things(things))
        self._perhaps: dict[
            Any, list[tuple[Call, Callable[[Basis], bool]]]
        ] = {}  # of ordinary rows, by what they are on

    def stops(self) -> None:
        """Ask the rules after whose finding nothing else can be judged."""
        self._whole(stops=True)

    def _whole(self, *, stops: bool) -> None:
        for kind, whole in ((Book, self.book), (Submission, self.submission)):
            if whole is not None:
                self._ask([call for call in self._calls[kind].values() if call.rule.stops is stops], whole)

    def wide(self) -> None:
        """Ask the rules that look at the whole: the book, the submission, the rows of the Restatements sheet."""
        self._whole(stops=False)
        if self.submission is None:
            return
        for certified in self.submission.certification.values():
            self._cell(certified)
        for restatement in self.submission.restatements:
            for key in _RESTATED_WORDS:
                if key in restatement.entered:
                    self._cell(restatement.entered[key])
            self._ask(self._calls[Restatement].values(), restatement)
            self._restated(self.submission, restatement)

    def _restated(self, submission: Submission, restatement: Restatement) -> None:
        """A restated figure's cell: what is no number there is asked about as on the Submission sheet."""
        new = restatement.entered.get(RESTATED)
        entry = None if restatement.line is None else submission.by_id.get(restatement.line.id)
        if entry is None or new is None or new.cell is None or self._bases is None:
            return
        row = entry, self._bases(entry.line).basis
        self._cell(new, row, numbers=False)
        if _CONTENTS.get(new.cell.value.__class__) is NumberCell:
            self._ask([call for call in self._calls[NumberCell].values() if call.rule.restated], new, row)

    def rows(self) -> None:
        """Ask the rules that look at rows, cells and comparisons."""
        if self.submission is not None and self._bases is not None:
            for entry in self.submission.entries:
                self._row(entry, self._bases(entry.line))

    def again(self, entry: Entry) -> list[Hit]:
        """What the rules about rows would say to a row that is read otherwise; nothing of it is kept."""
        hits, self.hits = self.hits, []
        if self._bases is not None:
            self._row(entry, self._bases(entry.line), closely=True)
        found, self.hits = self.hits, hits
        return found

    def _row(self, entry: Entry, known: Known, *, closely: bool = False) -> None:
        """One row, its figure and its cells; those of an ordinary one only for rules that ask for it.

        Args:
            closely: look at it as if it were out of the ordinary.
        """
        basis, actual, calls = known.basis, entry.entered.get(Ask.ACTUAL), self._calls
        row = entry, basis
        laid = not closely and self._laid is not None and plain(actual) and self._laid(entry, known)
        asked: Collection[Call] = self._of(Entry, known) if laid else calls[Entry].values()
        if asked:
            self._ask(asked, entry, row)
        figure = None if actual is None else actual.figure
        usual = laid and isinstance(figure, Decimal) and basis.is_ordinary(figure)
        if laid:
            if asked := self._of(NumberCell, known) if usual else calls[NumberCell].values():
                self._ask(asked, actual, row)
        else:
            self._cells(entry, known, row)
        asked = self._of(Comparison, known) if usual else calls[Comparison].values()
        if asked and isinstance(figure, Decimal):
            current = None if laid else entry.entered.get(Ask.TARGET)
            target = None if current is None else current.figure  # as it is typed, where it is typed over
            comparison = Comparison.on(basis, figure, target=target)
            if not usual and comparison.ordinary:
                asked = self._of(Comparison, known)
            self._ask(asked, comparison, row)

    def _of(self, subject: Any, known: Known) -> Sequence[Call]:
        """The rules on such subjects that are asked of an ordinary row too."""
        calls, kept = self._calls[subject], known.calls.get(subject)
        if kept is None or kept[0] is not calls:  # who asks all rules has the same ones every time
            perhaps = self._perhaps.get(subject)
            if perhaps is None:
                perhaps = [(call, call.rule.ordinary) for call in calls.values() if call.rule.ordinary is not None]
                self._perhaps[subject] = perhaps
            asked = [call for call, about in perhaps if about(known.basis)]
            kept = known.calls[subject] = calls, asked
        return kept[1]

    def _cells(self, entry: Entry, known: Known, row: tuple[Entry, Basis]) -> None:
        """The cells of a row that are filled in, or are not as the form was laid."""
        shown, stored, basis, published = entry.entered.get, entry.entered.stored, known.basis, known.published
        indicator = entry.line.indicator
        for period in basis.context.history:
            if plainly(stored(period.code), published.get(period), indicator.measure):
                continue
            if (year := shown(period.code)) is not None:
                self._cell(year, row, numbers=False)
        now, coming = shown(Ask.TARGET), shown(Ask.NEXT_TARGET)
        kept = plainly(None if now is None else now.cell, basis.target, indicator.target_measure)
        if coming is not None and not (kept and now is not None and same_target(now.cell, coming.cell)):
            self._cell(coming, row)
        filled: Iterable[Entered | None] = (
            None if kept else now, shown(Ask.ACTUAL), shown(Ask.REASON), shown(Ask.EXPLANATION), shown(Ask.TO_DATE),
        )  # fmt: skip
        for entered in filled:
            if entered is not None:
                self._cell(entered, row)

    def _cell(self, entered: Entered, row: tuple[Entry, Basis] | None = None, *, numbers: bool = True) -> None:
        """A cell, by what stands in it.

        Args:
            row: the row of its indicator; None where it is of no row, and no rule is asked that needs one.
            numbers: whether a number there is asked about.
        """
        cell = entered.cell
        if cell is None:
            return
        if cell.formula is not None:
            self._ask(self._calls[FormulaCell].values(), entered, row)
        kind = _CONTENTS.get(cell.value.__class__)
        if kind is None or (kind is NumberCell and not numbers):
            return
        if kind is TextCell and entered.empty and entered.measure is not None:
            return  # blanks are nothing where a figure belongs
        self._ask(self._calls[kind].values(), entered, row)

    def _ask(self, calls: Iterable[Call], subject: object, row: tuple[Entry, Basis] | None = None) -> None:
        hits, (entry, basis), things = self.hits, row or (None, None), self._calls.given
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
