"""LibreOffice as a spreadsheet, and a user's folder of the test's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from engine_libreoffice.fixtures import libreoffice, spreadsheet  # noqa: F401 - fixtures


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing a test does reaches the developer's own settings, log or undo journal."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("LOCALAPPDATA", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / "state"))
    for name in ("PMR_OFFICE", "PMR_LOG"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The functions look at the disk at every call, not once a second."""
    monkeypatch.setattr("pmr_xl.excel.functions.office_cache._FRESH", 0.0)
