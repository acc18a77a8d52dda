# ruff: noqa: E501 - markup is easier to compare when an element is not broken
import gc
import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator, TranslatorError
from packing import HEAD, MAIN, OFFICE, parts, rels, saved, sheet

from pmr_xl.books.package.opening import Limits, Package
from pmr_xl.books.reading.formulas import translate
from pmr_xl.books.reading.reader import read_book
from pmr_xl.books.reading.sheet_reader import SheetReader
from pmr_xl.books.reading.values import iso_date, number, unescape
from pmr_xl.model.book.cell import CellError
from pmr_xl.model.book.places import Range, ranges
from pmr_xl.model.book.sheet import DataValidation, Note, SheetKind, TableArea, Visibility
from pmr_xl.model.fault import Unreadable

PROJECT = Path(__file__).parents[2]


@pytest.fixture(params=["plain rows fast", "expat alone"])
def way(request, monkeypatch):
    """Both ways through rows must find the same."""
    if request.param == "expat alone":
        monkeypatch.setattr(SheetReader.__init__, "__kwdefaults__", {"fast": False})


def read(folder, rows="", limits=None, **made):
    after = {key: made.pop(key) for key in ("before", "after", "attributes") if key in made}
    path = saved(folder, parts(sheet(rows, **after), **made))
    return read_book(path) if limits is None else read_book(path, limits)


def values(book):
    return {cell.address: cell.value for cell in book.sheets[0].cells.values()}


STRINGS = (
    "<si><t>plain</t></si><si><r><rPr><b/></rPr><t>bold</t></r><r><t> </t></r><r><t>end</t></r>"
    '<rPh sb="0" eb="1"><t>reading</t></rPh><phoneticPr fontId="1"/></si>'
    '<si><t xml:space="preserve"> kept </t></si><si><t> cut </t></si><si><t/></si><si/>'
    "<si><t>line_x000D_\nnext_x005F_x0041_</t></si><si><t>&#x200B;1\u00a0234</t></si>"
)


@pytest.mark.usefixtures("way")
def test_values_of_every_type(tmp_path):
    book = read(
        tmp_path,
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>'
        '<c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c><c r="F1" t="s"><v>5</v></c><c r="G1" t="s"><v>6</v></c>'
        '<c r="H1" t="s"><v>7</v></c></row>'
        '<row r="2" spans="1:9"><c r="A2"><v>1204.5</v></c><c r="B2" t="n"><v>1E-3</v></c><c r="C2" t="b"><v>1</v></c>'
        '<c r="D2" t="b"><v>0</v></c><c r="E2" t="e"><v>#DIV/0!</v></c><c r="F2" t="e"><v>#NEW!</v></c>'
        '<c r="G2" t="str"><f>A2&amp;""</f><v>1204.5</v></c><c r="H2" t="str"><f>""</f><v></v></c><c r="I2"><v></v></c></row>'
        '<row r="3"><c r="A3"><v>1_000</v></c><c r="B3"><v>nan</v></c><c r="C3"><v>1e999</v></c><c r="D3"><v> 7 </v></c>'
        '<c r="E3"><v>12,5</v></c><c r="F3" t="str"><v>naïve _x0041_</v></c></row>'
        '<row r="4"><c r="A4" t="d"><v>2026-06-30T12:00:00</v></c><c r="B4" t="inlineStr"><is><t>in</t></is></c>'
        '<c r="C4" t="inlineStr"><is><r><t xml:space="preserve">a </t></r><r><t>b </t></r></is></c>'
        '<c r="D4" t="str"><v xml:space="preserve"> s </v></c><c r="E4" t="str"><v> s </v></c></row>',
        strings=STRINGS,
    )
    assert values(book) == {
        "A1": "plain", "B1": "bold end", "C1": " kept ", "D1": "cut", "E1": "", "F1": "",
        "G1": "line\r\nnext_x0041_", "H1": "\u200b1\u00a0234",
        "A2": 1204.5, "B2": 0.001, "C2": True, "D2": False, "E2": CellError.DIV0, "F2": CellError.OTHER,
        "G2": "1204.5", "H2": "",
        "A3": "1_000", "B3": "nan", "C3": "1e999", "D3": 7.0, "E3": "12,5", "F3": "naïve A",
        "A4": 46203.5, "B4": "in", "C4": "a b", "D4": " s ", "E4": " s ",
    }  # fmt: skip
    assert type(book.sheets[0].cells[2, 3].value) is bool


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("place", ["-1", "1_0", "99", "x"])
def test_a_text_that_the_table_of_texts_does_not_hold(tmp_path, place):
    with pytest.raises(Unreadable, match="A1"):
        read(tmp_path, f'<row r="1"><c r="A1" t="s"><v>{place}</v></c></row>', strings=STRINGS)


