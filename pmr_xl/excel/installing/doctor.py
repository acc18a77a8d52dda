"""Finding out why the add-in does not work: everything that commonly stands in the way, each with what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from pmr_xl.excel.failures import failure_of
from pmr_xl.excel.installing.addin import GOOD, KNOW, MEND, InstallReport, status
from pmr_xl.excel.installing.machine import ADDIN, WINDOWS, Machine
from pmr_xl.excel.server import OPTIONS, READY, REHEARSE
from pmr_xl.excel.settings import INTERPRETER_MAC, INTERPRETER_WINDOWS, read_settings

_BARE = ("SYSTEMROOT", "SYSTEMDRIVE", "TEMP", "TMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "HOME")
_PATIENCE = 90  # seconds a first start may take, antivirus included


def doctor(machine: Machine | None = None) -> InstallReport:
    """Everything that commonly stands in the way, each with what to do."""
    machine = (machine or Machine()).in_use
    report = status(machine)
    if not machine.has_excel:
        return report
    _look_at_python(report, machine)
    if machine.system == WINDOWS:
        _look_at_windows(report, machine)
    else:
        source, target = machine.script
        same = target.is_file() and target.read_bytes() == source.read_bytes()
        if same:
            report.add(GOOD, "The script Excel runs Python by is in place.")
        else:
            report.add(MEND, f"{target} is missing or of another version.", "Run pmr addin install.")
    for folder in (machine.startup, machine.settings.parent):
        if folder.is_dir() and not os.access(folder, os.W_OK):
            report.add(MEND, f"{folder} is locked.", "IT can put the files there; docs/administrators.md says which.")
    return report


def _look_at_python(report: InstallReport, machine: Machine) -> None:
    settings = read_settings(machine.settings)
    named = settings.get(INTERPRETER_WINDOWS if machine.system == WINDOWS else INTERPRETER_MAC, "")
    if not named:
        report.add(MEND, "No Python is named in the settings.", "Run pmr addin install.")
    elif not Path(named).is_file():
        report.add(MEND, f"The Python in the settings is gone: {named}.", "Run pmr addin install.")
    elif Path(named) != machine.interpreter:
        report.add(KNOW, f"Excel uses {named}; this command runs in {machine.interpreter}.",
                   "If that is not meant, run pmr addin install from the Python you mean.")  # fmt: skip
    else:
        report.add(GOOD, f"Excel uses this Python: {named}.")
    if named and Path(named).is_file():
        _rehearse(report, named)
    if machine.is_conda:
        report.add(KNOW, "This Python is conda's; Excel starts it without activating it.",
                   "If the rehearsal fails, install Python from python.org, then pmr_xl and the add-in.")  # fmt: skip
    if settings.get("ADD_WORKBOOK_TO_PYTHONPATH", "True").casefold() != "false":
        report.add(MEND, "The settings let a workbook's folder bring Python code.", "Run pmr addin install.")
    if (first := shutil.which("python")) and Path(first) != machine.interpreter:
        report.add(KNOW, f"Another Python is first on the path ({first}); the add-in does not use it.")
    if not machine.has_com:
        package = "pywin32" if machine.system == WINDOWS else "appscript"
        report.add(
            MEND, f"{package} is missing.", f"Run {machine.interpreter} -m pip install --force-reinstall xlwings"
        )


def _look_at_windows(report: InstallReport, machine: Machine) -> None:
    if machine.dll.is_file():
        report.add(GOOD, f"{machine.dll.name} is in place.")
    else:
        report.add(
            MEND, f"{machine.dll} is missing; antivirus programs sometimes remove it.",
            "Ask IT to allow it, then run pip install --force-reinstall xlwings and pmr addin install.",
        )  # fmt: skip
    if Path(f"{machine.addin}:Zone.Identifier").exists():
        report.add(MEND, "Windows marks the add-in as coming from the internet.", "Its Properties have a box: Unblock.")
    for what, remedy in machine.registry.in_the_way(ADDIN):
        report.add(MEND, what, remedy)
    for wrong, what, remedy in (
        (machine.from_store, "This Python is from the Microsoft Store; Excel may not start it.",
         "Install Python from python.org for this user, then pmr_xl and the add-in."),
        (machine.on_network and not machine.portable,
         "This Python is on a network share: every click will be slow, or refused.",
         "Install Python and pmr_xl on this computer's own disk."),
        (machine.in_cloud, "This Python is in a folder that a cloud service moves about.",
         "Install it outside OneDrive or Dropbox."),
    ):  # fmt: skip
        if wrong:
            report.add(MEND, what, remedy)
    if machine.portable:
        where = " on a network share: each first click takes longer" if machine.on_network else ""
        report.add(
            KNOW, f"This Python is a portable folder's{where}.", "If the folder moves, use its Start PMR.cmd again."
        )


def _rehearse(report: InstallReport, interpreter: str) -> None:
    """Start the Python of the settings as Excel does, with nothing of this command's own environment."""
    command = [interpreter, *OPTIONS, REHEARSE]
    bare = {name: os.environ[name] for name in _BARE if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 - the interpreter that the settings name is the one that Excel starts
            command, capture_output=True, text=True, check=False, env=bare, timeout=_PATIENCE, errors="replace"
        )
        fault = (
            "" if done.stdout.strip().endswith(READY) else done.stderr.strip() or f"It ended with {done.returncode}."
        )
    except subprocess.TimeoutExpired:
        fault = f"It did not answer within {_PATIENCE} seconds."
    except OSError as refused:
        fault = str(refused)
    if not fault:
        report.add(GOOD, "Started as Excel starts it, Python is ready.")
        return
    known = failure_of(fault)
    says = "Started as Excel starts it, Python fails: "
    if known is not None:
        report.add(MEND, f"{says}{known.says}", known.remedy)
    else:
        report.add(MEND, says + fault.splitlines()[-1], "Install pmr_xl again there, then run pmr addin install.")
