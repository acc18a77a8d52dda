"""Running counts give no small month away: linear programming knows all that went out, in every month's edition."""

import csv
from decimal import Decimal

import numpy as np
import pytest
from at_least_one import at_least_one
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from pmr_xl.analysis.places.cutting import cut_for_publication
from pmr_xl.analysis.places.running import hide_running
from pmr_xl.analysis.places.suppression import THRESHOLD
from pmr_xl.cli.commands import pmr
from pmr_xl.model.fiscal import Period, Span
from pmr_xl.model.schema.indicator import Aggregation, Indicator
from pmr_xl.office import init_office

MONTHS = [f"{number:02}" for number in range(1, 13)]
UNBOUNDED = 3
ADDED = st.one_of(st.integers(0, 12), st.integers(0, 60))


def summed(added):
    """Running counts by row and column, of what each month adds; None adds no figure."""
    counts = {}
    for row, months in added.items():
        whole = 0
        for column, count in zip(MONTHS, months, strict=False):
            if count is not None and whole + count >= 0:
                whole += count
                counts[row, column] = whole
    return counts


@st.composite
def years(draw):
    """Months of up to seven places, in up to three blocks; a month may be missing or fall."""
    rows = [f"r{number}" for number in range(draw(st.integers(1, 7)))]
    many = draw(st.integers(1, 6))
    odd = st.integers(0, 25).flatmap(
        lambda one: st.just(None) if one == 0 else st.integers(-3, 9) if one == 1 else ADDED
    )
    added = {row: draw(st.lists(odd, min_size=many, max_size=many)) for row in rows}
    blocks = {row: draw(st.sampled_from("ab")) for row in rows} if draw(st.booleans()) else {}
    counts = summed(added)
    also = draw(st.sets(st.sampled_from(sorted(counts)), max_size=2)) if counts else set()
    return counts, MONTHS[:many], blocks, also


def differences(counts, columns):
    """Of each row the cells in order, each with the one before."""
    for row in dict.fromkeys(row for row, _ in counts):
        there = [(row, column) for column in columns if (row, column) in counts]
        yield from ((cell, before) for before, cell in zip([None, *there], there, strict=False))


def known_sums(counts, columns, blocks, found):
    """Every published sum with a hidden cell in it: its hidden cells, and what they add up to."""
    for column in columns:
        for name in ("", *dict.fromkeys(blocks.values())):
            cells = [cell for cell in found.cells if cell[1] == column and (not name or blocks[cell[0]] == name)]
            if cells and (name, column) not in found.sums:
                yield cells, sum(counts[cell] for cell in cells)


def widths(counts, columns, blocks, found):
    """How wide each small month stays open for whoever knows all published counts and sums, and that none falls."""
    place = {cell: number for number, cell in enumerate(sorted(found.cells))}
    unit = np.eye(len(place))
    added = {(cell, before): counts[cell] - counts.get(before, 0) for cell, before in differences(counts, columns)}

    def line(cell, before):
        signs = [(one, sign) for one, sign in ((cell, 1), (before, -1)) if one is not None]
        vector = sum((sign * unit[place[one]] for one, sign in signs if one in place), np.zeros(len(place)))
        return vector, sum(sign * counts[one] for one, sign in signs if one not in place)

    fallen = {cell[0] for (cell, _), count in added.items() if count < 0}
    lines = [line(*one) for one in added if one[0][0] not in fallen]
    lines = [one for one in lines if one[0].any()]
    equal = list(known_sums(counts, columns, blocks, found))
    asked = {"A_ub": [-one for one, _ in lines], "b_ub": [fixed for _, fixed in lines]} if lines else {}
    if equal:
        asked |= {"A_eq": [sum(unit[place[one]] for one in cells) for cells, _ in equal], "b_eq": [b for _, b in equal]}
    small = [one for one, count in added.items() if 0 < abs(count) < THRESHOLD]
    return {one[0]: end(line(*one)[0], asked, -1) - end(line(*one)[0], asked, 1) for one in small}


def end(vector, asked, sign):
    """The least (or, by the sign -1, the most) that a difference can be; all the same where it is published."""
    if not vector.any():
        return 0
    done = linprog(sign * vector, **asked, bounds=(0, None), method="highs")
    assert done.status in (0, UNBOUNDED), done.message
    return -sign * np.inf if done.status == UNBOUNDED else sign * round(done.fun)


@settings(max_examples=40, deadline=None)
@given(years())
def test_no_small_month_comes_of_what_is_published(drawn):
    counts, columns, blocks, also = drawn
    found = hide_running(counts, columns, blocks=blocks, also=also)
    assert also <= found.cells
    assert {cell: wide for cell, wide in widths(counts, columns, blocks, found).items() if wide <= THRESHOLD} == {}
    assert found.cells or not found.sums


