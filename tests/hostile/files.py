"""Files that are no .xlsx workbook, whatever their name says."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import soffice
from filled_form import NAME, Hostile, form, saved
from packages import SUBMISSION, Parts, edited, package_of, parts_of, put

from pmr_xl.build.compound import compound_file

FILES = "Files"
_MAIN, _STRICT = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
_MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_BINARY_TYPE = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
_CSV = "Id,Indicator,FY26 actual\r\ndox-tons,Tons of refuse disposed (000),3120.7\r\n"
_HTML = "<html><body><table><tr><td>dox-tons</td><td>3120.7</td></tr></table></body></html>"


def _bytes(data: bytes, name: str = NAME):
    return lambda folder: saved(folder, data, name)


def _ill(done: str, data: bytes, illness: str, name: str = NAME) -> Hostile:
    return Hostile(FILES, done, _bytes(data, name), (f"unreadable {illness}",))


def _truncated(folder: Path) -> Path:
    return saved(folder, form()[: form().index(SUBMISSION.encode()) + 500])


def _encrypted(folder: Path) -> Path:
    """As Excel encrypts: the package inside a compound file (MS-OFFCRYPTO 2.2)."""
    info = b"\4\0\4\0\x40\0\0\0" + b'<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption"/>'
    return saved(folder, compound_file({"EncryptionInfo": info, "EncryptedPackage": bytes(reversed(form()))}))


def _strict(parts: Parts) -> None:
    for name in [name for name in parts if name.endswith((".xml", ".rels"))]:
        text = parts[name].decode("utf-8")
        text = re.sub(f"{_MAIN}(spreadsheetml|officeDocument|drawingml)/2006/", rf"{_STRICT}\1/", text)
        parts[name] = text.encode("utf-8")
    put(parts, "xl/workbook.xml", "<workbook ", '<workbook conformance="strict" ')


def _binary(parts: Parts) -> None:
    parts["xl/workbook.bin"] = parts.pop("xl/workbook.xml")
    put(parts, "_rels/.rels", r"xl/workbook\.xml", "xl/workbook.bin")
    put(
        parts,
        "[Content_Types].xml",
        r'(PartName=")/xl/workbook\.xml(" ContentType=")[^"]*',
        rf"\1/xl/workbook.bin\2{_BINARY_TYPE}",
    )


def _macros(parts: Parts) -> None:
    put(parts, "[Content_Types].xml", r'(PartName="/xl/workbook\.xml" ContentType=")[^"]*', rf"\1{_MACRO_TYPE}")
    put(
        parts,
        "[Content_Types].xml",
        "<Override",
        '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Override',
    )
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    put(
        parts,
        "xl/_rels/workbook.xml.rels",
        "</Relationships>",
        f'<Relationship Id="rId99" Type="{kind}" Target="vbaProject.bin"/></Relationships>',
    )
    parts["xl/vbaProject.bin"] = compound_file({"PROJECT": b'ID="{0}"\r\n', "VBA/dir": b"\1\0"})


@cache
def converted() -> dict[str, bytes]:
    """The form as LibreOffice saves it in every format asked for, by extension."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        source = saved(folder, form(), "form.xlsx")
        done: dict[str, bytes] = {}
        filters = {"xlsx": "Calc MS Excel 2007 XML", "xls": "MS Excel 97", "ods": "calc8"}
        for extension, name in filters.items():
            out = folder / extension
            soffice.converted(source, out, f"{extension}:{name}")
            done[extension] = (out / f"form.{extension}").read_bytes()
    return done


def by_libreoffice(extension: str):
    """A maker of the form as LibreOffice saves it, under the form’s own name."""
    return lambda folder: saved(folder, converted()[extension])


def _changed(part: str):
    """A maker of the form in which one byte of a part's content is another than was saved."""

    def make(folder: Path) -> Path:
        out = io.BytesIO()
        content = parts_of(form())
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
            for name, data in content.items():
                package.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data)
        begun = content[part][:200]
        return saved(folder, out.getvalue().replace(begun, begun.replace(b"=", b"x", 1), 1))

    return make


def _in_encoding(name: str):
    """A maker of the form whose Submission sheet says that it is in an encoding that Excel does not use."""
    return edited(lambda parts: put(parts, SUBMISSION, r'encoding="[^"]*"', f'encoding="{name}"'))


HOSTILE = (
    *(
        Hostile(FILES, f"one byte of {what} changed on the way", _changed(part), ("unreadable damaged",))
        for what, part in (
            ("the list of parts", "xl/_rels/workbook.xml.rels"),
            ("the workbook part", "xl/workbook.xml"),
            ("the Submission sheet", SUBMISSION),
            ("the styles", "xl/styles.xml"),
        )
    ),
    *(
        Hostile(FILES, f"the sheet says it is in {name}", _in_encoding(name), ("unreadable damaged",))
        for name in ("gb18030", "utf-7", "shift_jis", "utf-32", "none-such")
    ),
    _ill("a CSV renamed to .xlsx", _CSV.encode("cp1252"), "csv"),
    _ill("a CSV of Excel’s “Unicode text” renamed to .xlsx", _CSV.replace(",", "\t").encode("utf-16"), "csv"),
    _ill("a web page renamed to .xlsx", _HTML.encode(), "html"),
    Hostile(FILES, "truncated in the middle", _truncated, ("unreadable truncated",)),
    Hostile(FILES, "encrypted with a password", _encrypted, ("unreadable encrypted",)),
    _ill("zero bytes", b"", "empty"),
    _ill("a placeholder of a cloud folder: nothing but zero bytes", bytes(4096), "placeholder"),
    Hostile(
        FILES,
        "a workbook of Excel 97–2003 (.xls) renamed to .xlsx",
        by_libreoffice("xls"),
        ("unreadable xls",),
        libreoffice=True,
    ),
    Hostile(FILES, "a binary workbook (.xlsb) renamed to .xlsx", edited(_binary), ("unreadable xlsb",)),
    Hostile(
        FILES,
        "an OpenDocument spreadsheet (.ods) renamed to .xlsx",
        by_libreoffice("ods"),
        ("unreadable ods",),
        libreoffice=True,
    ),
    Hostile(FILES, "saved as “Strict Open XML Spreadsheet”", edited(_strict), ("unreadable strict",)),
    Hostile(
        FILES,
        "saved as a workbook with macros (.xlsm)",
        edited(_macros, NAME.replace(".xlsx", ".xlsm")),
        (f"error FIL-003 {NAME.replace('.xlsx', '.xlsm')}",),
    ),
    _ill("the lock file that stands beside an open workbook, ~$…", b"\x05Jo Doe".ljust(165), "lock file", f"~${NAME}"),
    _ill("a Numbers document renamed to .xlsx", package_of({"Index/Document.iwa": bytes(64)}), "numbers"),
    _ill("the workbook packed in a folder (.zip) renamed to .xlsx", package_of({"PMR.xlsx": form()}), "zip"),
    _ill("a PDF renamed to .xlsx", b"%PDF-1.7\n", "other"),
)
