"""Places are reviewed (worst ten, biggest movers), and the equity report says gaps and progress."""

import csv
from decimal import Decimal

import openpyxl
import pytest
from places_played import published_rows, written
from years_played import Years

from pmr_xl.analysis.places.movers import biggest_movers, changes, worst_members
from pmr_xl.analysis.places.progress import progress
from pmr_xl.forms.variance_sheet.by_place.page import BY_PLACE
from pmr_xl.model.fiscal import Period
from pmr_xl.model.schema.indicator import Direction, Indicator

pytestmark = pytest.mark.both_engines

LAST, NOW = Period(2025), Period(2026)
CLEAN = Indicator("x-clean", "Streets clean", decimals=1, desired_direction=Direction.UP)


def members(**figures):
    return {
        name: {period: Decimal(one) for period, one in ((LAST, a), (NOW, b)) if one is not None}
        for name, (a, b) in figures.items()
    }


def test_ranks_verdicts_and_movers_go_by_the_desired_direction():
    told = changes(CLEAN, members(a=("90", "95"), b=("91", "80"), c=("92", "92"), d=(None, "99")), NOW)
    assert [(one.member, one.rank, one.rank_before) for one in told] == [
        ("d", 1, None), ("a", 2, 3), ("c", 3, 1), ("b", 4, 2),
    ]  # fmt: skip
    assert [str(one.variance.verdict) for one in told] == ["", "Better", "Same", "Worse"]
    assert [one.member for one in worst_members(told, CLEAN, 2)] == ["b", "c"]
    assert [one.member for one in biggest_movers(told)] == ["b", "a"]
    filthy = Indicator("x", "Filthy", desired_direction=Direction.DOWN)
    assert worst_members(changes(filthy, members(a=("1", "2"), b=("1", "9")), NOW), filthy, 1)[0].member == "b"
    plain = Indicator("x", "Lots")
    highest = worst_members(changes(plain, members(a=("1", "2"), b=("1", "9")), NOW), plain, 1)[0]
    assert (highest.member, str(highest.variance.verdict)) == ("b", "Changed"), "nothing is worse"


@pytest.mark.parametrize(
    ("figures", "target", "word", "share"),
    [
        ({2022: 50, 2026: 60}, 70, "on the way", 0.5), ({2022: 50, 2026: 71}, 70, "reached", 1.05),
        ({2022: 50, 2026: 45}, 70, "moved away", -0.25), ({2022: 50, 2026: 50}, 70, "no change", 0.0),
        ({2022: 50, 2026: 45}, None, "moved away", None), ({2022: 50, 2026: 55}, None, "on the way", None),
        ({2026: 55}, 70, "begins here", None), ({2022: 50}, 70, "no figure yet", None),
    ],
)  # fmt: skip
def test_progress_is_measured_from_the_first_year_to_the_target(figures, target, word, share):
    actuals = {Period(year): Decimal(figure) for year, figure in figures.items()}
    told = progress(CLEAN, actuals, None if target is None else Decimal(target), NOW)
    assert told.word == word
    assert told.share == (share if share is None else pytest.approx(share))


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """An office with the Scorecard, and with ® indicators of which one is broken down and one is of a plan."""
    years = Years(tmp_path_factory.mktemp("reviewed") / "office", only=["DSNY"])
    years.history()
    path = written(years.folder.parent / "all.csv", [one for one in published_rows() if one["agency"] == "DSNY"])
    years.run("record", "import-places", path)
    more = ("equity: true", "equity_plan: Clean lots in every borough", "breakdowns: [borough]")
    name = "name: Lots cleaned citywide\n"
    years.edit((name, name + "".join(f"            {line}\n" for line in more)))
    return years


def rows_of(path, sheet, heading_row=4):
    page = openpyxl.load_workbook(path)[sheet]
    headings = [cell.value for cell in page[heading_row]]
    rows = page.iter_rows(min_row=heading_row + 1)
    return [dict(zip(headings, (cell.value for cell in row), strict=True)) for row in rows]


