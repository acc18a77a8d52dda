"""The walk: every subject of a submission once, handed to the rules that look at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import repeat
from typing import Any

from pmr_xl.analysis.comparison import Comparison
from pmr_xl.analysis.counting import as_printed
from pmr_xl.analysis.setting import Setting
from pmr_xl.model.book.cell import Cell, CellError
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.house import House
from pmr_xl.model.indicator import Aggregation
from pmr_xl.model.measure import Figure, Sign
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Ask, Entered, Entry, Restatement, Submission
from pmr_xl.rules.engine.calls import Calls, Hit, RuleSelection
from pmr_xl.rules.engine.declaration import Rule
from pmr_xl.rules.engine.evidence.history import Columns
from pmr_xl.rules.engine.expected import LABELS, NO_CELL, STORED, Expectations, Expected, laid
from pmr_xl.rules.engine.kinds import not_again, of_number, plainly, same_target, unexplained
from pmr_xl.rules.engine.subjects import (
    ActualSign,
    Cumulative,
    EmptyFigure,
    ErrorFigure,
    FormulaFigure,
    Label,
    NewTarget,
    NumberFigure,
    OddFigure,
    OddFormatFigure,
    OddWords,
    PastFigure,
    Reason,
    SignFigure,
    Standstill,
    StruckFigure,
    TargetInForce,
    TargetSign,
    TextFigure,
    Unusual,
    Words,
)

_WORDS: tuple[tuple[str, Any], ...] = ((Ask.REASON, Reason), (Ask.EXPLANATION, Words))
_NO_CELLS = repeat(NO_CELL)
_PLAIN = ("General", "@")
_RESTATED_WORDS = ("year", "reason", "explanation")
RESTATED = "new"  # the restated figure's column
_CUMULATIVE = Aggregation.CUMULATIVE
_ODD_KINDS: dict[type, Any] = {CellError: ErrorFigure, bool: OddFigure}


class Walk:
    """One judgement: the rules made ready for one submission, and what they found."""

    def __init__(
        self,
        asked: RuleSelection,
        book: Book,
        submission: Submission | None,
        past: Past,
        house: House,
    ) -> None:
        self.submission = submission
        past = past if submission is None else as_printed(past, submission)
        self.book, self.past, self.house = book, past, house
        self.hits: list[Hit] = []
        self._expected = None if submission is None else Expectations.of(submission.edition, house, past)
        self._setting = None if self._expected is None else self._expected.setting
        things: dict[Any, Any] = {Setting: self._setting, Book: book, Submission: submission, Past: past, House: house}
        self._calls = Calls(asked, things)
        # Column numbers; 0, where no cell is, for a column that the form has lost.
        found: Mapping[str, int] = {} if submission is None else submission.columns
        self._laid = () if self._setting is None else tuple(found.get(key, 0) for key in laid(self._setting))
        self._words = tuple((key, found.get(key, 0), subject) for key, subject in _WORDS)
        self._actual, self._to_date = found.get(Ask.ACTUAL, 0), found.get(Ask.TO_DATE, 0)
        self._target, self._next_target = found.get(Ask.TARGET, 0), found.get(Ask.NEXT_TARGET, 0)

    def stops(self) -> None:
        """Ask the rules after whose finding nothing else can be judged."""
        self._whole(stops=True)

    def _whole(self, *, stops: bool) -> None:
        for kind, whole in ((Book, self.book), (Submission, self.submission)):
            if whole is not None:
                self._ask([rule for rule in self._calls[kind] if rule.stops is stops], whole, None)

    def wide(self) -> None:
        """Ask the rules that look at the whole: the book, the submission, the rows of the Restatements sheet."""
        self._whole(stops=False)
        if self.submission is not None:
            if self._setting is not None and (rules := self._calls[Columns]):
                self._ask(rules, Columns.of(self.submission, self.past, self._setting), None)
            for certified in self.submission.certification.values():
                self._said(certified, None)
            for restatement in self.submission.restatements:
                for key in _RESTATED_WORDS:
                    if key in restatement.entered:
                        self._said(restatement.entered[key], None)
                self._ask(self._calls[Restatement], restatement, None)
                self._restated(self.submission, restatement)

    def _restated(self, submission: Submission, restatement: Restatement) -> None:
        """A restated figure's cell: what is no number there is asked about as on the Submission sheet."""
        new = restatement.entered.get(RESTATED)
        entry = None if restatement.line is None else submission.by_id.get(restatement.line.id)
        if entry is not None and new is not None and new.cell is not None:
            self._cell(new, new.cell, entry, past=True)

    def rows(self) -> None:
        """Ask the rules that look at rows, cells and comparisons."""
        known = self._expected
        if self.submission is None or known is None:
            return
        everyone = bool(self._calls[NumberFigure] or self._calls[Comparison])
        for entry in self.submission.entries:
            expected = known(entry.line)
            for kind in expected.kinds:
                if rules := self._calls[kind]:
                    self._ask(rules, entry, entry)
            self._row(entry, expected, everyone=everyone)

    def again(self, entry: Entry) -> list[Hit]:
        """What the rules about rows would say to a row that is read otherwise; nothing of it is kept."""
        known, hits = self._expected, self.hits
        self.hits = []
        if known is not None:
            self._row(entry, known(entry.line), everyone=True)
        found, self.hits = self.hits, hits
        return found

    def _row(self, entry: Entry, expected: Expected, *, everyone: bool) -> None:
        """The cells of a row: only what is not as expected is understood and asked about.

        Args:
            everyone: some rule looks at every actual that is a number.
        """
        cells = entry.entered.cells
        stored = cells.get
        recorded = target = expected.basis.target
        as_laid = list(map(STORED, map(stored, self._laid, _NO_CELLS))) == expected.laid
        if not as_laid:
            self._named(entry)
            self._history(entry, expected)
        if not as_laid or STORED(stored(self._next_target, NO_CELL)) != expected.next_target:
            target = self._targets(entry, recorded)
        for key, at, subject in self._words:
            if at in cells:
                self._said(entry.entered[key], entry)
                if not entry.entered[key].empty:
                    self._ask(self._calls[subject], entry.entered[key], entry)
        if self._to_date:
            self._filled(entry.entered[Ask.TO_DATE], entry)
        if everyone or target is not recorded or not expected.holds(stored(self._actual, NO_CELL)):
            self._submitted(entry, expected, target)

    def _named(self, entry: Entry) -> None:
        """The cells that say what the indicator is."""
        for key, meant in zip(LABELS, entry.line.labels, strict=True):
            shown = entry.entered.get(key)
            if shown is not None and shown.cell is not None and shown.cell.value != meant:
                self._ask(self._calls[Label], shown, entry)
        if (mark := entry.get(Ask.CRITICAL)) is not None and mark.cell is not None:
            self._ask(self._calls[Label], mark, entry)

    def _history(self, entry: Entry, expected: Expected) -> None:
        """The cells of published years."""
        row, measure = entry.entered, entry.indicator.measure
        for period, figure in zip(expected.basis.setting.history, expected.shown, strict=True):
            entered = row.get(period.code)
            if entered is not None and not plainly(entered.cell, figure, measure):
                cell = entered.cell
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

    def _said(self, entered: Entered, entry: Entry | None) -> None:
        """A cell of words: what is no plain text is looked at closely."""
        cell = entered.cell
        if cell is None or (cell.value.__class__ is str and cell[3] is None and cell[6] is None and cell[4] in _PLAIN):
            return
        self._ask(self._calls[OddWords], entered, entry)

    def _filled(self, entered: Entered, entry: Entry) -> None:
        """A cell that the agency fills in, or may have."""
        cell = entered.cell
        if cell is None or (cell.value.__class__ is not float and entered.empty):
            self._ask(self._calls[EmptyFigure], entered, entry)
            return
        if cell.runs is not None and cell.runs.whole:
            self._ask(self._calls[StruckFigure], entered, entry)
        if cell.value.__class__ is float and cell.formula is None:
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
            elif entered.key == RESTATED and OddFormatFigure in of_number(entered, cell, entry):
                self._ask(self._calls[OddFormatFigure], entered, entry)
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
        elif entered.key == Ask.NEXT_TARGET:
            self._ask(self._calls[TargetSign], entered, entry)

    def _number(self, entered: Entered, cell: Cell, entry: Entry) -> None:
        for subject in (NumberFigure, *of_number(entered, cell, entry)):
            self._ask(self._calls[subject], entered, entry)
        if entered.key == Ask.NEXT_TARGET:
            now = entry.entered.get(Ask.TARGET)
            if now is not None and now.figure != entered.figure:
                self._ask(self._calls[NewTarget], entered, entry)

    def _submitted(self, entry: Entry, expected: Expected, target: Figure | None) -> None:
        """The actual: its cell, and a number beside what was published and the target in force."""
        actual = entry.entered.get(Ask.ACTUAL)
        if actual is None:
            return
        self._filled(actual, entry)
        if not isinstance(actual.figure, Decimal):
            return
        figure, comparison = actual.figure, Comparison.on(expected.basis, actual.figure, target=target)
        kinds: list[Any] = [Comparison]
        if comparison.indicator.aggregation is _CUMULATIVE:
            kinds.append(Cumulative)
        if figure == comparison.last_year and not_again(figure):
            kinds.append(Standstill)
        if not comparison.ordinary:
            kinds.append(Unusual)
            if why := unexplained(comparison, entry):
                kinds.append(why)
        for kind in kinds:
            self._ask(self._calls[kind], comparison, entry)

    def _ask(self, rules: Sequence[Rule], subject: object, entry: Entry | None) -> None:
        given, hits = self._calls.given, self.hits
        for rule in rules:
            needs = rule.needs
            things = given[needs]
            for spot in rule.function(subject, entry, *things) if needs.entry else rule.function(subject, *things):
                hits.append(Hit(rule, spot, entry))
