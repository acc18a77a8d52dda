"""The doctor starts Python as Excel does, and reads what the office forbids, on computers made up for it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pmr_xl.excel.installing import addin
from pmr_xl.excel.installing.doctor import doctor
from pmr_xl.excel.installing.machine import WINDOWS, Machine
from pmr_xl.excel.installing.registry import ASR_CHILDREN, Registry
from pmr_xl.model.fault import Fault

SECURITY = r"Software\Microsoft\Office\16.0\Excel\Security"
POLICIES = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"
ASR = r"Software\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
RESILIENCY = r"Software\Microsoft\Office\16.0\Excel\Resiliency\DisabledItems"
INSTALLED = r"Software\Microsoft\Office\16.0\Excel\InstallRoot"
CLICK_TO_RUN = r"Software\Microsoft\Office\ClickToRun\Configuration"


class MadeUp(Registry):
    def __init__(self, *told: tuple[str, str, Any]) -> None:
        self.told = told

    def values(self, key: str) -> dict[str, Any]:
        return {name.casefold(): value for at, name, value in self.told if at == key}


@pytest.fixture
def windows(tmp_path) -> Machine:
    """Windows whose Python is the one that runs this test."""
    machine = Machine(
        WINDOWS,
        tmp_path / "ana",
        tmp_path / "ana" / "Roaming",
        Path(sys.executable),
        tmp_path,
        MadeUp(),
        tmp_path / "all",
    )
    machine.dll.write_bytes(b"")
    return machine


def told(machine: Machine) -> str:
    return doctor(machine).text


def test_the_rehearsal_starts_the_python_of_the_settings(windows):
    addin.install(None, windows)
    assert "✓ Started as Excel starts it, Python is ready." in told(windows)


@pytest.mark.parametrize(
    ("says", "sentence"),
    [
        ("ImportError: DLL load failed while importing _ctypes", "Python starts without libraries of its own"),
        ("ModuleNotFoundError: No module named 'pmr_xl'", "is not in the Python that Excel starts"),
        ("ImportError: Couldn't find 'pywin32'. Install it", "lacks the package that speaks with Excel"),
        ("SystemError: something never seen", "Python fails: SystemError: something never seen"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for Python is a shell script")
def test_the_rehearsal_tells_what_python_lacks(windows, tmp_path, says, sentence):
    stand_in = tmp_path / "python.exe"
    stand_in.write_text(f'#!/bin/sh\necho "Traceback" >&2\necho "{says}" >&2\nexit 1\n')
    stand_in.chmod(0o755)
    machine = replace(windows, interpreter=stand_in)
    addin.install(None, machine)
    report = doctor(machine)
    assert sentence in report.text
    assert not report.ok


def test_an_empty_file_is_no_python(windows, tmp_path):
    empty = tmp_path / "empty.exe"
    empty.write_bytes(b"")
    machine = replace(windows, interpreter=empty)
    addin.install(None, machine)
    assert any(sign == addin.MEND and "Python fails" in what for sign, what, _ in doctor(machine).lines)


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ((ASR, ASR_CHILDREN, "1"), "keeps Office from starting other programs"),
        ((POLICIES, "VBAWarnings", 4), "all macros are off"),
        ((SECURITY, "VBAWarnings", 3), "only signed macros run"),
        ((POLICIES + r"\Trusted Locations", "AllLocationsDisabled", 1), "All trusted locations are off"),
        ((RESILIENCY, "7A9", "x\\xlstart\\PMR.xlam".encode("utf-16-le")), "list of disabled items"),
        ((INSTALLED, "Path", r"C:\Program Files\WindowsApps\Office\root"), "This Excel is from the Microsoft Store"),
    ],
)
def test_what_the_office_forbids_is_named_with_what_to_ask_for(windows, entry, says):
    addin.install(None, windows)
    assert says not in told(windows)
    found = [
        (what, remedy) for sign, what, remedy in doctor(replace(windows, registry=MadeUp(entry))).lines if sign == "✕"
    ]
    assert any(says in what and remedy for what, remedy in found)


def test_a_policy_that_only_audits_is_not_in_the_way(windows):
    addin.install(None, windows)
    assert "starting other programs" not in told(replace(windows, registry=MadeUp((ASR, ASR_CHILDREN, "2"))))


def test_an_excel_of_32_bits_wants_its_own_library(windows):
    addin.install(None, windows)
    old = replace(windows, registry=MadeUp((CLICK_TO_RUN, "Platform", "x86")))
    assert "xlwings32-" in told(old)
    assert "is missing; antivirus programs" in told(old)


def test_a_conda_python_is_named(windows, tmp_path):
    addin.install(None, windows)
    (tmp_path / "conda-meta").mkdir()
    assert "This Python is conda's" in told(windows)


def test_for_everybody_on_the_computer(windows, tmp_path):
    with pytest.raises(Fault, match="Where Excel is installed"):
        addin.install(None, windows, everyone=True)
    root = tmp_path / "Office16"
    machine = replace(windows, registry=MadeUp((INSTALLED, "Path", str(root))))
    assert addin.install(tmp_path / "office", machine, everyone=True).ok
    assert (root / "XLSTART" / "PMR.xlam").is_file()
    assert (tmp_path / "all" / "pmr" / "pmr.conf").is_file()
    assert not windows.addin.exists()
    assert not windows.settings.exists()
    assert "✓ Started as Excel starts it" in told(machine), "the doctor looks at what is in use"
    assert str((tmp_path / "office").resolve()) in told(machine)
    assert addin.remove(machine, everyone=True).ok
    assert not (root / "XLSTART" / "PMR.xlam").exists()


def test_a_portable_folder_on_a_share_is_no_fault(windows):
    addin.install(None, windows)
    share = replace(windows, interpreter=Path(r"\\server\share\PMR portable\python\python.exe"))
    assert "✕ This Python is on a network share" in told(share)
    (windows.prefix / "python312._pth").write_text("python312.zip\n.\n")
    said = told(share)
    assert "✕ This Python is on a network share" not in said
    assert "ℹ This Python is a portable folder's on a network share: each first click takes longer." in said
