"""The functions as Excel calls them: rectangles in, rectangles out, sentences and errors in single cells."""

from __future__ import annotations

from datetime import datetime

import pytest
from at_least_one import at_least_one
from hypothesis import given, settings
from hypothesis import strategies as st

from pmr_xl.desk.desk import Desk
from pmr_xl.excel import udfs
from pmr_xl.excel.examples import examples
from pmr_xl.excel.functions import office_cache as known
from pmr_xl.excel.functions.grid import broadcast

FORMS = [name for name in dir(udfs) if name.startswith("PMR_")]


def test_variance_of_a_column_against_one_reference():
    assert udfs.PMR_VARIANCE([[120.0], [80.0], [None], ["NA"]], [[100.0]]) == [
        [20.0], [-20.0], ["#N/A"], ["#N/A"],
    ]  # fmt: skip


def test_variance_percent_names_what_cannot_be():
    assert udfs.PMR_VARIANCE_PCT([[120.0, 5.0, 0.0]], [[100.0, 0.0, None]]) == [[0.2, "#DIV/0!", "#N/A"]]


def test_an_error_cell_stays_that_error_and_text_is_no_figure():
    assert udfs.PMR_VARIANCE([["#DIV/0!"], ["about 5"]], [[1.0]]) == [["#DIV/0!"], ["#VALUE!"]]


def test_rectangles_of_other_sizes_end_in_not_available():
    assert udfs.PMR_VARIANCE([[1.0], [2.0], [3.0]], [[1.0], [1.0]]) == [[0.0], [1.0], ["#N/A"]]


@pytest.mark.parametrize(
    ("direction", "actual", "target", "last_year", "status"),
    [
        ("up", 96.0, 95.0, "", "✓ Met"),
        ("up", 90.0, 95.0, "", "▲ Near"),
        ("down", 560.0, 480.0, "", "✕ Missed"),
        ("none", 60.0, 40.0, "", "● Above target"),
        ("up", 5.0, "*", "", "– No target"),
        ("up", 5.0, "↑", 4.0, "✓ Right way"),
        ("up", "NA", 5.0, "", "? No data"),
    ],
)
def test_status_by_a_bare_direction(direction, actual, target, last_year, status):
    assert udfs.PMR_STATUS(direction, actual, target, last_year) == [[status]]


def test_trend_takes_rows_and_a_single_column():
    assert udfs.PMR_TREND([[90.0, 91, 95, 99, 104], [12.0, 12, 11, 12, "NA"]]) == [["Up"], ["NA"]]
    assert udfs.PMR_TREND([[104.0], [99.0], [95.0], [91.0], [90.0]]) == [["Down"]]


def test_fytd_by_aggregation():
    months = [[410.0, 395.0, None, None], [410.0, None, 395.0, None]]
    assert udfs.PMR_FYTD(months, "sum") == [[805.0], ["#N/A"]]
    assert udfs.PMR_FYTD(months, [["average"], ["last"]]) == [[402.5], [395.0]]
    assert udfs.PMR_FYTD([[1.0] * 13], "sum") == [["#VALUE!"]]
    assert udfs.PMR_FYTD([[1.0]], "unknown") == [["#VALUE!"]]


def test_durations_from_text_from_times_and_from_nonsense():
    assert udfs.PMR_DURATION([["9:13"], [553 / 86400]]) == [[553 / 86400], [553 / 86400]]
    assert udfs.PMR_DURATION("2:41", "hours:minutes") == [[161 / 1440]]
    assert udfs.PMR_DURATION(datetime(1899, 12, 30, 0, 9, 13)) == [[553 / 86400]]  # noqa: DTZ001 - as COM brings it
    assert udfs.PMR_DURATION("90:60") == [["“90:60” has 60 seconds; the part after the colon is 00 to 59."]]
    assert udfs.PMR_DURATION("9:13", "percent") == [["#VALUE!"]]


@pytest.mark.parametrize("text", ["0:10:17", " 0:10:17 ", "10:17", "00:10:17"])
def test_a_time_is_read_as_a_form_takes_it(text):
    assert udfs.PMR_DURATION(text) == [[617 / 86400]]
    assert udfs.PMR_DURATION([[text], ["words"], [None]])[1:] == [
        ["“words” is not minutes:seconds; 9:13 is."],
        ["#N/A"],
    ]


