"""Workbooks made for the marker's tests: each with something that careless tools lose, and some that are odd."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.finding import Finding, Repair, Severity

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
TOUCHED = ("[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml")


def found(sheet: str, row: int, column: int, severity: Severity = Severity.ERROR, rule: str = "TYP-001", **more):
    """A finding on a cell."""
    said = {
        "message": f"Lots cleaned, {sheet}: we found “ 1,234 ”; a number is needed.",
        "remedy": "Type 1234 as a number.",
        "indicator_id": f"dsny-{row}-{column}",
        "indicator": "Lots cleaned citywide",
        "found": " 1,234\u00a0",
        "expected": "a number",
    }
    return Finding(rule, severity, CellRef(sheet, row, column), **(said | more))


def sample(sheet: str = "Submission") -> list[Finding]:
    """Findings of every severity: two on one cell, one on a merged cell, one on a range, one on the whole sheet."""
    return [
        found(sheet, 7, 10, repair=Repair(" 1,234\u00a0", 1234.0, "only blanks and a comma")),
        found(sheet, 7, 10, Severity.QUERY, "OUT-001", found="14,300", message="Up 41% <on> last year & odd."),
        found(sheet, 13, 4, Severity.QUERY, "MIS-001"),
        found(sheet, 9, 2, Severity.INFO, "FMT-001"),
        found(sheet, 20, 3, Severity.QUERY, "OUT-002", to=CellRef(sheet, 24, 3)),
        found(sheet, 0, 0, Severity.INFO, "STR-006", indicator_id="", indicator=""),
        found("Nowhere", 1, 1, Severity.ERROR, "STR-002"),
    ]


def feast(path: Path) -> Path:
    """By XlsxWriter: note, button, tick box, picture, chart, table, sparkline, formats, protection, print set-up."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    sheet, other = book.add_worksheet("Submission"), book.add_worksheet("O'Neill & Söhne")
    book.add_chartsheet("Graph").set_chart(_chart(book))
    for row in range(5, 60):
        for column in range(11):
            sheet.write(row, column, row * column + 0.5)
    sheet.write_formula("M6", "=SUM(B7:B20)", None, 314.5)
    sheet.write_comment("B9", "Mine, by hand.", {"author": "Ana"})
    sheet.insert_button("N3", {"macro": "Go", "caption": "Go"})
    sheet.insert_image("N9", "dot.png", {"image_data": io.BytesIO(_dot())})
    sheet.insert_chart("N20", _chart(book))
    sheet.merge_range("C12:E14", "merged")
    sheet.add_table("P2:Q5", {"name": "PMR_Findings"})
    sheet.add_sparkline("L7", {"range": "Submission!A7:K7"})
    sheet.conditional_format("A1:K9", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format(
        "A1:K9", {"type": "cell", "criteria": ">", "value": 9, "format": book.add_format({"bold": 1})}
    )
    sheet.data_validation("F9", {"validate": "list", "source": ["a", "b"]})
    sheet.protect("", {"sort": True})
    sheet.print_area("A1:K60")
    sheet.repeat_rows(5)
    sheet.autofilter("A6:K59")
    other.write("A1", "second")
    other.insert_checkbox("B2", True)
    book.define_name("pmr_block", "=Submission!$A$7:$K$60")
    book.close()
    return path


def plain(path: Path) -> Path:
    """By openpyxl: notes, a validation, a merged cell, a hidden sheet."""
    import openpyxl
    from openpyxl.comments import Comment
    from openpyxl.worksheet.datavalidation import DataValidation

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Submission"
    for row in range(1, 40):
        sheet.append([row, f"text {row}", row / 3])
    sheet["J7"].comment = Comment("Seen by Ana.", "Ana")
    sheet.merge_cells("C12:E14")
    rule = DataValidation(type="list", formula1='"a,b"')
    rule.add("C9")
    sheet.add_data_validation(rule)
    book.create_sheet("Back").sheet_state = "hidden"
    book.save(path)
    return path


def bare(path: Path, parts: Mapping[str, str] | None = None, **more: str) -> Path:
    """By hand, the least that is a workbook: no styles, no relationships of the sheet, no rels default.

    ``parts`` replaces or adds parts; ``sheet``, ``workbook`` … replace the text of that part.
    """
    types = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/{name}" ContentType="{kind}"/>'
            for name, kind in (
                ("_rels/.rels", "application/vnd.openxmlformats-package.relationships+xml"),
                ("xl/_rels/workbook.xml.rels", "application/vnd.openxmlformats-package.relationships+xml"),
                ("xl/workbook.xml", f"{SHEETML}.sheet.main+xml"),
                ("xl/worksheets/sheet1.xml", f"{SHEETML}.worksheet+xml"),
            )
        )
        + "</Types>"
    )
    everything = {
        "[Content_Types].xml": more.get("types", types),
        "_rels/.rels": relationships(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": more.get(
            "workbook",
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets><sheet name="Submission" sheetId="1" r:id="rId1"/>'
            "</sheets></workbook>",
        ),
        "xl/_rels/workbook.xml.rels": more.get("links", relationships(("rId1", "worksheet", "worksheets/sheet1.xml"))),
        "xl/worksheets/sheet1.xml": more.get(
            "sheet",
            f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>',
        ),
    } | dict(parts or {})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in everything.items():
            package.writestr(name, text)
    return path


