"""Installing the add-in: put it where Excel trusts it, say which Python it uses, and find out why it does not work."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pmr_xl.atomic_write import write_atomically
from pmr_xl.build.workbooks import FOLDER
from pmr_xl.excel.installing.machine import ADDIN, MAC, WINDOWS, Machine
from pmr_xl.excel.settings import (
    INTERPRETER_MAC,
    INTERPRETER_WINDOWS,
    OFFICE,
    read_settings,
    write_settings,
)
from pmr_xl.model.fault import Fault
from pmr_xl.version import __version__

GOOD, KNOW, MEND = "✓", "ℹ", "✕"
_NOT_HERE = (
    "Excel with macros is for Windows and Mac. Here the command line does the same: pmr validate, review, assemble."
)


@dataclass
class InstallReport:
    """What was done or found, line by line: a sign, what it is, and the way out where one is needed."""

    title: str
    lines: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, sign: str, what: str, remedy: str = "") -> None:
        """One more line."""
        self.lines.append((sign, what, remedy))

    @property
    def ok(self) -> bool:
        """Nothing is to be corrected."""
        return all(sign != MEND for sign, _, _ in self.lines)

    @property
    def text(self) -> str:
        """For a terminal."""
        shown = [f"{sign} {what}" + (f"\n    → {remedy}" if remedy else "") for sign, what, remedy in self.lines]
        return "\n".join([self.title, *shown])


def shipped_addin() -> Path:
    """The add-in that belongs to this pmr_xl.

    Raises:
        Fault: it is missing from the installation.
    """
    for folder in (Path(__file__).parents[1] / "shipped" / "workbooks", FOLDER):
        if (folder / ADDIN).is_file():
            return folder / ADDIN
    raise Fault(f"{ADDIN} is missing from this installation.", "Install pmr_xl again; in its source, run pmr build.")


def install(office: Path | None = None, machine: Machine | None = None, *, everyone: bool = False) -> InstallReport:
    """Put the add-in where Excel trusts it and write its settings.

    Args:
        office: the office folder the buttons work for; None keeps the one set before.
        everyone: for all users of this computer, which takes an administrator's rights.

    Raises:
        Fault: a folder is locked or the add-in is open in Excel; nothing is half-done.
    """
    machine = _meant(machine, everyone=everyone)
    report = InstallReport("Installing the PMR add-in")
    if not machine.has_excel:
        report.add(KNOW, _NOT_HERE)
        return report
    _put(shipped_addin(), machine.addin)
    report.add(GOOD, f"The add-in is {machine.addin}, where Excel loads and trusts it.")
    settings = read_settings(machine.settings)
    settings |= {
        "ADD_WORKBOOK_TO_PYTHONPATH": "False",  # never Python from beside a workbook
        "USE UDF SERVER": "True" if machine.system == WINDOWS else "False",  # the second click is warm
        INTERPRETER_WINDOWS if machine.system == WINDOWS else INTERPRETER_MAC: str(machine.interpreter),
    }
    if office is not None:
        settings[OFFICE] = str(office.resolve())
    report.add(GOOD, f"Its settings are {write_settings(settings, machine.settings)}.")
    if machine.system == MAC:
        source, target = machine.script
        _put(source, target)
        report.add(GOOD, f"The script Excel runs Python by is {target}.")
    report.add(KNOW, "Close Excel wholly and open it again: the tab PMR is beside Review.")
    return report


def _meant(machine: Machine | None, *, everyone: bool) -> Machine:
    """The computer, or what its users share of it. Raises Fault where there is nothing they could share."""
    machine = machine or Machine()
    if not everyone or not machine.has_excel:
        return machine
    if (shared := machine.for_everyone) is None:
        raise Fault("Where Excel is installed on this computer is not known.", "Install for each user instead.")
    return shared


def remove(machine: Machine | None = None, *, everyone: bool = False) -> InstallReport:
    """Take the add-in, its settings and its script away. Records, schemas and review copies stay.

    Args:
        everyone: what was installed for all users of this computer.

    Raises:
        Fault: Excel holds the add-in open.
    """
    machine = _meant(machine, everyone=everyone)
    report = InstallReport("Removing the PMR add-in")
    for path in (machine.addin, machine.settings, *((machine.script[1],) if machine.system == MAC else ())):
        if not path.exists():
            report.add(KNOW, f"{path} is not there.")
            continue
        try:
            path.unlink()
        except OSError as refused:
            raise Fault(
                f"{path} cannot be removed ({refused.strerror}).", "Close Excel wholly, then try again."
            ) from None
        report.add(GOOD, f"{path} is removed.")
    return report


def status(machine: Machine | None = None) -> InstallReport:
    """What is installed, in a few lines."""
    machine = (machine or Machine()).in_use
    report = InstallReport(f"PMR add-in, pmr_xl {__version__}")
    if not machine.has_excel:
        report.add(KNOW, _NOT_HERE)
        return report
    look_at_addin(report, machine)
    settings = read_settings(machine.settings)
    report.add(KNOW, f"Office folder: {settings.get(OFFICE) or 'the one that comes with the program'}.")
    return report


def look_at_addin(report: InstallReport, machine: Machine) -> None:
    """Whether the add-in is in its place and belongs to this pmr_xl."""
    if not machine.addin.is_file():
        report.add(MEND, "The add-in is not installed.", "Run pmr addin install.")
    elif machine.addin.read_bytes() != shipped_addin().read_bytes():
        report.add(
            MEND, f"{machine.addin} is not the add-in of pmr_xl {__version__}.",
            "Close Excel and run pmr addin install: macros and Python must be of one version.",
        )  # fmt: skip
    else:
        report.add(GOOD, f"{machine.addin} belongs to pmr_xl {__version__}.")


def _put(source: Path, target: Path) -> None:
    """Copy a file into place in one step. Raises Fault where the folder is locked or the file is open."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, source.read_bytes())
    except OSError as refused:
        raise Fault(
            f"{target} cannot be written ({refused.strerror}).",
            "Close Excel wholly and try again; if the folder is locked, IT can put the file there.",
        ) from None