@pytest.mark.usefixtures("way")
def test_signs_of_xml_in_formulas_and_results(tmp_path):
    book = read(
        tmp_path,
        '<row r="1"><c r="A1" t="str"><f>IF(B1&lt;2,"a&amp;lt;"&amp;B1,"&apos;")</f><v>a&amp;lt;1 &gt; &quot;</v></c></row>',
    )
    cell = book.sheets[0].cells[1, 1]
    assert cell.formula == 'IF(B1<2,"a&lt;"&B1,"\'")'
    assert cell.value == 'a&lt;1 > "'


@pytest.mark.usefixtures("way")
def test_texts_within_the_sheet(tmp_path):
    book = read(
        tmp_path,
        '<row r="1"><c r="A1" t="inlineStr"><is><t>a_x0041_</t></is></c><c r="B1" t="inlineStr"><is><t> b </t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t xml:space="preserve"> c\n</t></is></c><c r="B2" t="inlineStr"/></row>'
        '<row r="3"><c r="A3" t="inlineStr"><is><t></t></is></c><c r="B3" t="inlineStr"><is><t> </t></is></c></row>'
        '<row r="4"><c r="A4" t="n"><is><t>7</t></is></c><c r="B4" t="inlineStr"><f>A1</f><is><t></t></is></c></row>',
    )
    assert values(book) == {"A1": "aA", "B1": "b", "A2": " c\n", "A4": 7, "B4": None}


@pytest.mark.usefixtures("way")
def test_formulas(tmp_path):
    book = read(
        tmp_path,
        '<row r="1"><c r="A1"><f>SUM(B1:C1)</f><v>3</v></c><c r="B1"><f>1/0</f></c><c r="C1"><f>NOW()</f><v></v></c>'
        '<c r="D1"><f>=A1*2</f><v/></c><c r="E1"><f/><v>5</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c></row>'
        '<row r="3"><c r="A3"><f t="shared" ref="A2:A5" si="0">B3*$C$1+Sheet!B$3&amp;"B3"</f><v>1</v></c></row>'
        '<row r="4"><c r="A4"><f t="shared" si="0"/><v>2</v></c><c r="B4"><f t="shared" si="9"/><v>8</v></c></row>'
        '<row r="5"><c r="A5"><f t="array" ref="A5:A6">B5:B6*2</f><v>4</v></c><c r="B5" cm="1"><f t="array" ref="B5:B7">'
        '_xlfn.SEQUENCE(3)</f><v>1</v></c><c r="C5"><f t="dataTable" ref="C5:C6" dt2D="1" dtr="1" r1="A1" r2="B1"/><v>1</v></c>'
        '<c r="D5"><f t="dataTable" ref="D5" dtr="0" r1="A1"/><v>1</v></c></row>'
        '<row r="6"><c r="A6"><v>6</v></c></row>',
    )
    cells = {cell.address: cell for cell in book.sheets[0].cells.values()}
    assert {address: cell.formula for address, cell in cells.items()} == {
        "A1": "SUM(B1:C1)", "B1": "1/0", "C1": "NOW()", "D1": "A1*2", "E1": None,
        "A2": 'B2*$C$1+Sheet!B$3&"B3"', "A3": 'B3*$C$1+Sheet!B$3&"B3"', "A4": 'B4*$C$1+Sheet!B$3&"B3"', "B4": "",
        "A5": "B5:B6*2", "B5": "_xlfn.SEQUENCE(3)", "C5": "TABLE(A1,B1)", "D5": "TABLE(,A1)", "A6": "B5:B6*2",
        "B6": "_xlfn.SEQUENCE(3)", "C6": "TABLE(A1,B1)", "B7": "_xlfn.SEQUENCE(3)",
    }  # fmt: skip
    assert [address for address, cell in cells.items() if cell.without_result] == ["B1", "C1", "D1", "B6", "C6", "B7"]
    assert [str(area) for area in book.sheets[0].arrays] == ["A5:A6", "B5:B7", "C5:C6"]


