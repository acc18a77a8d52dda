"""A blank form is linted like code: whatever Excel cuts, refuses or cannot do is found here first."""

import io
import re
import zipfile

import pytest
from at_least_one import at_least_one
from example import CHAPTER, CPR, MMR, MONTHLY, PAST, PMMR, SETTINGS

from pmr_xl.books.writing.writer import workbook_bytes
from pmr_xl.forms import submission_form
from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import height_of, text_of, width_left, width_of
from pmr_xl.forms.paper.pages import Formula
from pmr_xl.forms.submission_form.plan import COMMISSIONER, HEADING_ROW, HEADINGS_AT, SHEETS, STATUSES, SUBMISSION
from pmr_xl.model.book.places import Range, from_a1
from pmr_xl.model.past import Past
from pmr_xl.office import Library
from pmr_xl.office.folder import built_in_office

# All of them in Excel 2007 or, IFERROR apart, before; LibreOffice has them too.
PLAIN_FUNCTIONS = {
    "ABS", "AND", "CHAR", "COUNTA", "COUNTIF", "EXACT", "FIND", "HYPERLINK", "IF", "IFERROR", "INDEX", "INT",
    "ISERROR", "ISLOGICAL", "ISNA", "ISNUMBER", "ISTEXT", "LARGE", "LEFT", "LEN", "LOWER", "MATCH", "MAX", "MIN", "MOD",
    "NOT",
    "OR", "REPLACE", "REPT", "RIGHT", "ROUND",
    "SMALL", "SUBSTITUTE", "SUM", "SUMPRODUCT", "TEXT", "TRIM", "TRUE",
}  # fmt: skip
A_NAME = re.compile(r"pmr_[a-z_]+")


@pytest.fixture(scope="module", params=[MMR, PMMR, CPR], ids=["mmr", "pmmr", "cpr"])
def paper(request):
    past = MONTHLY if request.param.monthly else PAST
    return submission_form.lay(CHAPTER, request.param, past, SETTINGS, schema_hash="0123abcd")


@pytest.fixture(scope="module")
def every_agencys():
    chapters = Library(built_in_office()).chapters()
    return [submission_form.lay(chapter, MMR, Past(), SETTINGS, schema_hash="0") for chapter in chapters]


def formulas(paper):
    for page in paper.pages:
        for put in page.cells.values():
            if isinstance(put.content, Formula):
                yield put.content.text
        yield from (paint.formula for paint in page.paints)
        yield from (str(rule.value) for rule in page.rules if rule.kind == "custom")


def heading_row(page):
    return HEADING_ROW if page.name == SUBMISSION else HEADINGS_AT


def unquoted(formula):
    return re.sub(r'"(?:[^"]|"")*"', '""', formula)


def test_the_sheets_in_order_each_with_its_title(paper):
    assert tuple(page.name for page in paper.pages) == SHEETS
    assert all(text_of(page.cells[1, 1].content) for page in paper.pages)


def test_messages_keep_excels_limits(paper):
    for rule in at_least_one(rule for page in paper.pages for rule in page.rules):
        assert len(rule.prompt) <= 255, rule.prompt
        assert len(rule.error) <= 224, rule.error
        assert len(rule.prompt_title) <= 32
        assert len(rule.error_title) <= 32
        assert rule.prompt
        assert rule.prompt_title


def test_messages_never_blame_or_beg(paper):
    said = " ".join(rule.prompt + rule.error for page in paper.pages for rule in page.rules)
    assert not re.search(r"\b(invalid|valid|please|sorry|illegal)\b", said, re.IGNORECASE)


def test_formulas_are_plain(paper):
    for formula in at_least_one(formulas(paper)):
        bare = unquoted(formula)
        assert set(re.findall(r"([A-Z][A-Z0-9.]*)\(", bare)) <= PLAIN_FUNCTIONS, formula
        assert "[" not in bare  # no other workbook, no structured reference
        # Lists of texts alone, and only where every spreadsheet goes through them without being told to.
        assert set(re.findall(r"\{[^}]*\}", bare)) == set(re.findall(r'\{""(?:,"")*\}', bare))
        assert len(re.findall(r"SUMPRODUCT\(--(?:EXACT|ISNUMBER\(FIND)\([^{}]*\{", bare)) >= bare.count("{")
        assert len(formula) <= 8192
        assert all(len(text) <= 255 for text in re.findall(r'"((?:[^"]|"")*)"', formula))
        assert bare.count("(") == bare.count(")")
    for page in paper.pages:
        assert all(len(str(rule.value)) <= 255 for rule in page.rules)


def test_formulas_and_names_point_into_the_form(paper):
    filled = {page.name: page for page in paper.pages}
    place_in = re.compile(r"([A-Za-z]+)!(\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)")
    references = [*paper.names.values(), *map(unquoted, formulas(paper))]
    for sheet, area in at_least_one(found for reference in references for found in place_in.findall(reference)):
        place = Range.parse(area)
        assert place.bottom <= max(row for row, _ in filled[sheet].cells), (sheet, area)
        assert place.right <= max(column for _, column in filled[sheet].cells), (sheet, area)


def test_names_are_ours_and_allowed(paper):
    tables = {page.table[0].casefold() for page in paper.pages if page.table}
    for name in at_least_one(paper.names):
        assert A_NAME.fullmatch(name)
        assert name.casefold() not in tables
        with pytest.raises(ValueError, match="cell address"):
            from_a1(name)


