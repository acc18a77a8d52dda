"""The tables as a workbook: the printed layout, what is published, and that both show what is printed."""

from __future__ import annotations

import csv
import re
from decimal import Decimal

import pytest
from at_least_one import at_least_one
from example import CHAPTER, MMR, PAST, PMMR
from printed_report import chapters, past_of
from soffice import converted

from pmr_xl.books.reading.reader import read_book
from pmr_xl.books.writing.writer import workbook_bytes, write
from pmr_xl.forms.paper import theme
from pmr_xl.forms.report_tables.columns import FIRST, NAME, PAGE_WIDTH, SIGNS
from pmr_xl.forms.report_tables.page_rows import legend
from pmr_xl.forms.report_tables.tables import PUBLISHED, WORKING, lay
from pmr_xl.mmr import TableKind, assemble
from pmr_xl.model.book.places import Range
from pmr_xl.model.fiscal import Period
from pmr_xl.model.office_settings import OfficeSettings

FINAL = assemble(CHAPTER, PAST, MMR, revised=[("dox-tons", Period(2022))])
EARLY = assemble(CHAPTER, PAST, PMMR)
DSNY = assemble(chapters()["DSNY"], past_of("DSNY"), MMR)
CHAPTERS = pytest.mark.parametrize("chapter", [FINAL, EARLY, DSNY], ids=["example", "preliminary", "DSNY"])


def shown(put):
    """The text a cell shows: a number by its format, as Excel and the report print it."""
    if not isinstance(put.content, float):
        return put.content
    code, value = put.style.number_format, Decimal(format(put.content, ".15g"))
    if code in ("[m]:ss", "[h]:mm"):
        smaller = round(value * 86400) // (1 if code == "[m]:ss" else 60)
        return f"{smaller // 60}:{smaller % 60:02d}"
    places = len(re.search(r"0(?:\.(0+))?", code)[1] or "")
    if "%" in code:
        return f"{value * 100:,.{places}f}%"
    sign, value = ("-", -value) if value < 0 else ("", value)
    return f"{sign}{'$' if '$' in code else ''}{value:,.{places}f}{':1' if ':1' in code else ''}"


def area_of(paper, name):
    sheet, _, area = paper.names[name].removeprefix("=").rpartition("!")
    return paper.page(sheet.strip("'")), Range.parse(area)


@CHAPTERS
def test_the_printed_page_shows_every_cell_as_printed(chapter):
    paper = lay(chapter)
    for table in at_least_one(chapter.of(TableKind.INDICATORS)):
        page, area = area_of(paper, table.range_name)
        assert page.cells[area.top + 1, NAME].content == table.first_head
        assert area.bottom - area.top + 1 == len(table.rows) + 2  # two rows of headings
        for at, row in enumerate(table.rows, start=area.top + 2):
            assert (page.cells[at, SIGNS].content or "") == row.signs
            assert page.cells[at, NAME].content == row.label
            texts = [shown(page.cells[at, column]) for column in range(FIRST, area.right + 1)]
            printed = ["[missing]" if cell.missing else cell.display for cell in row.cells]
            assert [text for text in texts if text] == [text for text in printed if text]


@CHAPTERS
def test_every_table_has_its_name_and_its_legend(chapter):
    paper = lay(chapter)
    assert list(paper.names) == [table.range_name for table in chapter.tables]
    for table in chapter.tables:
        page, area = area_of(paper, table.range_name)
        assert page.cells[area.bottom + 1, SIGNS].content.text == legend(table.kind)


def test_services_and_goals_head_their_tables_once():
    page = lay(FINAL).page("Tables")
    texts = [put.content for (_, column), put in sorted(page.cells.items()) if column == SIGNS and put.content]
    headings = [text for text in texts if isinstance(text, str) and text.startswith(("SERVICE", "Goal", "AGENCY"))]
    assert headings == [
        "SERVICE 1   Keep things clean.", "Goal 1a   Increase street and sidewalk cleanliness.",
        "SERVICE 2   Be quick and thrifty.", "Goal 2a   Respond to emergencies quickly.",
        f"Goal 2b   {CHAPTER.services[1].goals[1].goal.partition(' training')[0]}", "AGENCY CUSTOMER SERVICE",
    ]  # fmt: skip


def test_sub_rows_stand_in_with_a_dash():
    page = lay(FINAL).page("Tables")
    part = next(put for put in page.cells.values() if put.content == "— Street")
    assert part.style.indent == 1


def test_a_group_of_columns_is_headed_without_merging():
    page, area = area_of(lay(FINAL), "pmr_DOX_1a")
    upper = [page.cells[area.top, column] for column in range(FIRST, area.right + 1)]
    assert [put.content for put in upper] == ["Actual", None, None, None, None, "Target", None, "Trend", "Desired"]
    assert {put.style.align for put in upper[:7]} == {"center_across"}