@pytest.mark.usefixtures("way")
def test_formats_and_locks(tmp_path):
    styles = (
        '<numFmts><numFmt numFmtId="164" formatCode="[m]:ss"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"><protection locked="0"/></xf><xf numFmtId="20"/><xf numFmtId="99"/>'
        '</cellXfs><dxfs><dxf><protection locked="0"/></dxf></dxfs>'
    )
    book = read(
        tmp_path,
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"><v>1</v></c><c r="C1" s="2"><v>1</v></c>'
        '<c r="D1" s="3"><v>1</v></c><c r="E1" s="77"><v>1</v></c><c r="F1" s="1"/></row>',
        styles=styles,
    )
    assert [(cell.number_format, cell.locked) for cell in book.sheets[0].cells.values()] == [
        ("General", True), ("[m]:ss", False), ("h:mm", True), ("General", True), ("General", True),
    ]  # fmt: skip


@pytest.mark.usefixtures("way")
def test_places_without_addresses_and_odd_ones(tmp_path):
    book = read(
        tmp_path,
        "<row><c><v>1</v></c><c><v>2</v></c></row>"
        '<row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row><row><c r="a6"><v>5</v></c></row>'
        '<row r="7"><c r="B8"><v>6</v></c></row><row r="1048576"><c r="XFD1048576"><v>7</v></c></row>',
    )
    assert values(book) == {"A1": 1, "B1": 2, "C5": 3, "D5": 4, "A6": 5, "B8": 6, "XFD1048576": 7}
    assert book.sheets[0].formatted_to == (1_048_576, 16_384)


@pytest.mark.usefixtures("way")
def test_hidden_rows_and_columns(tmp_path):
    book = read(
        tmp_path,
        '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="true"/><row r="3" ht="0" customHeight="1">'
        '<c r="A3"><v>1</v></c></row><row r="4" hidden="0" ht="0.75"><c r="D4"><v>1</v></c></row>'
        '<row r="5" hidden="1"><c r="A5" s="1"/></row>',
        before='<cols><col min="2" max="2" width="9" hidden="1"/><col min="3" max="3" width="0"/>'
        '<col min="4" max="4" width="10"/><col min="5" max="16384" width="9" hidden="1"/></cols>',
    )
    assert book.sheets[0].hidden_rows == {1, 3}
    assert book.sheets[0].hidden_columns == {2, 3}


@pytest.mark.usefixtures("way")
def test_prefixes_comments_and_pretty_printing(tmp_path):
    text = sheet(
        '\n  <row r="1">\n    <c r="A1" t="str">\n      <v>a</v>\n    </c>\n    <!-- </row><row r="9"> -->\n    '
        '<c r="B1"><f>A1</f>\n<v>2</v></c>\n  </row>\n<!-- <row r="3"><c r="A3"><v>3</v></c></row> -->'
        '<row r="4"><c r="A4"><v>4</v></c></row><row r="5"><c r="A5" t="str"><v><![CDATA[a<b]]></v></c></row>',
        before="<!-- <sheetData> -->",
    )
    assert values(read_book(saved(tmp_path, parts(text)))) == {"A1": "a", "B1": 2, "A4": 4, "A5": "a<b"}
    prefixed = (
        f'{HEAD}<x:worksheet xmlns:x="{MAIN}" xmlns="urn:other"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v>'
        '</x:c><c r="B1"><v>9</v></c></x:row></x:sheetData></x:worksheet>'
    )
    assert values(read_book(saved(tmp_path, parts(prefixed)))) == {"A1": 1}
    mixed = sheet('<row r="1"><y:c r="A1"><y:v>1</y:v></y:c></row>', attributes=f' xmlns:y="{MAIN}"')
    assert values(read_book(saved(tmp_path, parts(mixed)))) == {"A1": 1}
    for encoding in ("utf-16", "iso-8859-1"):
        recoded = sheet('<row r="1"><c r="A1" t="str"><v>é</v></c></row>').replace("UTF-8", encoding).encode(encoding)
        assert values(read_book(saved(tmp_path, {**parts(), "xl/worksheets/sheet1.xml": recoded}))) == {"A1": "é"}


