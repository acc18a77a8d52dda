"""An office of our own, the published tables, and the command line."""

from __future__ import annotations

import subprocess
from pathlib import Path

import at_the_door
import pytest

from pmr_xl.office import built_in_office, init_office

PUBLISHED = built_in_office() / "schemas" / "published"


@pytest.fixture
def office(tmp_path) -> Path:
    return init_office(tmp_path / "office")


@pytest.fixture
def pmr(office):
    """``pmr("schema", "import", table)`` in that office; gives what a finished process would have left."""

    def run(*asked: object) -> subprocess.CompletedProcess[str]:
        return at_the_door.run("--office", office, *asked, cwd=office.parent)

    return run


@pytest.fixture
def published(tmp_path):
    """A published table of one agency, as text and as the lines it is made of."""

    def make(code: str, kind: str = "indicators", name: str = "table.csv") -> Path:
        head, *lines = (PUBLISHED / f"mmr_fy2026_{kind}.csv").read_text(encoding="utf-8").splitlines()
        path = tmp_path / name
        path.write_text("\n".join([head, *(line for line in lines if line.startswith(f"{code},"))]) + "\n", "utf-8")
        return path

    return make


@pytest.fixture
def schema(office):
    """An agency's file in the office: its path."""
    return lambda slug: office / "schemas" / "indicators" / f"{slug}.yaml"