@settings(max_examples=40, deadline=None)
@given(years())
def test_an_edition_says_of_its_months_what_the_next_one_says(drawn):
    counts, columns, blocks, also = drawn
    whole = hide_running(counts, columns, blocks=blocks, also=also)
    for many in at_least_one(range(1, len(columns) + 1)):
        until = {cell: count for cell, count in counts.items() if cell[1] in columns[:many]}
        first = hide_running(until, columns[:many], blocks=blocks, also=also & {*until})
        assert first.cells == {cell for cell in whole.cells if cell[1] in columns[:many]}
        assert first.sums == {cell for cell in whole.sums if cell[1] in columns[:many]}


def test_a_month_that_subtraction_would_give_away_hides_the_place_until_it_is_safe():
    added = {"a": [40, 3, 40, 40], "b": [50, 30, 50, 50], "c": [60, 60, 60, 60]}
    counts = summed(added)
    assert counts["a", "02"] - counts["a", "01"] == 3, "none of the counts is small, and the month is"
    found = hide_running(counts, MONTHS[:4])
    assert found.cells == {("a", "02"), ("b", "02")}, "with another, and back in the third month"
    assert not found.sums


def test_where_all_places_are_small_nothing_goes_out_from_then_on():
    found = hide_running(summed({"a": [20, 2, 30], "b": [20, 3, 30]}), MONTHS[:3])
    assert found.cells == {(row, column) for row in "ab" for column in MONTHS[1:3]}
    assert found.sums == {("", "02"), ("", "03")}


def series(added, year=2026):
    """Figures by member, months and the year, as the record has them."""
    told = {}
    for (row, column), count in summed(added).items():
        told.setdefault(row, {})[Period(year, Span.MONTH, int(column))] = Decimal(count)
        if column == MONTHS[-1]:
            told[row][Period(year)] = Decimal(count)
    return told


PEOPLE = Indicator("x-people", "People served so far", aggregation=Aggregation.CUMULATIVE, breakdowns=("race",))


def test_an_indicator_of_running_counts_is_cut_so_and_its_year_with_them():
    steady = {"a": [40] * 12, "b": [50] * 12, "c": [60] * 12}
    months = [Period(2026, Span.MONTH, number) for number in range(1, 13)]
    assert not cut_for_publication(PEOPLE, series(steady), months).hidden
    late = series(steady | {"a": [40] * 11 + [4]})
    out = cut_for_publication(PEOPLE, late, months)
    assert out.hidden == {("a", months[11]), ("b", months[11])}
    assert out.cut
    years = cut_for_publication(PEOPLE, late, [Period(2026)])
    assert years.hidden == {("a", Period(2026)), ("b", Period(2026))}, "the year is June's running count"
    assert not cut_for_publication(PEOPLE, series(steady), [Period(2026)]).hidden


@pytest.mark.parametrize("aggregation", [Aggregation.AVERAGE, Aggregation.LAST])
def test_counts_that_do_not_run_are_cut_month_by_month(aggregation):
    one = Indicator("x-people", "People", aggregation=aggregation, breakdowns=("race",))
    members = series({"a": [40, 3, 0, 0], "b": [50, 5, 0, 0], "c": [60, 0, 0, 0]})
    assert not cut_for_publication(one, members, [Period(2026, Span.MONTH, number) for number in range(1, 5)]).hidden


RUNNING = """
  - id: dsny-people-served-so-far
    name: People served so far
    aggregation: cumulative
    breakdowns: [race]
"""


def test_a_month_s_edition_hides_the_running_count_that_would_give_it_away(tmp_path):
    office = init_office(tmp_path / "office")
    schema = office / "schemas" / "indicators" / "dsny.yaml"
    schema.write_text(schema.read_text("utf-8").rstrip("\n") + RUNNING, "utf-8")
    told = {"asian": [100, 104, 150, 200], "black": [300, 380, 460, 540], "white": [500, 590, 680, 770]}
    rows = [
        f"DSNY,People served so far,Race,{group},{period},{count}"
        for group, counts in told.items()
        for period, count in zip(("2025-07", "2025-08", "2025-09", "2025-10"), counts, strict=True)
    ]
    (tmp_path / "people.csv").write_text(
        "\n".join(("agency,indicator,place_kind,place,period,value", *rows)) + "\n", encoding="utf-8"
    )
    run(office, "record", "import-places", tmp_path / "people.csv")
    for month, hidden in (("july", set()), ("august", {"2025-08"}), ("october", {"2025-08"})):
        into = tmp_path / month
        said = run(
            office, "places", "publish", "DSNY", "--report", "cpr", "--month", month, "--year", "2026", "--into", into
        )
        (path,) = into.glob("places_*.csv")
        with path.open(encoding="utf-8", newline="") as file:
            found = [row for row in csv.DictReader(file) if row["id"] == "dsny-people-served-so-far"]
        assert {row["period"] for row in found if row["value_status"] == "hidden"} == hidden, month
        assert {row["geovalue"] for row in found if row["value_status"] == "hidden"} in (set(), {"asian", "black"})
        assert ("2 figures are hidden" in said) is bool(hidden)


def run(office, *asked):
    done = CliRunner().invoke(pmr, ["--office", str(office), *map(str, asked)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output