def test_what_stands_beside_the_cells(tmp_path):
    after = (
        '<sheetProtection sheet="1" objects="1"/><autoFilter ref="A1:B9"><filterColumn colId="0"><filters>'
        '<filter val="a"/></filters></filterColumn><filterColumn colId="1"><top10 val="3"/></filterColumn></autoFilter>'
        '<customSheetViews><customSheetView><autoFilter ref="A1"><filterColumn><filters/></filterColumn></autoFilter></customSheetView>'
        '</customSheetViews><mergeCells count="2"><mergeCell ref="D12:E12"/><mergeCell ref="A1:B1"/></mergeCells>'
        '<conditionalFormatting sqref="A1:A9"><cfRule type="expression" priority="1"><formula>A1&gt;1</formula></cfRule>'
        '<cfRule type="dataBar" priority="2"/></conditionalFormatting>'
        '<dataValidations count="2"><dataValidation type="list" sqref="B2:B9 D2"><formula1>"a,b"</formula1>'
        '</dataValidation><dataValidation sqref="C1"/></dataValidations>'
        '<extLst><ext uri="x"><x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type="dataBar" id="1"/>'
        '<x14:cfRule type="expression" priority="3" id="2"><xm:f>Lists!A1</xm:f></x14:cfRule></x14:conditionalFormatting>'
        '</x14:conditionalFormattings><x14:dataValidations count="1"><x14:dataValidation type="list"><x14:formula1>'
        "<xm:f>Lists!$A$2:$A$7</xm:f></x14:formula1><xm:sqref>F7:F9</xm:sqref></x14:dataValidation></x14:dataValidations>"
        "</ext></extLst>"
    )
    spaces = ' xmlns:x14="urn:x14" xmlns:xm="urn:xm"'
    found = read(tmp_path, after=after, attributes=spaces).sheets[0]
    assert found.protected
    assert found.filtered == (Range(1, 1, 9, 2),)
    assert found.merges == (Range(12, 4, 12, 5), Range(1, 1, 1, 2))
    assert found.conditional_formats == 3
    assert found.validations == (
        DataValidation("B2:B9 D2", "list", '"a,b"'),
        DataValidation("C1", "none"),
        DataValidation("F7:F9", "list", "Lists!$A$2:$A$7"),
    )
    arrows = '<autoFilter ref="A1:B9"><filterColumn colId="0" hiddenButton="1"/></autoFilter>'
    quiet = read(tmp_path, after=f'{arrows}<sheetProtection sheet="0"/>').sheets[0]
    assert not quiet.filtered
    assert not quiet.protected
    assert list(ranges("A1 nonsense B2:C3 B2:sense A0 3:4 A1048577")) == [
        Range(1, 1, 1, 1), Range(2, 2, 3, 3), Range(3, 1, 4, 16384),
    ]  # fmt: skip


ENDLESS = "9" * 5_000  # digits; Python refuses to make a number of so many


def test_a_number_of_endless_digits_is_none(tmp_path):
    before = f'<cols><col min="1" max="{ENDLESS}" hidden="1"/></cols>'
    styles = f'<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="{ENDLESS}"/></cellXfs>'
    made = parts(sheet('<row r="1"><c r="A1" s="1"><v>1</v></c></row>', before), styles=styles)
    made["xl/worksheets/_rels/sheet1.xml.rels"] = rels(("a", "comments", "../comments1.xml"))
    made["xl/comments1.xml"] = (
        f'{HEAD}<comments xmlns="{MAIN}"><authors><author>Ana</author></authors><commentList>'
        f'<comment ref="A1" authorId="{ENDLESS}"><text><t>Why</t></text></comment></commentList></comments>'
    )
    made["xl/workbook.xml"] = made["xl/workbook.xml"].replace(
        "</sheets>",
        f'</sheets><definedNames><definedName name="here" localSheetId="{ENDLESS}">1</definedName></definedNames>',
    )
    book = read_book(saved(tmp_path, made))
    assert book.sheets[0].notes == (Note(1, 1, "Why"),)
    assert book.sheets[0].hidden_columns == frozenset()
    assert book.sheets[0].at(1, 1).number_format == "General"
    assert book.names == {"here": "1"}


