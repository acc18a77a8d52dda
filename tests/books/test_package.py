import io
import struct
import zipfile
import zlib
from types import SimpleNamespace

import pytest
from at_least_one import at_least_one
from packing import HEAD, packed, parts, rels, saved, sheet

from pmr_xl.books.package.directory import LOCAL, entries
from pmr_xl.books.package.opening import Limits, Package
from pmr_xl.books.reading.reader import read_book
from pmr_xl.model.book.sheet import SheetKind, Visibility
from pmr_xl.model.fault import Unreadable


def refused(path, limits=None) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read_through(path, limits or Limits())
    fault = caught.value
    assert path.name in fault.message or fault.illness in ("missing", "lock file")
    assert fault.message.endswith(".")
    assert fault.remedy.endswith(".")
    return fault


def read_through(path, limits):
    package = Package.open(path, limits)
    assert package.sheets
    for name in package.names:
        package.read(name)


def patched(data: bytes, name: str, at: int, form: str, value: int) -> bytes:
    """The zip file with a field of the directory entry of ``name`` overwritten."""
    place = data.rfind(name.encode()) - 46 + at
    return data[:place] + struct.pack(form, value) + data[place + struct.calcsize(form) :]


# What the package offers


def test_parts_relationships_and_sheets(tmp_path):
    made = parts(
        workbook='<workbookPr date1904="1"/><sheets><sheet name="Second" sheetId="7" state="veryHidden" r:id="rId9"/>'
        '<sheet name="Submission" sheetId="1" r:id="rId1"/></sheets>'
        '<definedNames><definedName name="pmr_actual">Submission!$J$7:$J$9</definedName>'
        '<definedName name="Print_Area" localSheetId="1">Submission!$A$1:$J$9</definedName></definedNames>'
    )
    made["xl/_rels/workbook.xml.rels"] = rels(
        ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId9", "chartsheet", "/xl/chartsheets/Sheet%201.xml")
    )
    made["xl/chartsheets/sheet 1.xml"] = sheet()
    path = saved(tmp_path, made)
    package = Package.open(path)
    assert package.names == tuple(made)
    assert package.workbook_part == "xl/workbook.xml"
    assert [(one.name, one.part, one.kind, one.visibility) for one in package.sheets] == [
        ("Second", "xl/chartsheets/Sheet 1.xml", SheetKind.CHARTSHEET, Visibility.VERY_HIDDEN),
        ("Submission", "xl/worksheets/sheet1.xml", SheetKind.WORKSHEET, Visibility.VISIBLE),
    ]
    assert package.sheet_part("SUBMISSION") == "xl/worksheets/sheet1.xml"
    assert package.sheet_part("Nowhere") is None
    assert package.workbook.names["pmr_actual"] == "Submission!$J$7:$J$9"
    assert package.workbook.names["Submission!Print_Area"] == "Submission!$A$1:$J$9"
    assert package.workbook.date1904
    assert package.content_type("xl/workbook.xml").endswith("sheet.main+xml")
    assert package.content_type("xl/worksheets/sheet1.xml") == "application/xml"
    assert package.content_type("xl/media/image1.png") == ""
    assert package.related_parts("xl/workbook.xml", "worksheet") == ("xl/worksheets/sheet1.xml",)
    assert package.read("XL/Workbook.xml") == made["xl/workbook.xml"].encode()
    entry = package.entry("xl/workbook.xml")
    assert zlib.decompress(package.raw("xl/workbook.xml"), -15) == package.read("xl/workbook.xml")
    assert entry.crc == zlib.crc32(package.read("xl/workbook.xml"))
    assert package.data[entry.header :].startswith(LOCAL)
    assert len(package.sha256) == 64


def test_a_directory_in_the_long_form_reads_like_the_short_one():
    data = packed(parts())
    plain = entries(data, 500)
    end = data.rfind(b"PK\x05\x06")
    count, size, offset = struct.unpack_from("<H2L", data, end + 10)
    end64 = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, offset)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    short = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    assert entries(data[:end] + end64 + locator + short, 500) == plain


