"""Every sheet of every agency's form fits a laptop's screen and prints on one page's width, no type under 7 points."""

from __future__ import annotations

from functools import cache

import pytest
from page_fit import LEAST_TYPE, SCREEN, pixels, printed_high, shown, type_in_print

from pmr_xl.desk.desk import Desk
from pmr_xl.forms import submission_form
from pmr_xl.forms.submission_form.plan import (
    COMMISSIONER,
    FIRST_ROW,
    RESTATEMENTS,
    SHEETS,
    SUBMISSION,
    WELCOME,
    collapsed_columns,
    columns,
)
from pmr_xl.model.entry import Ask
from pmr_xl.model.fiscal import Edition, Report
from pmr_xl.office import built_in_office

EDITIONS = {"mmr": Edition(Report.MMR, 2026), "pmmr": Edition(Report.PMMR, 2026), "cpr": Edition(Report.CPR, 2026, 5)}
# All forms of one report every day, those of the others with the season.
EACH = [pytest.param(one, id=name, marks=() if name == "mmr" else pytest.mark.season) for name, one in EDITIONS.items()]
FROZEN = 0.4  # of the screen's width at most
THREE_LINES = 39  # points


@cache
def forms(edition):
    desk = Desk(built_in_office())
    chapters = list(desk.library.chapters())
    past = desk.published_before(chapters, edition)
    return [
        submission_form.lay(chapter, edition, past, desk.settings, schema_hash="0")
        for chapter in chapters
        if chapter.asked_in(edition).lines
    ]


@pytest.mark.parametrize("edition", EACH)
def test_every_sheet_fits_the_screen_and_the_page(edition):
    made = forms(edition)
    assert len(made) >= 45
    wrong = [
        (paper.title, page.name, pixels(page), round(type_in_print(page), 2))
        for paper in made
        for page in paper.pages
        if pixels(page) > SCREEN or type_in_print(page) < LEAST_TYPE or page.print.fit_width != 1 or page.zoom != 100
    ]
    assert not wrong, wrong
    assert {tuple(page.name for page in paper.pages) for paper in made} == {SHEETS}


@pytest.mark.parametrize("edition", EACH)
def test_restatements_print_on_one_page_as_many_rows_as_it_holds(edition):
    pages = [page for paper in forms(edition) for page in paper.pages if page.name == RESTATEMENTS]
    assert len(pages) >= 45
    filled = {round(printed_high(page), 3) for page in pages}
    assert max(filled) <= 1
    assert min(filled) > 0.9


@pytest.mark.parametrize("edition", EACH)
def test_the_figure_and_what_to_do_are_on_one_screen_with_the_name(edition):
    keys = [column.key for column in columns(edition)]
    folded = {keys.index(key) + 1 for key in collapsed_columns(edition)}
    assert len(folded) == 2
    for paper in forms(edition):
        page = paper.page(SUBMISSION)
        assert page.folded == folded
        assert page.freeze == (3, 4)
        frozen = sum(int(page.widths[column] * 7 + 5) for column in shown(page) if column < 4)
        assert frozen <= SCREEN * FROZEN
        assert pixels(page) >= SCREEN * 0.95, "the room there is is used"


@pytest.mark.parametrize("edition", EACH)
def test_what_prints_on_one_page_is_not_too_small_for_it(edition):
    """Welcome and the commissioner's page: the height of their rows as well as their width."""
    one_page = [page for paper in forms(edition) for page in paper.pages if page.print.fit_height == 1]
    assert {page.name for page in one_page} == {WELCOME, COMMISSIONER}
    for page in one_page:
        last = page.print.area.bottom if page.print.area else max(row for row, _ in page.cells)
        height = sum(page.heights.get(row, 15) for row in range(1, last + 1))
        *_, top, bottom = page.print.margins
        room = (11.0 - top - bottom) * 72
        sizes = [put.style.size for (row, _), put in page.cells.items() if row <= last and put.content]
        assert min(sizes) * min(1.0, room / height) >= LEAST_TYPE, (page.name, height)


@pytest.mark.parametrize("edition", EACH)
def test_rows_are_as_high_as_their_words_and_figures_keep_off_the_lines(edition):
    """Most indicators take two or three lines, whatever goal they begin; what is typed stands apart from its status."""
    keys = [column.key for column in columns(edition)]
    heights, rows = [], 0
    for paper in forms(edition):
        page = paper.page(SUBMISSION)
        last = page.table[1].bottom
        heights += [page.heights[row] for row in range(FIRST_ROW, last + 1)]
        rows += last - FIRST_ROW + 1
        for key in (Ask.ACTUAL, Ask.TARGET):
            figure = page.cells[FIRST_ROW, keys.index(key) + 1].style
            assert (figure.align, figure.indent) == ("right", 1)
        assert page.cells[FIRST_ROW, keys.index(Ask.STATUS) + 1].style.indent == 1
    assert len(heights) == rows > 1000
    assert sum(height <= THREE_LINES for height in heights) >= 0.85 * rows
    assert max(heights) <= 4 * THREE_LINES


def test_a_goals_whole_words_are_told_where_its_cell_is_chosen():
    told = 0
    for paper in forms(EDITIONS["mmr"]):
        page = paper.page(SUBMISSION)
        goal = [column.key for column in columns(EDITIONS["mmr"])].index(Ask.GOAL) + 1
        prompts = {rule.area.top: rule for rule in page.rules if rule.area.left == goal}
        for row, rule in prompts.items():
            shown = page.cells[row, goal].content
            number, _, words = shown.partition("  ")
            assert rule.prompt_title == f"Goal {number}"
            assert rule.prompt.startswith(words.removesuffix(" …"))
            told += shown.endswith(" …")
    assert told > 50