def test_a_row_of_endless_digits_is_told(tmp_path):
    with pytest.raises(Unreadable, match=r"a row with the number “9{20}”"):
        read(tmp_path, f'<row r="{ENDLESS}"><c><v>1</v></c></row>')


def test_rows_that_a_tables_filter_hides(tmp_path):
    rows = "".join(f'<row r="{row}" hidden="1"><c r="A{row}"><v>{row}</v></c></row>' for row in (1, 4, 6, 7, 9, 10))
    made = parts(sheet(rows))
    made["xl/worksheets/_rels/sheet1.xml.rels"] = rels(("rId1", "table", "../tables/table1.xml"))
    criterion = '<filterColumn colId="1"><customFilters><customFilter val="3"/></customFilters></filterColumn>'
    table = f'<table xmlns="{MAIN}" name="T" ref="A6:B9"><autoFilter ref="A6:B9">{{}}</autoFilter></table>'
    for inside, out in ((criterion, {7, 9}), ('<filterColumn colId="1" hiddenButton="1"/>', set())):
        made["xl/tables/table1.xml"] = table.format(inside)
        found = read_book(saved(tmp_path, made)).sheets[0]
        assert found.hidden_rows == {1, 4, 6, 7, 9, 10}
        assert found.filtered_out == out, inside


def test_notes_and_threaded_comments(tmp_path):
    made = parts()
    made["xl/worksheets/_rels/sheet1.xml.rels"] = rels(
        ("a", "comments", "../comments1.xml"),
        (
            "b",
            "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
            "../threadedComments/t1.xml",
        ),
    )
    made["xl/_rels/workbook.xml.rels"] = rels(
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("p", "http://schemas.microsoft.com/office/2017/10/relationships/person", "persons/person.xml"),
    )
    made["xl/comments1.xml"] = (
        f'{HEAD}<comments xmlns="{MAIN}"><authors>\n<author>Ana</author> <author>tc={{GUID}}</author></authors><commentList>'
        '<comment ref="B2" authorId="0"><text>\n <r><t>Why </t></r> <r><t>so_x000D_?</t></r><rPh><t>x</t></rPh></text></comment>'
        '<comment ref="C3" authorId="1"><text><t>[Threaded comment] …</t></text></comment>'
        '<comment ref="D4" authorId="1"><text><t>alone</t></text></comment><comment ref="?"/></commentList></comments>'
    )
    made["xl/threadedComments/t1.xml"] = (
        f'{HEAD}<ThreadedComments xmlns="urn:t"><threadedComment ref="C3" personId="{{1}}" id="x"><text>Late data</text>'
        '</threadedComment><threadedComment ref="C3" personId="{2}" parentId="x"><text>Thanks</text></threadedComment>'
        "</ThreadedComments>"
    )
    made["xl/persons/person.xml"] = (
        f'{HEAD}<personList xmlns="urn:t"><person displayName="Ben" id="{{1}}"/></personList>'
    )
    book = read_book(saved(tmp_path, made))
    assert book.sheets[0].notes == (
        Note(2, 2, "Why so\r?", "Ana"),
        Note(4, 4, "alone", "tc={GUID}"),
        Note(3, 3, "Late data", "Ben", threaded=True),
        Note(3, 3, "Thanks", "", threaded=True),
    )