def test_stored_parts_and_folders_and_backslashes_are_read(tmp_path):
    made = {name.replace("/", "\\") if "worksheets" in name else name: text for name, text in parts().items()}
    package = Package.open(saved(tmp_path, packed({"xl/": "", **made}, zipfile.ZIP_STORED)))
    assert package.sheets[0].name == "Submission"
    assert package.read("xl/worksheets/sheet1.xml")


# The limits, each named in its message.


@pytest.mark.parametrize(
    ("limits", "named"),
    [
        (Limits(file_bytes=500), "larger than"),
        (Limits(parts=3), "at most 3 are read"),
        (Limits(part_bytes=200), "at most 0 MB are read"),
        (Limits(unpacked_bytes=300), "unpacks to more than"),
    ],
)
def test_limits(tmp_path, limits, named):
    fault = refused(saved(tmp_path, parts()), limits)
    assert fault.illness == "too large"
    assert named in fault.message


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    made = parts()
    made["xl/sharedStrings.xml"] = HEAD + " " * 20_000_000
    fault = refused(saved(tmp_path, made))
    assert fault.illness == "tricked"
    assert "500 times its size" in fault.message


def test_a_small_part_may_shrink_a_hundredfold(tmp_path):
    made = parts(sheet(before="<!--" + " " * 90_000 + "-->"))
    assert Package.open(saved(tmp_path, made)).read("xl/worksheets/sheet1.xml")


# Tricks


def test_a_part_larger_than_declared(tmp_path):
    data = packed(parts(sheet('<row r="1"/>' * 500)))
    fault = refused(saved(tmp_path, patched(data, "xl/worksheets/sheet1.xml", 24, "<L", 400)))
    assert fault.illness == "tricked"
    assert "larger than the file says" in fault.message


@pytest.mark.parametrize("name", ["/etc/passwd", "../../up.xml", "xl/../../up.xml", "C:/up.xml", "xl\\..\\up.xml"])
def test_names_that_lead_out(tmp_path, name):
    fault = refused(saved(tmp_path, {**parts(), name: "<a/>"}))
    assert fault.illness == "tricked"
    assert "leads out of the file" in fault.message


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("twin", ["xl/workbook.xml", "XL/workbook.xml", "xl\\workbook.xml"])
def test_two_parts_of_one_name(tmp_path, twin):
    out = io.BytesIO(packed(parts()))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(zipfile.ZipInfo(twin), "<a/>")
    fault = refused(saved(tmp_path, out.getvalue()))
    assert fault.illness == "tricked"
    assert "two parts named" in fault.message


def test_parts_that_share_bytes(tmp_path):
    made = parts()
    made["xl/worksheets/sheet2.xml"] = made["xl/worksheets/sheet1.xml"]
    data = packed(made)
    first = next(entry for entry in entries(data, 500) if entry.name.endswith("sheet1.xml"))
    # One local header's name must serve both: rename the second entry's directory record to the first's place.
    moved = patched(data, "xl/worksheets/sheet2.xml", 42, "<L", first.header)
    fault = refused(saved(tmp_path, moved))
    assert fault.illness == "tricked"
    place = data.find(b"xl/worksheets/sheet2.xml")
    inside = patched(data, "xl/worksheets/sheet1.xml", 20, "<L", place - first.start)
    fault = refused(saved(tmp_path, inside))
    assert "shares its bytes" in fault.message


