"""The walk: every subject of a submission once, handed to the rules that look at it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pmr_xl.comparison import Comparison
from pmr_xl.model.cell import Cell, CellError
from pmr_xl.model.fiscal import Period
from pmr_xl.model.house import House
from pmr_xl.model.indicator import Aggregation
from pmr_xl.model.measure import Figure, Sign
from pmr_xl.model.past import NOTHING, Past
from pmr_xl.model.sheet import Book
from pmr_xl.model.submission import Ask, Entered, Entry, Restatement, Submission
from pmr_xl.rules.calls import Call, Calls, Cost, Hit
from pmr_xl.rules.history import Columns
from pmr_xl.rules.kinds import of_number, plainly, same_target, unexplained, usual_sign
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
from pmr_xl.setting import Setting

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
        self._calls = Calls(rules, things, costs)
        history = () if self._setting is None else self._setting.history
        self._on_number, self._on_comparison = self._calls[NumberFigure], self._calls[Comparison]
        # Column numbers; 0, where no cell is, for a column that the form has lost.
        found: Mapping[str, int] = {} if submission is None else submission.columns
        self._labels = tuple((key, found.get(key, 0)) for key in _LABELS)
        self._words = tuple((key, found.get(key, 0), subject) for key, subject in _WORDS)
        self._years = tuple((period.code, found[period.code], period) for period in history if period.code in found)
        self._target, self._next_target = found.get(Ask.TARGET, 0), found.get(Ask.NEXT_TARGET, 0)
        self._typed = tuple(key for key in (Ask.ACTUAL, Ask.TO_DATE) if key in found)

    def wide(self) -> None:
        """Ask the rules that look at the whole: the book, the submission, the rows of the Restatements sheet."""
        self._ask(self._calls[Book], self.book, None)
        if self.submission is not None:
            self._ask(self._calls[Submission], self.submission, None)
            if self._setting is not None and (calls := self._calls[Columns]):
                self._ask(calls, Columns.of(self.submission, self.past, self._setting), None)
            if calls := self._calls[Restatement]:
                for restatement in self.submission.restatements:
                    self._ask(calls, restatement, None)

    def rows(self) -> None:
        """Ask the rules that look at rows, cells and comparisons."""
        if self.submission is None or self._setting is None:
            return
        calls, past, setting = self._calls, self.past, self._setting
        this_year = setting.target_years[0]
        on_entry, on_part, on_whole, on_shared = (calls[kind] for kind in (Entry, Part, Whole, Shared))
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
            published, targets = past.actuals.get(name, NOTHING), past.targets.get(name, NOTHING)
            self._row(entry, entry.entered.cells, published)
            self._compare(entry, setting, published, targets, self._targets(entry, targets.get(this_year)))

    def _row(self, entry: Entry, cells: Mapping[int, Cell], published: Mapping[Period, Figure]) -> None:
        """The cells of a row but for its targets; ``cells`` by column number.

        Only what is not as it was laid, or is the agency's to fill, is understood and asked about.
        """
        row, line = entry.entered, entry.line
        for (key, at), meant in zip(self._labels, line.labels, strict=True):
            cell = cells.get(at)
            if cell is not None and cell.value != meant:
                self._ask(self._calls[Label], row[key], entry)
        for key, at, subject in self._words:
            if at in cells and not row[key].empty:
                self._ask(self._calls[subject], row[key], entry)
        self._history(entry, cells, published)
        for key in self._typed:
            self._filled(row[key], entry)

    def _history(self, entry: Entry, cells: Mapping[int, Cell], published: Mapping[Period, Figure]) -> None:
        """The cells of published years: most show, as plain numbers, what was published."""
        row, measure = entry.entered, entry.line.indicator.measure
        stored_as: Callable[..., bool] = measure.stored_as
        for key, at, period in self._years:
            cell, figure = cells.get(at), published.get(period)
            if (
                cell is not None  # said here once more: for nearly all, and a call costs as much
                and cell.value.__class__ is float
                and figure.__class__ is Decimal
                and cell.formula is None
                and stored_as(figure, cell.value, cell.number_format)
            ):
                continue
            if not plainly(cell, figure, measure):
                entered = row[key]
                if entered.figure is None or entered.figure != figure:
                    self._changed(entered, figure, entry)
                if cell is not None and not (cell.value.__class__ is float and cell.formula is None):
                    self._cell(entered, cell, entry, past=True)

    def _targets(self, entry: Entry, recorded: Figure | None) -> Figure | None:
        """The cells of the targets; gives the target in force that the actual is compared with."""
        row = entry.entered
        now, coming = row.cells.get(self._target), row.cells.get(self._next_target)
        kept = plainly(now, recorded, entry.line.indicator.target_measure)
        if self._next_target and not (kept and same_target(now, coming)):
            self._filled(row[Ask.NEXT_TARGET], entry)
        if kept or not self._target:
            return recorded
        shown = row[Ask.TARGET]
        self._filled(shown, entry)
        if shown.figure != recorded and recorded is not None:
            self._ask(self._calls[TargetInForce], shown, entry)
        return recorded if shown.figure is None else shown.figure

    def _changed(self, entered: Entered, published: Figure | None, entry: Entry) -> None:
        """A published year's cell that seems not to show what was published."""
        shown = entered.figure
        if shown is None and published is None and entered.empty:
            return
        if isinstance(shown, Decimal) and isinstance(published, Decimal) and entered.measure is not None:
            measure = entered.measure
            if measure.round(shown) == measure.round(published):
                return
        self._ask(self._calls[PastFigure], entered, entry)

    def _filled(self, entered: Entered, entry: Entry) -> None:
        """A cell that the agency fills in, or may have."""
        cell = entered.cell
        if cell is None or (cell.value.__class__ is not float and entered.empty):
            self._ask(self._calls[EmptyFigure], entered, entry)
        elif cell.value.__class__ is float and cell.formula is None:
            self._number(entered, cell, entry)
        else:
            self._cell(entered, cell, entry, past=False)

    def _cell(self, entered: Entered, cell: Cell, entry: Entry, *, past: bool) -> None:
        kind = cell.value.__class__
        if cell.formula is not None:
            self._ask(self._calls[FormulaFigure], entered, entry)
        if kind is float or kind is int:
            if not past:
                self._number(entered, cell, entry)
        elif kind is str:
            if entered.figure.__class__ is Sign:
                self._sign(entered, entry)
            elif not entered.empty:
                self._ask(self._calls[TextFigure], entered, entry)
        elif subject := _ODD_KINDS.get(kind):
            self._ask(self._calls[subject], entered, entry)

    def _sign(self, entered: Entered, entry: Entry) -> None:
        self._ask(self._calls[SignFigure], entered, entry)
        if entered.key == Ask.ACTUAL:
            self._ask(self._calls[ActualSign], entered, entry)
        elif entered.key == Ask.NEXT_TARGET and not usual_sign(entered, entry.entered.get(Ask.TARGET)):
            self._ask(self._calls[TargetSign], entered, entry)

    def _number(self, entered: Entered, cell: Cell, entry: Entry) -> None:
        if self._on_number:
            self._ask(self._on_number, entered, entry)
        for subject in of_number(entered, cell, entry):
            self._ask(self._calls[subject], entered, entry)
        if entered.key == Ask.NEXT_TARGET:
            now = entry.entered.get(Ask.TARGET)
            if now is not None and now.figure != entered.figure:
                self._ask(self._calls[NewTarget], entered, entry)

    def _compare(
        self,
        entry: Entry,
        setting: Setting,
        published: Mapping[Period, Figure],
        targets: Mapping[Period, Figure],
        target: Figure | None,
    ) -> None:
        """Ask about the actual beside what was published and the target in force."""
        indicator, actual = entry.line.indicator, entry.entered.get(Ask.ACTUAL)
        figure = None if actual is None else actual.figure
        if not isinstance(figure, Decimal):
            return
        last = published.get(setting.last_year)
        kinds: list[Any] = [Comparison] if self._on_comparison else []
        if indicator.aggregation is Aggregation.CUMULATIVE:
            kinds.append(Cumulative)
        if figure == last:
            kinds.append(Standstill)
        settled = setting.settles(indicator, figure, last, target)
        if settled and not kinds:
            return
        comparison = Comparison.of(setting, entry.line, figure, published, targets, target=target)
        if not settled and not comparison.inside(figure):
            kinds.append(Unusual)
            if why := unexplained(comparison, entry):
                kinds.append(why)
        for kind in kinds:
            self._ask(self._calls[kind], comparison, entry)

    def _ask(self, calls: Sequence[Call], subject: object, entry: Entry | None) -> None:
        for rule, function, with_entry, given in calls:
            for spot in function(subject, entry, *given) if with_entry else function(subject, *given):
                self.hits.append(Hit(rule, spot, entry))
