"""What all tests share: LibreOffice where there is one, foreign workbooks where they are, no cache but our own."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]


def pytest_collection_modifyitems(items):
    """Tests that need LibreOffice skip with a reason where there is none; in CI they must run."""
    if shutil.which("soffice") or os.environ.get("PMR_REQUIRE_LIBREOFFICE"):
        return
    for item in items:
        if item.get_closest_marker("libreoffice"):
            item.add_marker(pytest.mark.skip(reason="LibreOffice is not installed here"))


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory):
    """The user's own cache and log are left alone."""
    folder = tmp_path_factory.mktemp("own")
    os.environ["PMR_CACHE"] = str(folder / "cache")
    os.environ["PMR_LOG"] = str(folder / "pmr.log")
    os.environ.pop("PMR_OFFICE", None)


@pytest.fixture(scope="session")
def workbooks() -> Path:
    """A folder of real workbooks made by other programs: PMR_WORKBOOKS, or shared/data/workbooks beside the project."""
    named = os.environ.get("PMR_WORKBOOKS")
    folder = Path(named) if named else PROJECT.parent / "shared" / "data" / "workbooks"
    if not folder.is_dir():
        pytest.skip("no folder of foreign workbooks here (PMR_WORKBOOKS names one)")
    return folder


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The demonstration, made once: an office, three submissions, and all that comes of them."""
    from pmr_xl.desk.demo import demo

    return demo(tmp_path_factory.mktemp("demo") / "pmr-demo")
