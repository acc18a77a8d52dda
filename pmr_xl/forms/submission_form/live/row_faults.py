"""What a row's formulas ask about its cells, reckoned once for all of them: status, and what to do."""

from __future__ import annotations

from decimal import Decimal

from pmr_xl.analysis.variance import Band, critical_limits
from pmr_xl.forms.submission_form.live.formula import Wrong, comparable_number, number_text
from pmr_xl.forms.submission_form.live.limits import KnownFigures, impossible, impossible_actual
from pmr_xl.forms.submission_form.live.limits.queries import Asking, queries_of_row
from pmr_xl.forms.submission_form.plan import Plan
from pmr_xl.model.entry import Ask
from pmr_xl.model.measure import Measure
from pmr_xl.model.quick.named import NamedTuple


class RowFaults(NamedTuple):
    """What can be wrong with the numbers of one row, and what asks for a word.

    Attributes:
        unusual: conditions, parted by commas, any of which says that the actual is outside what is usual.
        actual: what can be wrong with the number typed as the actual.
        to_date: the same of the year to date, where the form asks for it.
        coming: the same of the proposed target, where the form asks for it.
        force: the same of the current target, where it is open.
        asked: each thing that asks for a word besides an unusual figure.
    """

    unusual: str
    actual: list[Wrong]
    to_date: list[Wrong]
    coming: list[Wrong]
    force: list[Wrong]
    asked: list[Asking]

    @classmethod
    def of(cls, plan: Plan, row: int, known: KnownFigures) -> RowFaults:
        """Those of the indicator in a row."""
        actual, unusual = plan.cell(Ask.ACTUAL, row), _unusual(plan, row, known)
        return cls(
            unusual,
            impossible_actual(actual, known, unusual),
            impossible(plan.cell(Ask.TO_DATE, row), known) if known.to_date is not None else [],
            impossible(plan.cell(Ask.NEXT_TARGET, row), known) if plan.edition.asks_targets else [],
            impossible(plan.cell(Ask.TARGET, row), known) if known.target_open else [],
            list(queries_of_row(plan, row, known)),
        )


def outside(cell: str, measure: Measure, band: Band | None) -> str:
    """A condition: the number in ``cell`` is outside the band. Without a band every number asks to be explained."""
    if band is None:
        return "TRUE"
    if measure.unit.is_duration:
        low, high = float(band.low), float(band.high)
    else:
        low, high = measure.to_cell(band.low), measure.to_cell(band.high)
    number = comparable_number(cell, measure.unit)
    return f"{number}<{number_text(low)},{number}>{number_text(high)}"


def _unusual(plan: Plan, row: int, known: KnownFigures) -> str:
    actual = plan.cell(Ask.ACTUAL, row)
    if known.band is None and not known.asks_new:
        return "FALSE"
    unusual = outside(actual, known.indicator.measure, known.band)
    return unusual + (_missed(actual, plan.cell(Ask.TARGET, row), known) if known.target_open else "")


def _missed(actual: str, target: str, known: KnownFigures) -> str:
    """More conditions of an explanation: the target typed in for a critical indicator is missed by far."""
    low, high = critical_limits(known.indicator, Decimal(1), known.settings)  # which sides: the target itself is typed
    if not known.whole_year or known.band is None:
        return ""
    unit = known.indicator.unit
    now, aim = comparable_number(actual, unit), comparable_number(target, unit)
    margin = f"ABS({aim})*{number_text(float(known.settings.critical_miss))}"
    sides = [f"{now}<{aim}-{margin}"] if low is not None else []
    sides += [f"{now}>{aim}+{margin}"] if high is not None else []
    return f",IF(ISNUMBER({target}),AND({target}<>0,OR({','.join(sides)})),FALSE)" if sides else ""
