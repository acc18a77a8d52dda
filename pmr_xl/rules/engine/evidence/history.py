"""What is usual for an indicator, by its published years."""

from __future__ import annotations

from decimal import Decimal

from pmr_xl.analysis.edition_context import EditionContext
from pmr_xl.analysis.figures.usual import median
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.measure import from_float
from pmr_xl.model.past import Past
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.line import Line
from pmr_xl.model.submission import Submission

FAR = 0.5  # from last year's figure: a figure so far from its own may be another row's


class Columns(NamedTuple):
    """The column of actuals beside what was published for last year, entry by entry; None where no number is.

    Kept with the past: who checks again, and has typed no other figure, finds what was found out about them.

    Attributes:
        far: the places of figures, not 0, that are more than half away from their own last year's, or have none.
        kept: what rules that had nothing to say looked at beside these columns and the past, by rule.
    """

    now: list[float | None]
    then: list[float | None]
    far: list[int]
    kept: dict[object, object]

    @classmethod
    def of(cls, submission: Submission, past: Past, context: EditionContext) -> Columns:
        """The columns of a submission."""
        now, lines = submission.numbers(Ask.ACTUAL), [entry.line for entry in submission.entries]
        kept: tuple[list[Line], Columns] | None = past.memo.get((cls, context.edition))
        if kept is not None and kept[0] == lines and kept[1].now == now:
            return kept[1]
        last = past.numbers(context.last_year)
        made = cls.beside(now, [last.get(line.indicator.id) for line in lines])
        past.memo[cls, context.edition] = lines, made
        return made

    @classmethod
    def beside(cls, now: list[float | None], then: list[float | None]) -> Columns:
        """Two columns."""
        both = enumerate(zip(now, then, strict=True))  # of every row: without a call for each
        far = [at for at, (one, own) in both if one and not (own and 1 - FAR <= one / own <= 1 + FAR)]
        return cls(now, then, far, {})


def as_stored(submission: Submission, columns: Columns) -> Columns:
    """The same columns as their cells store them, so that a figure can be held against another row's, of any unit."""
    entries = submission.entries
    return Columns.beside(
        [actual_stored(entry) for entry in entries],
        [last_stored(entry, last) for entry, last in zip(entries, columns.then, strict=True)],
    )


def actual_stored(entry: Entry) -> float | None:
    """The number that the actual's cell stores; None where none is."""
    cell = entry.actual.cell
    value = None if cell is None else cell.value
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def last_stored(entry: Entry, last: float | None) -> float | None:
    """Last year's figure as a cell of that row would store it."""
    return None if last is None else entry.indicator.measure.to_cell(from_float(last))


def near(figure: float | None, other: float | None, within: float) -> bool:
    """Whether a figure is another one within a share of it; nothing is near to nothing, or to zero."""
    return figure is not None and other is not None and other != 0 and abs(figure / other - 1) <= within


def years_of(entry: Entry) -> list[float]:
    """The published figures that stand in the row itself, oldest first.

    Parts of a year are among them: right for percentages and durations, which do not add up over months.
    """
    years = (entry[key].figure for key in entry.entered if key.startswith("FY"))
    return [float(figure) for figure in years if isinstance(figure, Decimal)]


def usual_of(entry: Entry) -> float | None:
    """The median of the published figures that stand in the row itself."""
    years = years_of(entry)
    return median(years) if years else None
