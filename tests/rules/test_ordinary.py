"""What the walk passes over without understanding it must be what it would have understood."""

from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from pmr_xl.forms.submission_form.changes import figure_of
from pmr_xl.model.book.cell import STRUCK_OUT, Cell, StoredFormula
from pmr_xl.model.measure import Measure, Sign, Unit
from pmr_xl.rules.engine.row.laid import plainly, same_target

MEASURES = st.builds(Measure, st.sampled_from(Unit), st.integers(0, 3))
FIGURES = st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=3)
FORMATS = st.sampled_from(["General", "0", "0.0%", "#,##0.0%", '0"%"', "[m]:ss", "h:mm", "#,##0.00"])


@given(MEASURES, FIGURES)
def test_what_a_form_lays_is_plain(measure, figure):
    figure = measure.round(figure)
    laid = Cell(7, 6, measure.to_cell(figure), None, measure.number_format)
    assert plainly(laid, figure, measure)
    assert figure_of(laid, measure) == figure
    assert not plainly(laid._replace(formula=StoredFormula(b"1+1")), figure, measure)
    assert same_target(laid, laid._replace(column=9))


@given(MEASURES, FIGURES, st.one_of(FIGURES, st.sampled_from(list(Sign))), FORMATS)
def test_what_is_plain_is_what_is_recorded(measure, typed, recorded, number_format):
    recorded = measure.round(recorded) if isinstance(recorded, Decimal) else recorded
    for value in (float(typed), measure.to_cell(typed), float(recorded) if isinstance(recorded, Decimal) else "NA"):
        cell = Cell(7, 6, value, None, number_format)
        assert not plainly(cell, recorded, measure) or figure_of(cell, measure) == recorded


@given(MEASURES, st.sampled_from(list(Sign)))
def test_signs(measure, sign):
    cell = Cell(7, 6, sign.value)
    assert plainly(cell, sign, measure) is (figure_of(cell, measure) is sign)
    assert not plainly(cell, None, measure)
    assert not plainly(None, sign, measure)
    assert plainly(None, None, measure)
    assert same_target(cell, cell)
    assert not same_target(cell, cell._replace(runs=STRUCK_OUT))


@given(st.floats(allow_nan=False, allow_infinity=False), st.floats(allow_nan=False, allow_infinity=False))
def test_another_number_is_another_target(now, coming):
    assume(now != coming)
    assert not same_target(Cell(7, 12, now), Cell(7, 13, coming))
    assert not same_target(Cell(7, 12, now, None, "0%"), Cell(7, 13, now))