def test_book_facts(tmp_path):
    made = parts(workbook=f'<workbookPr date1904="true"/>{two_sheets()}')
    made["_rels/.rels"] = rels(
        ("rId1", "officeDocument", "xl/workbook.xml"),
        ("rId2", "extended-properties", "docProps/app.xml"),
        ("rId3", f"{OFFICE.rpartition('/')[0]}/digital-signature/origin", "_xmlsignatures/origin.sigs"),
    )
    made["docProps/app.xml"] = (
        f'{HEAD}<Properties xmlns="urn:p"><Application>Microsoft Excel</Application><AppVersion>16.0300</AppVersion></Properties>'
    )
    made["xl/_rels/workbook.xml.rels"] = rels(
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId2", "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet", "macrosheets/sheet1.xml"),
        ("rId3", "externalLink", "externalLinks/externalLink1.xml"),
        ("rId4", "connections", "connections.xml"),
        ("rId5", "dialogsheet", "dialogsheets/sheet1.xml"),
    )
    made["xl/macrosheets/sheet1.xml"] = (
        sheet('<row r="1"><c r="A1"><f>EXEC("calc")</f><v>1</v></c></row>')
        .replace("worksheet", "xm:macrosheet")
        .replace(f'xmlns="{MAIN}"', f'xmlns="{MAIN}" xmlns:xm="urn:xm"')
    )
    made["xl/dialogsheets/sheet1.xml"] = "<dialogsheet/>"
    made["xl/externalLinks/externalLink1.xml"] = "<externalLink/>"
    made["xl/externalLinks/_rels/externalLink1.xml.rels"] = rels(
        ("rId1", "externalLinkPath", "file:///S:/Budget.xlsx"), mode=' TargetMode="External"'
    )
    made["xl/connections.xml"] = '<connections><connection id="1" name="Query - A"/><connection id="2"/></connections>'
    made["xl/worksheets/_rels/sheet1.xml.rels"] = rels(("rId1", "table", "../tables/table1.xml"))
    made["xl/tables/table1.xml"] = (
        f'<table xmlns="{MAIN}" name="T" displayName="Figures" ref="A6:B9"><autoFilter ref="A6:B9"/><tableColumns count="2">'
        '<tableColumn id="1" name="Id"/><tableColumn id="2" name="Fiscal_x000a_Year"/></tableColumns></table>'
    )
    book = read_book(saved(tmp_path, made, "PMR_DSNY.xlsx"))
    assert (book.name, len(book.sha256), book.date1904, book.signed, book.has_macros) == (
        "PMR_DSNY.xlsx", 64, True, True, True,
    )  # fmt: skip
    assert book.producer == "Microsoft Excel 16.0300"
    assert book.external_links == ("file:///S:/Budget.xlsx",)
    assert book.connections == ("Query - A", "connection 2")
    assert book.sheets[0].tables == (TableArea("Figures", Range(6, 1, 9, 2), ("Id", "Fiscal\nYear")),)
    assert not book.sheets[0].filtered
    assert [(one.name, one.kind, one.visibility) for one in book.sheets] == [
        ("Submission", SheetKind.WORKSHEET, Visibility.VISIBLE),
        ("XLM", SheetKind.MACROSHEET, Visibility.VERY_HIDDEN),
        ("Dialog", SheetKind.DIALOGSHEET, Visibility.HIDDEN),
    ]
    assert book.sheets[1].cells[1, 1].formula == 'EXEC("calc")'
    assert set(book.parts) == set(made)


def two_sheets():
    return (
        '<sheets><sheet name="Submission" sheetId="1" r:id="rId1"/>'
        '<sheet name="XLM" sheetId="2" state="veryHidden" r:id="rId2"/>'
        '<sheet name="Dialog" sheetId="3" state="hidden" r:id="rId5"/></sheets>'
    )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ('<row r="1"><c r="A1" t="s"><v>9</v></c></row>', "lacks the text of A1"),
        ('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>', "lacks the text of A1"),
        ('<row r="1"><c r="A1" t="s"><v>x</v></c></row>', "lacks the text of A1"),
        ('<row r="0"/>', "row with the number “0”"),
        ('<row r="1048577"><c r="A1048577"><v>1</v></c></row>', "row with the number “1048577”"),
        ('<row r="1"><c r="XFE1"><v>1</v></c></row>', "outside the sheet"),
        ('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>', "address “ZZZZ1”"),
        ('<row r="1"><c r="A1"><v>1</v></row>', "mismatched tag"),
        ('<row r="1"><c r="A1"><v>1</v></c>', "mismatched tag"),
    ],
)
@pytest.mark.usefixtures("way")
def test_damage_is_told(tmp_path, rows, said):
    with pytest.raises(Unreadable) as caught:
        read(tmp_path, rows)
    assert caught.value.illness == "damaged"
    assert said in caught.value.message
    assert gc.isenabled()


