"""Months that add up to a year: each edition says of a month what the first one said, and the year gives none away."""

import csv
from decimal import Decimal

import numpy as np
from at_least_one import at_least_one
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from pmr_xl.analysis.places.cutting import cut_for_publication
from pmr_xl.analysis.places.suppression import THRESHOLD
from pmr_xl.cli.commands import pmr
from pmr_xl.model.fiscal import Period, Span
from pmr_xl.model.schema.indicator import Aggregation, Indicator
from pmr_xl.office import init_office

YEAR = Period(2026)
MONTHS = [Period(2026, Span.MONTH, number) for number in range(1, 13)]
PEOPLE = Indicator("x-people", "People", aggregation=Aggregation.SUM, breakdowns=("race",))
UNBOUNDED = 3
COUNT = st.one_of(st.just(0), st.integers(0, 12), st.integers(0, 60))


def series(told):
    """Figures by member: months, and the year that they add up to."""
    return {
        row: {**dict(zip(MONTHS, map(Decimal, counts), strict=False)), YEAR: Decimal(sum(counts))}
        for row, counts in told.items()
    }


@st.composite
def years(draw):
    rows = [f"r{number}" for number in range(draw(st.integers(1, 6)))]
    many = draw(st.integers(1, 4))
    told = {row: draw(st.lists(COUNT, min_size=many, max_size=many)) for row in rows}
    return told, ({row: draw(st.sampled_from("ab")) for row in rows} if draw(st.booleans()) else {})


def all_that_went_out(told, blocks):
    """Every equation over the months of each row that the editions of all months and of the year give away."""
    members, many = series(told), len(next(iter(told.values())))
    months = [cut_for_publication(PEOPLE, members, MONTHS[: at + 1], blocks=blocks) for at in range(many)]
    year = cut_for_publication(PEOPLE, members, [YEAR], blocks=blocks)
    lines = []
    for at, out in enumerate(months):
        lines += [[(row, at)] for row in told if (row, MONTHS[at]) in out.figures]
        lines += groups(told, blocks, out, MONTHS[at], [at])
    every = list(range(many))
    lines += [[(row, at) for at in every] for row in told if (row, YEAR) in year.figures]
    lines += groups(told, blocks, year, YEAR, every)
    return months, year, lines


def groups(told, blocks, out, period, every):
    """The published sums of a period: of each block, and of all."""
    if period not in out.whole_hidden:
        yield [(row, at) for row in told for at in every]
    for block in sorted(set(blocks.values())):
        if (block, period) not in out.blocks_hidden:
            yield [(row, at) for row in told if blocks[row] == block for at in every]


def widths(told, lines):
    """How wide each small figure (a month's, or a year's) stays open for whoever knows all that went out."""
    place = {cell: n for n, cell in enumerate((row, at) for row, counts in told.items() for at in range(len(counts)))}
    unit = np.eye(len(place))
    matrix = [sum(unit[place[cell]] for cell in line) for line in lines]
    right = [sum(told[row][at] for row, at in line) for line in lines]
    asked = {"A_eq": matrix, "b_eq": right} if lines else {}
    small = {cell: [cell] for cell in place if 0 < told[cell[0]][cell[1]] < THRESHOLD}
    for row, counts in told.items():
        if 0 < sum(counts) < THRESHOLD:
            small[row] = [(row, at) for at in range(len(counts))]
    aims = {name: sum(unit[place[cell]] for cell in cells) for name, cells in small.items()}
    return {name: end(aim, asked, -1) - end(aim, asked, 1) for name, aim in aims.items()}


def end(aim, asked, sign):
    done = linprog(sign * aim, **asked, bounds=(0, None), method="highs")
    assert done.status in (0, UNBOUNDED), done.message
    return -sign * np.inf if done.status == UNBOUNDED else sign * round(done.fun)


@settings(max_examples=60, deadline=None)
@given(years())
def test_no_small_month_and_no_small_year_comes_of_all_editions_together(drawn):
    told, blocks = drawn
    _, _, lines = all_that_went_out(told, blocks)
    assert {name: wide for name, wide in widths(told, lines).items() if wide <= THRESHOLD} == {}


@settings(max_examples=40, deadline=None)
@given(years())
def test_a_later_edition_says_of_a_month_what_the_first_one_said(drawn):
    told, blocks = drawn
    months, _, _ = all_that_went_out(told, blocks)
    last = months[-1]
    for at, first in at_least_one(enumerate(months)):
        until = set(MONTHS[: at + 1])
        assert first.hidden == {cell for cell in last.hidden if cell[1] in until}
        assert first.whole_hidden == last.whole_hidden & until
        assert first.blocks_hidden == {cell for cell in last.blocks_hidden if cell[1] in until}


def test_a_year_goes_out_where_its_hidden_months_have_others_to_move_with():
    told = {"a": [40, 3, 40, 5], "b": [50, 30, 50, 30], "c": [60, 60, 60, 60]}
    members = series(told)
    hidden = {(row, MONTHS[at]) for row in "ab" for at in (1, 3)}
    assert cut_for_publication(PEOPLE, members, MONTHS[:4]).hidden == hidden
    assert cut_for_publication(PEOPLE, members, [YEAR]).hidden == {("a", YEAR), ("b", YEAR)}, "3 and 5 move too little"
    wide = series(told | {"a": [40, 9, 40, 9]})
    assert cut_for_publication(PEOPLE, wide, MONTHS[:4]).hidden == hidden
    assert not cut_for_publication(PEOPLE, wide, [YEAR]).hidden


SERVED = """
  - id: dsny-people-served
    name: People served
    aggregation: sum
    breakdowns: [race]
"""


def test_an_edition_hides_no_month_that_an_earlier_one_printed(tmp_path):
    office = init_office(tmp_path / "office")
    schema = office / "schemas" / "indicators" / "dsny.yaml"
    schema.write_text(schema.read_text("utf-8").rstrip("\n") + SERVED, "utf-8")
    told = {"asian": [40, 40, 4], "black": [50, 50, 50], "white": [60, 60, 60]}
    rows = [
        f"DSNY,People served,Race,{group},{period},{count}"
        for group, counts in told.items()
        for period, count in zip(("2025-07", "2025-08", "2025-09", "FY2026"), (*counts, sum(counts)), strict=True)
    ]
    (tmp_path / "people.csv").write_text(
        "\n".join(("agency,indicator,place_kind,place,period,value", *rows)) + "\n", encoding="utf-8"
    )
    run(office, "record", "import-places", tmp_path / "people.csv")
    for month, hidden in (("july", set()), ("august", set()), ("september", {"2025-09"})):
        asked = ("--report", "cpr", "--month", month, "--year", "2026")
        assert hidden_in(office, tmp_path / month, *asked) == hidden, month
    assert hidden_in(office, tmp_path / "year", "--year", "2026") == {"FY2026"}


def hidden_in(office, into, *asked):
    """The periods of which a publication hides figures: always those of the two smaller groups."""
    run(office, "places", "publish", "DSNY", *asked, "--into", into)
    (path,) = into.glob("places_*.csv")
    with path.open(encoding="utf-8", newline="") as file:
        found = [row for row in csv.DictReader(file) if row["id"] == "dsny-people-served"]
    assert found
    hidden = [row for row in found if row["value_status"] == "hidden"]
    assert {row["geovalue"] for row in hidden} in (set(), {"asian", "black"})
    return {row["period"] for row in hidden}


def run(office, *asked):
    done = CliRunner().invoke(pmr, ["--office", str(office), *map(str, asked)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output
