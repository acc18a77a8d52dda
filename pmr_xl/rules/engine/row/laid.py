"""What in a row is out of the ordinary: not as the form was laid, or in the actual's place no plain figure.

In most rows nothing is. This knows no rule and no rule's limits: a rule says itself what must be out of the ordinary
for it to be asked (``asked_when``), and of which indicators it has something to say of ordinary rows as well
(``ordinary``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.model.book.cell import Cell
from pmr_xl.model.entry import Ask, Entered
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import SIGNS, Figure, Measure
from pmr_xl.model.schema.line import Line
from pmr_xl.rules.engine.declaration import STORED_OTHERWISE, UNUSUAL, YEARS

LABELS = (Ask.GOAL, Ask.INDICATOR, Ask.UNIT, Ask.DIRECTION)  # as Line.labels has them
_FILLED = (Ask.REASON, Ask.EXPLANATION, Ask.TO_DATE)

NOTHING: frozenset[str] = frozenset()
NO_PLAIN_FIGURE = frozenset((Ask.ACTUAL, STORED_OTHERWISE))
UNUSUAL_FIGURE = frozenset((UNUSUAL,))
EVERYTHING = NO_PLAIN_FIGURE | {
    *LABELS, *_FILLED, Ask.CRITICAL, Ask.TARGET, Ask.NEXT_TARGET, YEARS, UNUSUAL,
}  # fmt: skip


class Laid:
    """What in the rows of a submission is not as its form was laid, by where its columns are.

    Attributes:
        columns: the numbers of all columns that are looked at for it.
        years: the keys of the published years' columns.
    """

    def __init__(self, columns: Mapping[str, int], context: EditionContext) -> None:
        """Of a submission whose ``columns`` have these numbers."""
        self.years = tuple([period.code for period in context.history])
        self._history = tuple(zip(context.history, self.years, strict=True))
        keys = *LABELS, *self.years, Ask.TARGET, Ask.NEXT_TARGET, *_FILLED
        self.columns = tuple([columns.get(key, 0) for key in keys])
        self._asks_next = Ask.NEXT_TARGET in columns
        # The first layout says its names, units and goals in other words, and has a column for what is critical.
        self._always = frozenset((*LABELS, Ask.CRITICAL)) if Ask.CRITICAL in columns else NOTHING

    def extraordinary(
        self, line: Line, cells: Iterable[Cell | None], published: Mapping[Period, Figure], target: Figure | None
    ) -> frozenset[str]:
        """The columns of a row in which something else stands than its form was laid with; not the actual's.

        Args:
            line: the row's.
            cells: what stands in its :attr:`columns`.
            published: the figures that the form shows.
            target: the current target.
        """
        return self._always.union(self._apart(line, iter(cells), published, target))

    def _apart(
        self, line: Line, cells: Iterator[Cell | None], published: Mapping[Period, Figure], target: Figure | None
    ) -> Iterator[str]:
        measure = line.indicator.measure
        for key, label, cell in zip(LABELS, line.labels, cells, strict=False):  # as many of them as there are labels
            if cell is not None and cell.value != label:
                yield key
        for (period, key), cell in zip(self._history, cells, strict=False):
            if not plainly(cell, published.get(period), measure):
                yield key
                yield YEARS
        now, coming = next(cells), next(cells)
        if not (kept := plainly(now, target, line.indicator.target_measure)):
            yield Ask.TARGET
        if self._asks_next and not (kept and same_target(now, coming)):
            yield Ask.NEXT_TARGET
        for key, cell in zip(_FILLED, cells, strict=False):
            if not is_empty_cell(cell):
                yield key


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


def is_empty_cell(cell: Cell | None) -> bool:
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