def test_the_record_is_reviewed_by_place_retired_indicators_too(office, tmp_path):
    office.run("places", "review", "DSNY", "--year", "2023", "--into", tmp_path)
    rows = rows_of(tmp_path / "dsny_places_reviewed_MMR-FY23.xlsx", BY_PLACE)
    clean = [row for row in rows if row["Indicator"] == "Streets rated acceptably clean (%)"]
    named = [row["Place or group"] for row in clean[:20]]
    others = 59 - len({*named})
    assert [row["List"] for row in clean] == ["Worst ten"] * 10 + ["Biggest movers"] * 10 + ["The others"] * others
    assert len({row["Place or group"] for row in clean}) == 59, "every district stands there"
    ranks = [row["Rank"] for row in clean[20:]]
    assert ranks == sorted(ranks, reverse=True), "the worse before the better"
    assert (clean[0]["Place or group"], clean[0]["Rank"], clean[0]["FY23"]) == ("Bronx 5", 59, 0.784)
    moved = tuple(clean[10][one] for one in ("Place or group", "Change", "Verdict"))
    assert moved == ("Brooklyn 5", "+16.9 pts", "✓ Better")
    page = openpyxl.load_workbook(tmp_path / "dsny_places_reviewed_MMR-FY23.xlsx")[BY_PLACE]
    first = next(row for row in range(5, page.max_row + 1) if page.cell(row, 2).value == "The others")
    assert [page.row_dimensions[row].hidden for row in range(first - 1, first + others)] == [False, *[True] * others]
    folded = sum(page.row_dimensions[row].hidden for row in range(5, page.max_row + 1))
    assert (
        f"Folded: {folded} rows of places in neither list; the + beside the row above opens them." in page["A2"].value
    )
    assert "no figure" not in office.run("places", "review", "DSNY", "--year", "2023", "--into", tmp_path)
    assert "Nothing is known by place" in office.run("places", "review", "--year", "2019", "--into", tmp_path, leaves=2)


def test_a_submissions_places_stand_in_its_variance_sheet_with_what_is_said(office, tmp_path):
    form = office.form("DSNY")
    book = openpyxl.load_workbook(form)
    sheet = book["Breakdowns"]
    for row, figure in enumerate((10, 20, 30, 40, 50), 6):
        sheet.cell(row, 8).value = figure
        sheet.cell(row, 10).value = "A second crew began in May." if figure == 50 else None
    book.save(form)
    office.run("review", form, "--into", tmp_path)
    rows = rows_of(tmp_path / "PMR_DSNY_MMR_FY26_v1_variances.xlsx", BY_PLACE)
    told = [(row["Place or group"], row["FY26"], row["Explanation"]) for row in rows]
    assert told[0] == ("Staten Island", 50, "A second crew began in May.")
    assert [figure for _, figure, _ in told] == [50, 40, 30, 20, 10]


def test_where_no_place_has_a_figure_yet_the_page_says_so(office, tmp_path):
    office.run("review", office.form("DSNY"), "--into", tmp_path)
    page = openpyxl.load_workbook(tmp_path / "PMR_DSNY_MMR_FY26_v1_variances.xlsx")[BY_PLACE]
    assert page["A3"].value == "None of these figures has come in yet."
    assert page.row_dimensions[5].hidden, "the places are there, folded"