@pytest.mark.parametrize("count", [1e9, 51.0, 49216000.0, -3.0, 2.5, "FY25", "many"])
def test_a_number_of_years_that_cannot_be_fills_no_sheet(count):
    assert udfs.PMR_SERIES("dsny-vacant-lot-cleaning-requests", count) == [["#VALUE!"]]


def test_years_are_counted_as_they_are_typed_and_five_where_nothing_is():
    asked = "dsny-vacant-lot-cleaning-requests"
    assert [len(udfs.PMR_SERIES(asked, count)[0]) for count in (1.0, 5.0, 50.0)] == [1, 5, 50]
    assert udfs.PMR_SERIES(asked, None) == udfs.PMR_SERIES(asked, "") == udfs.PMR_SERIES(asked, 5.0)


@pytest.mark.parametrize("year", ["FY25", "fy25", 2025.0, "2025", 25.0, "25", "FY2025"])
def test_a_year_of_a_function_is_the_same_however_it_is_typed(year):
    assert udfs.PMR_ACTUAL("dsny-vacant-lot-cleaning-requests", year) == [[2711.0]]


@pytest.mark.parametrize("decimals", [-1.0, 7.0, 1e300, 1.5, "one"])
def test_decimals_that_cannot_be_are_told(decimals):
    assert udfs.PMR_SHOW([[5.0]], "number", decimals) == [["#VALUE!"]]


def test_more_ways_than_rows_are_told():
    assert udfs.PMR_FYTD([[1.0, 2.0]], [["sum"], ["last"]]) == [["#VALUE!"]]


def test_show_prints_as_the_report_does():
    assert udfs.PMR_SHOW([[0.632], [0.0749], ["NA"], [None]], "percent", 1) == [["63.2%"], ["7.5%"], ["NA"], [""]]
    assert udfs.PMR_SHOW(553 / 86400, "minutes:seconds") == [["9:13"]]
    assert udfs.PMR_SHOW(2361.1, "dollars_millions", 1) == [["$2,361.1"]]


@pytest.fixture(scope="module")
def line():
    chapter = Desk().library.chapter("DSNY")
    return next(one for one in chapter.lines if one.indicator.unit == "percent")


def test_the_record_by_id_in_the_cells_own_units(line):
    past = Desk().past([Desk().library.chapter("DSNY")])
    figures = past.actuals[line.id]
    period = max(figures)
    printed = line.indicator.measure.show(figures[period])
    [[cell]] = udfs.PMR_ACTUAL(line.id, period.code)
    assert udfs.PMR_SHOW(cell, line.id) == [[printed]]
    assert udfs.PMR_UNIT([[line.id], ["dsny-no-such-thing"], ["xyz-1"]]) == [["percent (%)"], ["#N/A"], ["#N/A"]]
    assert udfs.PMR_ACTUAL(line.id, "FY1999x") == [["#VALUE!"]]
    assert udfs.PMR_ACTUAL(line.id, 1950.0) == [["#N/A"]]
    [series] = udfs.PMR_SERIES(line.id, 3.0)
    assert len(series) == 3
    assert series[-1] == cell
    target = udfs.PMR_TARGET(line.id, 2026.0)[0][0]
    assert isinstance(target, float) or target in ("*", "↑", "↓", "#N/A")


def test_check_gives_the_findings_of_that_figure_only(line):
    [[found]] = udfs.PMR_CHECK(line.id, " 63.2 ", "MMR", "2026")
    assert found.startswith("✕ Error TYP-")
    last = udfs.PMR_ACTUAL(line.id, "FY25")[0][0]
    told = udfs.PMR_CHECK([[line.id], [line.id], ["nobody-1"]], [[last], [last * 100], [1.0]], "MMR", "FY26")
    assert "Error" not in told[0][0]
    assert told[1][0] != ""
    assert told[2] == ["#N/A"]
    assert udfs.PMR_CHECK(line.id, 1.0, "weekly") == [["#VALUE!"]]


