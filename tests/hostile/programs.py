"""The form as other programs save it: LibreOffice and openpyxl truly, the others by what is known of their files."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from files import by_libreoffice
from filled_form import NAME, Hostile, form, moved, paper, saved
from packages import Parts, drop, edited, put, sheets

from pmr_xl.books.writing.writer import workbook_bytes
from pmr_xl.forms.paper.pages import Content, Formula, Link, Page, Put, Rich

PROGRAMS = "Saved by another program"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"


def _google(parts: Parts) -> None:
    """No document properties, tables, protection or calculation chain; whole numbers with .0; an empty drawing each."""
    for name in [name for name in parts if name.startswith(("docProps/", "xl/tables/"))]:
        drop(parts, name)
    for place, name in enumerate(list(sheets(parts)), start=1):
        text = parts[name].decode("utf-8")
        text = re.sub(
            r"<sheetProtection[^>]*/>|<tableParts.*?</tableParts>|<ignoredErrors>.*?</ignoredErrors>", "", text
        )
        text = re.sub(r'(<c r="[A-Z]+\d+"(?: s="\d+")?><v>\d+)(?=</v>)', r"\1.0", text)
        text = re.sub(r"<f>([^<]*)</f><v></v>", r"<f>\1</f><v>○ To do</v>", text)
        text = re.sub(r'(<c r="[A-Z]+\d+" s="\d+")(><f>)', r'\1 t="str"\2', text)
        last = int(re.findall(r'<row r="(\d+)"', text)[-1])
        blank = "".join(f'<row r="{row}" ht="15.75" customHeight="1"/>' for row in range(last + 1, 1001))
        text = text.replace("</sheetData>", blank + "</sheetData>")
        drawing = f'<drawing xmlns:r="{_RELS}" r:id="rId99"/>'
        parts[name] = re.sub(r"(</worksheet>)", rf"{drawing}\1", text).encode("utf-8")
        links = f"xl/worksheets/_rels/sheet{place}.xml.rels"
        held = parts.get(
            links,
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>',
        )
        link = (
            f'<Relationship Id="rId99" Type="{_RELS}/drawing" Target="../drawings/drawing{place}.xml"/></Relationships>'
        )
        parts[links] = held.replace(b"</Relationships>", link.encode())
        parts[f"xl/drawings/drawing{place}.xml"] = f'<xdr:wsDr xmlns:xdr="{_DRAWING}"/>'.encode()
        put(
            parts,
            "[Content_Types].xml",
            "</Types>",
            f'<Override ContentType="{_DRAWING_TYPE}" PartName="/xl/drawings/drawing{place}.xml"/></Types>',
        )


def _excel_for_the_web(parts: Parts) -> None:
    """Its name in the properties, the marks of revisions on every sheet, results of formulas it has just computed."""
    put(parts, "docProps/app.xml", "<Application>[^<]*<", "<Application>Microsoft Excel Online<")
    revision = "http://schemas.microsoft.com/office/spreadsheetml/2014/revision"
    compatible = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    for place, name in enumerate(sheets(parts)):
        uid = f'xr:uid="{{00000000-0001-0000-0{place}00-000000000000}}"'
        marks = f'<worksheet xmlns:mc="{compatible}" mc:Ignorable="xr" xmlns:xr="{revision}" {uid} '
        put(parts, name, "<worksheet ", marks)
        text = re.sub(r"<f>([^<]*)</f><v></v>", r"<f>\1</f><v>✓ Complete</v>", parts[name].decode("utf-8"))
        parts[name] = re.sub(r'(<c r="[A-Z]+\d+" s="\d+")(><f>)', r'\1 t="str"\2', text).encode("utf-8")


def _value(content: Content) -> Content:
    if isinstance(content, Formula):
        return content.result or "✓ Complete"
    return content.text if isinstance(content, Link | Rich) else content


def _numbers(name: Callable[[str], str], *, summary: bool):
    """A title row above every table; formulas as values; no names, drop-downs, protection or notes."""

    def exported(page: Page) -> Page:
        page = moved(page, lambda row, column: (row + 1, column))
        cells = {at: Put(_value(put.content), put.style) for at, put in page.cells.items()}
        cells[1, 1] = Put("Table 1")
        return replace(
            page, name=name(page.name), cells=cells, protected=False, freeze=None, filter=None, sparklines=[]
        )

    def make(folder: Path) -> Path:
        pages = [exported(page) for page in paper().pages]
        if summary:
            front = Page("Export Summary")
            front.put(1, 1, "This document was exported from Numbers. Each table was converted to an Excel worksheet.")
            for row, page in enumerate(pages, start=3):
                front.put(row, 2, page.name)
            pages = [front, *pages]
        return saved(folder, workbook_bytes(replace(paper(), pages=pages, names={}, first=pages[0].name)))

    return make


def _by_openpyxl(folder: Path) -> Path:
    import openpyxl

    path = saved(folder, form())
    openpyxl.load_workbook(path).save(path)
    return path


def _values_by_openpyxl(folder: Path) -> Path:
    """As scripts do it: values read, and written into a new workbook."""
    import openpyxl

    path = saved(folder, form())
    old, new = openpyxl.load_workbook(path, data_only=True), openpyxl.Workbook()
    new.remove(new.active)
    for sheet in old:
        copy = new.create_sheet(sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    copy.cell(cell.row, cell.column, cell.value).number_format = cell.number_format
    new.save(path)
    return path


def _inline(parts: Parts) -> None:
    """As streaming writers do it: every text in its own cell, no shared strings, no cell addresses."""
    strings = re.findall(r"<si>(.*?)</si>", parts["xl/sharedStrings.xml"].decode("utf-8"), flags=re.DOTALL)
    for name in sheets(parts):
        text = parts[name].decode("utf-8")
        text = re.sub(r't="s"><v>(\d+)</v>', lambda found: f't="inlineStr"><is>{strings[int(found[1])]}</is>', text)
        parts[name] = text.encode("utf-8")
    drop(parts, "xl/sharedStrings.xml")


UNPROTECTED = "info STR-009 Submission"
HOSTILE = (
    Hostile(PROGRAMS, "Google Sheets (imitated)", edited(_google), (UNPROTECTED,)),
    Hostile(PROGRAMS, "LibreOffice", by_libreoffice("xlsx"), libreoffice=True),
    Hostile(
        PROGRAMS, "Numbers (imitated): a title row above every table", _numbers(str, summary=False), (UNPROTECTED,)
    ),
    Hostile(
        PROGRAMS,
        "Numbers (imitated), one worksheet a table, with its summary",
        _numbers("{} - Table 1".format, summary=True),
        ("info STR-009 Submission - Table 1", f"query STR-013 {NAME}"),
    ),
    Hostile(PROGRAMS, "Excel for the web (imitated)", edited(_excel_for_the_web)),
    Hostile(PROGRAMS, "a script with openpyxl, which drops the saved results", _by_openpyxl),
    Hostile(
        PROGRAMS, "a script with openpyxl that copies values into a new workbook", _values_by_openpyxl, (UNPROTECTED,)
    ),
    Hostile(PROGRAMS, "a streaming writer: inline texts, no shared strings", edited(_inline)),
)
