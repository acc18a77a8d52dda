"""The walk: every subject of a submission once, handed to the rules that look at it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from time import perf_counter
from typing import Any, NamedTuple

from pmr_xl.model.house import House
from pmr_xl.model.measure import Figure, Sign, Unit
from pmr_xl.model.past import NOTHING, Past
from pmr_xl.model.sheet import Book, Cell, CellError
from pmr_xl.model.submission import Ask, Entered, Entry, Restatement, Submission
from pmr_xl.rules.rule import Maybe, Rule, Spot
from pmr_xl.rules.subjects import (
    ActualSign,
    ClockFigure,
    CountFigure,
    EmptyFigure,
    ErrorFigure,
    FormulaFigure,
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


@dataclass
class Cost:
    """What one rule cost: times called, seconds, findings."""

    calls: int = 0
    seconds: float = 0.0
    spots: int = 0


class Hit(NamedTuple):
    """A spot, the rule that made it, and the row it is on."""

    rule: Rule
    spot: Spot
    entry: Entry | None


class Call(NamedTuple):
    """A rule made ready: called with the subject, the row where it asks for it, and the things it needs."""

    rule: Rule
    function: Callable[..., Iterable[Spot]]
    with_entry: bool
    given: tuple[Any, ...]


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
        self._setting = None if submission is None else Setting.of(submission.edition, house)
        things: dict[Any, Any] = {Setting: self._setting, Book: book, Submission: submission, Past: past, House: house}
        self._calls: dict[Any, list[Call]] = {}
        for rule in rules:
            if submission is None and (Book not in rule.subjects or Submission in rule.needs):
                continue
            needs = [need.of if isinstance(need, Maybe) else need for need in rule.needs]
            with_entry = Entry in needs
            given = tuple(things[need] for need in needs if need is not Entry)
            function = rule.function if costs is None else _timed(rule.function, costs.setdefault(rule.code, Cost()))
            for subject in rule.subjects:
                self._calls.setdefault(subject, []).append(Call(rule, function, with_entry, given))

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

    def _words(self, entry: Entry) -> None:
        for key, subject in _WORDS.items():
            entered = entry.entered.get(key)
            if entered is not None and entered.cell is not None and not entered.empty:
                self._ask(self._calls.get(subject), entered, entry)

    def _open_cell(self, entered: Entered, entry: Entry) -> None:
        if entered.cell is None or entered.empty:
            self._ask(self._calls.get(EmptyFigure), entered, entry)
        else:
            self._cell(entered, entered.cell, entry, past=False)

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


def _timed(function: Callable[..., Iterable[Spot]], cost: Cost) -> Callable[..., Iterator[Spot]]:
    def timed(*arguments: object) -> Iterator[Spot]:
        start = perf_counter()
        spots = list(function(*arguments))
        cost.seconds += perf_counter() - start
        cost.calls += 1
        cost.spots += len(spots)
        return iter(spots)

    return timed
