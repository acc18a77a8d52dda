"""VBA source and project, read back by olevba and by the format's own rules."""

from __future__ import annotations

import io
import re

import olefile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oletools.olevba import VBA_Parser, decompress_stream

from pmr_xl.build.compression import compress
from pmr_xl.build.vba import Module, ModuleKind, VbaError, project

IDENTITY = "{318BEE36-5BE1-492A-826D-473DB19B0F30}"
SOURCE = 'Option Explicit\nPublic Sub Hello()\n    MsgBox "Zürich – 5 €"\nEnd Sub\n'


@settings(max_examples=60, deadline=None)
@given(st.text("ab cdEF()=\r\n'\"0123", max_size=9000))
def test_compressed_text_comes_back(text):
    data = text.encode("cp1252")
    assert bytes(decompress_stream(bytearray(compress(data)))) == data


@pytest.mark.parametrize("size", [1, 8, 9, 4095, 4096, 4097, 12_288])
def test_chunk_edges_and_runs(size):
    for data in (b"a" * size, bytes(range(97, 123)) * (size // 26 + 1)):
        assert bytes(decompress_stream(bytearray(compress(data)))) == data


def modules() -> list[Module]:
    return [
        Module.of("", ModuleKind.WORKBOOK, "ThisWorkbook"),
        Module.of("", ModuleKind.SHEET, "Sheet1"),
        Module.of(SOURCE, ModuleKind.STANDARD, "Greeting"),
        Module.of("VERSION 1.0 CLASS\nBEGIN\n  MultiUse = -1  'True\nEND\nAttribute VB_Name = \"Thing\"\n"
                  "Attribute VB_Exposed = True\nPublic A As Long\n", ModuleKind.CLASS),
    ]  # fmt: skip


def test_olevba_gives_every_module_back_exactly():
    data = project(modules(), "Trial", IDENTITY)
    found = {stream: code for _, stream, _, code in VBA_Parser("v.bin", data=data).extract_all_macros()}
    assert found == {f"VBA/{module.name}": module.source for module in modules()}


def test_a_class_loses_its_preamble_and_keeps_its_own_attributes():
    thing = modules()[-1]
    assert thing.source.startswith('Attribute VB_Name = "Thing"\r\nAttribute VB_Base = "0{FCFB3D2A')
    assert "Attribute VB_Exposed = True\r\n" in thing.source
    assert "MultiUse" not in thing.source
    assert thing.source.count("VB_Exposed") == 1


def test_document_modules_have_the_base_excel_expects():
    workbook, sheet = modules()[:2]
    assert 'VB_Base = "0{00020819-0000-0000-C000-000000000046}"' in workbook.source
    assert 'VB_Base = "0{00020820-0000-0000-C000-000000000046}"' in sheet.source


def test_the_project_stream_lists_every_module_and_hides_nothing():
    with olefile.OleFileIO(io.BytesIO(project(modules(), "Trial", IDENTITY))) as file:
        text = file.openstream("PROJECT").read().decode("cp1252")
        assert file.openstream("VBA/_VBA_PROJECT").read().hex() == "cc61ffff000100"
    assert text.startswith(f'ID="{IDENTITY}"\r\nDocument=ThisWorkbook/&H00000000\r\n')
    assert "\r\nModule=Greeting\r\nClass=Thing\r\n" in text
    told = dict(re.findall(r'(CMG|DPB|GC)="([0-9A-F]+)"', text))
    assert {key: unhidden(value) for key, value in told.items()} == {"CMG": bytes(4), "DPB": b"\0", "GC": b"\xff"}


def test_the_disguise_is_read_as_excel_writes_it():
    # protection state of a project Excel itself saved, with the same identity: not protected, no password, visible
    assert unhidden("5D5F8AADDAA8DEA8DEA8DEA8DE") == bytes(4)
    assert unhidden("5D5F8AADDAADDBADDBAD") == b"\0"
    assert unhidden("5D5F8AADDAADDBADDB52") == b"\xff"


def unhidden(text: str) -> bytes:
    """MS-OVBA 2.4.3.3, written apart from the code it checks."""
    data = bytes.fromhex(text)
    seed = data[0]
    assert data[1] ^ seed == 2
    previous_plain, later, earlier = data[2] ^ seed, data[2], data[1]
    plain = []
    for coded in data[3:]:
        value = coded ^ ((earlier + previous_plain) & 0xFF)
        plain.append(value)
        earlier, later, previous_plain = later, coded, value
    ignored = (seed & 6) // 2
    length = int.from_bytes(bytes(plain[ignored : ignored + 4]), "little")
    assert len(plain) == ignored + 4 + length
    return bytes(plain[ignored + 4 :])


@pytest.mark.parametrize(
    ("text", "name", "says"),
    [
        ("x = 1\n' ✓ fine\n", "A", "A, line 2: “✓” is not in code page 1252"),
        (f"x = {'1' * 1030}\n", "A", "A, line 1 has 1034 signs"),
        ("", "1A", "“1A” is not a module name"),
        ("", "", "“” is not a module name"),
    ],
)
def test_text_that_cannot_stand_in_a_project_is_refused(text, name, says):
    with pytest.raises(VbaError, match=re.escape(says)):
        Module.of(text, ModuleKind.STANDARD, name)


def test_two_modules_of_one_name_are_refused():
    with pytest.raises(VbaError, match="share one name"):
        project([Module.of("", ModuleKind.STANDARD, "A"), Module.of("", ModuleKind.STANDARD, "a")], "P", IDENTITY)