@pytest.mark.usefixtures("way")
def test_bytes_that_are_no_text_are_damage(tmp_path):
    broken = sheet('<row r="1"><c r="A1" t="str"><v>@</v></c></row>').encode().replace(b"@", b"\xff")
    with pytest.raises(Unreadable, match="not well-formed"):
        read_book(saved(tmp_path, {**parts(), "xl/worksheets/sheet1.xml": broken}))


@pytest.mark.usefixtures("way")
def test_too_many_cells(tmp_path):
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="B{n}"/></row>' for n in range(1, 12))
    assert len(read(tmp_path, rows, Limits(cells=11)).sheets[0].cells) == 11
    with pytest.raises(Unreadable, match="more than 10 filled cells"):
        read(tmp_path, rows, Limits(cells=10))


def test_a_row_longer_than_the_buffer_and_a_file_without_rows(tmp_path):
    wide = "".join(
        f'<c r="{openpyxl.utils.get_column_letter(n)}1"><v>{hashlib.sha512(b"%d" % n).hexdigest()}</v></c>'
        for n in range(1, 16385)
    )
    book = read(tmp_path, f'<row r="1">{wide}</row><row r="2"><c r="A2"><v>2</v></c></row>')
    assert len(book.sheets[0].cells) == 16385
    bare = f'{HEAD}<worksheet xmlns="{MAIN}">{"".join(f"<v{n}/>" for n in range(9000))}</worksheet>'
    assert values(read_book(saved(tmp_path, parts(bare)))) == {}
    closed = (
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData/><mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>'
    )
    assert read_book(saved(tmp_path, parts(closed))).sheets[0].merges == (Range(1, 1, 1, 2),)


@pytest.mark.parametrize("extra", ["", ' hidden="1"', ' outlineLevel="1" x14ac:dyDescent="0.25"'])
def test_a_phantom_used_range_is_passed_over(tmp_path, extra):
    filled = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 151))
    ghost = "".join(f'<row r="{n}"{extra}><c r="A{n}" s="1"/><c r="C{n}" s="1"/></row>' for n in range(151, 60_001))
    last = '<row r="60001"><c r="B60001"><v>1</v></c></row>'
    spaces = ' xmlns:x14ac="urn:x14ac"'
    path = saved(tmp_path, parts(sheet(filled + ghost + last, after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
                                       attributes=spaces)))  # fmt: skip
    found = read_book(path).sheets[0]
    assert len(found.cells) == 151
    assert found.value("B60001") == 1
    assert found.formatted_to == (60_001, 3)
    assert found.merges
    assert not found.hidden_rows


def test_the_phantom_rows_are_not_looked_at_one_by_one(tmp_path, monkeypatch):
    from pmr_xl.books.reading.cells.rows import Sweeper

    laid = []
    take = Sweeper._take
    monkeypatch.setattr(Sweeper, "_take", lambda self, data, place: laid.append(place) or take(self, data, place))
    ghost = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(2, 100_001))
    assert read(tmp_path, ghost).sheets[0].formatted_to == (100_000, 1)
    assert len(laid) < 400


# Single laws


@pytest.mark.parametrize(
    ("text", "serial"),
    [
        ("2026-06-30", 46203.0), ("1900-01-01", 1.0), ("1900-02-28", 59.0), ("1900-03-01", 61.0), ("12:00:00", 0.5),
        ("2026-06-30T06:00:00.000Z", 46203.25), ("T06:00", 0.25), ("2026-13-01", "2026-13-01"), ("soon", "soon"), ("", ""),
    ],
)  # fmt: skip
def test_iso_dates(text, serial):
    assert iso_date(text, date1904=False) == serial


def test_iso_dates_of_1904():
    assert iso_date("1904-01-02", date1904=True) == 1.0


def test_escapes():
    assert unescape("a_x000D_b_x005F_x000D__xD83D__xDE00_") == "a\rb_x000D_😀"
    assert unescape("_x00_") == "_x00_"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_come_back_exactly(figure):
    assert number(repr(figure)) == figure


