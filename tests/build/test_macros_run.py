"""The macros as LibreOffice runs them, Python exchanged for a stand-in: every button arrives, every failure is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from at_least_one import at_least_one

from pmr_xl.build import macros
from pmr_xl.build.desk_book import GROUPS, desk_book, function_of
from pmr_xl.build.vba import Module, ModuleKind, project
from pmr_xl.excel.doors import doors
from pmr_xl.excel.failures import FAILURES, UNKNOWN

pytestmark = pytest.mark.libreoffice
# Python's stand-in: notes what was pressed, and fails with the words in Z2.
SERVER = """Attribute VB_Name = "PmrServer"
Option Explicit
Public Sub Press(ByVal ButtonName As String)
    Dim Page As Object
    Set Page = ThisWorkbook.Worksheets(1)
    If Page.Range("Z2").Value <> "" Then Err.Raise 1000, "", Page.Range("Z2").Value
    Page.Range("Z1").Value = ButtonName
End Sub
Public Function Answer(ByVal FunctionName As String, ByVal Arguments As Variant) As Variant
    Dim Page As Object
    Set Page = ThisWorkbook.Worksheets(1)
    If Page.Range("Z2").Value <> "" Then Err.Raise 1000, "", Page.Range("Z2").Value
    Answer = Page.Range("Z3").Value
End Function
"""
MAC = 'Attribute VB_Name = "PmrMac"\nOption Explicit\nPublic Sub Press(ByVal ButtonName As String)\nEnd Sub\n'
# A message box would wait for somebody who is not there.
TRIAL = """Attribute VB_Name = "Trial"
Option Explicit
Public Sub Answers()
    Dim Made As Variant
    Dim Grid(1 To 2, 1 To 2) As Variant
    Dim Given As New PmrAnswers
    Grid(1, 1) = "#N/A"
    Grid(1, 2) = "#5 is fine"
    Grid(2, 1) = 2.5
    Grid(2, 2) = "#VALUE!"
    Made = Given.WithErrors(Grid)
    ThisWorkbook.Worksheets(1).Range("Z4").Value = IsError(Made(1, 1)) & " " & Made(1, 2) & " " & _
        Made(2, 1) & " " & IsError(Made(2, 2))
    ThisWorkbook.Worksheets(1).Range("Z5").Value = Given.Worked("PMR_UNIT", Array("a"))
End Sub
Public Sub Settled()
    Dim Settings As New PmrSettings
    ThisWorkbook.Worksheets(1).Range("Z6").Value = Settings.Setting("interpreter_win")
End Sub
Public Sub TellSentence(ByVal Words As String)
    ThisWorkbook.Worksheets(1).Range("Z7").Value = Words
End Sub
"""


def trial_modules(told) -> list[Module]:
    made = told.macros
    shared = [module for module in macros.desk_modules(made) if module.name not in macros.PYTHON]
    answers = next(module for module in macros.addin_modules(made) if module.name == "PmrAnswers")
    box, told_instead = 'MsgBox Failures.Sentence(Fault), 48, "PMR"', "TellSentence Failures.Sentence(Fault)"
    spoken = [replace(module, source=module.source.replace(box, told_instead)) for module in (*shared, answers)]
    assert any("TellSentence" in module.source for module in spoken)
    stands = [
        Module.of(SERVER, ModuleKind.CLASS),
        Module.of(MAC, ModuleKind.CLASS),
        Module.of(TRIAL, ModuleKind.STANDARD),
    ]
    return [*spoken, *stands]


@pytest.fixture(scope="module")
def host(libreoffice, tmp_path_factory):
    """Excel's stand-in with the desk open: ``press(module, macro)``, and the cells the trials write into."""
    told = doors()
    path = Path(tmp_path_factory.mktemp("trial"), "trial.xlsm")
    path.write_bytes(desk_book(project(trial_modules(told), "PMR_Desk", macros.DESK_IDENTITY), told.tips))
    document = libreoffice.open(path, macros=True)
    yield Host(document)
    document.close(True)


class Host:
    def __init__(self, document) -> None:
        self.page = document.Sheets.getByIndex(0)
        self.scripts = document.getScriptProvider()

    def press(self, module: str, macro: str) -> None:
        name = f"vnd.sun.star.script:PMR_Desk.{module}.{macro}?language=Basic&location=document"
        try:
            self.scripts.getScript(name).invoke((), (), ())
        except Exception as fault:  # noqa: BLE001 - UNO's own exceptions cannot pass through pytest
            raise AssertionError(f"{module}.{macro}: {str(fault)[:300]}") from None

    def put(self, cell: str, text: str) -> None:
        self.page.getCellRangeByName(cell).String = text

    def read(self, cell: str) -> str:
        return self.page.getCellRangeByName(cell).String


def test_every_desk_macro_reaches_its_button(host):
    host.put("Z2", "")
    for macro in at_least_one(sorted({macro for _, _, each in GROUPS for _, macro in each})):
        host.put("Z1", "")
        host.press("PmrButtons", macro)
        assert host.read("Z1") == function_of(macro)


@pytest.mark.parametrize("failure", FAILURES, ids=lambda failure: failure.words[0])
def test_every_known_failure_is_one_sentence(host, failure):
    for words in at_least_one(failure.words):
        host.put("Z2", f"Could not do it.\nError message: {words}.\nCommand: python.exe")
        host.put("Z1", "")
        host.put("Z7", "")
        host.press("PmrButtons", "ValidateSubmission")
        assert host.read("Z1") == "", "nothing was done"
        assert host.read("Z7") == failure.sentence
        host.press("Trial", "Answers")
        assert host.read("Z5") == failure.sentence, "a function's cell says the same"


def test_an_unknown_failure_is_one_sentence_too(host):
    host.put("Z2", "Traceback (most recent call last): something never seen")
    host.press("PmrButtons", "ValidateSubmission")
    assert host.read("Z7") == UNKNOWN.sentence


def test_errors_become_excels_own(host):
    host.put("Z2", "")
    host.press("Trial", "Answers")
    assert host.read("Z4") == "True #5 is fine 2.5 True"
