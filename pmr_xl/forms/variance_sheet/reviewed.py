"""One row of the variance sheet, and one column of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pmr_xl.analysis.comparison import Comparison
from pmr_xl.forms.paper.pages import Content
from pmr_xl.forms.variance_sheet.cells import Filled
from pmr_xl.forms.variance_sheet.decisions.columns import as_cells
from pmr_xl.forms.variance_sheet.decisions.row import DecisionRow
from pmr_xl.model.corrected import Corrected
from pmr_xl.model.measure import Figure
from pmr_xl.rules.engine.evidence.explanation_quality import of_figure, what_is_lacking


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One row of the variance sheet: a comparison and what the agency says about it.

    Attributes:
        reason: why no figure is available, in the form's words; empty where one is.
        last: what the agency explained in the edition before.
        decided: what stands in the row: decided before, or open again.
        to_date: a monthly submission's year to date; None where it cannot be known.
        typed: the agency typed the year to date; where not, it was worked out.
        unanswered: whether a rule that asks for its explanation still waits; None where none asks.
        grounds: what a decision on the row rests on, in one line.
        corrected: what of the row is not read as it was sent, because its agency said so by word of mouth.
    """

    comparison: Comparison
    explanation: str = ""
    reason: str = ""
    last: str = ""
    decided: DecisionRow | None = None
    to_date: Figure | None = None
    typed: bool = True
    unanswered: bool | None = None
    grounds: str = ""
    corrected: tuple[Corrected, ...] = ()

    @property
    def cells(self) -> Mapping[str, Content]:
        """What stands in the columns of decisions, by heading."""
        return as_cells(self.decided) if self.decided is not None else {}

    @property
    def awaited(self) -> bool:
        """An explanation is due, and what was said does not answer; where no rule asks, by what the words say."""
        if not self.comparison.due:
            return False
        if self.unanswered is not None:
            return self.unanswered
        return bool(what_is_lacking(of_figure(self.explanation), self.comparison.settings))

    @property
    def absent(self) -> bool:
        """The office has no figure: neither a number nor a sign that says why there is none."""
        return self.comparison.actual is None

    @property
    def pressing(self) -> bool:
        """A target is missed or an explanation is due."""
        return self.comparison.status.missed or bool(self.comparison.due)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: its heading, the band above it, its width in characters and what it shows."""

    key: str
    heading: str
    band: str
    width: float
    fill: Callable[[Reviewed], Filled]
    left: bool = False  # heading to the left, as words stand
    folded: bool = False  # in an outline group that is closed until somebody opens it
    least: float = 0.0  # what it may be narrowed to where the page would be too wide; 0: not at all
    spare: int = 0  # the highest is folded first where that is not enough; 0: never