@pytest.mark.parametrize(
    "where", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/theme/theme1.xml", "docProps/x.XML"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_anywhere(tmp_path, where, encoding):
    made = parts()
    text = made.get(where, HEAD + "<a/>").removeprefix(HEAD)
    declared = f'<?xml version="1.0" encoding="{encoding}"?><!-- {"x" * 3000} --><!DOCTYPE a [<!ENTITY b "c">]>{text}'
    fault = refused(saved(tmp_path, {**made, where: declared.encode(encoding)}))
    assert fault.illness == "tricked"
    assert "document type declaration" in fault.message
    assert where in fault.message


# Illnesses


def ole(*streams: str) -> bytes:
    names = b"".join((name + "\0").encode("utf-16-le").ljust(64, b"\0") for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + names


ODS = packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"})
XLSB = packed({**parts(), "_rels/.rels": rels(("r", "officeDocument", "xl/workbook.bin")), "xl/workbook.bin": "x"})
DOCX = packed({"_rels/.rels": rels(("r", "officeDocument", "word/document.xml")), "word/document.xml": "<a/>"})
STRICT = packed(
    {**parts(), "_rels/.rels": rels(("r", "http://purl.oclc.org/ooxml/x/officeDocument", "xl/workbook.xml"))}
)
WHOLE = packed(parts(sheet("".join(f'<row r="{n}"/>' for n in range(1, 400)))))
LOCKED_PART = patched(packed(parts()), "xl/workbook.xml", 8, "<H", 1)
ODD_METHOD = patched(packed(parts()), "xl/workbook.xml", 10, "<H", 14)


@pytest.mark.parametrize(
    ("data", "illness", "said"),
    [
        (b"", "empty", "0 bytes"),
        (b"\0" * 4096, "placeholder", "in the cloud"),
        (b"[InternetShortcut]\nURL=https://example.org/a.xlsx", "placeholder", "in the cloud"),
        (b'{"url": "https://docs.google.com/open?id=1"}', "placeholder", "in the cloud"),
        (ole("EncryptionInfo", "EncryptedPackage"), "encrypted", "password"),
        (ole("\x06DataSpaces", "EncryptedPackage", "DRMEncryptedTransform"), "encrypted", "sensitivity label"),
        (ole("Workbook"), "xls", "Excel 97–2003"),
        (ole("Book"), "xls", "Excel 97–2003"),
        (bytes((9, 4, 6, 0, 0, 0, 16, 0)), "xls", "very old Excel"),
        (ole("WordDocument"), "other", "Word document"),
        (ole("__properties_version1.0"), "other", "Outlook message"),
        (ole("Something"), "damaged", "old Office program"),
        (XLSB, "xlsb", "binary workbook"),
        (ODS, "ods", "OpenDocument"),
        (b'<?xml version="1.0"?><office:document xmlns:office="x"/>', "ods", "OpenDocument"),
        (packed({"Index/Document.iwa": "x"}), "numbers", "Apple Numbers"),
        (DOCX, "other", "Word document"),
        (packed({"data.xlsx": "x"}), "zip", "packed folder"),
        (packed({"readme.txt": "x"}), "other", "packed folder"),
        (STRICT, "strict", "Strict Open XML"),
        (b"id,name,FY26\n1,a,2\n2,b,3\n", "csv", "CSV"),
        ("\ufeffid;größe\n1;2\n".encode(), "csv", "CSV"),
        ("id\tname\n1\tä\n".encode("utf-16"), "csv", "CSV"),
        (b"id,caf\xe9\n1,2\n", "csv", "CSV"),
        (b"ID;PWXL;N;E\nC;X1;Y1;K1\n", "csv", "SYLK"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "html", "web page"),
        (b"<!-- saved --> <!DOCTYPE HTML PUBLIC>\n<HTML>", "html", "web page"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "html", "web page"),
        (b"<table border=1><tr><td>1", "html", "web page"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "xml", "Excel 2003"),
        (b'<?xml version="1.0"?><data/>', "xml", "XML file"),
        (b"Dear colleague\nhere is my file\n", "text", "text file"),
        (b"%PDF-1.7", "other", "PDF"),
        (b"\x89PNG\r\n", "other", "picture"),
        (bytes(range(256)) * 20, "damaged", "whatever its name says"),
        (WHOLE[:900], "truncated", "after 900 bytes"),
        (WHOLE[: WHOLE.rfind(b"PK\x01\x02")], "truncated", "inside “xl/worksheets/sheet1.xml”"),
        (WHOLE[:3], "truncated", "after 3 bytes"),
        (WHOLE[:300] + WHOLE[400:], "damaged", "damaged"),
        (LOCKED_PART, "encrypted", "password"),
        (ODD_METHOD, "damaged", "Excel does not use"),
        (packed({**parts(), "_rels/.rels": rels()}), "damaged", "where its workbook is"),
        (packed(parts(workbook="<sheets/>")), "damaged", "lists no sheets"),
        (packed(parts(workbook='<sheets><sheet name="A" r:id="rId8"/></sheets>')), "damaged", "does not hold it"),
        (packed(parts("<worksheet><sheetData>")), "damaged", "sheet1.xml"),
    ],
)
def test_each_illness_is_told(tmp_path, data, illness, said):
    path = saved(tmp_path, data)
    with pytest.raises(Unreadable) as caught:
        read_book(path)
    fault = caught.value
    assert (fault.illness, said in fault.message) == (illness, True), fault.message
    assert "book.xlsx" in fault.message
    assert fault.remedy.endswith(".")
    assert fault.code == ("FIL-002" if illness in SECOND else "FIL-001")


SECOND = {"xls", "xlsb", "ods", "csv", "html", "xml", "text", "numbers", "strict", "other"}


def test_missing_folder_lock_file_and_forbidden(tmp_path, monkeypatch):
    assert refused(tmp_path / "no.xlsx").illness == "missing"
    folder = tmp_path / "folder.xlsx"
    folder.mkdir()
    assert refused(folder).illness == "folder"
    fault = refused(saved(tmp_path, b"\x05user".ljust(165, b" "), "~$book.xlsx"))
    assert fault.illness == "lock file"
    assert "Send “book.xlsx” instead." in fault.remedy
    assert refused(saved(tmp_path, b",user,host", ".~lock.book.xlsx#")).remedy == "Send “book.xlsx” instead."
    (tmp_path / ".cloud.xlsx.icloud").write_bytes(b"bplist00")
    assert refused(tmp_path / "cloud.xlsx").illness == "placeholder"

    def closed(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    path = saved(tmp_path, parts())
    monkeypatch.setattr(type(path), "open", closed)
    assert refused(path).illness == "not readable"


def test_a_part_with_a_wrong_sum_is_damaged(tmp_path):
    data = patched(packed(parts()), "xl/worksheets/sheet1.xml", 16, "<L", 12345)
    fault = refused(saved(tmp_path, data))
    assert fault.illness == "damaged"
    assert "xl/worksheets/sheet1.xml" in fault.message


def test_every_cut_is_told_as_truncated_or_damaged(tmp_path):
    data = packed(parts())
    for cut in at_least_one(range(4, len(data) - 1, 41)):
        assert refused(saved(tmp_path, data[:cut])).illness in ("truncated", "damaged"), cut


def test_nothing_is_written_and_no_file_left_open(tmp_path):
    path = saved(tmp_path, parts())
    before = path.read_bytes()
    Package.open(path).read("xl/workbook.xml")
    assert [one.name for one in tmp_path.iterdir()] == ["book.xlsx"]
    assert path.read_bytes() == before


@pytest.mark.parametrize("mark", [{"st_file_attributes": 0x0040_0000}, {"st_flags": 0x4000_0000}])
def test_a_file_that_is_still_in_the_cloud(tmp_path, monkeypatch, mark):
    path = saved(tmp_path, b"")
    monkeypatch.setattr(type(path), "stat", lambda *_args, **_kwargs: SimpleNamespace(st_mode=0o100644, **mark))
    fault = refused(path)
    assert fault.illness == "placeholder"
    assert "keep on this device" in fault.remedy