FORMULAS = [
    "A1", "$A1", "A$1", "$A$1", "SUM(A1:B2)", "A:A", "$A:B", "1:1", "1:$3", 'IF(A1="A1","B2",C3)', "'A1 B2'!C3", "Sheet1!A1",
    "LOG10(A1)", "TRUE", "1E5+A1", "Table1[[#This Row],[A1]]*B2", "[1]Sheet1!A1", "name_A1+A1", "A1.B+C1",
    "AAA1+ABC10", "{1,2;3,4}+A1", "-A1%", "Sheet1:Sheet3!A1", "ÄA1", '"a""A1"&A1', "ATAN2(A1,B1)",
    "A1 B1,C1", "#REF!+A1", "_xlfn.XLOOKUP(A1,B:B,C:C)", "_X1+X1",
]  # fmt: skip


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("by", [(1, 0), (0, 1), (3, 5), (-1, -1), (0, 0)])
def test_shared_formulas_move_as_an_independent_hand_moves_them(formula, by):
    target = f"{openpyxl.utils.get_column_letter(5 + by[1])}{5 + by[0]}"
    ours = translate(formula, *by)
    try:
        theirs = Translator(f"={formula}", origin="E5").translate_formula(target)[1:]
    except TranslatorError:  # openpyxl gives up where a reference leaves the sheet
        assert "#REF!" in ours
        return
    assert ours == theirs


# What openpyxl does otherwise: it cannot read the sign of a spilled range, takes “A1:INDEX(” for the name of a
# function, and moves a cell behind the last one to a column that does not exist.
@pytest.mark.parametrize(
    ("formula", "moved"),
    [("A1#", "B2#"), ("A1:INDEX(B:B,3)", "B2:INDEX(C:C,3)"), ("XFD1048576+A1", "#REF!+B2"), ("XFD:XFD", "#REF!")],
)
def test_what_the_independent_hand_cannot_move(formula, moved):
    assert translate(formula, 1, 1) == moved


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "$"]), st.integers(1, 16000), st.sampled_from(["", "$"]), st.integers(1, 1_000_000)
        ),
        min_size=1, max_size=4,
    ),
    st.integers(-20, 20), st.integers(-20, 20),
)  # fmt: skip
def test_moving_there_and_back_is_no_move(cells, rows, columns):
    letters = openpyxl.utils.get_column_letter
    formula = "+".join(f"{fixed}{letters(column)}{still}{row}" for fixed, column, still, row in cells)
    moved = translate(formula, rows, columns)
    assume("#REF!" not in moved)
    assert translate(moved, -rows, -columns) == formula


def test_reading_leaves_the_file_alone(tmp_path):
    path = tmp_path / "made.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Submission").write_column("A1", [1, "two", 3.5])
    before = path.read_bytes()
    assert values(read_book(path)) == {"A1": 1, "A2": "two", "A3": 3.5}
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["made.xlsx"]
    assert zipfile.is_zipfile(path)


def test_reading_brings_nothing_heavy_along():
    heavy = {"openpyxl", "pandas", "xlsxwriter", "xlwings", "pydantic", "yaml", "zipfile", "click", "rich"}
    code = f"import sys, pmr_xl.books.reading.reader; print(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=False, cwd=PROJECT)
    assert done.stdout.strip() == "[]", done.stderr


# Shared strings


@pytest.mark.parametrize(
    "table",
    [
        '<si><t>plain</t></si><si><t xml:space="preserve"> kept </t></si><si><t>  cut  </t></si><si><t/></si>',
        "<si><t>A&amp;B &lt;&gt;&quot;&apos; _x0041_ ✕</t></si><si><t>two\nlines</t></si>",
        "<si><t>plain</t></si><si><r><t>rich </t></r><r><t>text</t></r></si>",
        "<si><t>a&#65;b</t></si><si><t><![CDATA[x]]></t></si><!-- note --><si><t>c\rd</t></si>",
        "<si><t>漢字</t><rPh><t>かんじ</t></rPh></si>",
        "",
    ],
)
def test_strings_in_one_sweep_are_what_expat_reads(tmp_path, monkeypatch, table):
    from pmr_xl.books.reading import strings

    path = saved(tmp_path, parts(strings=table or " "))
    swept = strings.read_strings(Package.open(path))
    monkeypatch.setattr(strings, "_AT_ONCE", 0)
    assert swept == strings.read_strings(Package.open(path))
    assert len(swept) == table.count("<si>")
