"""A new office with the published figures in its record: made once in a process, then handed out as copies."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from click.testing import CliRunner

from pmr_xl.cli.commands import pmr
from pmr_xl.office import init_office


def begin_office(folder: Path) -> Path:
    """An office of one's own in ``folder``, as ``pmr init`` and ``pmr record import`` of the indicators leave it."""
    return Path(shutil.copytree(_first(), folder))


def room_of_this_run() -> Path:
    """A folder that goes with the process."""
    folder = tempfile.mkdtemp(prefix="pmr_begun_")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


@cache
def _first() -> Path:
    office = init_office(room_of_this_run() / "office")
    asked = ["--office", str(office), "record", "import", "mmr_fy2026_indicators.csv", "--year", "2026"]
    told = CliRunner().invoke(pmr, asked)
    assert told.exit_code == 0, told.output
    return office
