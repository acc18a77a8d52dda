"""Every sheet that the office's commands write is laid so that nothing is cut off, on a laptop's screen and on paper.

The forms, review copies and variance sheets have tests of their own, with every agency's words.
"""

from __future__ import annotations

import page_fit
import pytest
from places_played import published_rows, written
from years_played import Years

from pmr_xl.books.writing import writer

BOROUGHS = ("equity: true", "equity_plan: Clean lots in every borough", "breakdowns: [borough]")
TIGHT = 1.6  # points: the report's tables are set as tight as the report sets them
WORKING = {"Indicators data", "Resources data"}  # filtered on screen, wider than it: names stay in sight
PUBLISHED = {"Indicators", "Resources"}  # one plain table for all programs, a reader's own view of it
PAGES = {
    "Board", "Exceptions", "By agency", "Target worksheet", "Commitments", "Receipt", "Equity indicators",
    "Plan progress", "By place", "Reliability", "Recompute", "Sample", "Tables", "Provenance", "At a glance",
    "Promised", "Breakdowns", "Targets", "Summary", "All rows", *WORKING, *PUBLISHED, "Units of appropriation data",
}  # fmt: skip


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Every page by name, as it was handed to the writer; the same name may be on several workbooks."""
    caught = []
    real = writer.workbook_bytes

    def catch(paper):
        caught.extend(paper.pages)
        return real(paper)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writer, "workbook_bytes", catch)
        _commands(Years.begun(tmp_path_factory.mktemp("sheets") / "office", only=["DSNY", "DVS"]))
    return caught


def _commands(office):
    out = office.folder.parent / "out"
    path = written(office.folder.parent / "all.csv", [one for one in published_rows() if one["agency"] == "DSNY"])
    office.run("record", "import-places", path)
    name = "name: Lots cleaned citywide\n"
    office.edit((name, name + "".join(f"            {line}\n" for line in BOROUGHS)))
    sent = [office.filled(code, "--due", "2026-09-03", "--year", "2026") for code in ("DSNY", "DVS")]
    for month in ("october", "november"):
        one = office.filled("DVS", "--report", "cpr", "--month", month, "--year", "2027", "--due", "2026-12-10")
        office.run("accept", one, "--by", "A. Supervisor", "--despite", "as told", leaves=None)
    office.run("commitment", "add", "Say how requests are counted. " * 9, "--agency", "DVS", "--due", "2020-06-30")
    for words in (
        ("review", *sent, "--into", out),
        ("exceptions", "--edition", "MMR-FY26", "--sheet", out / "exceptions.xlsx"),
        ("board", "--edition", "MMR-FY26", "--sheet", out / "board.xlsx"),
        ("targets", "DSNY", "--edition", "MMR-FY26", "--sheet", out / "targets.xlsx"),
        ("receipt", sent[1], "--into", out),
        ("commitment", "sheet", "DVS", "--into", out),
        ("places", "review", "DSNY", "--year", "2023", "--into", out),
        ("places", "publish", "DSNY", "--year", "2016", "--into", out),
        ("places", "equity", "--year", "2026", "--into", out),
        ("reliability", "statement", "--year", "FY25", "--to", out / "reliability.xlsx"),
        ("reliability", "sample", "--year", "FY25", "--seed", "any", "--into", out),
        ("promised", "--sheet", out / "promised.xlsx"),
        ("assemble", "DVS", "--report", "cpr", "--month", "november", "--year", "2027", "--into", out),
        ("assemble", "DSNY", "--year", "2025", "--into", out, "--despite", "all=as told"),
        ("assemble", "DSNY", "--year", "2025", "--profile", "published", "--into", out, "--despite", "all=as told"),
        ("layout", "DSNY", "--year", "2025", "--into", out, "--despite", "all=as told"),
    ):
        office.run(*words, leaves=None)


def test_the_sheets_are_all_there(pages):
    names = {page.name for page in pages}
    assert names >= PAGES, PAGES - names
    assert any(name.startswith("1 ") for name in names), "figures by place, a sheet a list"


def test_rows_are_as_high_as_the_words_in_them(pages):
    wrong = {
        (page.name, row): text
        for page in pages
        if page.visible
        for row, text in page_fit.low_rows(page, TIGHT if page.name == "Tables" else 0.6)
    }
    assert len(pages) > 40
    assert not wrong


def test_no_words_are_cut_off_by_the_next_cell_or_by_the_edge_of_the_page(pages):
    wrong = {(page.name, *where) for page in pages if page.visible for where in page_fit.cut_words(page)}
    assert len(pages) > 40
    assert not wrong


def test_no_word_is_broken_between_two_letters(pages):
    wrong = {(page.name, *where) for page in pages if page.visible for where in page_fit.broken_words(page)}
    assert len(pages) > 40
    assert not wrong


def test_headings_stand_at_the_edge_that_their_column_stands_at(pages):
    wrong = {(page.name, head) for page in pages if page.visible for head in page_fit.heads_astray(page)}
    assert sum(page.table is not None or page.filter is not None for page in pages) > 20
    assert not wrong


def test_figures_do_not_touch_the_words_beside_them(pages):
    wrong = {page.name: page_fit.touching(page)[:3] for page in pages if page.visible and page_fit.touching(page)}
    assert len(pages) > 40
    assert not wrong


def test_what_is_printed_is_at_least_seven_points_high(pages):
    small = {(page.name, round(page_fit.type_in_print(page), 2)) for page in pages if page.visible}
    assert len(small) > 20
    assert not {one for one in small if one[1] < page_fit.LEAST_TYPE}


def test_a_title_is_printed_once_on_the_first_page_and_whole_on_the_one_beside(pages):
    headed = [page for page in pages if page.visible and page.print.header]
    assert {page.name for page in headed} == {"Indicators data", "Indicators"}, "else the title stands at the foot"
    assert not {page.name: told for page in pages if (told := page_fit.said_twice(page))}
    assert sum(page.print.repeat_columns is not None for page in pages) > 2
    assert not {page.name: told for page in pages if (told := page_fit.cut_by_the_next_page(page))}


def test_letter_paper_with_room_at_its_foot_for_everything_said_there(pages):
    assert {page.print.paper for page in pages} == {"letter"}
    assert len({page.print.footer for page in pages}) > 10
    assert not {page.name: page.print.footer for page in pages if page_fit.foot_meets(page)}


def test_one_screen_wide_or_with_the_names_in_sight(pages):
    wide = {page.name: page for page in pages if page.visible and page_fit.pixels(page) > page_fit.SCREEN}
    assert set(wide) <= WORKING | PUBLISHED
    assert all(wide[name].freeze[1] > 1 and wide[name].filter for name in WORKING)
    long = {page.name: page for page in pages if max(row for row, _ in page.cells) > 60 and page.table}
    assert len(long) > 3
    assert all(page.print.repeat_rows and (page.freeze or page.name in PUBLISHED) for page in long.values())