def test_a_month_is_named_by_its_code():
    [[found]] = udfs.PMR_CHECK("dsny-tons-refuse-disposed", "n/a", "CPR", "FY26-M05")
    assert "MIS-005" in found
    for year in ("", "FY26", "2026"):
        assert udfs.PMR_CHECK("dsny-tons-refuse-disposed", 1.0, "CPR", year) == [["#VALUE!"]]


@pytest.mark.usefixtures("at_once")
def test_schemas_changed_on_disk_are_noticed(tmp_path, monkeypatch, line):
    from pmr_xl.office import init_office

    folder = init_office(tmp_path / "office")
    monkeypatch.setenv("PMR_OFFICE", str(folder))
    assert udfs.PMR_UNIT(line.id) == [["percent (%)"]]
    path = next((folder / "schemas" / "indicators").glob("dsny.yaml"))
    text = path.read_text(encoding="utf-8")
    start = text.index(line.id)
    path.write_text(text[:start] + text[start:].replace("unit: percent", "unit: number", 1), encoding="utf-8")
    import os

    os.utime(path, ns=(1, 1))
    assert udfs.PMR_UNIT(line.id) == [["number"]]


@pytest.mark.usefixtures("at_once")
def test_the_office_s_thresholds_hold_for_bare_figures_too(tmp_path, monkeypatch):
    from pmr_xl.office import init_office

    folder = init_office(tmp_path / "office")
    monkeypatch.setenv("PMR_OFFICE", str(folder))
    figures, near = [[100.0, 101.0, 102.0, 103.0, 104.0]], ("up", 90.0, 95.0)
    assert udfs.PMR_TREND(figures) == [["Neutral"]]
    assert udfs.PMR_STATUS(*near) == [["▲ Near"]]
    (folder / "settings.yaml").write_text("trend_band: 0.02\nnear: 0.01\n", encoding="utf-8")
    assert udfs.PMR_TREND(figures) == [["Up"]]
    assert udfs.PMR_STATUS(*near) == [["✕ Missed"]]


def test_a_fault_inside_is_a_sentence_and_the_log_has_the_rest(monkeypatch, own_home):
    def broken() -> known.Known:
        raise ZeroDivisionError("in the works")

    monkeypatch.setattr(known, "current_office", broken)
    [[said]] = udfs.PMR_UNIT("dsny-x")
    assert said.startswith("PMR could not work this out")
    assert "Traceback" not in said
    logs = list(own_home.rglob("pmr.log"))
    assert "in the works" in logs[0].read_text(encoding="utf-8")


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 4), st.integers(1, 4), st.integers(1, 4), st.integers(1, 4))
def test_rectangles_are_laid_over_each_other_as_excel_does(h1, w1, h2, w2):
    first = [[(r, c) for c in range(w1)] for r in range(h1)]
    second = [[(r, c) for c in range(w2)] for r in range(h2)]
    laid = broadcast(lambda a, b: f"{a}{b}", first, second)
    assert (len(laid), len(laid[0])) == (max(h1, h2), max(w1, w2))
    for r, row in enumerate(laid):
        for c, cell in enumerate(row):
            inside = all((h == 1 or r < h) and (w == 1 or c < w) for h, w in ((h1, w1), (h2, w2)))
            assert (cell != "#N/A") == inside


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(FORMS),
    st.lists(st.one_of(st.none(), st.floats(), st.text(max_size=8), st.booleans()), min_size=1, max_size=4),
)
def test_no_function_ever_raises(name, cells):
    function = getattr(udfs, name)
    count = function.__wrapped__.__code__.co_argcount
    for result in at_least_one(function(*[[[cell] for cell in cells]] * count)):
        assert all(isinstance(cell, (str, float, int)) for cell in result)


def test_each_function_has_an_example_and_each_example_a_result():
    worked = examples()
    assert {example.function for example in worked} == set(FORMS)
    for example in worked:
        for row in example.rows:
            assert not any(str(cell).startswith(("#", "PMR could")) for cell in row)


@pytest.mark.parametrize("asked", ["no-such-id", "#N/A", "#REF!"])
def test_check_of_no_indicator_is_no_fault_of_the_program(asked):
    assert udfs.PMR_CHECK(asked, 1.0) == [[asked if asked.startswith("#") else "#N/A"]]
