"""The macros made of what stands here: around the functions, for the function wizard, and the table of failures."""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.build.macros import Generated
from pmr_xl.excel import failures
from pmr_xl.excel.server import OPTIONS
from pmr_xl.excel.udfs import CATEGORY, FUNCTIONS, Told

_LONGEST_HELP = 255
_CLASS = "VERSION 1.0 CLASS\nBEGIN\n  MultiUse = -1  'True\nEND\n"


def generate_wrappers() -> Generated:
    """All of them."""
    words = {name: getattr(failures, name) for name in ("NO_SETTINGS", "NO_INTERPRETER", "NO_LIBRARY", "NO_SCRIPT")}
    return Generated(_functions(), _wizard(), _failures(), {**words, "OPTIONS": " ".join(OPTIONS)})


def _functions() -> str:
    lines = [
        'Attribute VB_Name = "PmrFunctions"', "Option Explicit",
        "' Generated from pmr_xl/excel/udfs.py. These names, and no others of the add-in, can be typed in a cell.", "",
        "Private Answers As PmrAnswers", "",
        "Private Function Worked(ByVal FunctionName As String, ByVal Arguments As Variant) As Variant",
        "    If Answers Is Nothing Then Set Answers = New PmrAnswers",
        "    Worked = Answers.Worked(FunctionName, Arguments)", "End Function",
    ]  # fmt: skip
    for name, told in FUNCTIONS.items():
        asked = ", ".join(f"Optional {one.name}" if one.optional else one.name for one in told.arguments)
        given = ", ".join(one.name for one in told.arguments)
        lines += [
            "",
            f"Public Function {name}({asked})",
            f'    {name} = Worked("{name}", Array({given}))',
            "End Function",
        ]
    return "\n".join([*lines, ""])


def _wizard() -> str:
    lines = [
        f'{_CLASS}Attribute VB_Name = "PmrWizard"', "Option Explicit", "' Generated from pmr_xl/excel/udfs.py.", "",
        "Private Failed As Long", "",
        "' Excel describes no function of a hidden workbook, and an add-in is one: it is none for this moment.",
        "Public Sub Describe()", "    Dim Settings As New PmrSettings", "    On Error Resume Next",
        "    Application.ScreenUpdating = False", "    ThisWorkbook.IsAddin = False",
        *(line for name, told in FUNCTIONS.items() for line in _described(name, told)),
        "    ThisWorkbook.IsAddin = True", "    ThisWorkbook.Saved = True", "    Application.ScreenUpdating = True",
        f'    If Failed > 0 Then Settings.Note Failed & " of {len(FUNCTIONS)} functions could not be described."',
        "End Sub", "",
        "Private Sub Named(ByVal FunctionName As String, ByVal Says As String, ByVal Helps As Variant)",
        "    On Error GoTo Refused",
        """    Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!" & FunctionName, Description:=Says, _""",
        f'        Category:="{CATEGORY}", ArgumentDescriptions:=Helps', "    Exit Sub",
        "Refused:", "    Failed = Failed + 1", "End Sub",
    ]  # fmt: skip
    return "\n".join([*lines, ""])


def _described(name: str, told: Told) -> Iterator[str]:
    helps = ", ".join(_text(one.doc) for one in told.arguments)
    yield f'    Named "{name}", {_text(told.says)}, _'
    yield f"        Array({helps})"


def _failures() -> str:
    lines = [
        f'{_CLASS}Attribute VB_Name = "PmrFailures"', "Option Explicit",
        "' Generated from pmr_xl/excel/failures.py.", "",
        "' One sentence for a fault's own words, which go into the log.",
        "Public Function Sentence(ByVal Fault As String) As String",
        "    Dim Settings As New PmrSettings", "    Settings.Note Fault",
    ]  # fmt: skip
    for failure in failures.FAILURES:
        lines.append(f'    If Sentence = "" And Has(Fault, {_text("|".join(failure.words))}) Then _')
        lines.append(f"        Sentence = {_text(failure.says)} & _")
        lines.append(f"        {_text(' ' + failure.remedy)}")
    lines += [
        f'    If Sentence = "" Then Sentence = {_text(failures.UNKNOWN.sentence)}', "End Function", "",
        "Private Function Has(ByVal Fault As String, ByVal Words As String) As Boolean",
        "    Dim Word As Variant", '    For Each Word In Split(Words, "|")',
        "        If InStr(1, LCase(Fault), LCase(Word)) > 0 Then Has = True", "    Next Word", "End Function",
    ]  # fmt: skip
    return "\n".join([*lines, ""])


def _text(words: str) -> str:
    """A text of VBA, whose code page is 1252."""
    plain = words.replace("↑", "up").replace("↓", "down").replace("…", "...")
    return '"' + plain[:_LONGEST_HELP].replace('"', '""') + '"'
