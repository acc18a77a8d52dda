"""The VBA around the functions, written by xlwings' own generator, so that nobody has to import functions in Excel.

Run as ``python -m pmr_xl.excel.wrapper`` it prints both modules as JSON. It runs in a process of its own, because away
from Windows xlwings' generator can be loaded only with stand-ins for the Windows packages it imports but does not use.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from types import ModuleType, SimpleNamespace
from typing import Any

MODULE = "pmr_xl.excel.udfs"
_LONGEST_HELP = 255
_CALL = re.compile(r"(?P<name>PMR_\w+) = (?P<call>XLPy\.CallUDF\(.*\))$", re.MULTILINE)


def written() -> tuple[str, str]:
    """The wrappers' module and the module that describes them to the function wizard."""
    command = [sys.executable, "-m", __name__]
    done = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")  # noqa: S603 - ourselves
    functions, wizard = json.loads(done.stdout)
    return functions, wizard


def _stand_ins() -> None:
    """Names xlwings' generator imports on Windows; elsewhere nothing of them is called while wrappers are written."""
    if sys.platform == "win32":
        return
    for name in ("pythoncom", "pywintypes", "win32com", "win32com.client"):
        sys.modules[name] = ModuleType(name)
    sys.modules["pythoncom"].CoInitialize = lambda: None  # type: ignore[attr-defined]  # a stand-in
    sys.modules["pywintypes"].com_error = OSError  # type: ignore[attr-defined]  # a stand-in
    sys.modules["win32com.client"].Dispatch = lambda what: what  # type: ignore[attr-defined]  # a stand-in


def _described(functions: dict[str, Any]) -> str:
    """VBA that gives each function its category, its sentence and its arguments' help."""

    def text(words: str) -> str:
        plain = words.replace("↑", "up").replace("↓", "down").replace("…", "...")  # VBA's text is code page 1252
        return '"' + plain[:_LONGEST_HELP].replace('"', '""') + '"'

    lines = [
        'Attribute VB_Name = "PmrWizard"', "Option Explicit", "' Generated from pmr_xl/excel/udfs.py.", "",
        "Public Sub DescribePmrFunctions()", "    Dim Here As String", "    On Error Resume Next",
        """    Here = "'" & ThisWorkbook.Name & "'!\"""",
    ]  # fmt: skip
    for name, told in functions.items():
        helps = ", ".join(text(argument["doc"]) for argument in told["args"])
        first = told["ret"]["doc"].strip().splitlines()[0]
        lines += [
            f'    Application.MacroOptions Macro:=Here & "{name}", Description:={text(first)}, _',
            f'        Category:="{told["category"]}", ArgumentDescriptions:=Array({helps})',
        ]
    return "\n".join([*lines, "End Sub", ""])


def _generated() -> tuple[str, str]:
    _stand_ins()
    import xlwings
    from xlwings import udfs

    generator: Any = udfs  # xlwings' generator has no types
    xlwings.func, xlwings.arg = generator.xlfunc, generator.xlarg
    from pmr_xl.excel import udfs as ours

    text = io.StringIO()
    text.write('Attribute VB_Name = "PmrFunctions"\n')
    text.write("' Generated from pmr_xl/excel/udfs.py by xlwings' own generator.\n")
    text.write('Option Explicit\n#Const App = "Microsoft Excel"\n')
    generator.generate_vba_wrapper(MODULE, ours, text, SimpleNamespace(Name="PMR.xlam"))
    wrappers = text.getvalue().replace("= Err.Description", "= PmrSentence(Err.Description)")
    wrappers = _CALL.sub(r"\g<name> = PmrErrors(\g<call>)", wrappers)
    functions = {name: told.__xlfunc__ for name in dir(ours) if hasattr(told := getattr(ours, name), "__xlfunc__")}
    return wrappers, _described(functions)


if __name__ == "__main__":
    json.dump(_generated(), sys.stdout)
