"""Installation, on computers made up for it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from pmr_xl.excel.installing import addin
from pmr_xl.excel.installing.doctor import doctor
from pmr_xl.excel.installing.machine import MAC, WINDOWS, Machine
from pmr_xl.excel.settings import read_settings, write_settings
from pmr_xl.model.fault import Fault


@pytest.fixture
def windows(tmp_path) -> Machine:
    python = tmp_path / "Python" / "python.exe"
    python.parent.mkdir()
    python.write_bytes(b"")
    machine = Machine(WINDOWS, tmp_path / "ana", tmp_path / "ana" / "Roaming", python, python.parent)
    machine.dll.write_bytes(b"")
    return machine


def wrong(report: addin.Report) -> list[str]:
    return [what for sign, what, remedy in report.lines if sign == addin.MEND and remedy]


def test_installed_is_where_excel_trusts_it_with_safe_settings(windows, tmp_path):
    report = addin.install(tmp_path / "office", windows)
    assert report.ok
    assert windows.addin.parent.name == "XLSTART"
    assert windows.addin.read_bytes() == addin.shipped_addin().read_bytes()
    settings = read_settings(windows.settings)
    assert settings["INTERPRETER_WIN"] == str(windows.interpreter)
    assert settings["ADD_WORKBOOK_TO_PYTHONPATH"] == "False"
    assert settings["USE UDF SERVER"] == "True"
    assert settings["OFFICE"] == str((tmp_path / "office").resolve())
    assert windows.settings.read_text().splitlines()[0].startswith('"ADD_WORKBOOK_TO_PYTHONPATH","False"')


def test_installing_again_keeps_the_office_and_foreign_settings(windows, tmp_path):
    addin.install(tmp_path / "office", windows)
    write_settings({**read_settings(windows.settings), "SHOW CONSOLE": "True"}, windows.settings)
    addin.install(None, windows)
    settings = read_settings(windows.settings)
    assert settings["OFFICE"].endswith("office")
    assert settings["SHOW CONSOLE"] == "True"


def test_removed_leaves_nothing(windows):
    addin.install(None, windows)
    assert addin.remove(windows).ok
    assert not windows.addin.exists()
    assert not windows.settings.exists()
    assert addin.remove(windows).ok, "removing twice is no fault"


def test_doctor_before_installation_says_what_to_run(windows):
    report = doctor(windows)
    assert not report.ok
    assert "The add-in is not installed." in wrong(report)
    assert "pmr addin install" in report.text


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda m: m.dll.unlink(), "antivirus"),
        (lambda m: m.addin.write_bytes(b"older"), "is not the add-in of pmr_xl"),
        (lambda m: m.interpreter.unlink(), "The Python in the settings is gone"),
        (lambda m: write_settings({"INTERPRETER_WIN": str(m.interpreter)}, m.settings), "bring Python code"),
        (lambda m: Path(f"{m.addin}:Zone.Identifier").write_text(""), "coming from the internet"),
    ],
)
def test_doctor_finds_what_stands_in_the_way(windows, change, says):
    addin.install(None, windows)
    assert not any(says in what for what in wrong(doctor(windows)))
    change(windows)
    assert any(says in what for what in wrong(doctor(windows)))


@pytest.mark.parametrize(
    ("path", "says"),
    [
        (r"C:\Program Files\WindowsApps\Python\python.exe", "Microsoft Store"),
        (r"\\server\tools\python.exe", "network share"),
        ("/Users/ana/OneDrive - City/python.exe", "cloud service"),
    ],
)
def test_doctor_knows_pythons_that_do_not_work(windows, path, says):
    addin.install(None, windows)
    assert any(says in what for what in wrong(doctor(replace(windows, interpreter=Path(path)))))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write into locked folders")
def test_a_locked_folder_is_one_sentence(windows):
    windows.startup.mkdir(parents=True)
    windows.startup.chmod(0o500)
    with pytest.raises(Fault, match="cannot be written"):
        addin.install(None, windows)


def test_a_folder_that_cannot_be_made_is_one_sentence(windows):
    windows.roaming.parent.mkdir()
    windows.roaming.write_text("a file stands here")
    with pytest.raises(Fault, match="IT can put the file there"):
        addin.install(None, windows)
    assert not windows.settings.exists(), "nothing is half-done"


def test_a_mac_gets_its_script(tmp_path):
    machine = Machine(MAC, tmp_path, None, tmp_path / "python3", tmp_path)
    machine.interpreter.write_bytes(b"")
    assert addin.install(None, machine).ok
    assert machine.script[1].is_file()
    assert read_settings(machine.settings)["INTERPRETER_MAC"] == str(machine.interpreter)
    machine.script[1].write_text("another version")
    assert any("of another version" in what for what in wrong(doctor(machine)))


def test_linux_says_what_applies(tmp_path):
    home = tmp_path / "linux"
    home.mkdir()
    machine = Machine("linux", home, None, home / "python3", home)
    for report in (addin.install(None, machine), addin.status(machine), doctor(machine)):
        assert report.ok
        assert "pmr validate" in report.text
    assert not list(home.iterdir())
