"""What is published by place and group: small counts hidden everywhere alike, gaps with margins, a grid for a map."""

import csv
import re
from decimal import Decimal

import openpyxl
import pytest
from click.testing import CliRunner
from places_played import published_rows, written

from pmr_xl.analysis.places.cutting import cut_for_publication
from pmr_xl.analysis.places.gap import gap_trend
from pmr_xl.cli.commands import pmr
from pmr_xl.desk.desk import Desk
from pmr_xl.forms.charts.small_multiples import PlaceLine, small_multiples
from pmr_xl.forms.charts.tile_grid import SHADES, WHITE_FROM, PlaceTile, tile_grid
from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import width_of
from pmr_xl.forms.paper.pages import Style
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Unit
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.office import init_office

pytestmark = pytest.mark.both_engines

FIRST, LAST = Period(2025), Period(2026)
PEOPLE = Indicator("x-people", "People served", breakdowns=("race",))
SHARE = Indicator("x-share", "Served in time (%)", Unit.PERCENT, 1, breakdowns=("race",), weighted_by="x-people")
GROUPS = """
  - id: dsny-people-served
    name: People served
    breakdowns: [race]
    roll_up: sum
  - id: dsny-people-served-in-time
    name: People served in time (%)
    unit: percent
    decimals: 1
    breakdowns: [race]
    roll_up: weighted
    weighted_by: dsny-people-served
"""


def series(**figures):
    return {name: {FIRST: Decimal(a), LAST: Decimal(b)} for name, (a, b) in figures.items()}


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """An office with the Scorecard, landmarks, and people by race: small made-up counts."""
    folder = tmp_path_factory.mktemp("published")
    office = init_office(folder / "office")
    page = office / "schemas" / "indicators" / "dsny.yaml"
    page.write_text(page.read_text("utf-8").rstrip("\n") + GROUPS, "utf-8")
    counts = {
        "asian": (210, 240),
        "black": (800, 760),
        "hispanic": (640, 655),
        "native": (4, 3),
        "white": (900, 880),
        "other": (12, 14),
    }
    rows = [
        {"agency": "DSNY", "indicator": name, "place_kind": "Race", "place": group, "period": period, "value": value}
        for group, (a, b) in counts.items()
        for period, count, share in (("FY2022", a, 61.5), ("FY2023", b, 64.0))
        for name, value in (("People served", count), ("People served in time (%)", share + (group == "white") * 20))
    ]
    for number, lines in enumerate((published_rows(), rows)):
        ask(office, "record", "import-places", written(folder / f"{number}.csv", lines))
    return office


