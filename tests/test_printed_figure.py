"""What a figure prints as is answered in one place: rounded, shown and read by its measure."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pmr_xl
from pmr_xl.model.measure import Measure, MeasureError, Sign, Unit

SETTINGS = Path(pmr_xl.__file__).parent
ONE_PLACE = SETTINGS / "model" / "measure.py"

MEASURES = st.builds(Measure, st.sampled_from(Unit), st.integers(0, 4))
NUMBERS = st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=6)
FIGURES = st.one_of(NUMBERS, st.sampled_from(Sign))


@given(MEASURES, FIGURES)
def test_a_figure_and_what_it_prints_as_are_shown_alike(measure, figure):
    printed = measure.as_printed(figure)
    assert measure.show(printed) == measure.show(figure)
    assert measure.as_printed(printed) == printed


@given(MEASURES, FIGURES)
def test_what_is_shown_is_read_as_what_was_printed(measure, figure):
    if measure.unit is Unit.RATIO and isinstance(figure, Decimal):
        figure = abs(figure)  # no ratio is below nothing
    assert measure.read(measure.show(figure)) == measure.as_printed(figure)


@given(MEASURES, FIGURES, FIGURES)
def test_two_figures_print_alike_when_they_are_shown_alike(measure, one, other):
    assert (measure.as_printed(one) == measure.as_printed(other)) is (measure.show(one) == measure.show(other))


@given(MEASURES, st.text(max_size=12))
def test_a_text_that_is_no_figure_is_read_as_none(measure, text):
    try:
        expected = measure.parse(text)
    except MeasureError:
        expected = None
    assert measure.read(text) == expected


def test_a_figure_that_is_not_there_prints_as_nothing():
    measure = Measure(Unit.NUMBER)
    assert (measure.as_printed(None), measure.show(None), measure.read("")) == (None, "", None)
    assert measure.as_printed(Decimal("2.5")) == Decimal(3)  # away from zero, as the report does


def second_answers(source: str) -> Iterator[int]:
    """Lines that round a figure, or try to read a printed one, by themselves."""
    for node in ast.walk(ast.parse(source)):
        rounds = isinstance(node, ast.Attribute) and node.attr == "quantize"
        if rounds or (isinstance(node, ast.alias) and node.name.startswith("ROUND_HALF")):
            yield node.lineno
        elif isinstance(node, ast.IfExp) and "isinstance" in ast.unparse(node.test):
            body = node.body
            if isinstance(body, ast.Call) and isinstance(body.func, ast.Attribute) and body.func.attr == "round":
                yield node.lineno
        elif isinstance(node, ast.ExceptHandler) and node.type is not None and "MeasureError" in ast.unparse(node.type):
            last = node.body[-1]
            if not any(isinstance(inner, ast.Raise | ast.Yield) for inner in ast.walk(last)):
                yield node.lineno


def test_nobody_else_rounds_or_reads_a_printed_figure():
    looked, found = 0, []
    for path in sorted(SETTINGS.rglob("*.py")):
        if path != ONE_PLACE:
            looked += 1
            found += [f"{path.relative_to(SETTINGS)}:{number}" for number in second_answers(path.read_text("utf-8"))]
    assert found == []  # Measure.printed, Measure.read and measure.rounded say it
    assert looked > 300
    assert len(set(second_answers(ONE_PLACE.read_text("utf-8")))) >= 4


@pytest.mark.parametrize(
    "source",
    [
        "value.quantize(step)",
        "from decimal import ROUND_HALF_UP",
        "measure.round(one) if isinstance(one, Decimal) else one",
        "try:\n    figure = measure.parse(text)\nexcept MeasureError:\n    figure = None",
    ],
)
def test_a_second_answer_is_seen(source):
    assert len(set(second_answers(source))) == 1


def test_a_fault_made_of_it_is_no_second_answer():
    assert (
        list(second_answers("try:\n    m.parse(t)\nexcept MeasureError as e:\n    raise Fault(str(e)) from None")) == []
    )
