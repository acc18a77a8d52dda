"""Which rows are ordinary: as the form was laid, with a plain figure and no word beside it.

Most rows are. This knows no rule and no rule's limits: a rule that has something to say of ordinary rows as well says
so (``ordinary``), and of which indicators.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import repeat
from operator import itemgetter
from typing import Any, TypeAlias
from weakref import proxy

from pmr_xl.analysis.basis import Basis
from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.model.book.cell import Cell, CellValue
from pmr_xl.model.entry import Ask, Entered, Entry
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.measure import SIGNS, Figure, Measure, Sign
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.past import Past
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.chapter import Line
from pmr_xl.rules.engine.calls import Call
from pmr_xl.rules.engine.registry import form_rules

Stored: TypeAlias = tuple[CellValue, None, str]
_STORED = itemgetter(slice(2, 5))  # of a cell its value, formula and number format
ABSENT: Stored = (None, None, "")  # every cell has a number format, so that no cell is equal to it
_NO_CELLS = repeat(Cell(0, 0, *ABSENT))
LABELS = (Ask.GOAL, Ask.INDICATOR, Ask.UNIT, Ask.DIRECTION)  # as Line.labels has them


class Bases:
    """What the figures of one edition's submissions are compared with, by those who know one past.

    Kept with the past: a row's is worked out when it is first met, and the next submission finds it.
    """

    def __init__(self, context: EditionContext, past: Past) -> None:
        # The past keeps these, not these the past: else both would stay until Python looks for garbage.
        self.context, self._past, self.rules = context, proxy(past), form_rules()
        self._known: dict[str, Known] = {}

    @classmethod
    def of(cls, edition: Edition, settings: OfficeSettings, past: Past) -> Bases:
        """Those of that edition, by the office's thresholds."""
        kept: Bases | None = past.kept.get(edition)
        if kept is None or kept.context.settings is not settings or kept.rules is not form_rules():
            kept = past.kept[edition] = cls(EditionContext.of(edition, settings), past)
        return kept

    def __call__(self, line: Line) -> Known:
        """That of an indicator's row."""
        found = self._known.get(line.indicator.id)
        if found is None or found.basis.line is not line:
            basis, published = Basis.by(self.context, line, self._past), self._past.published(line.id)
            _ = basis.band  # worked out here, where every submission finds it
            found = self._known[line.id] = Known(basis, published, _stored(basis, published), {})
        return found


class Known(NamedTuple):
    """What is known of one indicator's row before it comes in.

    Attributes:
        basis: what its actual is compared with.
        published: the figures that the form shows, by period.
        stored: what the cells store that its form was laid with, where that tells them from all others.
        calls: the rules that are asked of it though it is ordinary, by what they look at, beside those they were
            chosen from.
    """

    basis: Basis
    published: Mapping[Period, Figure]
    stored: list[Stored] | None
    calls: dict[Any, tuple[Mapping[str, Call], list[Call]]]


def _stored(basis: Basis, published: Mapping[Period, Figure]) -> list[Stored] | None:
    """The stored cells of a row's names, published years and current target, in the order of :class:`Laid`."""
    measure, of_target = basis.indicator.measure, basis.indicator.target_measure
    figures = [*((published.get(period), measure) for period in basis.context.history), (basis.target, of_target)]
    stored: list[Stored] = [(label, None, "General") if label else ABSENT for label in basis.line.labels]
    for figure, one in figures:
        if figure is None:
            stored.append(ABSENT)
            continue
        value = figure.value if isinstance(figure, Sign) else one.to_cell(figure)
        if value in (0, 1):
            return None  # FALSE and TRUE are equal to them in Python
        stored.append((value, None, one.number_format))
    return stored


class Laid:
    """Whether the rows of one submission are as its form was laid, by where its columns are."""

    def __init__(self, columns: Mapping[str, int], context: EditionContext) -> None:
        """Those of a submission whose ``columns`` have these numbers."""
        at = columns.get
        self._labels = tuple(at(key, 0) for key in LABELS)
        self._history = tuple((period, at(period.code, 0)) for period in context.history)
        self._filled = tuple(at(key, 0) for key in (Ask.REASON, Ask.EXPLANATION, Ask.TO_DATE))
        self._target, self._next_target = at(Ask.TARGET, 0), at(Ask.NEXT_TARGET, 0)
        self._other_layout = Ask.CRITICAL in columns  # its names, units and goals are said in other words
        self._all = *self._labels, *(number for _, number in self._history), self._target

    def __call__(self, entry: Entry, known: Known) -> bool:
        """Whether nothing stands in a row but what the form was laid with, and an actual; its target is kept."""
        cell = entry.entered.cells.get
        if self._other_layout:
            return False
        if self._next_target and not same_target(cell(self._target), cell(self._next_target)):
            return False
        for at in self._filled:
            if not nothing(cell(at)):
                return False
        # Most rows are told by comparing what is stored; where a format or a blank differs, by what is shown.
        return list(map(_STORED, map(cell, self._all, _NO_CELLS))) == known.stored or self._shows(entry, known)

    def _shows(self, entry: Entry, known: Known) -> bool:
        """Whether the row's names, published years and current target show what they were laid with."""
        cell, line = entry.entered.cells.get, entry.line
        for at, label in zip(self._labels, line.labels, strict=True):
            shown = cell(at)
            if shown is not None and shown.value != label:
                return False
        measure = line.indicator.measure
        for period, at in self._history:
            if not plainly(cell(at), known.published.get(period), measure):
                return False
        return plainly(cell(self._target), known.basis.target, line.indicator.target_measure)


def plainly(cell: Cell | None, recorded: Figure | None, measure: Measure) -> bool:
    """Whether a cell shows the figure that is recorded in the way that forms are laid; a no asks for a closer look."""
    if cell is None or recorded is None:
        return cell is None and recorded is None
    value = cell.value
    if cell.formula is not None:
        return False
    if isinstance(recorded, Decimal):
        return isinstance(value, float) and measure.stored_as(recorded, value, cell.number_format)
    return isinstance(value, str) and SIGNS.get(value) is recorded


def same_target(now: Cell | None, coming: Cell | None) -> bool:
    """Whether the target asked for is typed as the current one: the same number or sign, in the same way."""
    if now is None or coming is None or coming.value is None or now.value != coming.value:
        return False
    if coming.formula is not None or coming.runs is not None:
        return False
    return coming.number_format == now.number_format and not isinstance(coming.value, bool)


def nothing(cell: Cell | None) -> bool:
    """Whether nothing stands in a cell."""
    return cell is None or (cell.value is None and cell.formula is None)


def plain(entered: Entered | None) -> bool:
    """Whether a cell holds a number as one types it into the form: no formula, nothing struck out, shown as printed."""
    if entered is None:
        return False
    cell, figure, measure = entered.cell, entered.figure, entered.measure
    if cell is None or measure is None or cell.formula is not None or cell.runs is not None:
        return False
    return (
        isinstance(figure, Decimal)
        and cell.number_format == measure.number_format
        and cell.value.__class__ is float
        and measure.round(figure) == figure
    )
