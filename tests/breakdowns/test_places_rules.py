"""The rules by place on published figures: as many findings as their pages say, and what is planted is found."""

import re
from collections import Counter
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from places_played import published_rows, written

from pmr_xl.imports.breakdowns.judged import member_tables
from pmr_xl.imports.breakdowns.reading import read_by_member
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.breakdowns import PastByMember
from pmr_xl.model.breakdowns.table import MemberSeries, MemberTable, cell_key
from pmr_xl.model.entry import Entered
from pmr_xl.model.fiscal import Span
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.past import Past
from pmr_xl.office import Library, built_in_office
from pmr_xl.rules import rulebook
from pmr_xl.rules.engine.judge_published import judge_published

FOUND = {"PLC-001": 1, "PLC-003": 1, "PLC-004": 1, "PLC-005": 1, "PLC-006": 9, "PLC-007": 7}


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """The Scorecard by district and landmarks, as their files are read."""
    path, library = written(tmp_path_factory.mktemp("places") / "all.csv", published_rows()), Library(built_in_office())
    told = read_by_member(library, path)
    assert (len(told.read), told.left_out, told.strangers) == (11_109, [], {})
    return list(member_tables(library, told, path, PastByMember(), Past({}, {})))


def test_each_rule_finds_what_its_page_and_the_list_say(tables):
    found = [one for _, one in judge_published(tables, OfficeSettings())]
    assert Counter(one.rule for one in found) == FOUND
    assert len(found) <= 40
    listed = (Path(__file__).parents[2] / "docs" / "places-findings.md").read_text("utf-8")
    assert f"{len(found)} in all, of 11,109 figures" in listed
    for code, times in FOUND.items():
        assert f"| {code} |" in listed
        said = re.search(r"(\d+) findings?", rulebook()[code].page.partition("**False alarms.**")[2])
        assert said, code
        assert int(said[1]) == times, code


def shifted(table, period, order):
    """The table with the figures of one period given to other members."""
    (first, *_) = table.series
    figures = {member: dict(series) for member, series in first.figures.items()}
    for member, other in order.items():
        if period in first.figures[other]:
            figures[member][period] = first.figures[other][period]
    series = MemberSeries(first.line, figures, {}, partial(_cell, first))
    return MemberTable(table.agency, table.breakdown, (series,), frozenset({period}))


def _cell(series, member, period):
    figure = series.figures.get(member, {}).get(period)
    key = cell_key(series.line.id, member, period)
    return Entered(key, period.label, CellRef("x.csv", 2, 8), None, figure, series.indicator.measure)


def test_rows_shifted_by_hand_are_found_in_most_months(tables):
    (table,) = (one for one in tables if one.agency == "DSNY")
    clean = max(table.series, key=lambda one: one.line.id == "dsny-scorecard-streets-clean")
    table = MemberTable(table.agency, table.breakdown, (clean,), table.fresh)
    months = [one for one in clean.panels if one.span is Span.MONTH and one.month > 3 and clean.before(one)]
    assert len(months) > 40
    told = []
    for period in months:
        codes = sorted(clean.figures)
        down = {one: codes[max(place - 1, 0)] for place, one in enumerate(codes)}
        told += [
            one.rule
            for _, one in judge_published([shifted(table, period, down)], OfficeSettings())
            if one.rule == "PLC-009"
        ]
        same = {one: one for one in codes}
        calm = judge_published([shifted(table, period, same)], OfficeSettings())
        assert not [one for _, one in calm if one.rule == "PLC-009"]
    said = re.search(r"in (\d+) of (\d+) of its months", rulebook()["PLC-009"].page)
    assert (len(told), len(months)) == (int(said[1]), int(said[2]))


def test_a_month_that_is_copied_whole_is_found_in_every_month(tables):
    (table,) = (one for one in tables if one.agency == "DSNY")
    clean = max(table.series, key=lambda one: one.line.id == "dsny-scorecard-streets-clean")
    pairs = [(one, one.back()) for one in clean.panels if one.back() in clean.panels]
    assert len(pairs) > 50
    for late, early in pairs:
        figures = {member: dict(series) for member, series in clean.figures.items()}
        for series in figures.values():
            if early in series:
                series[late] = series[early]
        planted = MemberSeries(clean.line, figures, {}, partial(_cell, clean))
        found = judge_published([MemberTable("DSNY", table.breakdown, (planted,), frozenset({late}))], OfficeSettings())
        assert "PLC-001" in {one.rule for _, one in found}, late


def test_roll_ups_allow_for_rounding_and_for_nothing_more(tables):
    from dataclasses import replace

    from pmr_xl.model.schema.indicator import RollUp

    (table,) = (one for one in tables if one.agency == "DSNY")
    clean = max(table.series, key=lambda one: one.line.id == "dsny-scorecard-streets-clean")
    period = next(one for one, panel in clean.panels.items() if len(panel) == 59)
    mean = Decimal(str(round(sum(clean.panels[period].values()) / 59, 1)))
    line = replace(clean.line, indicator=replace(clean.indicator, roll_up=RollUp.MEAN))
    for whole, codes in ((mean, set()), (mean + Decimal("0.2"), {"PLC-008"})):
        series = MemberSeries(line, clean.figures, {period: whole}, partial(_cell, clean))
        found = judge_published(
            [MemberTable("DSNY", table.breakdown, (series,), frozenset({period}))], OfficeSettings()
        )
        assert {one.rule for _, one in found if one.rule == "PLC-008"} == codes


def test_counts_that_do_not_change_pass_their_noise_as_seldom_as_the_page_says():
    from math import sqrt
    from random import Random

    from pmr_xl.rules.places.member_figure_unexplained import NOISE

    said = re.search(r"in 1 of (\d+) places", rulebook()["PLC-012"].page)
    chance, passed, tried = Random(7), 0, 30_000  # noqa: S311 - chance of a test, always the same
    for _ in range(tried):
        usual = chance.uniform(30, 300)
        first, second = (max(0, round(chance.gauss(usual, sqrt(usual)))) for _ in range(2))
        passed += abs(first - second) > NOISE * sqrt(first + second)
    assert tried / passed == pytest.approx(int(said[1]), rel=0.35)
