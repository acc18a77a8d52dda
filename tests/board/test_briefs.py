"""Briefs: one page an agency; every figure on it is the printed figure; charts are told apart without colour."""

from __future__ import annotations

import csv
from decimal import Decimal
from xml.etree import ElementTree as ET

import docx
import pytest
from page_opened import driven, needs_browser
from printed_report import chapters, printed
from years_played import Years

from pmr_xl.books.writing.picture import can_draw
from pmr_xl.forms.briefs.brief import Brief, BriefChange, page
from pmr_xl.forms.charts.line_chart import HEIGHT, SMALL, WIDTH, ChartPoint, draw, line_chart
from pmr_xl.forms.charts.panel import NamedDrawing, panel
from pmr_xl.forms.paper.drawing import DrawnText

pytestmark = pytest.mark.both_engines

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The briefs of three agencies, two of which have sent what the report printed."""
    office = Years.begun(tmp_path_factory.mktemp("briefs") / "office", only=("DSNY", "DPR", "LPC"))
    office.form("DSNY")
    office.form("DPR")
    office.run("brief", "--all", "--edition", "MMR-FY26")
    office.run("exceptions", "--edition", "MMR-FY26", "--csv", office.folder / "exceptions.csv")
    return office


def of_the_report(code):
    """The printed rows by id."""
    lines = chapters()[code].lines
    return {line.id: row for line, row in zip(lines, printed("indicators")[code], strict=True)}


@pytest.mark.parametrize("code", ["DSNY", "DPR"])
def test_every_figure_in_word_is_the_printed_one(written, code):
    document = docx.Document(str(written.folder / "outbox" / f"PMR_{code}_brief.docx"))
    (table,) = document.tables
    heads, *rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert heads == ["Indicator and why", "FY22", "FY23", "FY24", "FY25", "FY26", "Target", "In its words"]
    assert len(rows) == 5
    wanted = list(of_the_report(code).values())
    for row in rows:
        name = row[0].splitlines()[0].removeprefix("★ ")
        theirs = [[one[year] for year in heads[1:6]] for one in wanted if one["indicator"] in (name, f"— {name}")]
        assert row[1:6] in theirs, name
    with (written.folder / "exceptions.csv").open(encoding="utf-8-sig", newline="") as text:
        matters = [one["indicator"] for one in csv.DictReader(text) if one["agency"] == code][:5]
    assert [row[0].splitlines()[0].removeprefix("★ ") for row in rows] == matters, (
        "those that the exceptions begin with"
    )


def test_every_chart_shows_the_printed_figures(written):
    text = (written.folder / "outbox" / "PMR_briefs.html").read_text(encoding="utf-8")
    wanted = of_the_report("DSNY") | of_the_report("DPR")
    changes = text.split("<div class='change' id='")[1:]
    assert len(changes) == 10
    for one in changes:
        row = wanted[one.partition("'")[0]]
        for year in ("FY22", "FY23", "FY24", "FY25", "FY26"):
            assert f">{row[year]}</text>" in one
    assert "Landmarks Preservation Commission · MMR Fiscal 2026" in text
    assert "No form is received." in text
    assert "http" not in text.replace("http://www.w3.org/2000/svg", ""), "nothing is fetched from anywhere"


@needs_browser[1]
@needs_browser[2]
def test_a_telephone_shows_names_and_charts_as_wide_as_it_is(written):
    place = (written.folder / "outbox" / "PMR_briefs.html").as_uri()
    seen = driven("narrow.mjs", place, ".change > div, .change > svg")
    assert seen["narrowest"] > 260
    assert seen["count"] == 20
    assert seen["wide"] <= 360
    assert seen["left"] >= 12, "not at the very edge"


def test_the_page_of_briefs_tells_a_telephone_how_wide_it_is_and_lays_charts_below_their_names(written):
    text = (written.folder / "outbox" / "PMR_briefs.html").read_text(encoding="utf-8")
    assert "<meta name='viewport' content='width=device-width'>" in text
    assert "@media screen and (max-width:40rem){.change{display:block}}" in text


def test_where_no_year_has_a_figure_the_page_says_so_in_place_of_an_empty_chart():
    years = tuple(ChartPoint(f"FY{year}", None, "NA") for year in (25, 26))
    change = BriefChange("dox-rating", "CORE rating", critical=False, why="? NA again", points=years, target=None,
                         target_shown="", said="")  # fmt: skip
    text = page([Brief("DOX", "Department", "MMR Fiscal 2026", "received", "file.xlsx", (change,))])
    assert "FY25 NA · FY26 NA" in text
    assert "<svg" not in text
    shown = change._replace(points=(years[0], ChartPoint("FY26", Decimal(3), "3")))
    assert "<svg" in page([Brief("DOX", "Department", "MMR Fiscal 2026", "received", "file.xlsx", (shown,))])


def drawn(points, **more):
    return ET.fromstring(line_chart("Rats & <mice>", points, **more))  # noqa: S314 - our own chart


def points(*values, broken=None):
    return [
        ChartPoint(
            f"FY{22 + at}", None if one is None else Decimal(one), "NA" if one is None else str(one), at == broken
        )
        for at, one in enumerate(values)
    ]


def test_a_chart_is_told_apart_without_colour_and_said_in_words():
    chart = drawn(points(5, 7, 6, 9, 8), target=Decimal(4), target_shown="4")
    assert chart.find(f"{SVG}title").text == "Rats & <mice>: FY22 5, FY23 7, FY24 6, FY25 9, FY26 8; target 4"
    (line,) = chart.findall(f"{SVG}polyline")
    places = [tuple(map(float, one.split(","))) for one in line.get("points").split()]
    assert max(places, key=lambda one: one[1])[0] == places[0][0], "the least stands lowest"
    assert min(places, key=lambda one: one[1])[0] == places[3][0], "the largest stands highest"
    (target,) = chart.findall(f"{SVG}line")
    assert target.get("stroke-dasharray")
    assert float(target.get("y1")) > max(y for _, y in places), "the target lies below all of them"
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places)


def test_a_line_is_open_where_a_figure_is_missing_and_where_the_series_breaks():
    assert [len(one.get("points").split()) for one in drawn(points(5, 7, None, 9, 8)).findall(f"{SVG}polyline")] == [
        2,
        2,
    ]
    broken = drawn(points(5, 7, 6, 9, 8, broken=3))
    assert [len(one.get("points").split()) for one in broken.findall(f"{SVG}polyline")] == [3, 2]
    assert "break" in [one.text for one in broken.findall(f"{SVG}text")]
    assert drawn(points(None, None)).findall(f"{SVG}polyline") == []
    flat = drawn(points(3, 3, 3))
    assert len({one.get("cy") for one in flat.findall(f"{SVG}circle")}) == 1


def test_the_one_picture_of_a_word_brief_says_the_printed_figures(written):
    """Its words, and the description by which it is heard, are the figures of the exceptions' CSV."""
    document = docx.Document(str(written.folder / "outbox" / "PMR_DSNY_brief.docx"))
    (shape,) = document.inline_shapes
    told = shape._inline.docPr.get("descr").splitlines()
    with (written.folder / "exceptions.csv").open(encoding="utf-8-sig", newline="") as text:
        matters = [one for one in csv.DictReader(text) if one["agency"] == "DSNY"][:5]
    assert len(told) == len(matters) == 5
    wanted = of_the_report("DSNY")
    for line, one in zip(told, matters, strict=True):
        years = ", ".join(f"{year} {wanted[one['id']][year]}" for year in ("FY22", "FY23", "FY24", "FY25", "FY26"))
        aim = "" if one["target"] in ("", "*", "↑", "↓") else f"; target {one['target']}"
        assert line == f"{one['indicator']}: {years}{aim}"
        assert wanted[one["id"]]["FY26"] == one["actual"]
    picture = document.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed].blob
    assert picture.startswith(b"\x89PNG")
    assert "\n".join(told).encode("latin-1", "replace") in picture, "the picture itself says them too"
    assert (shape.width, shape.height) < (document.sections[0].page_width, document.sections[0].page_height)


