"""Hidden counts stay hidden: linear programming plays whoever knows all that is published, and narrows none of them.

The attacker knows every figure that is not hidden, every sum that is published, and that counts are not negative and
whole. Sums of rows and columns of a table leave corners that are whole numbers, so the bounds of linear programming are
the bounds for whole counts too.
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from pmr_xl.analysis.places.suppression import THRESHOLD, hidden_with_their_weights, hide

UNBOUNDED = 3
SMALL = st.one_of(st.integers(0, 12), st.integers(0, 400))


@st.composite
def tables(draw):
    """Counts of up to nine places in up to four periods, some missing, in up to three blocks."""
    rows = [f"r{number}" for number in range(draw(st.integers(1, 9)))]
    columns = [f"c{number}" for number in range(draw(st.integers(1, 4)))]
    counts = {(row, column): draw(SMALL) for row in rows for column in columns if draw(st.integers(0, 9))}
    blocks = {row: draw(st.sampled_from("abc")) for row in rows} if draw(st.booleans()) else {}
    also = draw(st.sets(st.sampled_from(sorted(counts)), max_size=3)) if counts else set()
    return counts, blocks, also


def sums(counts, blocks, withheld=frozenset()):
    """Every published sum, as the cells that it adds up."""
    told = {}
    for cell in counts:
        row, column = cell
        names = [("", column), *([(blocks[row], column)] if blocks else [])]
        for name in names:
            told.setdefault(name, []).append(cell)
    return [cells for name, cells in told.items() if name not in withheld]


def _end(aim, matrix, right):
    """The least that ``aim`` can be, a whole number; minus infinity where nothing bounds it."""
    found = linprog(aim, A_eq=matrix, b_eq=right, bounds=(0, None), method="highs")
    assert found.status in (0, UNBOUNDED), found.message
    return -np.inf if found.status == UNBOUNDED else round(found.fun)


def intervals(counts, hidden, published):
    """From where to where each hidden cell may be, for the attacker."""
    order = sorted(hidden)
    place = {cell: number for number, cell in enumerate(order)}
    lines = [[cell for cell in one if cell in place] for one in published]
    lines = [one for one in lines if one]
    matrix, right = np.zeros((len(lines), len(order))), np.zeros(len(lines))
    for number, line in enumerate(lines):
        for cell in line:
            matrix[number, place[cell]] = 1
        right[number] = sum(counts[cell] for cell in line)
    told = {}
    for cell in order:
        aim = np.zeros(len(order))
        aim[place[cell]] = 1
        ends = [_end(sign * aim, matrix, right) * sign for sign in (1, -1)]
        told[cell] = ends[0], ends[1]
    return told


@settings(max_examples=60)
@given(tables())
def test_no_hidden_count_can_be_narrowed_to_the_threshold(drawn):
    counts, blocks, also = drawn
    found = hide(counts, blocks=blocks, also=also)
    assert also <= found.cells
    assert found.small == {cell for cell, count in counts.items() if 0 < count < THRESHOLD}
    assert not found.small & found.with_them
    told = intervals(counts, found.cells, sums(counts, blocks, found.sums)) if found.cells else {}
    assert {cell: ends for cell, ends in told.items() if ends[1] - ends[0] <= THRESHOLD} == {}
    assert found.cells or not found.sums, "where nothing is small nothing is withheld"


def test_nothing_small_hides_nothing():
    found = hide({("a", "x"): 10, ("b", "x"): 0, ("c", "x"): 400})
    assert (found.cells, found.sums) == (frozenset(), frozenset())


def test_a_small_count_takes_the_least_other_with_it_that_is_enough():
    found = hide({("a", "x"): 3, ("b", "x"): 12, ("c", "x"): 400, ("d", "x"): 0})
    assert (found.small, found.with_them) == ({("a", "x")}, {("b", "x")})


def test_primary_alone_would_be_undone_by_subtraction():
    counts = {("a", "x"): 3, ("b", "x"): 120, ("c", "x"): 400}
    assert intervals(counts, {("a", "x")}, sums(counts, blocks={})) == {("a", "x"): (3, 3)}
    found = hide(counts)
    told = intervals(counts, found.cells, sums(counts, blocks={}))
    assert told == {("a", "x"): (0, 123), ("b", "x"): (0, 123)}


def test_where_the_total_is_small_itself_it_is_withheld_with_all_there_is():
    found = hide({("a", "x"): 3, ("b", "x"): 4, ("c", "x"): 0, ("a", "y"): 30, ("b", "y"): 40, ("c", "y"): 50})
    assert found.sums == {("", "x")}
    assert found.cells == {("a", "x"), ("b", "x"), ("c", "x")}


def test_a_rate_goes_with_what_it_is_of():
    counts = {("a", "x"): 3, ("b", "x"): 120, ("c", "x"): 400}
    rates = [("a", "x"), ("b", "x"), ("c", "x"), ("d", "x")]
    assert hidden_with_their_weights(rates, counts, hide(counts)) == {("a", "x"), ("b", "x"), ("d", "x")}


@pytest.mark.parametrize("threshold", [5, 10, 20])
def test_the_offices_threshold_counts(threshold):
    counts = {(f"r{number}", "x"): number for number in range(30)}
    found = hide(counts, threshold=threshold)
    assert found.small == {(f"r{number}", "x") for number in range(1, threshold)}
