"""Small workbooks packed by hand, so that a test can say exactly what is in the file."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def rels(*links: tuple[str, str, str], mode: str = "") -> str:
    """A relationships part of (id, kind, target)."""
    inner = "".join(
        f'<Relationship Id="{name}" Type="{kind if ":" in kind else f"{OFFICE}/{kind}"}" Target="{target}"{mode}/>'
        for name, kind, target in links
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def sheet(rows: str = "", before: str = "", after: str = "", attributes: str = "") -> str:
    """A worksheet part with these rows."""
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"{attributes}>{before}<sheetData>{rows}</sheetData>'
        f"{after}</worksheet>"
    )


def parts(worksheet: str | None = None, *, strings: str = "", styles: str = "", workbook: str = "") -> dict[str, str]:
    """The parts of a workbook with one sheet, “Submission”; each may be replaced or added to."""
    made = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}"/></Types>',
        "_rels/.rels": rels(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        + (workbook or '<sheets><sheet name="Submission" sheetId="1" r:id="rId1"/></sheets>')
        + "</workbook>",
        "xl/_rels/workbook.xml.rels": rels(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "sharedStrings", "sharedStrings.xml"),
            ("rId3", "styles", "styles.xml"),
        ),
        "xl/worksheets/sheet1.xml": sheet() if worksheet is None else worksheet,
    }
    if strings:
        made["xl/sharedStrings.xml"] = f'{HEAD}<sst xmlns="{MAIN}">{strings}</sst>'
    if styles:
        made["xl/styles.xml"] = f'{HEAD}<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    return made


def packed(made: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The parts as a zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in made.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, method)
    return out.getvalue()


def saved(folder: Path, made: dict[str, str | bytes] | bytes, name: str = "book.xlsx") -> Path:
    """The parts, or bytes as they are, as a file."""
    path = folder / name
    path.write_bytes(made if isinstance(made, bytes) else packed(made))
    return path