def test_one_table_a_sheet_with_unique_headings_no_gaps_and_nothing_below(paper):
    for page in at_least_one(paper.pages[1:]):
        if page.name == COMMISSIONER:  # a page to be printed, not a table
            continue
        at = heading_row(page)
        headings = [put.content for (row, _), put in sorted(page.cells.items()) if row == at]
        assert all(isinstance(heading, str) and heading == heading.strip() for heading in headings)
        assert len({heading.casefold() for heading in headings}) == len(headings)
        assert {column for row, column in page.cells if row == at} == set(range(1, len(headings) + 1))
        rows = sorted({row for row, _ in page.cells if row > at})
        assert rows == list(range(at + 1, rows[-1] + 1))
        if page.table:
            assert page.table[1] == Range(at, 1, rows[-1], len(headings))


def test_every_open_cell_is_yellow_and_in_the_tables_no_other_is(paper):
    for page in at_least_one(paper.pages):
        assert page.protected
        for (row, _), put in page.cells.items():
            if not put.style.locked:
                assert put.style.fill == theme.PALE_YELLOW
            elif row >= heading_row(page) and page.name != "Welcome":  # Welcome's key shows a sample of the yellow
                assert put.style.fill != theme.PALE_YELLOW


def test_contrast(paper):
    for page in at_least_one(paper.pages):
        for put in at_least_one(page.cells.values()):
            style = put.style
            assert theme.contrast(style.colour or "#000000", style.fill or theme.WHITE) >= 4.5, (page.name, style)
        for paint in page.paints:
            beneath = {put.style.fill for place, put in page.cells.items() if place in paint.area}
            for fill in {paint.style.fill} if paint.style.fill else beneath:
                assert theme.contrast(paint.style.colour, fill or theme.WHITE) >= 4.5, (page.name, paint)


def test_colour_never_speaks_alone():
    for status in STATUSES:
        icon, _, word = status.partition(" ")
        assert not icon.isalnum()
        assert word.replace(" ", "").isalpha()
    assert len({status[0] for status in STATUSES}) == len(STATUSES)


def test_no_text_is_cut(paper):
    for page in at_least_one(paper.pages):
        for (row, column), put in page.cells.items():
            text = text_of(put.content)
            if not text.strip():
                continue
            width = page.widths.get(column, 8.43)
            if put.style.wrap:
                assert height_of(put, width) <= page.heights.get(row, 15) + 0.5, (page.name, row, column, text)
                continue
            space = width_left(width, put.style)
            beside = column + 1
            while (neighbour := page.cells.get((row, beside))) is None or neighbour.content in (None, ""):
                space += width_left(page.widths.get(beside, 8.43), put.style)
                beside += 1
                if space > 2000:
                    break
            assert width_of(text, put.style) <= space, (page.name, row, column, text)
        assert max(page.heights.values()) <= 409


def test_every_agencys_form_keeps_the_limits_and_shows_all_text(every_agencys):
    assert len(every_agencys) > 30
    for paper in every_agencys:
        test_messages_keep_excels_limits(paper)
        test_formulas_are_plain(paper)
        test_no_text_is_cut(paper)
        test_one_table_a_sheet_with_unique_headings_no_gaps_and_nothing_below(paper)


def test_long_hints_have_room_too(paper):
    page = paper.page("Submission")
    column = 12 if "pmr_to_date" not in paper.names else 13
    hints = [
        (row, put, text)
        for (row, at), put in page.cells.items()
        if at == column and isinstance(put.content, Formula)
        for text in re.findall(r'"((?:[^"]|"")*)"', put.content.text)
        if not text.startswith("|")  # words that are looked for, never shown
    ]
    for row, put, text in at_least_one(hints):
        assert height_of(put._replace(content=text), page.widths[column]) <= page.heights[row] + 0.5


def test_every_sheet_prints_to_one_page_in_width(paper):
    for page in paper.pages:
        assert page.print.fit_width == 1
        assert page.print.footer
    submission = paper.page("Submission")
    assert submission.print.landscape
    assert submission.print.repeat_rows == (2, 2)


def test_the_file_holds_nothing_merged_nothing_that_runs_and_no_links_out(paper, tmp_path):
    path = tmp_path / "form.xlsx"
    path.write_bytes(workbook_bytes(paper))
    with zipfile.ZipFile(path) as package:
        text = {name: package.read(name).decode() for name in package.namelist()}
    assert not any("mergeCell" in part for part in text.values())
    assert not any("external" in name.lower() or "vba" in name.lower() for name in text)
    assert not any('TargetMode="External"' in part for part in text.values())
    assert not any("_xlfn" in part for part in text.values())


def test_a_long_text_can_be_seen_whole_and_the_form_says_how(paper):
    said = [text_of(put.content) for put in paper.page("Instructions").cells.values()]
    explanation = next(rule for rule in paper.page("Submission").rules if rule.prompt_title == "Explanation")
    for text in (next(text for text in said if "how a long explanation begins" in text), explanation.prompt):
        assert "double-click the line below the row's number" in text.lower()
    with zipfile.ZipFile(io.BytesIO(workbook_bytes(paper))) as package:
        sheets = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    assert [sheet.count('formatRows="0"') for sheet in sheets] == [1] * len(SHEETS)  # 0: not kept from people
