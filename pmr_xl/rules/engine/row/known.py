"""What is known of the rows of one edition's submissions before they come in; kept with the past."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from weakref import proxy

from pmr_xl.analysis.basis import Basis
from pmr_xl.analysis.comparison import Comparison
from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.model.book.cell import Cell
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.measure import Figure
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.past import Past
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.line import Line
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.calls import Call, Calls
from pmr_xl.rules.engine.registry import form_rules
from pmr_xl.rules.engine.row.laid import EVERYTHING, NO_PLAIN_FIGURE, UNUSUAL_FIGURE, Laid, plain
from pmr_xl.rules.engine.subjects import NumberCell


class Bases:
    """What the figures of one edition's submissions are compared with, by those who know one past.

    Kept with the past: a row's is worked out when it is first met, and the next submission finds it.
    """

    def __init__(self, context: EditionContext, past: Past) -> None:
        # The past keeps these, not these the past: else both would stay until Python looks for garbage.
        self.context, self._past, self.rules = context, proxy(past), form_rules()
        self._known: dict[str, Known] = {}
        self._laid: dict[object, Laid] = {}

    @classmethod
    def of(cls, edition: Edition, settings: OfficeSettings, past: Past) -> Bases:
        """Those of that edition, by the office's thresholds."""
        kept: Bases | None = past.memo.get(edition)
        if kept is None or kept.context.settings is not settings or kept.rules is not form_rules():
            kept = past.memo[edition] = cls(EditionContext.of(edition, settings), past)
        return kept

    def __call__(self, line: Line) -> Known:
        """That of an indicator's row."""
        found = self._known.get(line.indicator.id)
        if found is None or found.basis.line is not line:
            basis = Basis.by(self.context, line, self._past)
            found = self._known[line.id] = Known(basis, self._past.published_figures(line.id))
        return found

    def layout_of(self, submission: Submission) -> Laid:
        """How rows were laid in a submission's form: the same for all of one sheet, layout and columns."""
        key = submission.sheet, submission.layout, tuple(submission.columns.items())
        found = self._laid.get(key)
        if found is None:
            found = self._laid[key] = Laid(submission.columns, self.context)
        return found


class RowCalls(NamedTuple):
    """The rules that are asked of one indicator's row where the same of it is out of the ordinary.

    Attributes:
        entry: those that look at the row.
        number: those that look at its actual, where that is a number.
        comparison: those that look at that number beside what it is compared with.
    """

    entry: Sequence[Call]
    number: Sequence[Call]
    comparison: Sequence[Call]

    def without(self, silent: Callable[[Call], bool]) -> RowCalls:
        """Those of them that are not ``silent``."""
        return RowCalls(*([call for call in calls if not silent(call)] for calls in self))


class Seen(NamedTuple):
    """A row that was looked at. Another one that stores the same, in a form laid alike, is told by it.

    Attributes:
        by: how its form was laid.
        calls: all rules that could be asked.
        cells: what it stores.
        apart: what of it is out of the ordinary.
        equals: those of its values that Python holds equal to others, as they are written.
        spoke: the codes of the rules that had something to say.
        left: the rules that are asked once more; None before somebody wants to know.
    """

    by: Laid
    calls: Calls
    cells: Mapping[int, Cell]
    apart: frozenset[str]
    equals: list[str]
    spoke: frozenset[str]
    left: RowCalls | None = None


# What a rule can be given that stays the same for as long as the past is: with it and with what its row stores a rule
# that had nothing to say has nothing to say again.
_OF_THE_PAST = frozenset((Past, OfficeSettings, EditionContext))
_ONE_OR_NOUGHT = {0.0, 1.0}  # to Python TRUE is equal to the one, FALSE and −0 are to the other
NOBODY = RowCalls((), (), ())  # is asked of a row of which every rule's answer is known already