def printed_pages(page):
    """First and last row of every printed page."""
    ends = [*page.print.breaks, page.print.area.bottom]
    return list(zip([1, *(end + 1 for end in ends[:-1])], ends, strict=True))


@pytest.mark.parametrize("code", ["CCRB", "HRA", "NYPD", "DSNY", "HPD"])
def test_no_table_is_torn_that_fits_a_page_unless_half_a_page_would_be_empty(code):
    paper = lay(assemble(chapters()[code], past_of(code), MMR))
    page = paper.page("Tables")
    turns, whole = printed_pages(page), 533 * max(1.0, sum(page.widths.values()) / PAGE_WIDTH)
    torn = 0
    for name in at_least_one(paper.names):
        _, area = area_of(paper, name)
        if any(start <= area.top and area.bottom <= end for start, end in turns):
            continue
        torn += 1
        start, end = next(turn for turn in turns if turn[0] <= area.top <= turn[1])
        above = sum(page.heights[row] for row in range(start, area.top))
        table = sum(page.heights[row] for row in range(area.top, area.bottom + 1))
        if table + 60 <= whole:
            assert above <= 0.55 * whole + 60, name  # its own headings stand above it
            assert end - area.top >= 5, "four rows below its headings"
            assert area.bottom - end >= 5, "and four on the next page"
    assert torn <= 3


def test_of_the_whole_report_no_page_is_left_half_empty():
    """Pages of all agencies but the last of each: before tables were torn for it, 11 were."""
    shares = []
    for code in ("ACS", "DOE", "DOC", "DHS", "NYPD", "HRA", "DSNY", "FDNY"):
        page = lay(assemble(chapters()[code], past_of(code), MMR)).page("Tables")
        whole = 533 * max(1.0, sum(page.widths.values()) / PAGE_WIDTH)
        turns = printed_pages(page)[:-1]
        shares += [sum(page.heights[row] for row in range(start, end + 1)) / whole for start, end in turns]
    assert len(shares) > 40
    assert sum(share < 0.5 for share in shares) <= 1, "one whose next table has too few rows to be torn"


def test_a_heading_longer_than_the_page_takes_another_line():
    page = lay(assemble(chapters()["HRA"], past_of("HRA"), MMR)).page("Tables")
    texts = [put.content for (_, column), put in sorted(page.cells.items()) if column == SIGNS]
    at = next(at for at, text in enumerate(texts) if isinstance(text, str) and text.startswith("SERVICE 2"))
    assert texts[at].endswith("skills enhancement, job")
    assert texts[at + 1] == "search, job placement, wellness services and other supports."


@pytest.mark.parametrize("code", ["CCRB", "DOE", "HPD", "NYCHA", "DSNY"])
def test_every_printed_page_is_full_at_most_and_has_its_headings(code):
    chapter = assemble(chapters()[code], past_of(code), MMR)
    page, first_heads = lay(chapter).page("Tables"), {table.first_head for table in chapter.tables}
    scale = max(1.0, sum(page.widths.values()) / PAGE_WIDTH)
    for start, end in at_least_one(printed_pages(page)):
        rows = range(start, end + 1)
        assert sum(page.heights[row] for row in rows) <= 533 * scale + 8  # the last gap may hang over
        heads = [row for row in rows if (row, NAME) in page.cells and page.cells[row, NAME].content in first_heads]
        assert min(heads) <= start + 5  # title, section and goal may stand above


def test_columns_are_as_wide_as_their_widest_figure():
    hpd = lay(assemble(chapters()["HPD"], past_of("HPD"), MMR)).page("Tables")
    assert hpd.widths[FIRST] > 11  # a figure in the billions of dollars
    assert lay(DSNY).page("Tables").widths[FIRST] < 10


def test_working_papers_filter_and_stay_what_is_published_does_neither():
    for page in at_least_one(lay(FINAL, WORKING).pages[1:]):
        assert page.filter is not None
        assert page.freeze is not None
    for page in lay(FINAL, PUBLISHED).pages:
        assert page.filter is None
        assert page.freeze is None
        assert page.table is not None
        assert not page.table_filters


@CHAPTERS
def test_working_data_have_what_is_printed_beside_its_raw_value(chapter):
    page = lay(chapter, WORKING).page("Indicators data")
    headings = {put.content: column for (row, column), put in page.cells.items() if row == 4}
    at = 4
    for table, row in at_least_one(chapter.rows()):
        at += 1
        for head, cell in zip(table.heads, row.cells, strict=True):
            printed = "[missing]" if cell.missing else cell.display
            assert page.cells[at, headings[head.full]].content == printed
            if head.numeric:
                raw = page.cells[at, headings[f"{head.full} raw"]].content
                assert raw == (float(cell.value) if isinstance(cell.value, Decimal) else None)
    assert (at + 1, 1) not in page.cells


