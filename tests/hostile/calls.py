"""Things in a form that would have a program beside Excel run something: formulas, names, rules, shapes, controls."""

from __future__ import annotations

from filled_form import NAME, Hostile
from packages import SUBMISSION, Parts, cell, edited, put

CALLS = "Things that would run something"
_RUN = 'RunPython("import os")'
_XML = _RUN.replace('"', "&quot;")
_DDE = "cmd|'/c calc'!A0"
_GOOGLES = 'IFERROR(__xludf.DUMMYFUNCTION("IMPORTRANGE(""1AbC"",""A1"")"),1275.0)'
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"


def _formula(text: str, result: str = "") -> str:
    return f"<f>{text}</f>{result}"


def _named(parts: Parts) -> None:
    put(parts, "xl/workbook.xml", "<definedNames>", f'<definedNames><definedName name="total">{_XML}</definedName>')


def _asks(parts: Parts) -> None:
    put(parts, "xl/workbook.xml", "<definedNames>", f'<definedNames><definedName name="total">{_DDE}</definedName>')


def _formatted(parts: Parts) -> None:
    rule = f'<cfRule type="expression" priority="99"><formula>{_XML}</formula></cfRule>'
    put(
        parts, SUBMISSION, "</sheetData>(.*?)(<dataValidations)",
        rf'</sheetData>\1<conditionalFormatting sqref="J5">{rule}</conditionalFormatting>\2',
    )  # fmt: skip


def _validated(parts: Parts) -> None:
    put(parts, SUBMISSION, "(<dataValidation [^>]*>)<formula1>[^<]*<", rf"\1<formula1>{_XML}<")


def _shape(parts: Parts) -> None:
    parts["xl/drawings/drawing9.xml"] = f'<xdr:wsDr xmlns:xdr="{_DRAWING}"><xdr:sp macro="[0]!Go"/></xdr:wsDr>'.encode()


def _button(parts: Parts) -> None:
    parts["xl/drawings/vmlDrawing9.vml"] = b"<xml><x:ClientData><x:FmlaMacro>[0]!Go</x:FmlaMacro></x:ClientData></xml>"


def _control(parts: Parts) -> None:
    control = '<control shapeId="1" r:id="rId77" name="b"><controlPr macro="PMR_Desk.xlsm!Repair"/></control>'
    put(parts, SUBMISSION, "</worksheet>", f"<controls>{control}</controls></worksheet>")


_J9, _WHOLE = "error FIL-009 Submission!J5", f"error FIL-010 {NAME}"
_NONE = {("dox-complaints", "actual"): ""}
HOSTILE = (
    Hostile(CALLS, "`=RunPython(…)` in a figure's cell, without a result", cell("J5", _formula(_XML)), (_J9,), _NONE),
    Hostile(CALLS, "the same with a saved result", cell("J5", _formula(_XML, "<v>1275</v>")), (_J9,)),
    Hostile(
        CALLS, "`=RunFrozenPython(…)` among Excel's own functions",
        cell("J5", _formula(f"IF(TRUE,RunFrozenPython({'&quot;x.exe&quot;'}),1)", "<v>1275</v>")), (_J9,),
    ),
    Hostile(CALLS, "another add-in's function, in capitals", cell("J5", _formula("BDP(A1)", "<v>1275</v>")), (_J9,)),
    Hostile(CALLS, "`=CALL(…)`, which loads a library", cell("J5", _formula("CALL(A1,A2)", "<v>1275</v>")), (_J9,)),
    Hostile(CALLS, "`=cmd|'/c calc'!A0`, which starts a program", cell("J5", _formula(_DDE, "<v>1275</v>")), (_J9,)),
    Hostile(CALLS, "the same behind a defined name", edited(_asks), (f"error FIL-009 {NAME}",)),
    Hostile(
        CALLS, "the same within a text, which starts nothing",
        cell("P3", _formula('"a"&amp;"cmd|\'/c\'!A0"', "<v>acmd</v>"), "str"),
        ("query TYP-019 Submission!P3",), {("dox-lots-cleaned", "explanation"): "acmd"},
    ),
    Hostile(
        CALLS, "a function of Google Sheets' own, which Excel shows the last result of",
        cell("J5", _formula(_GOOGLES, "<v>1275</v>")), ("query TYP-007 Submission!J5",),
    ),
    Hostile(
        CALLS, "a newer function of Excel's own: XLOOKUP",
        cell("J5", _formula("_xlfn.XLOOKUP(A5,Lists!A:A,Lists!B:B)", "<v>1275</v>")), ("query TYP-007 Submission!J5",),
    ),
    Hostile(CALLS, "a function where nobody fills in", cell("A1", _formula(_XML)), ("error FIL-009 Submission!A1",)),
    Hostile(CALLS, "a function behind a defined name", edited(_named), (f"error FIL-009 {NAME}",)),
    Hostile(CALLS, "a function in a conditional format", edited(_formatted), ("error FIL-009 Submission",)),
    Hostile(CALLS, "a function in a validation", edited(_validated), ("error FIL-009 Submission",)),
    Hostile(CALLS, "a shape that names a macro", edited(_shape), (_WHOLE,)),
    Hostile(CALLS, "a button of the old kind that names a macro", edited(_button), (_WHOLE,)),
    Hostile(CALLS, "a control that names the desk's macro", edited(_control), (_WHOLE,)),
)  # fmt: skip