def test_the_equity_report_says_gaps_and_progress_as_workbook_and_as_data(office, tmp_path):
    office = office.copy(tmp_path / "office")
    lots = office.folder.parent / "lots.csv"
    figures = {"1": 400, "2": 90, "3": 200, "4": 300, "5": 60}
    said = {"agency": "DSNY", "indicator": "Lots cleaned citywide"}
    rows = [
        {**said, "place_kind": "Borough", "place": code, "period": "FY2025", "value": figure}
        for code, figure in figures.items()
    ]
    office.run("record", "import-places", written(lots, rows))
    office.run("places", "equity", "DSNY", "--year", "2025", "--into", tmp_path)
    told = {row["Indicator"]: row for row in rows_of(tmp_path / "equity_MMR-FY25.xlsx", "Equity indicators")}
    assert {row["By"] for name, row in told.items() if name != "Lots cleaned citywide"} == {"not broken down"}
    row = told["Lots cleaned citywide"]
    assert (row["By"], row["Highest"], row["Lowest"]) == ("Borough", "Manhattan 400", "Staten Island 60")
    assert row["Gap"].startswith("340 ± ")
    office.run("assemble", "--report", "equity-indicators", "--year", "2025", "--into", tmp_path, leaves=None)
    tables = next(tmp_path.glob("PMR_DSNY_EQUITY*.xlsx"))
    sheets = openpyxl.load_workbook(tables)
    assert [sheets["1 Borough"].cell(row, 3).value for row in range(5, 10)] == [400, 90, 200, 300, 60]
    (plan,) = rows_of(tmp_path / "equity_MMR-FY25.xlsx", "Plan progress")
    assert plan["Strategy"] == "Clean lots in every borough"
    assert plan["From"].startswith("FY22 ")
    with (tmp_path / "equity_MMR-FY25.csv").open(encoding="utf-8", newline="") as file:
        kinds = [one["kind"] for one in csv.DictReader(file)]
    assert kinds == ["equity"] * len(told) + ["plan"]


def _reviewed(office, tmp_path, figures=(10, 20, 30, 40, 50)):
    """The variance sheet of a form with lots by borough."""
    form = office.form("DSNY")
    book = openpyxl.load_workbook(form)
    for row, figure in enumerate(figures, 6):
        book["Breakdowns"].cell(row, 8).value = figure
    book.save(form)
    office.run("review", form, "--into", tmp_path)
    return form, tmp_path / "PMR_DSNY_MMR_FY26_v1_variances.xlsx"


def _decided(sheet, to, places=(), review=()):
    """The sheet with single places decided (place, decision, note), and with indicators decided on Review."""
    book = openpyxl.load_workbook(sheet)
    page = book[BY_PLACE]
    at = {cell.value: cell.column for cell in page[4]}
    for row in range(5, page.max_row + 1):
        for place, decision, note in places:
            if page.cell(row, at["Place or group"]).value == place:
                page.cell(row, at["Decision"]).value, page.cell(row, at["Note"]).value = decision, note
    own = book["Review"]
    (heading,) = (row for row in own.iter_rows() if {"Id", "Decision"} <= {cell.value for cell in row})
    columns = {cell.value: cell.column for cell in heading}
    for row in range(heading[0].row + 1, own.max_row + 1):
        for name, decision in review:
            if own.cell(row, columns["Id"]).value == name:
                own.cell(row, columns["Decision"]).value = decision
    book.save(to)
    return to


LOTS = "dsny-lots-cleaned-citywide"


def test_one_place_is_returned_with_its_name_and_blocks_acceptance(office, tmp_path):
    copy = office.copy(tmp_path / "office")
    form, sheet = _reviewed(copy, tmp_path)
    marked = _decided(sheet, tmp_path / "marked.xlsx", [("Bronx", "Return", "Half of the lots are counted twice.")])
    told = copy.run("decide", marked, leaves=None)
    assert "1 " in told
    (taken,) = [one for one in _taken(copy) if one.indicator == LOTS]
    assert (taken.decision, taken.note) == ("Return", "Bronx: Half of the lots are counted twice.")
    assert "Bronx: Half of the lots are counted twice." in copy.run("accept", form, "--despite", "x", leaves=2)
    copy.run("decide", marked, leaves=None)
    assert len([one for one in _taken(copy) if one.indicator == LOTS]) == 1, "again, it changes nothing"
    copy.run("review", form, "--into", tmp_path)
    book = openpyxl.load_workbook(sheet)
    said = [cell.value for row in book["Review"].iter_rows() for cell in row]
    assert "Bronx: Half of the lots are counted twice." in said, "the next sheet shows it in the indicator's row"