@CHAPTERS
def test_a_published_table_has_every_number_once_and_it_shows_what_is_printed(chapter):
    page = lay(chapter, PUBLISHED).page("Indicators")
    headings = {put.content: column for (row, column), put in page.cells.items() if row == 4}
    assert len(headings) == 9 + len(chapter.of(TableKind.INDICATORS)[0].heads)
    at = 4
    for table, row in at_least_one(chapter.rows()):
        at += 1
        for head, cell in zip(table.heads, row.cells, strict=True):
            words = {"NA": "[x]", "*": "[z]", "↑": "Up", "↓": "Down"}.get(cell.text, cell.text)
            assert shown(page.cells[at, headings[head.full]]) == words
        revised = [f"[r] {head.label}" for head, cell in zip(table.heads, row.cells, strict=True) if cell.revised]
        assert page.cells[at, headings["Notes"]].content == (" ".join(revised) or "[z]")
    assert (at + 1, 1) not in page.cells


def test_the_names_of_published_tables_hold_their_rows():
    paper = lay(FINAL, PUBLISHED)
    for table in at_least_one(FINAL.tables):
        page, area = area_of(paper, table.range_name)
        assert [page.cells[row, 1].content for row in range(area.top, area.bottom + 1)] == [
            row.id for row in table.rows
        ]


def test_every_shorthand_and_sign_used_is_explained_in_the_notes():
    notes = {put.content for (_, column), put in lay(FINAL, PUBLISHED).page("Notes").cells.items() if column == 1}
    assert {"Critical", "Equity", "Up, Down", "[x]", "[r]", "[z]"} <= notes


@pytest.mark.parametrize(("band", "said"), [("0.10", "10%"), ("0.025", "2.5%"), ("0.2", "20%")])
def test_the_notes_say_the_trend_band_that_the_office_has(band, said):
    printed = assemble(CHAPTER, PAST, MMR, OfficeSettings(trend_band=Decimal(band)))
    cells = lay(printed, PUBLISHED).page("Notes").cells
    row = next(row for (row, column), put in cells.items() if column == 1 and put.content == "5-Year Trend")
    assert cells[row, 2].content.endswith(f"Up or Down where it moves more than {said}.")


@pytest.mark.parametrize("profile", [WORKING, PUBLISHED])
def test_every_colour_can_be_read(profile):
    for page in at_least_one(lay(DSNY, profile).pages):
        for put in at_least_one(put for put in page.cells.values() if put.content not in (None, "")):
            assert theme.contrast(put.style.colour or "#000000", put.style.fill or theme.WHITE) >= 4.5, put


def test_arrows_are_the_reports_own_and_never_dingbats():
    texts = [put.content for put in lay(DSNY).page("Tables").cells.values() if isinstance(put.content, str)]
    assert "⇧" in texts
    assert "⇩" in texts
    assert not any(sign in text for text in texts for sign in "↑↓ñò")


@pytest.mark.parametrize("profile", [WORKING, PUBLISHED])
def test_through_a_real_file(tmp_path, profile):
    path = tmp_path / "tables.xlsx"
    paper = lay(DSNY, profile)
    write(paper, path)
    book = read_book(path)
    assert [sheet.name for sheet in book.sheets] == [page.name for page in paper.pages]
    assert set(paper.names) <= set(book.names)
    assert not any(sheet.merges for sheet in book.sheets)
    assert workbook_bytes(paper) == workbook_bytes(lay(DSNY, profile))


def test_a_profile_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="working or published"):
        lay(FINAL, "draft")


@pytest.mark.libreoffice
def test_a_spreadsheet_program_shows_every_cell_as_printed(tmp_path):
    """LibreOffice writes what its cells show: another program's opinion of the number formats."""
    chapter = assemble(chapters()["FDNY"], past_of("FDNY"), MMR)
    path = tmp_path / "fdny.xlsx"
    write(lay(chapter), path)
    converted(path, tmp_path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true")
    with (tmp_path / "fdny.csv").open(encoding="utf-8", newline="") as lines:
        found = [[cell for cell in line if cell] for line in csv.reader(lines)]
    for table in at_least_one(chapter.of(TableKind.INDICATORS)):
        for row in at_least_one(table.rows):
            wanted = [text for text in (row.signs, row.label, *(cell.display for cell in row.cells)) if text]
            assert wanted in found, wanted