def _equals(cells: Mapping[int, Cell]) -> list[str]:
    values = [cell.value for cell in cells.values()]
    return [] if _ONE_OR_NOUGHT.isdisjoint(values) else [str(one) for one in values if one in _ONE_OR_NOUGHT]


class Known:
    """What is known of one indicator's row before it comes in, and the rules that have something to say of it.

    Attributes:
        basis: what its actual is compared with.
    """

    __slots__ = ("_asked", "_calls", "_on", "_published", "_seen", "basis")

    def __init__(self, basis: Basis, published: Mapping[Period, Figure]) -> None:
        """Of the row of the ``basis``'s indicator; ``published`` are the figures that its form shows."""
        self.basis, self._published = basis, published
        self._seen: Seen | None = None
        self._calls: Calls | None = None
        self._asked: dict[frozenset[str], RowCalls] = {}
        self._on: dict[Any, Sequence[Call]] = {}

    def recall(self, entry: Entry, laid: Laid, calls: Calls) -> Seen | None:
        """What was found out about the row, with the rules left to ask; None where it stores something else."""
        seen, cells = self._seen, entry.entered.cells
        if seen is None or seen.by is not laid or seen.calls is not calls or seen.cells != cells:
            return None
        if seen.equals and seen.equals != _equals(cells):
            return None
        if seen.left is None:
            self._seen = seen = seen._replace(left=self._left(seen, calls))
        return seen

    def _left(self, seen: Seen, calls: Calls) -> RowCalls:
        """The rules to ask of a row once more: those that spoke, and those that look at more than the row and past."""
        left = self.calls_for(calls, seen.apart).without(
            lambda call: call.rule.code not in seen.spoke and _OF_THE_PAST.issuperset(call.needs.things)
        )
        return NOBODY if seen.apart <= UNUSUAL_FIGURE and not any(left) else left

    def remember(self, entry: Entry, laid: Laid, calls: Calls, apart: frozenset[str], spoke: frozenset[str]) -> None:
        """Keep what was found out about the row; ``spoke``: the codes of the rules that had something to say."""
        cells = entry.entered.cells
        self._seen = Seen(laid, calls, dict(cells), apart, _equals(cells), spoke)

    def extraordinary(self, entry: Entry, laid: Laid) -> frozenset[str]:
        """What in the row is out of the ordinary: columns not as they were laid, an actual not usual."""
        cells = map(entry.entered.cells.get, laid.columns)
        apart, actual = (
            laid.extraordinary(entry.line, cells, self._published, self.basis.target),
            entry.entered.get(Ask.ACTUAL),
        )
        if not plain(actual):
            apart |= NO_PLAIN_FIGURE
        figure = None if actual is None else actual.figure
        if not isinstance(figure, Decimal) or not self.basis.is_ordinary(figure):
            apart |= UNUSUAL_FIGURE
        return apart

    def calls_for(self, calls: Calls, apart: frozenset[str]) -> RowCalls:
        """The rules that are asked of the row and of its actual.

        Args:
            calls: all that could be.
            apart: what in the row is out of the ordinary.
        """
        if self._calls is not calls:
            self._anew(calls)
        found = self._asked.get(apart)
        if found is None:
            row, size = apart - UNUSUAL_FIGURE, apart & UNUSUAL_FIGURE
            found = self._asked[apart] = RowCalls(
                calls.about(Entry, self.basis, row),
                calls.about(NumberCell, self.basis, apart),
                calls.about(Comparison, self.basis, size),
            )
        return found

    def on(self, calls: Calls, subject: Any) -> Sequence[Call]:
        """Those that are asked of such cells of the row, where one is out of the ordinary."""
        if self._calls is not calls:
            self._anew(calls)
        found = self._on.get(subject)
        if found is None:
            found = self._on[subject] = calls.about(subject, self.basis, EVERYTHING)
        return found

    def _anew(self, calls: Calls) -> None:
        """Others are asked than the last time."""
        self._calls, self._asked, self._on = calls, {}, {}
