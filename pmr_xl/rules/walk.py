"""The walk: every subject of a submission once, handed to the rules that look at it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pmr_xl.comparison import Comparison, Setting
from pmr_xl.model.fiscal import Period
from pmr_xl.model.house import House
from pmr_xl.model.indicator import Aggregation
from pmr_xl.model.measure import Figure, Sign
from pmr_xl.model.past import NOTHING, Past
from pmr_xl.model.sheet import Book, Cell, CellError
from pmr_xl.model.submission import Ask, Entered, Entry, Restatement, Submission
from pmr_xl.rules.calls import Call, Cost, Hit, ready
from pmr_xl.rules.kinds import of_number, usual_sign
from pmr_xl.rules.rule import Rule
from pmr_xl.rules.subjects import (
    ActualSign,
    Cumulative,
    EmptyFigure,
    ErrorFigure,
    FormulaFigure,
    Label,
    NewTarget,
    NumberFigure,
    OddFigure,
    Part,
    PastFigure,
    Reason,
    Shared,
    SignFigure,
    Standstill,
    TargetInForce,
    TargetSign,
    TextFigure,
    Unusual,
    Whole,
    Words,
)

_OPEN = (Ask.ACTUAL, Ask.TARGET, Ask.NEXT_TARGET)
_LABELS = (Ask.INDICATOR, Ask.UNIT, Ask.DIRECTION)
_WORDS: tuple[tuple[str, Any], ...] = ((Ask.REASON, Reason), (Ask.EXPLANATION, Words))
_ODD_KINDS: dict[type, Any] = {CellError: ErrorFigure, bool: OddFigure}


class Walk:
    """One judgement: the rules made ready for one submission, and what they found."""

    def __init__(
        self,
        rules: Iterable[Rule],
        book: Book,
        submission: Submission | None,
        past: Past,
        house: House,
        *,
        costs: dict[str, Cost] | None = None,
    ) -> None:
        self.submission = submission
        self.book, self.past, self.house = book, past, house
        self.hits: list[Hit] = []
        self._setting = None if submission is None else Setting.of(submission.edition, house, past)
        things: dict[Any, Any] = {Setting: self._setting, Book: book, Submission: submission, Past: past, House: house}
        self._calls = ready(rules, things, costs)
        history = () if self._setting is None else self._setting.history
        self._keys = tuple((period.code, period) for period in history)

    def wide(self) -> None:
        """Ask the rules that look at the whole: the book, the submission, the rows of the Restatements sheet."""
        self._ask(self._calls.get(Book), self.book, None)
        if self.submission is not None:
            self._ask(self._calls.get(Submission), self.submission, None)
            if calls := self._calls.get(Restatement):
                for restatement in self.submission.restatements:
                    self._ask(calls, restatement, None)

    def rows(self) -> None:
        """Ask the rules that look at rows, cells and comparisons."""
        if self.submission is None or self._setting is None:
            return
        calls = self._calls
        on_entry, on_part, on_whole, on_shared = (calls.get(kind) for kind in (Entry, Part, Whole, Shared))
        for entry in self.submission.entries:
            line = entry.line
            if on_entry:
                self._ask(on_entry, entry, entry)
            if line.parent is not None:
                self._ask(on_part, entry, entry)
            if line.indicator.exhaustive and line.indicator.parts:
                self._ask(on_whole, entry, entry)
            if line.indicator.same_as is not None:
                self._ask(on_shared, entry, entry)
            name = line.indicator.id
            published = self.past.actuals.get(name, NOTHING)
            self._words(entry)
            self._years(entry, published)
            self._open(entry)
            self._compare(entry, published, self.past.targets.get(name, NOTHING))

    def _words(self, entry: Entry) -> None:
        row = entry.entered
        for key, meant in zip(_LABELS, entry.line.labels, strict=True):
            entered = row.get(key)
            if entered is not None and entered.cell is not None and entered.cell.value != meant:
                self._ask(self._calls.get(Label), entered, entry)
        for key, subject in _WORDS:
            entered = row.get(key)
            if entered is not None and entered.cell is not None and not entered.empty:
                self._ask(self._calls.get(subject), entered, entry)

    def _years(self, entry: Entry, published: Mapping[Period, Figure]) -> None:
        """The cells of published years: most show, as plain numbers, what was published."""
        row = entry.entered
        for key, period in self._keys:
            if (entered := row.get(key)) is None:
                continue
            cell, figure = entered.cell, published.get(period)
            if entered.figure is None or entered.figure != figure:
                self._changed(entered, figure, entry)
            if cell is not None and (cell.value.__class__ is not float or cell.formula is not None):
                self._cell(entered, cell, entry, past=True)

    def _changed(self, entered: Entered, published: Figure | None, entry: Entry) -> None:
        """A published year's cell that seems not to show what was published."""
        shown = entered.figure
        if shown is None and published is None and entered.empty:
            return
        if isinstance(shown, Decimal) and isinstance(published, Decimal) and entered.measure is not None:
            measure = entered.measure
            if measure.round(shown) == measure.round(published):
                return
        self._ask(self._calls.get(PastFigure), entered, entry)

    def _open(self, entry: Entry) -> None:
        """The cells that the agency fills in."""
        row = entry.entered
        for key in _OPEN:
            entered = row.get(key)
            if entered is None:
                continue
            cell = entered.cell
            if cell is None or (cell.value.__class__ is not float and entered.empty):
                self._ask(self._calls.get(EmptyFigure), entered, entry)
            elif cell.value.__class__ is float and cell.formula is None:
                self._number(entered, cell, entry)
            else:
                self._cell(entered, cell, entry, past=False)

    def _cell(self, entered: Entered, cell: Cell, entry: Entry, *, past: bool) -> None:
        kind = cell.value.__class__
        if cell.formula is not None:
            self._ask(self._calls.get(FormulaFigure), entered, entry)
        if kind is float or kind is int:
            if not past:
                self._number(entered, cell, entry)
        elif kind is str:
            if entered.figure.__class__ is Sign:
                self._sign(entered, entry)
            elif not entered.empty:
                self._ask(self._calls.get(TextFigure), entered, entry)
        elif subject := _ODD_KINDS.get(kind):
            self._ask(self._calls.get(subject), entered, entry)

    def _sign(self, entered: Entered, entry: Entry) -> None:
        self._ask(self._calls.get(SignFigure), entered, entry)
        if entered.key == Ask.ACTUAL:
            self._ask(self._calls.get(ActualSign), entered, entry)
        elif entered.key == Ask.NEXT_TARGET and not usual_sign(entered, entry.entered.get(Ask.TARGET)):
            self._ask(self._calls.get(TargetSign), entered, entry)

    def _number(self, entered: Entered, cell: Cell, entry: Entry) -> None:
        if NumberFigure in self._calls:
            self._ask(self._calls[NumberFigure], entered, entry)
        for subject in of_number(entered, cell, entry):
            self._ask(self._calls.get(subject), entered, entry)
        if entered.key == Ask.NEXT_TARGET:
            now = entry.entered.get(Ask.TARGET)
            if now is not None and now.figure != entered.figure:
                self._ask(self._calls.get(NewTarget), entered, entry)

    def _compare(self, entry: Entry, published: Mapping[Period, Figure], targets: Mapping[Period, Figure]) -> None:
        """Ask about the actual beside what was published, and about the target in force beside the record's."""
        row, setting, indicator = entry.entered, self._setting, entry.line.indicator
        actual, shown = row.get(Ask.ACTUAL), row.get(Ask.TARGET)
        if setting is None:
            return
        target = targets.get(setting.target_years[0])
        if shown is not None and shown.figure != target:
            if target is not None:
                self._ask(self._calls.get(TargetInForce), shown, entry)
            target = target if shown.figure is None else shown.figure
        figure = None if actual is None else actual.figure
        if not isinstance(figure, Decimal):
            return
        last = published.get(setting.last_year)
        kinds: list[Any] = [Comparison] if Comparison in self._calls else []
        if indicator.aggregation is Aggregation.CUMULATIVE:
            kinds.append(Cumulative)
        if figure == last:
            kinds.append(Standstill)
        settled = setting.settles(indicator, figure, last, target)
        if settled and not kinds:
            return
        coming = row.get(Ask.NEXT_TARGET)
        comparison = setting.compare(
            entry.line, figure, published, targets, target=target, next_target=None if coming is None else coming.figure
        )
        if not settled and not comparison.ordinary:
            kinds.append(Unusual)
        for kind in kinds:
            self._ask(self._calls.get(kind), comparison, entry)

    def _ask(self, calls: Sequence[Call] | None, subject: object, entry: Entry | None) -> None:
        if not calls:
            return
        for rule, function, with_entry, given in calls:
            for spot in function(subject, entry, *given) if with_entry else function(subject, *given):
                self.hits.append(Hit(rule, spot, entry))