def ask(office, *asked):
    done = CliRunner().invoke(pmr, ["--office", str(office), *map(str, asked)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture(scope="module")
def out(office, tmp_path_factory):
    into = tmp_path_factory.mktemp("out")
    told = ask(office, "places", "publish", "--year", "2023", "--into", into)
    return into, told


def test_page_workbook_and_rows_are_written_and_what_is_hidden_is_counted(out):
    into, told = out
    assert sorted(path.suffix for path in into.iterdir()) == [".csv", *[".html"] * 5, *[".xlsx"] * 2]
    assert "✓ 5 breakdowns; 8 figures are hidden." in told
    assert "dsny-scorecard-streets-clean: nothing was cut" in told


def test_a_small_count_is_hidden_alike_on_the_page_in_the_workbook_and_in_the_rows(out):
    into, _ = out
    with (into / "places_MMR-FY23.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["id"] == "dsny-people-served"]
    status = {(row["geovalue"], row["period"]): (row["value"], row["value_status"]) for row in rows}
    assert status["native", "FY2023"] == ("", "hidden")
    assert status["other", "FY2023"] == ("", "hidden"), "so that the total does not give the other away"
    assert status["white", "FY2023"] == ("880", "number")
    assert {row["geotype"] for row in rows} == {"Race or ethnicity"}
    page = (into / "dsny-people-served_race_MMR-FY23.html").read_text("utf-8")
    assert re.search(r"<td>American Indian or Alaska Native</td><td>\[c\]</td><td>\[c\]</td>", page)
    assert "cell suppression" in page
    sheet = openpyxl.load_workbook(into / "dsny_places_MMR-FY23.xlsx")
    (served,) = (one for one in sheet.worksheets if str(one["A1"].value).startswith("People served, by"))
    figures = {row[0].value: row[3].value for row in served.iter_rows(min_row=5)}
    assert (figures["American Indian or Alaska Native"], figures["White"]) == ("[c]", 880)
    share = (into / "dsny-people-served-in-time_race_MMR-FY23.html").read_text("utf-8")
    assert re.search(r"<td>American Indian or Alaska Native</td><td>\[c\]</td><td>\[c\]</td>", share)


def test_working_files_are_never_cut(office):
    record = Desk(office).record
    assert (
        record.past_by_member(["dsny-people-served"]).figure("dsny-people-served", "race", "native", Period(2023)) == 3
    )


def test_the_python_door_gives_them_whole(office):
    import pmr_xl

    frame = pmr_xl.open_office(office).places("DSNY").to_frame()
    people = frame[(frame["indicator_id"] == "dsny-people-served") & (frame["period"] == "FY23")]
    assert people.set_index("code")["value"]["native"] == 3, "nothing is hidden for the office"
    bronx = frame[(frame["code"] == "202") & (frame["period"] == "FY23")]
    assert set(bronx["text"]) == {"82.3%", "2.1%"}
    assert set(bronx["within"]) == {"Bronx"}


def test_the_rows_have_the_citys_own_geotype_and_geovalue(out):
    with (out[0] / "places_MMR-FY23.csv").open(encoding="utf-8", newline="") as file:
        clean = [row for row in csv.DictReader(file) if row["id"] == "dsny-scorecard-streets-clean"]
    assert {(row["geotype"], row["open_data_id"]) for row in clean} == {("CB", "940")}
    assert [row["value"] for row in clean if row["geovalue"] == "202" and row["period"] == "FY2023"] == ["82.3"]
    assert [row["value_status"] for row in clean if row["geovalue"] == "202" and row["period"] == "FY2019"] == [
        "missing"
    ]


def test_landmarks_are_no_people_and_are_shown(out):
    page = (out[0] / "lpc-landmarks-and-districts-by-place_community_district_MMR-FY23.html").read_text("utf-8")
    assert "[c]" not in page
    assert ">BX 11<" in page or ">MN 5<" in page, "the grid bears its places"


def test_the_gap_has_a_margin_where_counts_are_known():
    weights = series(a=(400, 400), b=(900, 900), c=(500, 500))
    out = cut_for_publication(SHARE, series(a=(60, 60), b=(61, 80), c=(60, 70)), [FIRST, LAST], weights=weights)
    told = gap_trend(SHARE, out, [FIRST, LAST], weights)
    assert (told.high, told.low, [round(one.width, 6) for one in told.gaps]) == ("b", "a", [1, 20])
    # By hand: z for three pairs is 2.394; the root of 80·20/900 + 60·40/400 is 2.789 points.
    assert told.gaps[1].margin == pytest.approx(2.3940 * 2.7889, rel=1e-3)
    assert told.word == "wider"
    calm = cut_for_publication(SHARE, series(a=(60, 60), b=(63, 64), c=(61, 62)), [FIRST, LAST], weights=weights)
    assert gap_trend(SHARE, calm, [FIRST, LAST], weights).word == "no more than chance"
    bare = cut_for_publication(SHARE, series(a=(60, 60), b=(63, 80)), [FIRST, LAST])
    assert [one.margin for one in gap_trend(SHARE, bare, [FIRST, LAST], {}).gaps] == [None, None]
    assert gap_trend(SHARE, cut_for_publication(SHARE, series(a=(1, 2)), [FIRST]), [FIRST], {}) is None


def test_a_count_of_people_is_cut_by_the_offices_threshold():
    members = series(a=(7, 8), b=(90, 95), c=(400, 410))
    assert cut_for_publication(PEOPLE, members, [LAST]).hidden == {("a", LAST), ("b", LAST)}
    assert cut_for_publication(PEOPLE, members, [LAST], threshold=5).hidden == frozenset()


def test_a_district_is_not_given_away_by_its_borough():
    from pmr_xl.desk.breakdowns.publishing import _cut
    from pmr_xl.model.breakdowns import PastByMember
    from pmr_xl.model.fiscal import Edition, Report
    from pmr_xl.model.office_settings import OfficeSettings
    from pmr_xl.office import Library, built_in_office

    read = Library(built_in_office()).breakdowns.get
    lists = {"borough": read("borough"), "community_district": read("community_district")}
    counts = {one.code: 30 for one in lists["community_district"].members} | {"501": 4, "502": 0, "503": 0}
    sums = {str(digit): sum(count for code, count in counts.items() if code[0] == str(digit)) for digit in range(1, 6)}
    one = Indicator("x", "People", breakdowns=tuple(lists))
    figures = [{code: {LAST: Decimal(count)} for code, count in each.items()} for each in (sums, counts)]
    known = PastByMember({"x": dict(zip(lists, figures, strict=True))})
    told = _cut(one, lists, known, Edition(Report.MMR, 2026), OfficeSettings().small_count)
    districts, boroughs = told["community_district"][0], told["borough"][0]
    assert ("501", LAST) in districts.hidden
    assert ("5", LAST) in boroughs.hidden, "Staten Island is 4 in all: its sum would say it"
    assert len(boroughs.hidden) == 2, "and another, lest the total say it"
    other = next(code for code, _ in boroughs.hidden if code != "5")
    assert any(code[0] == other for code, _ in districts.hidden), "whose districts do not add up to it"


def test_months_do_not_give_each_other_away_through_the_year():
    from pmr_xl.model.fiscal import Span
    from pmr_xl.model.schema.indicator import Aggregation

    one = Indicator("x", "People", aggregation=Aggregation.SUM, breakdowns=("race",))
    months = [Period(2026, Span.MONTH, number) for number in range(1, 13)]
    members = {
        code: {month: Decimal(count) for month in months} | {LAST: Decimal(count * 12)}
        for code, count in {"a": 40, "b": 50, "c": 60}.items()
    }
    members["a"][months[3]] = Decimal(5)
    out = cut_for_publication(one, members, months)
    assert out.hidden == {("a", months[3]), ("b", months[3])}, "months that went out before stay out"
    assert cut_for_publication(one, members, [LAST]).hidden == {("a", LAST), ("b", LAST)}
    members["b"] = members["c"] = {month: Decimal(1) for month in months} | {LAST: Decimal(12)}
    assert cut_for_publication(one, members, [LAST]).hidden >= {("b", LAST), ("c", LAST)}, (
        "years that would give months away"
    )


def test_charts_say_in_words_what_they_draw_and_never_join_over_a_gap():
    tiles = [
        PlaceTile("BX 2", "Bronx 2", 1, 0, 5.0, "5"),
        PlaceTile("BX 3", "Bronx 3", 2, 0, None, "[c]", hidden=True),
    ]
    grid = tile_grid("Lots", tiles)
    assert "<title>Lots: Bronx 2 5, Bronx 3 [c]</title>" in grid
    assert "url(#hidden)" in grid
    lines = small_multiples("Lots", [PlaceLine("Bronx 2", (1.0, 2.0, None, 3.0), "3")], ())
    assert lines.count("<polyline") == 1
    assert lines.count("<circle") == 1


def test_an_id_that_no_schema_has_is_told_as_such(office, tmp_path):
    with pytest.raises(Fault, match="No schema has an indicator “dsny-nothing”") as told:
        ask(office, "places", "publish", "--only", "dsny-nothing", "--into", tmp_path / "none")
    assert told.value.exit_code == 2
    assert not (tmp_path / "none").exists()


def test_what_stands_on_a_tile_is_told_apart_from_its_shade():
    assert len(SHADES) > WHITE_FROM
    for place, shade in enumerate(SHADES):
        ink = "#FFFFFF" if place >= WHITE_FROM else theme.INK
        assert theme.contrast(ink, shade) >= 4.5, shade


def test_long_names_of_groups_do_not_lie_over_their_figures():
    lines = [PlaceLine("American Indian or Alaska Native", (1.0, 2.0), "1,234")] * 6
    drawn = small_multiples("Groups", lines, [])
    starts = [float(one) for one in re.findall(r"<text x='([\d.]+)' y='10' fill", drawn)]
    ends = [float(one) for one in re.findall(r"<text x='([\d.]+)' y='10' text-anchor='end'", drawn)]
    assert len(starts) == len(ends) == 3, "as many as there is room for"
    look = Style(size=10)
    for start, end in zip(starts, ends, strict=True):
        assert end - start > width_of(lines[0].name, look) + width_of(lines[0].last, look)


def test_one_period_is_no_line_and_no_trend(office, tmp_path):
    ask(office, "places", "publish", "DSNY", "--year", "2016", "--into", tmp_path)
    page = (tmp_path / "dsny-scorecard-streets-clean_community_district_MMR-FY16.html").read_text("utf-8")
    assert "FY16 to FY16" not in page
    assert "through the years" not in page
    assert re.search(r"<h2>The gap between [^:<]+</h2>", page)
    assert page.count("<thead>") == 2, "headings are repeated on each printed page"
