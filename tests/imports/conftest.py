"""An office of our own, the published tables, and the command line."""

from __future__ import annotations

import io
import subprocess
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from pmr_xl.cli import main
from pmr_xl.office import built_in_office, init_office

PUBLISHED = built_in_office() / "schemas" / "published"


@pytest.fixture
def office(tmp_path) -> Path:
    return init_office(tmp_path / "office")


@pytest.fixture
def pmr(office):
    """``pmr("schema", "import", table)`` in that office; gives what a finished process would have left."""

    def run(*asked: object) -> subprocess.CompletedProcess[str]:
        words = ["--office", str(office), *map(str, asked)]
        said, told = io.StringIO(), io.StringIO()
        with chdir(office.parent), redirect_stdout(said), redirect_stderr(told), pytest.raises(SystemExit) as left:
            main(words)  # in this process: starting another takes longer than most of what is asked
        return subprocess.CompletedProcess(words, int(str(left.value)), said.getvalue(), told.getvalue())

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