def prefixed(path: Path) -> Path:
    """Every part with its namespaces under prefixes, as some generators write them."""
    return bare(
        path,
        workbook=f'<x:workbook xmlns:x="{MAIN}" xmlns:q="{RELS}"><x:bookViews/><x:sheets>'
        '<x:sheet name="Submission" sheetId="4" q:id="a"/></x:sheets><x:definedNames/></x:workbook>',
        links=f'<p:Relationships xmlns:p="{PACKAGE}/relationships"><p:Relationship Id="a" Type="{RELS}/worksheet" '
        'Target="/xl/worksheets/sheet1.xml"/></p:Relationships>',
        sheet=f'<x:worksheet xmlns:x="{MAIN}"><x:sheetViews><x:sheetView tabSelected="true" workbookViewId="0"/>'
        '</x:sheetViews><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    )


def signed(path: Path) -> Path:
    """A workbook that carries a signature."""
    return bare(path, {"_xmlsignatures/sig1.xml": "<Signature/>"})


def threaded(path: Path) -> Path:
    """A thread on A1, with the placeholder note that stands for it."""
    sheet = f'<worksheet xmlns="{MAIN}" xmlns:r="{RELS}"><sheetData/><legacyDrawing r:id=""/></worksheet>'
    return bare(
        path,
        {
            "xl/worksheets/_rels/sheet1.xml.rels": relationships(
                ("rId1", "comments", "../comments1.xml"), ("rId2", "threadedComment", "../threadedComments/t1.xml")
            ),
            "xl/comments1.xml": f'<comments xmlns="{MAIN}"><authors><author>tc={{A}}</author></authors><commentList>'
            '<comment ref="A1" authorId="0"><text><t>[Threaded comment]</t></text></comment></commentList></comments>',
            "xl/threadedComments/t1.xml": '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/'
            '2018/threadedcomments"><threadedComment ref="A1" id="{A}"><text>Why?</text></threadedComment>'
            "</ThreadedComments>",
        },
        sheet=sheet,
    )


def relationships(*links: tuple[str, str, str]) -> str:
    """A relationships part."""
    lines = "".join(f'<Relationship Id="{i}" Type="{RELS}/{kind}" Target="{target}"/>' for i, kind, target in links)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def parts_of(path: Path) -> dict[str, bytes]:
    """Every part of a package, in its order."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist() if not name.endswith("/")}


def _chart(book):
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Submission!$B$7:$B$20"})
    return chart


def _dot() -> bytes:
    """A picture of one red dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\xc0\0\0")) + chunk(b"IEND", b"")
    )


MADE = {"feast": feast, "plain": plain, "bare": bare, "prefixed": prefixed, "signed": signed, "threaded": threaded}
