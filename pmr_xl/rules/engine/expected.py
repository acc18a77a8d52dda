"""What the cells of an indicator's row hold where nothing is to be said: worked out once for what was published.

Most rows of a form are as they were laid, with a figure of the kind that everybody expects. They are told by comparing
a few stored cells with these; whatever differs, however little, is looked at closely.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from math import inf, nextafter
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from pmr_xl.analysis.basis import Basis
from pmr_xl.analysis.setting import Setting
from pmr_xl.analysis.surpassed import was_better
from pmr_xl.model.book.cell import Cell, CellValue
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.house import House
from pmr_xl.model.indicator import Aggregation, Line
from pmr_xl.model.measure import Figure, Measure, Sign, Unit
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Ask
from pmr_xl.rules.engine.kinds import not_again, of_line
from pmr_xl.rules.engine.subjects import Surpassing

Stored: TypeAlias = tuple[CellValue, None, str]
STORED = itemgetter(slice(2, 5))  # of a cell its value, formula and number format
LABELS = (Ask.GOAL, Ask.INDICATOR, Ask.UNIT, Ask.DIRECTION)  # as Line.labels has them
_GENERAL = "General"
_OVER_ONE_PERCENT = nextafter(0.01, inf)  # 1% and less may be a fraction, meant as up to 100%
# Every cell has a number format, so that no cell is equal to these.
ABSENT: Stored = (None, None, "")
_NEVER: Stored = (inf, None, "")
NO_CELL = Cell(0, 0, *ABSENT)


def laid(setting: Setting) -> tuple[str, ...]:
    """The columns that a form is laid with and its agency leaves as they are, but for a reason."""
    return *LABELS, *(period.code for period in setting.history), Ask.TARGET


class Expected(NamedTuple):
    """What one indicator's row is expected to hold.

    Attributes:
        line: the indicator.
        kinds: what its row is besides, for the rules that look at such rows.
        basis: what an actual is compared with, where the target in force is as recorded.
        shown: the published figures that its form shows, in column order.
        laid: the cells that :func:`laid` names, as forms lay them.
        next_target: that of next year's target where it is the target in force again, and nothing speaks against it.
        number_format: that of the actual's cell.
        low, high: an actual from one to the other, as cells store it, is usual for its history, near enough to its
            target and possible in its unit.
        last: last year's figure as cells store it, where the same again is worth a look.
        places: digits after the point that cells store; more are worth a look.
    """

    line: Line
    kinds: tuple[Any, ...]
    basis: Basis
    shown: tuple[Figure | None, ...]
    laid: list[Stored]
    next_target: Stored
    number_format: str
    low: float
    high: float
    last: float
    places: int

    @classmethod
    def of(cls, line: Line, setting: Setting, past: Past) -> Expected:
        """What the row of ``line`` is expected to hold in a submission of that setting."""
        indicator, measure = line.indicator, line.indicator.measure
        basis, published = Basis.by(setting, line, past), past.published(line.id)
        shown = tuple([published.get(period) for period in setting.history])
        low, high = _usual(basis)
        target, last = _stored([basis.target], indicator.target_measure)[0], basis.last_year
        return cls(
            line=line,
            kinds=(*of_line(line), Surpassing) if _surpassing(basis) else of_line(line),
            basis=basis,
            shown=shown,
            laid=[*_said(line.labels), *_stored(shown, measure), target],
            next_target=_again(target, basis),
            number_format=measure.number_format,
            low=low,
            high=high,
            last=measure.to_cell(last) if isinstance(last, Decimal) and not_again(last) else inf,
            places=measure.decimals + (2 if measure.unit is Unit.PERCENT else 0),
        )

    def holds(self, actual: Cell) -> bool:
        """Whether nothing is to be said about an actual, in a row whose targets are as expected."""
        value = actual.value
        return (
            value.__class__ is float
            and self.low <= value <= self.high
            and actual.formula is None
            and actual.runs is None
            and actual.number_format == self.number_format
            and value != self.last
            and round(value, self.places) == value
        )


class Expectations:
    """What is expected of the rows of one edition's submissions, by those who know one past.

    Kept with the past: a row is worked out when it is first met, and the next submission finds it.
    """

    def __init__(self, setting: Setting, past: Past) -> None:
        self.setting, self._past = setting, past
        self._rows: dict[str, Expected] = {}

    @classmethod
    def of(cls, edition: Edition, house: House, past: Past) -> Expectations:
        """Those of that edition, by the house's thresholds."""
        kept: Expectations | None = past.kept.get(edition)
        if kept is None or kept.setting.house is not house:
            kept = past.kept[edition] = cls(Setting.of(edition, house), past)
        return kept

    def __call__(self, line: Line) -> Expected:
        """What is expected of that row."""
        found = self._rows.get(line.indicator.id)
        if found is None or found.line is not line:
            found = self._rows[line.indicator.id] = Expected.of(line, self.setting, self._past)
        return found


def _again(stored: Stored, basis: Basis) -> Stored:
    """The cell of the target in force where it may be asked for again without a word."""
    if not basis.edition.asks_targets:
        return ABSENT
    refused = (None, Sign.NOT_AVAILABLE, basis.indicator.desired_direction.opposed)
    return _NEVER if basis.target in refused else stored


def _surpassing(basis: Basis) -> bool:
    """Whether both years before surpassed their targets, so that one that is asked for again is looked at."""
    if not basis.edition.asks_targets or not isinstance(basis.target, Decimal):
        return False
    last = basis.setting.full_year
    return all(was_better(basis, year, basis.published.get(year)) for year in (last, last.back()))


class _OneOrNought(float):
    """A number that TRUE and FALSE are not equal to, though they are 1 and 0 to Python."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return other.__class__ is not bool and float.__eq__(self, other)

    __hash__ = float.__hash__


def _said(labels: Iterable[str]) -> list[Stored]:
    return [(label, None, _GENERAL) if label else ABSENT for label in labels]


def _stored(figures: Iterable[Figure | None], measure: Measure) -> list[Stored]:
    shown = measure.number_format
    return [ABSENT if figure is None else (_content(figure, measure), None, shown) for figure in figures]


def _content(figure: Figure, measure: Measure) -> float | str:
    if isinstance(figure, Sign):
        return figure.value
    stored = measure.to_cell(figure)
    return _OneOrNought(stored) if stored in (0, 1) else stored


def _usual(basis: Basis) -> tuple[float, float]:
    """From where to where an actual needs no second look, as cells store it; nowhere where every one needs it."""
    indicator, usual, unit = basis.indicator, basis.band, basis.indicator.unit
    if usual is None or unit.is_duration or indicator.aggregation is Aggregation.CUMULATIVE:
        return inf, -inf
    measure, at_most = indicator.measure, indicator.at_most
    low, high = _stored_end(usual.low, measure, inf), _stored_end(usual.high, measure, -inf)
    most = inf if at_most is None else _stored_end(at_most, measure, -inf)
    if unit is not Unit.PERCENT:
        return max(low, 0.0), min(high, most)
    return max(low, _OVER_ONE_PERCENT), min(high, most, 1.0)


def _stored_end(limit: Decimal, measure: Measure, nowhere: float) -> float:
    """A limit as cells store it, where it is read back as it was; then no other number is on another side of it."""
    stored = measure.to_cell(limit)
    return stored if measure.from_cell(stored, measure.number_format) == limit else nowhere