def test_a_panel_draws_what_its_charts_say_and_no_words_collide():
    charts = [
        NamedDrawing(f"Indicator {at} of a very long name", draw("x", points(5, 7, 6, 9, last), Decimal(8), "8", SMALL))
        for at, last in enumerate((8, 9, 1, 7))
    ]
    whole = panel(charts)
    for one in charts:
        assert set(one.drawing.texts) - {"FY22", "FY26"} <= set(whole.texts)
        (said,) = [mark for mark in one.drawing.marks if isinstance(mark, DrawnText) and mark.bold]
        (aim,) = [mark for mark in one.drawing.marks if isinstance(mark, DrawnText) and mark.text == "target 8"]
        assert abs(said.y - aim.y) > SMALL.font
    heads = [mark for mark in whole.marks if isinstance(mark, DrawnText) and mark.text.startswith("Indicator")]
    assert [(mark.x, mark.y) for mark in heads] == sorted(
        {(mark.x, mark.y) for mark in heads}, key=lambda one: (one[1], one[0])
    )
    assert whole.width <= 468


def test_without_what_draws_pictures_word_has_the_table_and_the_command_says_what_to_install(written, monkeypatch):
    monkeypatch.setattr("pmr_xl.books.writing.picture.find_spec", lambda _name: None)
    told = written.run("brief", "DPR", "--edition", "MMR-FY26", "--into", written.folder / "plain")
    assert "▲ The Word documents carry no charts; what draws them is installed by pip install “pmr_xl[charts]”." in told
    document = docx.Document(str(written.folder / "plain" / "PMR_DPR_brief.docx"))
    assert len(document.inline_shapes) == 0
    assert len(document.tables[0].rows) == 6
    monkeypatch.undo()
    assert can_draw()
