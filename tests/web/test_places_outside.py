"""Of figures by place a page carries what may be published: no small count, nor what would give one away."""

from __future__ import annotations

import pytest
from years_played import Years

from pmr_xl.desk.desk import Desk
from pmr_xl.model.fiscal import Period, Span
from pmr_xl.record import Record
from pmr_xl.web.packing.places_outside import members_outside

LOTS = "dsny-lots-cleaned-citywide"
FIGURES = {
    "FY2024": {"1": 40, "2": 60, "3": 80, "4": 70, "5": 25},
    "FY2025": {"1": 3, "2": 60, "3": 80, "4": 70, "5": 25},
    "2025-07": {"1": 30, "2": 60, "3": 80, "4": 70, "5": 25},
}


def carried(office):
    desk = Desk(office.folder)
    return Record.of_figures((), members_outside(desk, desk.library.chapter("DSNY"))).past_by_member([LOTS])


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    office = Years(tmp_path_factory.mktemp("outside") / "office", only=["DSNY"])
    office.edit(("name: Lots cleaned citywide\n", "name: Lots cleaned citywide\n            breakdowns: [borough]\n"))
    lines = [
        f"DSNY,Lots cleaned citywide,Borough,{code},{period},{figure}"
        for period, figures in FIGURES.items()
        for code, figure in figures.items()
    ]
    table = office.folder.parent / "lots.csv"
    table.write_text("agency,indicator,place_kind,place,period,value\n" + "\n".join(lines) + "\n", encoding="utf-8")
    office.run("record", "import-places", table)
    return office


def test_a_small_count_its_neighbour_and_the_months_stay_in_the_office(office):
    there = carried(office).of(LOTS, "borough")
    assert {code: int(series[Period(2024)]) for code, series in there.items() if Period(2024) in series} == FIGURES[
        "FY2024"
    ]
    last = {code for code, series in there.items() if Period(2025) in series}
    assert "1" not in last
    assert len(last) < 4  # one small count alone could be worked out from the whole
    assert {period.span for series in there.values() for period in series} == {Span.YEAR}


def test_where_the_schema_lets_small_counts_be_shown_all_are_carried(office, tmp_path):
    shown = office.copy(tmp_path / "office")
    shown.edit(("breakdowns: [borough]\n", "breakdowns: [borough]\n            small_counts_shown: true\n"))
    there = carried(shown).of(LOTS, "borough")
    assert sum(len(series) for series in there.values()) == 15