def _taken(office):
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.fiscal import Edition, Report

    return Desk(office.folder).record.decisions_taken(Edition(Report.MMR, 2026), "DSNY")


def test_places_held_and_returned_are_told_together(office, tmp_path):
    copy = office.copy(tmp_path / "office")
    _, sheet = _reviewed(copy, tmp_path)
    both = [("Bronx", "Hold", "the letter is awaited"), ("Queens", "Return", "")]
    copy.run("decide", _decided(sheet, tmp_path / "marked.xlsx", both), leaves=None)
    (taken,) = [one for one in _taken(copy) if one.indicator == LOTS]
    assert taken.decision == "Return"
    assert sorted(taken.note.split("; ")) == ["Hold Bronx: the letter is awaited", "Return Queens"]


@pytest.mark.parametrize(
    ("places", "review", "told"),
    [
        ([("Bronx", "Approve", "")], [], "“Approve” is not decided of a single place (Bronx)"),
        ([("Bronx", None, "why?")], [], "words stand beside Bronx, and no decision is chosen"),
        ([("Bronx", "Return", "x")], [(LOTS, "Approve")], "“Approve” is decided here, and “Return” of Bronx: x"),
        ([("Bronx", "Gone", "")], [], "“Gone” is not decided of a single place"),
    ],
)  # fmt: skip
def test_what_is_not_decided_of_a_place_is_told_and_not_taken(office, tmp_path, places, review, told):
    copy = office.copy(tmp_path / "office")
    _, sheet = _reviewed(copy, tmp_path)
    every = [("*", "Approve"), *review]  # all without a question: none of them for a place that is not understood
    marked = _decided(sheet, tmp_path / "marked.xlsx", places, every)
    assert told in copy.run("decide", marked, leaves=None)
    assert len(_taken(copy)) > 20
    assert not [one for one in _taken(copy) if one.indicator == LOTS]


def test_each_place_stands_there_once_and_one_of_the_folded_can_be_held(office, tmp_path):
    later = office.copy(tmp_path / "office")
    later.edit(("breakdowns: [borough]", "breakdowns: [community_district]"))
    lots = "dsny-lots-cleaned-citywide"
    form = later.form("DSNY")
    book = openpyxl.load_workbook(form)
    sheet = book["Breakdowns"]
    asked = [row for row in range(6, sheet.max_row + 1) if sheet.cell(row, 1).value == lots]
    assert len(asked) == 59
    for row in asked[:-2]:
        sheet.cell(row, 8).value = row
    sheet.cell(asked[-1], 8).value = "NA"
    book.save(form)
    later.run("review", form, "--into", tmp_path, leaves=None)
    path = tmp_path / "PMR_DSNY_MMR_FY26_v1_variances.xlsx"
    rows = [row for row in rows_of(path, BY_PLACE) if row["Id"] == lots]
    assert [row["List"] for row in rows] == ["Highest ten"] * 10 + ["No figure"] + ["The others"] * 48
    assert [(row["FY26"], row["Verdict"]) for row in (rows[10], rows[-1])] == [("NA", "No figure"), (None, "No figure")]
    assert len({row["Place or group"] for row in rows}) == 59

    book = openpyxl.load_workbook(path)
    sheet = book[BY_PLACE]
    headings = {cell.value: cell.column for cell in sheet[4]}
    at = next(row for row in range(5, sheet.max_row + 1) if sheet.cell(row, headings["List"]).value == "The others")
    for heading, typed in (("Decision", "Hold"), ("Note", "Ask the depot."), ("Name", "B. Boss")):
        sheet.cell(at, headings[heading]).value = typed
    place = sheet.cell(at, headings["Place or group"]).value
    book.save(path)
    assert "1 decision" in later.run("decide", path)
    told = later.run("record", "show", lots)
    assert "Hold" in told
    assert f"{place}: Ask the depot." in told
