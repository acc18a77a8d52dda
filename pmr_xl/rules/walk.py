"""The walk: every subject of a submission once, handed to the rules that look at it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from pmr_xl.model.house import House
from pmr_xl.model.measure import Figure, Sign, Unit
from pmr_xl.model.past import NOTHING, Past
from pmr_xl.model.sheet import Book, Cell, CellError
from pmr_xl.model.submission import Ask, Entered, Entry, Restatement, Submission
from pmr_xl.rules.calls import Call, Cost, Hit, ready
from pmr_xl.rules.rule import Rule
from pmr_xl.rules.subjects import (
    ActualSign,
    ClockFigure,
    CountFigure,
    EmptyFigure,
    ErrorFigure,
    FormulaFigure,
    Label,
    NegativeFigure,
    NewTarget,
    NumberFigure,
    OddFigure,
    Part,
    PastFigure,
    PercentFigure,
    Reason,
    SignFigure,
    TargetInForce,
    TargetSign,
    TextFigure,
    Unusual,
    Whole,
    Words,
)
from pmr_xl.variance import Comparison, Setting

_OPEN = (Ask.ACTUAL, Ask.TARGET, Ask.NEXT_TARGET)
_CLOCKS = (Unit.MINUTES_SECONDS, Unit.HOURS_MINUTES)
_SIGNS: dict[str, Any] = {Ask.ACTUAL: ActualSign, Ask.NEXT_TARGET: TargetSign}
_WORDS: dict[str, Any] = {Ask.REASON: Reason, Ask.EXPLANATION: Words}
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
        on_entry = self._calls.get(Entry)
        actuals, setting = self.past.actuals, self._setting
        keys = [period.code for period in setting.history]
        compares = Comparison in self._calls or Unusual in self._calls
        for entry in self.submission.entries:
            if on_entry:
                self._ask(on_entry, entry, entry)
            self._kin(entry)
            self._labels(entry)
            published = actuals.get(entry.line.id, NOTHING).get
            history = tuple([published(period) for period in setting.history])
            self._cells(entry, keys, history)
            self._words(entry)
            self._target_in_force(entry)
            if compares:
                self._compare(entry, history, published(setting.last_year))

    def _cells(self, entry: Entry, keys: Sequence[str], history: Sequence[Figure | None]) -> None:
        row = entry.entered
        for key, figure in zip(keys, history, strict=True):
            if (entered := row.get(key)) is not None:
                if entered.figure is None or entered.figure != figure:
                    self._past_cell(entered, figure, entry)
                cell = entered.cell
                if cell is not None and (cell.value.__class__ is not float or cell.formula is not None):
                    self._cell(entered, cell, entry, past=True)
        for key in _OPEN:
            if (entered := row.get(key)) is not None:
                self._open_cell(entered, entry)

    def _kin(self, entry: Entry) -> None:
        if entry.line.parent is not None:
            self._ask(self._calls.get(Part), entry, entry)
        if entry.line.indicator.exhaustive and entry.line.indicator.parts:
            self._ask(self._calls.get(Whole), entry, entry)

    def _labels(self, entry: Entry) -> None:
        line = entry.line
        indicator = line.indicator
        for key, meant in (
            (Ask.INDICATOR, line.label),
            (Ask.UNIT, indicator.unit.words),
            (Ask.DIRECTION, indicator.desired_direction.printed),
        ):
            entered = entry.entered.get(key)
            if entered is not None and entered.cell is not None and entered.cell.value != meant:
                self._ask(self._calls.get(Label), entered, entry)

    def _words(self, entry: Entry) -> None:
        for key, subject in _WORDS.items():
            entered = entry.entered.get(key)
            if entered is not None and entered.cell is not None and not entered.empty:
                self._ask(self._calls.get(subject), entered, entry)

    def _open_cell(self, entered: Entered, entry: Entry) -> None:
        cell = entered.cell
        if cell is None or (cell.value.__class__ is not float and entered.empty):
            self._ask(self._calls.get(EmptyFigure), entered, entry)
        else:
            self._cell(entered, cell, entry, past=False)

    def _cell(self, entered: Entered, cell: Cell, entry: Entry, *, past: bool) -> None:
        kind = type(cell.value)
        if cell.formula is not None:
            self._ask(self._calls.get(FormulaFigure), entered, entry)
        if kind is float or kind is int:
            if not past:
                self._number(entered, entry)
        elif kind is str:
            if isinstance(entered.figure, Sign):
                self._ask(self._calls.get(SignFigure), entered, entry)
                if subject := _SIGNS.get(entered.key):
                    self._ask(self._calls.get(subject), entered, entry)
            elif not entered.empty:
                self._ask(self._calls.get(TextFigure), entered, entry)
        elif subject := _ODD_KINDS.get(kind):
            self._ask(self._calls.get(subject), entered, entry)

    def _number(self, entered: Entered, entry: Entry) -> None:
        calls = self._calls
        self._ask(calls.get(NumberFigure), entered, entry)
        if isinstance(entered.figure, Decimal) and entered.figure < 0:
            self._ask(calls.get(NegativeFigure), entered, entry)
        if entered.key == Ask.NEXT_TARGET:
            now = entry.entered.get(Ask.TARGET)
            if now is not None and now.figure != entered.figure:
                self._ask(calls.get(NewTarget), entered, entry)
        unit = entered.measure.unit if entered.measure is not None else None
        if unit is Unit.PERCENT:
            self._ask(calls.get(PercentFigure), entered, entry)
        elif unit is Unit.NUMBER:
            if not entry.line.indicator.decimals:
                self._ask(calls.get(CountFigure), entered, entry)
        elif unit in _CLOCKS:
            self._ask(calls.get(ClockFigure), entered, entry)

    def _past_cell(self, entered: Entered, published: Figure | None, entry: Entry) -> None:
        shown = entered.figure
        if shown is None and published is None and entered.empty:
            return
        if isinstance(shown, Decimal) and isinstance(published, Decimal) and entered.measure is not None:
            measure = entered.measure
            if measure.round(shown) == measure.round(published):
                return
        self._ask(self._calls.get(PastFigure), entered, entry)

    def _target_in_force(self, entry: Entry) -> None:
        shown = entry.entered.get(Ask.TARGET)
        targets = self.past.targets.get(entry.line.id)
        if shown is not None and targets and self._setting is not None:
            force = targets.get(self._setting.target_years[0])
            if force is not None and shown.figure != force:
                self._ask(self._calls.get(TargetInForce), shown, entry)

    def _compare(self, entry: Entry, history: tuple[Figure | None, ...], last_year: Figure | None) -> None:
        actual = entry.entered.get(Ask.ACTUAL)
        figure = None if actual is None else actual.figure
        if not isinstance(figure, Decimal) or self._setting is None:
            return
        targets = self.past.targets.get(entry.line.id, NOTHING)
        entered = [entry.entered.get(key) for key in (Ask.TARGET, Ask.NEXT_TARGET)]
        target, coming = [
            cell.figure if cell is not None and cell.figure is not None else targets.get(year)
            for cell, year in zip(entered, self._setting.target_years, strict=True)
        ]
        comparison = Comparison(entry.line, self._setting, figure, history, last_year, target, coming)
        self._ask(self._calls.get(Comparison), comparison, entry)
        on_unusual = self._calls.get(Unusual)
        if on_unusual and not comparison.ordinary:
            self._ask(on_unusual, comparison, entry)

    def _ask(self, calls: Sequence[Call] | None, subject: object, entry: Entry | None) -> None:
        if not calls:
            return
        for rule, function, with_entry, given in calls:
            for spot in function(subject, entry, *given) if with_entry else function(subject, *given):
                self.hits.append(Hit(rule, spot, entry))
